"""Records, sequences and their elements."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.flow.domain.state import State, widen
from hangup.flow.domain.values import (
    ELEMENT,
    SPREAD,
    Arguments,
    Constant,
    Null,
    Object,
    Raised,
    Setter,
    Symbol,
    Value,
    Values,
    is_element,
    one,
)
from hangup.flow.execution import applications
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.members import overwritten
from hangup.ir import operations as ops
from hangup.ir.program import Function


def keep(machine: Machine, values: Values) -> None:
    """Note resources that are put somewhere: something else is done with them than to connect."""
    for kept in values & machine.made.keys():
        machine.log.uses.setdefault(kept, set()).add("kept")


def is_of_an_element(machine: Machine, value: Value) -> bool:
    """Whether a value is an element of something that is gone through, a part of one, or made for one."""
    return is_element(value) or _is_part_of(value, machine.for_elements)


def is_given(_: Machine, value: Value) -> bool:
    """Whether a value is what a function is called with."""
    if not isinstance(value, Symbol) or not value.is_parameter or value.path:
        return False
    return value.root.rpartition(":")[2] not in ("self", "this")


def is_computed(_: Machine, value: Value) -> bool:
    """Whether a value is made anew in each run, of nobody knows what: a text with blanks, an object from outside."""
    if isinstance(value, Symbol):
        return value.root.startswith("unknown:") and not value.path
    return isinstance(value, Object) and value.kind == "foreign"


def is_of_a_run(machine: Machine, value: Value) -> bool:
    """Whether a value is what a function is called with, or was asked for with it."""
    return is_given(machine, value) or is_of_an_element(machine, value) or _is_part_of(value, machine.for_runs)


def note_what_for(machine: Machine, made: Value, arguments: Arguments) -> None:
    """Note what something from outside was asked for with: an element, or what the run was given."""
    given = [value for values in arguments.all() for value in values]
    if any(is_of_an_element(machine, value) for value in given):
        machine.for_elements.add(made)
    elif any(is_of_a_run(machine, value) for value in given):
        machine.for_runs.add(made)


def _is_part_of(value: Value, known: set[Value]) -> bool:
    if not known or not isinstance(value, Symbol):
        return value in known
    return any(Symbol(value.root, value.path[:length], value.epoch) in known for length in range(len(value.path) + 1))


def make_record(machine: Machine, act: Activation, op: ops.MakeRecord, state: State) -> Values:
    """A record (an object literal, a dictionary) with its fields."""
    made = state.allocate(f"record:{act.frame}:{op.result}", "record")
    fields = state.replace(made, {})
    for entry in op.entries:
        values = machine.register(act, state, entry.value)
        keep(machine, values)
        if entry.spread:
            for value in values:
                if isinstance(value, Object):
                    fields.update(state.heap.get(value, {}))
                else:
                    fields[SPREAD] = one(value)
        elif entry.name is None:
            fields[ELEMENT] = values | fields.get(ELEMENT, frozenset())
        else:
            fields[entry.name] = values
    return one(made)


def make_sequence(machine: Machine, act: Activation, op: ops.MakeSequence, state: State) -> Values:
    """A sequence with its elements."""
    made = state.allocate(f"sequence:{act.frame}:{op.result}", "sequence")
    fields = state.replace(made, {})
    spread = False
    for index, item in enumerate(op.items):
        values = machine.register(act, state, item.value)
        if item.spread or spread:
            spread = True
            values = elements(state, values) if item.spread else values
            fields[ELEMENT] = values | fields.get(ELEMENT, frozenset())
        else:
            fields[str(index)] = values
    return one(made)


def get_item(machine: Machine, act: Activation, op: ops.GetItem, state: State) -> Values:
    """What an element of containers may be."""
    keys = machine.register(act, state, op.key)
    found: set[Value] = set()
    for held in machine.register(act, state, op.object):
        owner = applications.place(machine, act, state, held) if isinstance(held, Symbol) else held
        fields = state.heap.get(owner)
        if isinstance(owner, Symbol):
            found |= (fields or {}).get(ELEMENT, frozenset())
            known = (fields or {}).get(key_name(keys) or ELEMENT)
            if known is not None:
                found |= known
            elif not fields:
                counted = not isinstance(machine.definition(act.function, op.key), ops.Const)
                found |= {owner.step(_step_name(key, counted=counted)) for key in keys}
            continue
        if fields is None:
            continue
        for key in keys:
            name = key_name(one(key))
            if name is not None and name in fields:
                found |= fields[name]
            elif isinstance(key, Constant) and ELEMENT not in fields and SPREAD not in fields:
                found.add(Symbol(f"unknown:{act.function.id}:{op.result}"))
            else:
                found |= fields.get(ELEMENT, frozenset()) if isinstance(key, Constant) else elements(state, one(owner))
    return widen(frozenset(found)) if found else machine.unknown(act, op.result)


def _step_name(key: Value, *, counted: bool) -> str:
    """The path step of a key. A number that was counted up stands for any element, as the turns of a loop do."""
    if not isinstance(key, Constant) or (counted and key.kind == "int"):
        return ELEMENT
    return str(key.value)


def set_item(machine: Machine, act: Activation, op: ops.SetItem, state: State) -> None:
    """Put an element into containers."""
    values = machine.register(act, state, op.value)
    key = machine.register(act, state, op.key)
    for held in machine.register(act, state, op.object):
        if isinstance(held, Null | Constant | Raised | Setter):
            continue
        owner = applications.place(machine, act, state, held) if isinstance(held, Symbol) else held
        fields = state.writable(owner)
        name = key_name(key)
        if name is not None:
            if name in fields and _is_computed_in_turn(machine, act, op, key):
                fields[ELEMENT] = widen(fields.pop(name) | fields.get(ELEMENT, frozenset()))
            overwritten(machine, state, fields.get(name), values, op.span, (owner, name))
            fields[name] = values
        else:
            fields[ELEMENT] = widen(values | fields.get(ELEMENT, frozenset()))


def _is_computed_in_turn(machine: Machine, act: Activation, op: ops.SetItem, key: Values) -> bool:
    """Whether a loop around computes a key anew in every turn: that of the turn before was another one."""
    around = {*act.loops, *machine.tables.loops_at(act.function, op.key)}
    places = [place for value in key for place in _computed(machine, act, op.key, value)] if around else []
    own = act.function if act.loops else None  # what a caller's loop gives to it, or it computes itself
    return any(f is own or around & {*machine.tables.loops_at(f, register)} for f, register in places)


def _computed(
    machine: Machine, act: Activation, register: ops.Value, value: Value
) -> Iterator[tuple[Function, ops.Value]]:
    """Where a value is computed of which nothing is known: by an operation, or by a call of something from outside."""
    if not isinstance(value, Symbol):
        return
    kind, *place = value.root.split(":")
    if kind == "unknown" and len(place) == 2 and all(number.isdigit() for number in place):
        yield machine.program.functions[int(place[0])], int(place[1])
    elif value.is_import and "()" in value.path:
        read = machine.definition(act.function, register)
        stored = machine.tables.registers_of(read.cell) if isinstance(read, ops.Load) else []
        yield from stored or [(act.function, register)]


def elements(state: State, owners: Values) -> Values:
    """The elements of containers."""
    found: set[Value] = set()
    for owner in owners:
        fields = state.heap.get(owner)
        if fields:
            for name, values in fields.items():
                if not name.startswith("__"):
                    found |= values
        elif isinstance(owner, Symbol):
            found.add(owner.step(ELEMENT))
    return widen(frozenset(found)) if found else one(Symbol("unknown:element"))


def key_name(key: Values) -> str | None:
    """The field a key stands for: its text, or the computed key itself while it is the same one."""
    if len(key) != 1:
        return None
    (first,) = key
    if isinstance(first, Constant):
        return str(first.value)
    is_known = isinstance(first, Symbol) and ELEMENT not in first.path and first.root != "unknown:element"
    return f"[{first}]" if is_known else None
