"""One line a finding, for editors, ``grep`` and eyes in a hurry."""

from __future__ import annotations

from hangup.model import Diagnostic, SourceFile
from hangup.report import Report
from hangup.reporters.ansi import BOLD, SEVERITY, styled
from hangup.reporters.screen import Screen, clean
from hangup.reporters.summary import summary


def write(report: Report, screen: Screen) -> None:
    """Write ``path:line:column: severity CODE message`` for each finding, and the summary."""
    for diagnostic in report.diagnostics:
        screen.line(_line(diagnostic, report.source(diagnostic.path), screen.color))
    if not screen.quiet:
        screen.line(summary(report))


def _line(diagnostic: Diagnostic, source: SourceFile, color: bool) -> str:
    position = source.position(diagnostic.span.start)
    place = styled(f"{clean(diagnostic.path)}:{position}", BOLD, color)
    label = styled(f"{diagnostic.severity.label} {diagnostic.code}", SEVERITY[diagnostic.severity], color)
    return f"{place}: {label} {clean(diagnostic.message)} ({diagnostic.name})"
