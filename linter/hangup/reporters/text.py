"""The full form: a frame of source for each finding, and a summary. Without a finding rich is not imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.report import Report
from hangup.reporters.screen import Screen
from hangup.reporters.summary import summary

if TYPE_CHECKING:
    from rich.text import Text


def write(report: Report, screen: Screen) -> None:
    """Write all findings and the summary."""
    if report.diagnostics:
        from hangup.reporters.findings import findings

        for rows in findings(report, screen):
            _print(rows, screen)
    if not screen.quiet:
        screen.line(summary(report))


def _print(rows: list[Text], screen: Screen) -> None:
    if not screen.color:
        for row in rows:
            screen.line(row.plain)
        return
    from rich.text import Text

    from hangup.reporters.console import console_for

    console_for(screen).print(Text("\n").join(rows), soft_wrap=True)
