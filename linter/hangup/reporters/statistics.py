"""``--statistics``: how often each rule reports something, and in how many files, the most frequent first."""

from __future__ import annotations

import json
from collections import Counter

from hangup.model import Severity
from hangup.records import dataclass, fields
from hangup.report import Report
from hangup.reporters import json_
from hangup.reporters.screen import Screen
from hangup.reporters.summary import summary

FORMATS = ("full", "concise", "json")
"""The output formats in which there are statistics; the first two are the same table."""


@dataclass(frozen=True, slots=True)
class Line:
    """The findings of one rule."""

    code: str
    name: str
    errors: int
    warnings: int
    files: int

    @property
    def total(self) -> int:
        return self.errors + self.warnings


def write(output_format: str, report: Report, screen: Screen) -> None:
    """Write the counts in one of :data:`FORMATS`."""
    if output_format == "json":
        screen.line(json.dumps(document(report), indent=2))
        return
    lines = count(report)
    width = max((len(f"{line.total:,}") for line in lines), default=0)
    names = max((len(line.name) for line in lines), default=0)
    for line in lines:
        files = f"{line.files:,} file" + "s" * (line.files != 1)
        screen.line(f"{line.total:>{width},}  {line.code}  {line.name:<{names}}  in {files}")
    if not screen.quiet:
        screen.line(summary(report))


def count(report: Report) -> list[Line]:
    """The rules that report something."""
    severities = Counter((diagnostic.code, diagnostic.severity) for diagnostic in report.diagnostics)
    names = {diagnostic.code: diagnostic.name for diagnostic in report.diagnostics}
    places = Counter(code for code, _ in {(diagnostic.code, diagnostic.path) for diagnostic in report.diagnostics})
    lines = [
        Line(code, name, severities[code, Severity.ERROR], severities[code, Severity.WARNING], places[code])
        for code, name in names.items()
    ]
    return sorted(lines, key=lambda line: (-line.total, line.code))


def document(report: Report) -> dict[str, object]:
    """The counts as plain values, beside the summary of the JSON format."""
    return {
        "version": json_.VERSION,
        "summary": json_.summary(report),
        "statistics": [{item.name: getattr(line, item.name) for item in fields(line)} for line in count(report)],
    }
