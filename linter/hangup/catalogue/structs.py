"""The tables of the schema as structs of msgspec, which reads them strictly and can say what is wrong.

Imported only where a description is read or a schema written: what runs works with the tables themselves, and these
are kept from run to run.
"""

from __future__ import annotations

from types import GenericAlias, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from hangup.catalogue.schema import Table, key_of
from hangup.records import MISSING, fields

_Table = TypeVar("_Table", bound=Table)


def read(content: object, table: type[_Table]) -> _Table:
    """A table as TOML gives it.

    Raises:
        msgspec.ValidationError: it says what the schema does not know.
    """
    return cast("_Table", _plain(msgspec.convert(content, struct_of(table))))


def struct_of(table: type[Table]) -> type[msgspec.Struct]:
    """The struct that stands for a table."""
    made = _structs.get(table)
    if made is None:
        made = _structs[table] = _made(table)
        _tables[made] = table
    return made


_structs: dict[type[Table], type[msgspec.Struct]] = {}
_tables: dict[type[msgspec.Struct], type[Table]] = {}


def _made(table: type[Table]) -> type[msgspec.Struct]:
    types = get_type_hints(table, include_extras=True)
    given: list[tuple[str, Any, Any]] = []
    for item in fields(table):
        options = {} if item.default is MISSING else {"default": _struct(item.default)}
        given.append((item.name, _kind(types[item.name]), msgspec.field(name=key_of(item.name), **options)))
    said = {"__doc__": table.__doc__}
    return msgspec.defstruct(
        table.__name__, given, namespace=said, forbid_unknown_fields=True, frozen=True, kw_only=True
    )


def _kind(kind: Any) -> Any:
    """A type with structs for tables, and with what an editor is told of texts that have a form."""
    if isinstance(kind, type):
        return struct_of(kind) if issubclass(kind, Table) else cast("Any", kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        text, form = inner
        return Annotated[text, msgspec.Meta(extra_json_schema=form.schema)]
    if origin is list or origin is dict:
        return GenericAlias(origin, tuple(map(_kind, inner)))
    if origin is UnionType:
        made: Any = Union[tuple(map(_kind, inner))]  # noqa: UP007  (of as many as there are)
        return made
    return kind


def _struct(value: Any) -> Any:
    """A default: none of those that are tables says anything."""
    return struct_of(type(value))() if isinstance(value, Table) else value


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _tables[type(value)](**{name: _plain(getattr(value, name)) for name in value.__struct_fields__})
    if isinstance(value, list):
        return [_plain(each) for each in cast("Any", value)]
    return value
