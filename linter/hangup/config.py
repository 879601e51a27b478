"""Settings: defaults, ``[tool.hangup]`` of the nearest ``pyproject.toml``, and what the command line says."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from hangup.catalogue.sources import NOTHING, Tables
from hangup.model import Confidence, Severity
from hangup.selection import ALL, nearest

FAIL_ON: dict[str, Severity | None] = {"error": Severity.ERROR, "warning": Severity.WARNING, "never": None}
CONFIDENCE: dict[str, Confidence] = {level.label: level for level in sorted(Confidence, reverse=True)}


class ConfigError(Exception):
    """A configuration that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``fail_on`` is None for ``never``. ``root`` is the directory that ``exclude`` patterns are relative to."""

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    confidence: Confidence = Confidence.MEDIUM
    root: str = "."
    preview: bool = False
    """Whether SDKs are known that are off by default."""
    sdks: tuple[str, ...] = ()
    """Which of the SDKs that are off by default are on, by id."""
    own: Tables = NOTHING
    """The SDKs and frameworks that the configuration describes itself."""


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the configuration: what it means, how a value is read, and what editors are told of it."""

    doc: str
    read: Callable[[object], Any]
    """Raises ValueError, which says what the value must be."""
    schema: Mapping[str, object]
    """What a value must be, as JSON Schema."""


def load(start: str = ".") -> Settings:
    """The settings for a run in ``start``: the nearest ``pyproject.toml`` upwards that has a ``[tool.hangup]`` table.

    Raises:
        ConfigError: the file cannot be read, or the table has an unknown key or a wrong value.
    """
    import tomllib

    directory = os.path.abspath(start)
    while True:
        path = os.path.join(directory, "pyproject.toml")
        try:
            with open(path, "rb") as file:
                content: dict[str, object] = tomllib.load(file)
        except (FileNotFoundError, NotADirectoryError):
            content = {}
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror or error}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: not TOML: {error}") from error
        tool = content.get("tool")
        table = cast("dict[str, object]", tool).get("hangup") if isinstance(tool, dict) else None
        if table is not None:
            return parse(table, path)
        parent = os.path.dirname(directory)
        if parent == directory:
            return Settings()
        directory = parent


def parse(table: object, path: str) -> Settings:
    """The settings that a ``[tool.hangup]`` table of a file holds.

    Raises:
        ConfigError: naming the file, the key and what it may be.
    """
    if not isinstance(table, Mapping):
        raise ConfigError(f"{path}: tool.hangup: must be a table")
    written = cast("Mapping[str, object]", table)
    settings = Settings(root=os.path.dirname(path) or ".")
    if not written.keys().isdisjoint(("sdks", *DESCRIPTIONS)):
        own = Tables(path, "tool.hangup", written.get("sdk", ()), written.get("framework", ()))
        settings = replace(settings, own=own)
    for key, value in written.items():
        if key in DESCRIPTIONS:
            continue  # checked by the catalogue, when it is read
        if key not in KEYS:
            raise ConfigError(f"{path}: tool.hangup.{key}: unknown key{nearest(key, (*KEYS, *DESCRIPTIONS))}")
        try:
            changed: dict[str, Any] = {key.replace("-", "_"): KEYS[key].read(value)}
            settings = replace(settings, **changed)
        except ValueError as error:
            raise ConfigError(f"{path}: tool.hangup.{key}: {error}") from error
    return settings


# ---------------------------------------------------------------- keys


def _texts(doc: str) -> Key:
    def read(value: object) -> tuple[str, ...]:
        items = cast("list[object]", value) if isinstance(value, list) else [None]
        texts = tuple(item for item in items if isinstance(item, str))
        if len(texts) < len(items):
            raise ValueError("must be a list of strings")
        return texts

    return Key(doc, read, {"type": "array", "items": {"type": "string"}})


def _flag(doc: str) -> Key:
    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError("must be true or false")  # noqa: TRY004  (ValueError is what a key's reader raises)
        return value

    return Key(doc, read, {"type": "boolean"})


def _choice(doc: str, choices: Mapping[str, Any]) -> Key:
    def read(value: object) -> Any:
        if not isinstance(value, str) or value not in choices:
            hint = nearest(value, choices) if isinstance(value, str) else ""
            raise ValueError(f"must be one of {', '.join(choices)}{hint}")
        return choices[value]

    return Key(doc, read, {"enum": list(choices)})


KEYS: dict[str, Key] = {
    "select": _texts("Rules in force: codes, prefixes of codes, names, ALL."),
    "ignore": _texts("Rules not in force, in the same words; the more specific selector wins."),
    "exclude": _texts("Files to leave out, as in a .gitignore, relative to this file."),
    "fail-on": _choice("From which severity on hangup exits with 1.", FAIL_ON),
    "confidence": _choice("From which confidence on findings are reported.", CONFIDENCE),
    "preview": _flag("Know the SDKs that are off by default."),
    "sdks": _texts("Which of the SDKs that are off by default are on, by id."),
}

DESCRIPTIONS = {
    "sdk": "SDKs of your own: what connects, and what closes.",
    "framework": "Frameworks of your own: what runs, how often, and when it ends.",
}
"""Keys whose tables describe something in the words of the catalogue."""
