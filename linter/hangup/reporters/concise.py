"""One line a finding, for editors, ``grep`` and eyes in a hurry."""

from __future__ import annotations

from hangup.model import Diagnostic, Severity, SourceFile
from hangup.report import Report
from hangup.reporters.screen import Screen, clean
from hangup.reporters.summary import summary

_STYLES = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def write(report: Report, screen: Screen) -> None:
    """Write ``path:line:column: severity CODE message`` for each finding, and the summary."""
    for diagnostic in report.diagnostics:
        screen.line(_line(diagnostic, report.source(diagnostic.path), screen.color))
    if not screen.quiet:
        screen.line(summary(report))


def _line(diagnostic: Diagnostic, source: SourceFile, color: bool) -> str:
    position = source.position(diagnostic.span.start)
    place = f"{clean(diagnostic.path)}:{position.line}:{position.column}"
    label = f"{diagnostic.severity.label} {diagnostic.code}"
    if color:
        place, label = f"\x1b[1m{place}\x1b[0m", f"{_STYLES[diagnostic.severity]}{label}\x1b[0m"
    return f"{place}: {label} {clean(diagnostic.message)} ({diagnostic.name})"
