"""Containers: lists, maps and sets, and what the methods that every language's share do to their elements.

A container is an object whose fields are its elements. An element whose key (in a set: the element itself) is one value
for sure has a field of its own; all others share :data:`ELEMENT`. One that has no such field is known whole.
"""

from __future__ import annotations

from hangup.flow.domain.containing import ADD, PUT, REMOVE, TAKE_ANY
from hangup.flow.domain.state import MAX_SERIAL, State, widen
from hangup.flow.domain.values import (
    ELEMENT,
    FALSE,
    NULL,
    SECOND,
    SPREAD,
    TRUE,
    Arguments,
    Closure,
    Member,
    Object,
    Symbol,
    Value,
    Values,
    one,
    only,
)
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.elements import keep, key_name
from hangup.flow.execution.invoke import done
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.members import overwritten
from hangup.flow.execution.sizes import is_own, is_whole
from hangup.ir import operations as ops

KINDS = ("record", "sequence", "foreign")
"""The kinds of objects that may be containers."""

_OF_SETS = ("add", "delete", "discard", "remove")
"""Methods of sets, whose elements are their own keys."""

_OF_LISTS = ("push", "append", "unshift", "appendleft")
"""Methods that nothing but lists has."""

_VIEWS = ("values", "items", "entries", "keys")

_SAME = {"reverse", "toReversed", "slice", "splice", "sort", "toSorted", "flat", "copy"}
"""Methods whose result has the elements that the container has."""

_ASK = ("has", "has_key", "__contains__", "includes")
"""Methods that ask for a key, or for an element."""

ANY_ELEMENT = one(Symbol("unknown:element"))
"""An element, or a key, of which nothing is known but that it is another one in every turn of a loop."""

_BY_KEY = ("get", "at", *REMOVE)


def make(machine: Machine, act: Activation, op: ops.Call, state: State, given: Values | None) -> Values:
    """A new container, with the elements of another one."""
    made = state.allocate(f"container:{act.frame}:{op.result}", "sequence")
    fields = state.replace(made, {})
    for source in given or ():
        known = state.heap.get(source) if isinstance(source, Object) else None
        if known is not None:
            keep(machine, frozenset[Value]().union(*known.values()))
            for name, values in known.items():
                fields[name] = widen(values | fields.get(name, frozenset()))
        elif isinstance(source, Symbol):
            fields[SPREAD] = one(source.step(ELEMENT)) | fields.get(SPREAD, frozenset())
    return one(made)


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """Call a method of a container. None when it is no container, or no such method."""
    result = _result(machine, act, op, state, receiver, name, arguments)
    return None if result is None else [done(machine, act, op, state, result)]


def _result(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> Values | None:
    """What a method of a container gives, once it has done to the container what it does."""
    if isinstance(receiver, Symbol):
        known = receiver in state.heap or machine.knowledge.store(receiver.module, receiver.path) is not None
        if not known and (receiver.is_import or not _keeps(name, arguments)):
            return None
    elif not isinstance(receiver, Object) or receiver.kind not in KINDS:
        return None
    if name in PUT or name in ADD or name in _BY_KEY or name in _ASK:
        keys = arguments.get(0) or ()
        machine.log.compared |= {v.root for v in keys if isinstance(v, Symbol) and v.epoch == SECOND}
    if name in PUT or name in ADD:
        return _add(machine, state, op, receiver, name, arguments)
    if name in TAKE_ANY and not arguments.positional:
        return _take_any(machine, act, op, state, receiver, name)
    if name in _BY_KEY:
        return _take(machine, act, op, state, receiver, name, arguments)
    if name in _VIEWS:
        return _viewed(act, op, state, receiver, name)
    if name in _SAME:
        return one(receiver)
    if name in _ASK:
        return _asked(machine, state, arguments.get(0) or NULL, receiver) or machine.unknown(act, op.result)
    if name == "clear":
        state.replace(receiver, {})
        return NULL
    if name == "concat":
        return _concat(state, receiver, arguments)
    return None


def _keeps(name: str, arguments: Arguments) -> bool:
    """Whether a call puts functions into what by its name is a list: they are called later, if at all."""
    return name in _OF_LISTS and any(isinstance(value, Closure) for value in arguments.get(ADD[name]) or ())


# ---------------------------------------------------------------- keys


def slot_of(keys: Values) -> str | None:
    """The field of the element under a key; None where the key may be one value or another."""
    name = key_name(keys)
    key = only(keys)
    if name is None and (isinstance(key, Closure | Member) or _is_single(key)):
        return f"<{key!r}>"
    return name


def _is_single(value: Value | None) -> bool:
    """Whether a value stands for one object alone."""
    return isinstance(value, Object) and value.serial < MAX_SERIAL


def _is_absent(fields: dict[str, Values], slot: str) -> bool:
    """Whether a key is none of those that are there: two that are only known by where they come from may be equal."""
    unsure = any(name.startswith("[") for name in (slot, *fields)) and fields
    return is_whole(fields) and slot not in fields and not unsure


def contains(state: State, key: Values, container: Value) -> Values | None:
    """Whether a container holds a key, or an element that is its own key; None where that is not known."""
    slot = slot_of(key)
    fields = state.heap.get(container)
    if slot is None or fields is None:
        return None
    if slot in fields:
        return TRUE
    if isinstance(container, Object) and container.kind == "sequence":  # its elements are asked for, under numbers
        if key in fields.values():
            return TRUE
        compared = key.union(*fields.values())
        unsure = any(isinstance(value, Symbol | Member) for value in compared)
        if unsure or any(key & values for values in fields.values()):
            return None
    return FALSE if is_own(container) and _is_absent(fields, slot) else None


def _asked(machine: Machine, state: State, key: Values, container: Value) -> Values | None:
    """Whether a container holds a key; where that is the state of what is open, it is noted that it was asked for."""
    told = {answer[0] for value in key if (answer := machine.tells_status(value)) is not None}
    live = (receiver for receiver in told if receiver in state.connections and state.connections[receiver].is_live)
    state.marks |= {f"asked {receiver}" for receiver in live}
    return contains(state, key, container)


def included(state: State, operator: str, left: Values, right: Values) -> Values | None:
    """``key in container``; None where it is not known."""
    container = only(right)
    if operator not in ("in", "not in") or container is None:
        return None
    found = contains(state, left, container)
    return found if found is None or operator == "in" else FALSE if found == TRUE else TRUE


# ---------------------------------------------------------------- putting in and taking out


def _add(
    machine: Machine, state: State, op: ops.Call, receiver: Value, name: str, arguments: Arguments
) -> Values | None:
    values = arguments.get((PUT | ADD)[name])
    if values is None:
        return None
    slot = ELEMENT
    if name in PUT:
        slot = slot_of(arguments.get(0) or frozenset()) or ELEMENT
    elif name in _OF_SETS:
        slot = slot_of(values) or ELEMENT
    fields = state.writable(receiver)
    if name == "setdefault" and slot in fields and slot != ELEMENT:
        return fields[slot]
    if slot == ELEMENT:
        values = widen(values | fields.get(slot, frozenset()))
    else:
        overwritten(machine, state, fields.get(slot), values, op.span, (receiver, slot))
    fields[slot] = values
    keep(machine, values)
    return values if name == "setdefault" else one(receiver)


def _take(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> Values | None:
    """What is handed out for a key; None where it is left to others."""
    fields = state.heap.get(receiver, {})
    slot = slot_of(arguments.get(0) or frozenset())
    if slot is not None and slot in fields:
        found = fields[slot]
        if name in REMOVE:
            del state.writable(receiver)[slot]
        return found
    if isinstance(receiver, Symbol) and slot is not None and not slot.startswith("["):
        return None
    missing = arguments.get(1) or (NULL if name in ("get", *REMOVE) else frozenset[Value]())
    if slot is not None and fields and _is_absent(fields, slot) and is_own(receiver):
        return missing or NULL
    found = widen((NULL if name == "get" else frozenset[Value]()).union(*fields.values(), arguments.get(1) or ()))
    return found or one(Symbol(f"unknown:taken:{act.function.id}:{op.result}"))


def _take_any(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str
) -> Values | None:
    """What is handed out without a key: one element after the other, until nothing is left."""
    fields = state.heap.get(receiver, {})
    if isinstance(receiver, Symbol) and not fields:
        return None
    if not fields:
        known = isinstance(receiver, Object) and receiver.kind == "sequence"
        return NULL if known else one(Symbol(f"unknown:taken:{act.function.id}:{op.result}"))
    found = widen(frozenset[Value]().union(*fields.values()))
    if SPREAD not in fields:
        found = _remove_one(state.writable(receiver), first=name in ("shift", "popleft"))
    if name != "popitem":
        return found
    pair = state.allocate(f"pair:{act.frame}:{op.result}", "sequence")
    state.replace(pair, {"0": ANY_ELEMENT, "1": found})
    return one(pair)


def _remove_one(fields: dict[str, Values], *, first: bool) -> Values:
    """Take the first or the last element out; of those whose order is not known, any."""
    slot = list(fields)[0 if first else -1]
    values = sorted(fields[slot], key=repr)
    if slot != ELEMENT or len(values) < 2:
        return fields.pop(slot)
    chosen = one(values[0 if first else -1])
    fields[slot] -= chosen
    return chosen


# ---------------------------------------------------------------- all of them


def _viewed(act: Activation, op: ops.Call, state: State, receiver: Value, name: str) -> Values:
    found = widen(frozenset[Value]().union(*state.heap.get(receiver, {}).values()))
    if found and name == "keys" and isinstance(receiver, Object):
        return one(receiver)  # as a loop over the container itself
    if found and isinstance(receiver, Object):
        return one(_view(state, f"{act.frame}:{op.result}", name, found))
    return found or one(Symbol(f"unknown:taken:{act.function.id}:{op.result}"))


def _view(state: State, place: str, name: str, elements: Values) -> Object:
    """What a loop over a container's values, or over its pairs of key and value, goes through."""
    view = state.allocate(f"view:{place}", "sequence")
    if name != "values":
        pair = state.allocate(f"pair:{place}", "sequence")
        state.replace(pair, {"0": ANY_ELEMENT, "1": elements})
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
