"""The full form: a frame of source for each finding, and a summary. Without a finding rich is not imported."""

from __future__ import annotations

from hangup.report import Report
from hangup.reporters.screen import Screen
from hangup.reporters.summary import summary


def write(report: Report, screen: Screen) -> None:
    """Write all findings and the summary."""
    if report.diagnostics:
        from hangup.reporters.console import console_for
        from hangup.reporters.findings import rows

        console = console_for(screen)
        for row in rows(report, screen):
            console.print(row, soft_wrap=True)
    if not screen.quiet:
        screen.line(summary(report))
