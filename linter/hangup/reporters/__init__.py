"""One module per output format. Each has ``write(report, screen)`` and is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hangup import plugins

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


def formats() -> tuple[str, ...]:
    """The names of all output formats, those of plugins included."""
    return (*FORMATS, *(plugin.name for plugin in plugins.of(plugins.REPORTERS)))


def is_format(name: str) -> bool:
    """Whether there is an output format of this name. Plugins are looked for only where it is not a built-in one."""
    return name in FORMATS or plugins.named(plugins.REPORTERS, name) is not None


def write(output_format: str, report: Report, screen: Screen) -> None:
    """Write a report in one of :data:`FORMATS`, or in that of a plugin.

    Raises:
        PluginError: the reporter of a plugin does not work.
    """
    module = FORMATS.get(output_format)
    if module is not None:
        import_module(module).write(report, screen)
        return
    by_plugin = plugins.reporter(output_format)
    if by_plugin is None:
        raise ValueError(f"there is no output format {output_format!r}")
    by_plugin(report, screen)
