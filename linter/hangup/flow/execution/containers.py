"""Containers: what the methods every language's lists, maps and sets share do to their elements."""

from __future__ import annotations

from hangup.flow.domain.state import State, widen
from hangup.flow.domain.values import ELEMENT, NULL, Arguments, Constant, Object, Symbol, Value, Values, one, only
from hangup.flow.execution.elements import contains, keep
from hangup.flow.execution.machine import Activation, Machine
from hangup.ir import operations as ops

_ADD = {
    "push": 0, "append": 0, "add": 0, "unshift": 0, "put": 0, "put_nowait": 0, "insert": 1, "set": 1, "setdefault": 1,
}  # fmt: skip
"""Methods that put an element in, with the argument that holds it."""

_TAKE = {
    "get", "pop", "popitem", "shift", "at", "values", "items", "entries", "keys", "popleft", "delete", "remove",
    "discard",
}  # fmt: skip
"""Methods that hand an element out."""

_SAME = {"reverse", "toReversed", "slice", "splice", "sort", "toSorted", "flat", "copy"}
"""Methods whose result has the elements that the container has."""

_ASK = ("has", "has_key", "__contains__")
"""Methods that ask for a key."""

_BY_KEY = ("get", "pop", "at")
"""Methods that hand out the element of a key."""


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> Values | None:
    """The result of a container's method, or None when it is not one."""
    if isinstance(receiver, Symbol):
        if receiver not in state.heap and machine.knowledge.store(receiver.module, receiver.path) is None:
            return None
    elif not isinstance(receiver, Object) or receiver.kind not in ("record", "sequence", "foreign"):
        return None
    machine.log.compared |= {v.root for v in arguments.get(0) or () if isinstance(v, Symbol) and v.epoch}
    if name in _ADD:
        return _add(machine, state, receiver, name, arguments)
    if name in _TAKE:
        known = _take(state, receiver, name, arguments)
        if known and name in ("values", "items", "entries") and isinstance(receiver, Object):
            return one(_view(state, f"{act.frame}:{op.result}", name, known))
        return known if known != frozenset() else one(Symbol(f"unknown:taken:{act.function.id}:{op.result}"))
    if name in _SAME:
        return one(receiver)
    if name in _ASK:
        known_to = contains(state, "in", arguments.get(0) or NULL, one(receiver))
        return known_to or one(Symbol(f"unknown:asked:{act.function.id}:{op.result}"))
    if name == "concat":
        return _concat(state, receiver, arguments)
    return None


def _add(machine: Machine, state: State, receiver: Value, name: str, arguments: Arguments) -> Values | None:
    values = arguments.get(_ADD[name])
    if values is None:
        return None
    key = only(arguments.get(0) or frozenset()) if _ADD[name] == 1 else None
    slot = str(key.value) if isinstance(key, Constant) else ELEMENT
    fields = state.writable(receiver)
    fields[slot] = widen(values | fields.get(slot, frozenset()))
    keep(machine, values)
    return values if name == "setdefault" else one(receiver)


def _take(state: State, receiver: Value, name: str, arguments: Arguments) -> Values | None:
    """What is handed out: an empty set where nothing is known of it, None where it is left to others."""
    fields = state.heap.get(receiver, {})
    key = only(arguments.get(0) or frozenset())
    if isinstance(key, Constant):
        slot = str(key.value)
        known = fields.get(slot)
        if known is not None and name in _BY_KEY:
            if name == "pop":
                del state.writable(receiver)[slot]
            return known
        if isinstance(receiver, Symbol):
            return None
    found = NULL if name == "get" else frozenset[Value]()
    return widen(found.union(*fields.values()))


def _view(state: State, place: str, name: str, elements: Values) -> Object:
    """What a loop over a container's values, or over its pairs of key and value, goes through."""
    view = state.allocate(f"view:{place}", "sequence")
    if name != "values":
        pair = state.allocate(f"pair:{place}", "sequence")
        state.replace(pair, {"1": elements})
        elements = one(pair)
    state.replace(view, {ELEMENT: elements})
    return view


def _concat(state: State, receiver: Value, arguments: Arguments) -> Values:
    fields = state.writable(receiver)
    for values in arguments.all():
        for value in values:
            for element in state.heap.get(value, {}).values() if isinstance(value, Object) else ():
                fields[ELEMENT] = widen(element | fields.get(ELEMENT, frozenset()))
    return one(receiver)
