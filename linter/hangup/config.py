"""Settings: defaults, ``[tool.hangup]`` of the nearest ``pyproject.toml``, and what the command line says."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

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
    settings = Settings(root=os.path.dirname(path) or ".")
    for key, value in cast("Mapping[str, object]", table).items():
        if key not in _KEYS:
            raise ConfigError(f"{path}: tool.hangup.{key}: unknown key{nearest(key, _KEYS)}")
        try:
            changed: dict[str, Any] = {key.replace("-", "_"): _KEYS[key](value)}
            settings = replace(settings, **changed)
        except ValueError as error:
            raise ConfigError(f"{path}: tool.hangup.{key}: {error}") from error
    return settings


def _texts(value: object) -> tuple[str, ...]:
    items = cast("list[object]", value) if isinstance(value, list) else [None]
    texts = tuple(item for item in items if isinstance(item, str))
    if len(texts) < len(items):
        raise ValueError("must be a list of strings")
    return texts


def _choice(choices: Mapping[str, Any]) -> Callable[[object], Any]:
    def choose(value: object) -> Any:
        if not isinstance(value, str) or value not in choices:
            hint = nearest(value, choices) if isinstance(value, str) else ""
            raise ValueError(f"must be one of {', '.join(choices)}{hint}")
        return choices[value]

    return choose


_KEYS: dict[str, Callable[[object], Any]] = {
    "select": _texts,
    "ignore": _texts,
    "exclude": _texts,
    "fail-on": _choice(FAIL_ON),
    "confidence": _choice(CONFIDENCE),
}
