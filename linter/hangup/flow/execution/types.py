"""Types by name: what ``typeof`` says of a value."""

from __future__ import annotations

from hangup.flow.domain.values import (
    ClassValue,
    Closure,
    Constant,
    Member,
    Null,
    Object,
    Promise,
    Setter,
    Settler,
    Value,
    Values,
    verdict_of,
)
from hangup.flow.execution.machine import Machine

_NAMES = {"str": "string", "int": "number", "float": "number", "bool": "boolean"}


def compare(machine: Machine, values: Values, wanted: Values) -> Values | None:
    """Whether values are of the type that is named; None where both are possible."""
    results: set[bool] = set()
    for name in wanted:
        told = {_is_named(machine, value, name) for value in values}
        if None in told:
            return None
        results |= {each for each in told if each is not None}
    return verdict_of(results)


def _is_named(machine: Machine, value: Value, name: Value) -> bool | None:
    """Whether a value is of a type; ``null`` is an object."""
    if not isinstance(name, Constant):
        return None
    if isinstance(value, Null):
        return None if name.value == "object" else False
    told = _name(machine, value)
    return None if told is None else told == name.value


def _name(machine: Machine, value: Value) -> str | None:
    """The type of a value; None where it is not known."""
    match value:
        case Constant():
            return _NAMES.get(value.kind)
        case Closure() | ClassValue() | Setter() | Settler():
            return "function"
        case Member() if value.receiver in machine.made and machine.is_method(value):
            return "function"
        case Object() if value in machine.made:
            return "object" if machine.made[value][0].called is None else "function"
        case Object(kind="record" | "sequence" | "instance") | Promise():
            return "object"
        case _:
            return None
