"""One module per output format. Each has ``write(report, screen)`` and is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hangup.report import Report
    from hangup.reporters.screen import Screen

FORMATS: dict[str, str] = {
    "full": "hangup.reporters.text",
    "concise": "hangup.reporters.concise",
    "grouped": "hangup.reporters.grouped",
    "json": "hangup.reporters.json_",
    "jsonl": "hangup.reporters.jsonl",
    "sarif": "hangup.reporters.sarif",
    "github": "hangup.reporters.github",
    "gitlab": "hangup.reporters.gitlab",
    "junit": "hangup.reporters.junit",
    "checkstyle": "hangup.reporters.checkstyle",
    "rdjson": "hangup.reporters.rdjson",
    "azure": "hangup.reporters.azure",
    "agent": "hangup.reporters.agent",
}


def write(output_format: str, report: Report, screen: Screen) -> None:
    """Write a report in one of :data:`FORMATS`."""
    import_module(FORMATS[output_format]).write(report, screen)
