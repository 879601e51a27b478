"""Settings: their defaults, and what a table of a configuration file may say.

Which file counts is decided in ``configuration.py``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from hangup.catalogue.sources import Tables
from hangup.model import Confidence, Severity
from hangup.project.exclude import Patterns, first_wrong
from hangup.records import dataclass, field, replace
from hangup.selection import ALL, Selection, UnknownSelector, check_selectors, nearest

FAIL_ON: dict[str, Severity | None] = {"error": Severity.ERROR, "warning": Severity.WARNING, "never": None}
CONFIDENCE: dict[str, Confidence] = {level.label: level for level in sorted(Confidence, reverse=True)}

Rules = Callable[[], Sequence[tuple[str, str]]]
"""The rules that exist, as (code, name). Asked only where a selector has to be checked."""


class ConfigError(Exception):
    """A configuration that cannot be followed. Its text names the file, the table and the key."""


@dataclass(frozen=True, slots=True)
class FileIgnores:
    """Rules that are not in force in the files that fit a pattern."""

    pattern: Patterns
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a file.

    ``fail_on`` is None for ``never``. ``file`` is the configuration file that all this comes from, empty where there is
    none.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[FileIgnores, ...] = ()
    exclude: Patterns = field(default_factory=Patterns)
    fail_on: Severity | None = Severity.ERROR
    confidence: Confidence = Confidence.MEDIUM
    preview: bool = False
    """Whether SDKs are known that are off by default."""
    sdks: tuple[str, ...] = ()
    """Which of the SDKs that are off by default are on, by id."""
    own: tuple[Tables, ...] = ()
    """The SDKs and frameworks that the configuration describes itself, after those of the file it extends."""
    baseline: str | None = None
    """The path of the baseline, as it can be opened."""
    file: str = field(default="", compare=False)

    def selection(self, path: str) -> Selection:
        """The rules in force in a file."""
        never = (rule for ignores in self.per_file_ignores if ignores.pattern.fit(path) for rule in ignores.rules)
        return Selection(
            (*self.select, *self.extend_select), (*self.ignore, *self.extend_ignore), tuple(dict.fromkeys(never))
        )


DEFAULTS = Settings()
EVERYTHING = Settings(confidence=Confidence.LOW)
"""Every rule is in force, at any confidence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: the file as it is named in errors, the table's name in it (empty for the top level), the
    directory that its patterns are relative to, and the rules that selectors may name (None: not checked).
    """

    file: str
    table: str = ""
    root: str = "."
    rules: Rules | None = None

    def key(self, key: str) -> str:
        return f"{self.file}: {self.table}.{key}" if self.table else f"{self.file}: {key}"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the configuration: what it means, how a value is read, and what editors are told of it."""

    doc: str
    read: Callable[[object, Place], Any]
    """Raises ValueError, whose text is put behind the name of the key."""
    schema: Mapping[str, object]
    """What a value must be, as JSON Schema."""
    example: str
    """A value in TOML that is not the default."""


def parse(table: object, place: Place | str, base: Settings = DEFAULTS) -> Settings:
    """The settings that a table holds, on top of others. A place that is a path means ``tool.hangup`` of that file.

    Raises:
        ConfigError: naming the file, the key and what it may be.
    """
    if isinstance(place, str):
        place = Place(place, "tool.hangup", os.path.dirname(place) or ".")
    if not isinstance(table, Mapping):
        raise ConfigError(f"{place.file}: {place.table}: must be a table")
    written = cast("Mapping[str, object]", table)
    settings = base
    if not written.keys().isdisjoint(("sdks", *DESCRIPTIONS)):
        own = Tables(place.file, place.table, written.get("sdk", ()), written.get("framework", ()))
        settings = replace(settings, own=(*base.own, own))
    for key, value in written.items():
        if key in DESCRIPTIONS:
            continue  # checked by the catalogue, when it is read
        if key not in KEYS:
            raise ConfigError(f"{place.key(key)}: unknown key{_advice(key, value, place)}")
        try:
            changed: dict[str, Any] = {key.replace("-", "_"): KEYS[key].read(value, place)}
        except ValueError as error:
            raise ConfigError(f"{place.key(key)}{error}") from error
        settings = replace(settings, **changed)
    return settings


def _advice(key: str, value: object, place: Place) -> str:
    if not place.table and key == "tool" and isinstance(value, Mapping):
        return "; in this file the keys stand at the top level, without [tool.hangup]"
    return nearest(key, (*KEYS, *DESCRIPTIONS, EXTEND))


# ---------------------------------------------------------------- keys


def _texts(doc: str, example: str, understood: Callable[[tuple[str, ...], Place], Any] = lambda texts, _: texts) -> Key:
    def read(value: object, place: Place) -> Any:
        return understood(_strings(value), place)

    return Key(doc, read, {"type": "array", "items": {"type": "string"}}, example)


def _strings(value: object) -> tuple[str, ...]:
    items = cast("list[object]", value) if isinstance(value, list) else [None]
    texts = tuple(item for item in items if isinstance(item, str))
    if len(texts) < len(items):
        raise ValueError(": must be a list of strings")
    return texts


def _selectors(texts: tuple[str, ...], place: Place) -> tuple[str, ...]:
    if place.rules is not None and texts:
        try:
            check_selectors(texts, place.rules())
        except UnknownSelector as error:
            raise ValueError(f": {error}") from error
    return texts


def _patterns(texts: tuple[str, ...], place: Place) -> Patterns:
    wrong = first_wrong(texts)
    if wrong is not None:
        raise ValueError(f": {wrong!r} is no pattern of a .gitignore")
    return Patterns(texts, place.root)


def _file_ignores(doc: str, example: str) -> Key:
    def read(value: object, place: Place) -> tuple[FileIgnores, ...]:
        if not isinstance(value, Mapping):
            raise ValueError(': must be a table of patterns, as in `"tests/**" = ["HUP101"]`')  # noqa: TRY004
        ignores: list[FileIgnores] = []
        for pattern, rules in cast("Mapping[str, object]", value).items():
            try:
                ignores.append(FileIgnores(_patterns((pattern,), place), _selectors(_strings(rules), place)))
            except ValueError as error:
                raise ValueError(f'."{pattern}"{error}') from error
        return tuple(ignores)

    items = {"type": "array", "items": {"type": "string"}}
    return Key(doc, read, {"type": "object", "additionalProperties": items}, example)


def _flag(doc: str, example: str) -> Key:
    def read(value: object, place: Place) -> bool:
        if not isinstance(value, bool):
            raise ValueError(": must be true or false")  # noqa: TRY004  (ValueError is what a key's reader raises)
        return value

    return Key(doc, read, {"type": "boolean"}, example)


def _choice(doc: str, example: str, choices: Mapping[str, Any]) -> Key:
    def read(value: object, place: Place) -> Any:
        if not isinstance(value, str) or value not in choices:
            hint = nearest(value, choices) if isinstance(value, str) else ""
            raise ValueError(f": must be one of {', '.join(choices)}{hint}")
        return choices[value]

    return Key(doc, read, {"enum": list(choices)}, example)


def _inside(doc: str, example: str) -> Key:
    """A path below the directory of the configuration, which is not trusted: what it names is written to."""

    def read(value: object, place: Place) -> str:
        if not isinstance(value, str) or not value or "\0" in value:
            raise ValueError(": must be the path of a file")
        root = os.path.realpath(place.root)
        path = os.path.join(place.root, value)
        if os.path.isabs(value) or os.path.commonpath([root, os.path.realpath(path)]) != root:
            raise ValueError(f": {value} must lie below {root}; only the command line may name a file elsewhere")
        return os.path.normpath(path)

    return Key(doc, read, {"type": "string"}, example)


KEYS: dict[str, Key] = {
    "select": _texts("Rules in force: codes, prefixes of codes, names, ALL.", '["HUP1", "HUP2", "HUP3"]', _selectors),
    "ignore": _texts("Rules not in force, in the same words; the more specific wins.", '["HUP403"]', _selectors),
    "extend-select": _texts("Rules in force beside those that are selected.", '["HUP5"]', _selectors),
    "extend-ignore": _texts("Rules not in force beside those that are ignored.", '["client-per-request"]', _selectors),
    "per-file-ignores": _file_ignores("Rules not in force in files that fit a pattern.", '{ "scripts/" = ["HUP402"] }'),
    "exclude": _texts("Files to leave out, as in a .gitignore.", '["legacy/", "*.generated.ts"]', _patterns),
    "fail-on": _choice("From which severity on hangup exits with 1.", '"warning"', FAIL_ON),
    "confidence": _choice("From which confidence on findings are reported.", '"high"', CONFIDENCE),
    "baseline": _inside("The file that lists known findings.", '"hangup-baseline.json"'),
    "preview": _flag("Know the SDKs that are off by default.", "true"),
    "sdks": _texts("Which of the SDKs that are off by default are on, by id.", '["acme-live"]'),
}
"""Every key but :data:`EXTEND`."""

EXTEND = "extend"
"""The key by which a file builds on another. It is followed before anything else is read."""
EXTEND_DOC = "Another configuration file that this one builds on."

DESCRIPTIONS = {
    "sdk": "SDKs of your own: what connects, and what closes.",
    "framework": "Frameworks of your own: what runs, how often, and when it ends.",
}
"""Keys whose tables describe something in the words of the catalogue."""
