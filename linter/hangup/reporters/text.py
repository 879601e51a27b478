"""The full form: a frame of source for each finding, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.report import Report
from hangup.reporters.screen import Screen
from hangup.reporters.summary import summary

if TYPE_CHECKING:
    from hangup.reporters.rows import Row


def write(report: Report, screen: Screen) -> None:
    """Write all findings and the summary."""
    if report.diagnostics:
        from hangup.reporters.findings import findings

        for rows in findings(report, screen):
            _print(rows, screen)
    if not screen.quiet:
        screen.line(summary(report))


def _print(rows: list[Row], screen: Screen) -> None:
    if not screen.color:
        for row in rows:
            screen.line(row.plain)
        return
    from rich.text import Text

    from hangup.reporters.console import console_for

    console_for(screen).print(Text("\n").join([row.text() for row in rows]), soft_wrap=True)
