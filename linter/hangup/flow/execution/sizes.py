"""How many elements a container holds: what a condition may ask of it."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import ELEMENT, SPREAD, Constant, Object, Symbol, Value, Values
from hangup.flow.execution.activations import Activation
from hangup.ir import operations as ops

MEMBERS = ("length", "size")
"""Members that tell how many elements there are."""

_CONTAINERS = ("record", "sequence")
"""The kinds of objects that are containers of the program's own."""

_SIZE = "unknown:size:"


def is_own(value: Value) -> bool:
    """Whether a value is a container that the program has made."""
    return isinstance(value, Object) and value.kind in _CONTAINERS


def is_size(value: Value) -> bool:
    """Whether a value is a number of elements that is not known."""
    return isinstance(value, Symbol) and value.root.startswith(_SIZE)


def is_whole(fields: dict[str, Values]) -> bool:
    """Whether all elements of a container are told apart."""
    return ELEMENT not in fields and SPREAD not in fields


def is_filled(state: State, container: Value) -> bool | None:
    """Whether a container holds anything; None where that is not known, or where it is none of the program's."""
    fields = state.heap.get(container)
    if fields is None or not is_own(container):
        return None
    return None if SPREAD in fields and len(fields) == 1 else bool(fields)


def size(act: Activation, result: ops.Value, state: State, containers: Values) -> Values | None:
    """The number of elements; None where nothing is known. Of one that holds some, it is at least one."""
    found: set[Value] = set()
    for container in containers:
        filled = is_filled(state, container)
        if filled is None:
            return None
        fields = state.heap[container]
        if is_whole(fields):
            found.add(Constant.of(len(fields)))
            continue
        number = Symbol(f"{_SIZE}{act.function.id}:{result}")
        state.assumptions[number] = True
        found.add(number)
    return frozenset(found) or None
