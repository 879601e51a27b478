"""JUnit's XML: a suite for each file with findings, a failed case for each finding.

Build servers take a document without a case for a broken one, so a clean run has one case that passed. A file that
was not analysed is an ``error``, as a test that could not run. Servers follow a case from run to run by its class and
name, so these hold no line numbers and are unique.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from hangup.model import Diagnostic
from hangup.report import Report
from hangup.reporters.places import Repository, region
from hangup.reporters.screen import Screen
from hangup.reporters.xml_ import element, write_document

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def write(report: Report, screen: Screen) -> None:
    """Write all findings as one document."""
    repository = Repository.around()
    root = element(None, "testsuites", {"name": "hangup", **_counts(report.diagnostics)})
    for path, group in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        diagnostics = list(group)
        suite = element(root, "testsuite", {"name": repository.path(path), **_counts(diagnostics)})
        names: Counter[str] = Counter()
        for diagnostic in diagnostics:
            name = f"{diagnostic.code} {diagnostic.name}" + (f" in {diagnostic.scope}" if diagnostic.scope else "")
            names[name] += 1
            _case(suite, name + f" ({names[name]})" * (names[name] > 1), diagnostic, report, repository)
    if not report.diagnostics:
        suite = element(root, "testsuite", {"name": "hangup", **_counts([]), "tests": 1})
        element(suite, "testcase", {"name": "no findings", "classname": "hangup", "time": 0})
        root.set("tests", "1")
    write_document(root, screen)


def _counts(diagnostics: list[Diagnostic]) -> dict[str, str | int]:
    errors = sum(_is_error(diagnostic) for diagnostic in diagnostics)
    count = len(diagnostics)
    return {"tests": count, "failures": count - errors, "errors": errors, "skipped": 0, "time": 0}


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.code == "HUP900"


def _case(suite: Element, name: str, diagnostic: Diagnostic, report: Report, repository: Repository) -> None:
    start, _ = region(report.source(diagnostic.path), diagnostic.span)
    path = repository.path(diagnostic.path)
    place = f"{path}:{report.source(diagnostic.path).position(diagnostic.span.start)}"
    case = element(suite, "testcase", {"name": name, "classname": path, "file": path, "line": start.line, "time": 0})
    lines = [f"{place}: {diagnostic.message}", f"fix: {diagnostic.suggestion}"]
    for related in diagnostic.related:
        there = report.source(related.path).position(related.span.start)
        lines.append(f"{repository.path(related.path)}:{there}: {related.label}")
    element(
        case,
        "error" if _is_error(diagnostic) else "failure",
        {"type": diagnostic.severity.label, "message": diagnostic.message},
        "\n".join(lines),
    )
