"""One module per output format. Each has ``write(report, screen)``; only the full form imports rich."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hangup.report import Report
    from hangup.reporters.screen import Screen

FORMATS: dict[str, str] = {
    "full": "hangup.reporters.text",
    "concise": "hangup.reporters.concise",
    "json": "hangup.reporters.json_",
}


def write(output_format: str, report: Report, screen: Screen) -> None:
    """Write a report in one of :data:`FORMATS`."""
    import_module(FORMATS[output_format]).write(report, screen)
