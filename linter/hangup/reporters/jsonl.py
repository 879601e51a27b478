"""The diagnostics of the JSON contract, one object a line, for streams and logs."""

from __future__ import annotations

from hangup.report import Report
from hangup.reporters.json_ import diagnostic_object
from hangup.reporters.plain import dumps
from hangup.reporters.screen import Screen


def write(report: Report, screen: Screen) -> None:
    """Write each finding as a line. Nothing found is nothing written."""
    for diagnostic in report.diagnostics:
        screen.line(dumps(diagnostic_object(diagnostic, report), indent=None))
