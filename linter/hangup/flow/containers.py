"""Containers: what the methods every language's lists, maps and sets share do to their elements."""

from __future__ import annotations

from hangup.flow.machine import Activation, Machine
from hangup.flow.state import State, widen
from hangup.flow.values import NULL, Arguments, Constant, Object, Symbol, Value, Values, one
from hangup.ir import operations as ops

_ADD = {
    "push": 0,
    "append": 0,
    "add": 0,
    "unshift": 0,
    "set": 1,
    "setdefault": 1,
    "put": 0,
    "put_nowait": 0,
    "insert": 1,
}
"""Methods that put an element in, with the argument that holds it."""

_TAKE = {
    "get",
    "pop",
    "popitem",
    "shift",
    "at",
    "values",
    "items",
    "entries",
    "keys",
    "popleft",
    "delete",
    "remove",
    "discard",
}
"""Methods that hand an element out."""


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> Values | None:
    """The result of a container's method, or None when it is not one."""
    if isinstance(receiver, Symbol) and receiver not in state.heap:
        return None
    if not isinstance(receiver, Symbol) and not (
        isinstance(receiver, Object) and receiver.kind in ("record", "sequence", "foreign")
    ):
        return None
    fields = state.writable(receiver)
    if name in _ADD:
        values = arguments.get(_ADD[name])
        if values is None:
            return None
        key = arguments.get(0) if _ADD[name] == 1 else None
        slot = "[]"
        if key is not None and len(key) == 1:
            (first,) = key
            slot = str(first.value) if isinstance(first, Constant) else "[]"
        fields[slot] = widen(values | fields.get(slot, frozenset()))
        return values if name == "setdefault" else one(receiver)
    if name in _TAKE:
        found: set[Value] = set()
        asked = arguments.get(0)
        key = next(iter(asked)) if asked is not None and len(asked) == 1 else None
        if isinstance(key, Constant) and str(key.value) in fields and name in ("get", "pop", "at"):
            known = fields[str(key.value)]
            if name == "pop":
                del fields[str(key.value)]
            return known
        if isinstance(receiver, Symbol) and isinstance(key, Constant):
            return None
        for values in fields.values():
            found |= values
        if name == "get":
            found |= NULL
        return widen(frozenset(found)) if found else one(Symbol(f"unknown:taken:{act.function.id}:{op.result}"))
    if name == "concat":
        for values in arguments.all():
            for value in values:
                for element in state.heap.get(value, {}).values() if isinstance(value, Object) else ():
                    fields["[]"] = widen(element | fields.get("[]", frozenset()))
        return one(receiver)
    return None
