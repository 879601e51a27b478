"""A report in one line: a dash for each error, a dot for each warning."""

from __future__ import annotations

from hangup.model import Severity
from hangup.report import Report
from hangup.reporters.screen import Screen


def write(report: Report, screen: Screen) -> None:
    screen.line("".join("-" if d.severity is Severity.ERROR else "." for d in report.diagnostics))
