"""Plugins: what other distributions add to hangup through entry points.

``hangup.rules``
    A :class:`hangup.rule.Rule`, or several in a list or tuple.
``hangup.reporters``
    The name is the output format; the object has ``write(report, screen)``.
``hangup.frontends``
    The name is a file suffix (``.acme``); the object has ``lower(source)``, which gives a program.
``hangup.catalogues``
    A package whose folder ``catalogue`` holds ``sdks/*.toml`` and ``frameworks/*.toml``. It is not imported.

Every run needs to know suffixes and words, most runs have no plugin, and ``importlib.metadata`` costs more than all the
rest of a run that finds no candidate. So the metadata of what is installed is searched for the groups' names as bytes
first, and only read where there is one. A plugin's code is imported when something asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from hangup.installation import mentions_plugins
from hangup.records import dataclass

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from pathlib import Path

RULES, REPORTERS, FRONTENDS, CATALOGUES = "hangup.rules", "hangup.reporters", "hangup.frontends", "hangup.catalogues"
GROUPS = (RULES, REPORTERS, FRONTENDS, CATALOGUES)


class PluginError(Exception):
    """A plugin that does not work. Its text names the plugin."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point. ``value`` is what it points to: ``package.module:name``."""

    group: str
    name: str
    value: str
    distribution: str
    """Name and version of the distribution that brings it."""
    entry: EntryPoint

    def __str__(self) -> str:
        return f"the plugin {self.distribution} ({self.group}: {self.name} = {self.value})"

    def load(self) -> Any:
        """What the entry point points to.

        Raises:
            PluginError: it cannot be imported.
        """
        try:
            return self.entry.load()
        except Exception as error:
            raise PluginError(f"{self} cannot be loaded: {type(error).__name__}: {error}") from error


@cache
def installed() -> tuple[Plugin, ...]:
    """The plugins that can be imported from here, by group and name.

    Raises:
        PluginError: two plugins of one group have one name.
    """
    if not mentions_plugins(sys.path):
        return ()
    from importlib.metadata import entry_points

    found = [
        Plugin(group, entry.name, entry.value, f"{entry.dist.name} {entry.dist.version}" if entry.dist else "?", entry)
        for group in GROUPS
        for entry in entry_points(group=group)
    ]
    known: dict[tuple[str, str], Plugin] = {}
    for plugin in sorted(found, key=lambda plugin: (plugin.group, plugin.name, plugin.distribution)):
        other = known.setdefault((plugin.group, plugin.name.lower()), plugin)
        if other is not plugin:
            raise PluginError(f"{plugin} has a name that is taken by {other}")
    return tuple(known.values())


def of(group: str) -> tuple[Plugin, ...]:
    """The plugins of a group."""
    return tuple(plugin for plugin in installed() if plugin.group == group)


def named(group: str, name: str) -> Plugin | None:
    """The plugin of a group with this name, in whatever case."""
    return next((plugin for plugin in of(group) if plugin.name.lower() == name.lower()), None)


# ---------------------------------------------------------------- what plugins give


def catalogues() -> Iterator[tuple[str, Path]]:
    """The folders of descriptions that plugins bring, each with the name of its plugin.

    Raises:
        PluginError: there is no such package or folder.
    """
    for plugin in of(CATALOGUES):
        from importlib.util import find_spec
        from pathlib import Path

        try:
            found = find_spec(plugin.value)
        except (ImportError, ValueError) as error:
            raise PluginError(f"{plugin} cannot be found: {type(error).__name__}: {error}") from error
        if found is None or not found.submodule_search_locations:
            raise PluginError(f"{plugin} cannot be found: there is no package {plugin.value}")
        folder = Path(next(iter(found.submodule_search_locations))) / "catalogue"
        if not folder.is_dir():
            raise PluginError(f"{plugin} has no folder 'catalogue' in the package {plugin.value}")
        yield str(plugin), folder


def front_end(suffix: str) -> Callable[..., Any] | None:
    """The function that lowers files with this suffix, guarded; None where no plugin reads them.

    Raises:
        PluginError: the plugin cannot be loaded, or has no such function.
    """
    plugin = named(FRONTENDS, suffix)
    return None if plugin is None else guarded(plugin, _function(plugin, "lower"))


def reporter(output_format: str) -> Callable[..., Any] | None:
    """The function that writes reports in this format, guarded; None where no plugin does.

    Raises:
        PluginError: the plugin cannot be loaded, or has no such function.
    """
    plugin = named(REPORTERS, output_format)
    return None if plugin is None else guarded(plugin, _function(plugin, "write"))


def rules() -> Iterator[tuple[Plugin, object]]:
    """What the plugins give as rules, each with its plugin. Nothing is said yet of what it is.

    Raises:
        PluginError: a plugin cannot be loaded.
    """
    for plugin in of(RULES):
        given = plugin.load()
        several = cast("Iterable[object]", given) if isinstance(given, list | tuple) else (given,)
        yield from ((plugin, rule) for rule in several)


def guarded(plugin: Plugin, function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of a plugin whose errors name the plugin. Errors of hangup's own classes are meant, and pass."""

    def run(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except Exception as error:
            if isinstance(error, OSError) or type(error).__module__.partition(".")[0] == "hangup":
                raise
            raise PluginError(f"{plugin} failed: {type(error).__name__}: {error}") from error

    return run


def _function(plugin: Plugin, name: str) -> Callable[..., Any]:
    given = plugin.load()
    function = getattr(given, name, None)
    if not callable(function):
        raise PluginError(f"{plugin} has no function {name!r}")
    return cast("Callable[..., Any]", function)
