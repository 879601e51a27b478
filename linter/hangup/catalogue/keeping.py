"""The tables of a catalogue as JSON, and back, for the next run: what is written has been read strictly before."""

from __future__ import annotations

import json
from typing import Any

from hangup.catalogue.schema import Table, frameworks, sdks
from hangup.records import fields

_KIND = ""
"""The key that tells tables from what else is written with braces: no table has a key without a name."""
_TABLES: dict[str, type[Table]] = {
    name: each
    for module in (sdks, frameworks)
    for name, each in vars(module).items()
    if isinstance(each, type) and issubclass(each, Table) and each is not Table
}


def dump(parts: object) -> bytes:
    """Tables in lists, as bytes."""
    return json.dumps(parts, separators=(",", ":"), default=_written).encode()


def load(data: bytes) -> Any:
    """The lists of tables that were written.

    Raises:
        ValueError: this is nothing that :func:`dump` has written.
    """
    try:
        return json.loads(data, object_hook=_read)
    except (KeyError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _written(table: Any) -> dict[str, Any]:
    """What a table says that is no default."""
    said = {item.name: getattr(table, item.name) for item in fields(table)}
    defaults = {item.name: item.default for item in fields(table)}
    return {_KIND: type(table).__name__, **{name: value for name, value in said.items() if value != defaults[name]}}


def _read(said: dict[str, Any]) -> Any:
    kind = said.pop(_KIND, None)
    if kind is None:
        return said
    table = object.__new__(_TABLES[kind])
    table.__dict__.update(said)  # the rest are defaults, which stand in the class
    return table
