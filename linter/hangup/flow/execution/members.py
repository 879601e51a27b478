"""Members of objects and classes: reading and writing them, methods and their receivers, and lost handles."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.flow.domain.state import MAX_SERIAL, State, widen
from hangup.flow.domain.values import (
    ANOTHER,
    ELEMENT,
    NULL,
    SPREAD,
    ClassValue,
    Closure,
    Constant,
    Member,
    Null,
    Object,
    Promise,
    Raised,
    Setter,
    Symbol,
    Value,
    Values,
    is_element,
    one,
)
from hangup.flow.execution import applications, hints, inheritance, namespaces
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.model import Span


def get_attribute(machine: Machine, act: Activation, op: ops.GetAttr, state: State, owners: Values) -> Values:
    """What ``op.name`` of any of the owners may be."""
    found: set[Value] = set()
    for owner in owners:
        if isinstance(owner, Object) and owner.kind == inheritance.SUPER:
            found |= inheritance.super_member(state, owner, op.name)
        else:
            found |= _member(machine, act, op, state, owner)
    return widen(frozenset(found)) if found else machine.unknown(act, op.result)


def _member(machine: Machine, act: Activation, op: ops.GetAttr, state: State, owner: Value) -> Values:
    name = op.name
    fields = state.heap.get(owner)
    if fields is not None and name in fields:
        return fields[name]
    match owner:
        case Null():
            hints.note_null_member(machine, act, op)
            return machine.unknown(act, op.result)
        case Symbol():
            return _symbol_member(machine, act, state, owner, name)
        case Object(kind="namespace"):
            return namespaces.member(machine, state, owner, name)
        case Object(kind="instance"):
            paired = machine.made.get(owner)
            if paired is not None and (name in paired[0].acquires or name in paired[0].releases):
                return one(Member(owner, name))
            inherited = inheritance.find_method(state, owner, name)
            return one(Member(owner, name)) if inherited is None else inherited
        case Object(kind="record"):
            is_missing = fields is not None and SPREAD not in fields and ELEMENT not in fields
            return NULL if is_missing and machine.program.missing_is_null else one(Member(owner, name))
        case ClassValue():
            inherited = inheritance.class_member(state, owner, name)
            unknown = one(Symbol(f"unknown:class:{owner.class_id}", (name,)))
            return unknown if inherited is None else inherited
        case Object() | Promise() | Closure():
            return _other_member(machine, owner, name)
        case Member():
            known = owner.receiver in machine.made
            deeper = Member(owner.receiver, f"{owner.name}.{name}")
            return one(deeper if known else Symbol(f"unknown:member:{owner.name}", (name,)))
        case _:
            return machine.unknown(act, op.result)


def _symbol_member(machine: Machine, act: Activation, state: State, owner: Symbol, name: str) -> Values:
    """A member of something from outside."""
    provided = machine.made.get(owner)
    if provided is not None and name in provided[0].children:
        return one(Member(owner, name))
    if owner.root != ANOTHER.root:
        hints.note_evidence(machine, owner, name)
    reached = owner.step(name)
    shared = name in machine.knowledge.application_members
    return one(applications.place(machine, act, state, reached) if shared else reached)


def _other_member(machine: Machine, owner: Object | Promise | Closure, name: str) -> Values:
    """A member of what is no instance of the program's classes; of a client that is a framework's, the framework's."""
    is_client = isinstance(owner, Object) and owner in machine.made and owner in machine.made_by
    if is_client and not _is_own(machine, owner, name):
        return one(machine.made_by[owner].step("()").step(name))
    hints.note_evidence(machine, owner, name)
    return one(Member(owner, name))


def _is_own(machine: Machine, owner: Value, name: str) -> bool:
    """Whether a member of a resource means something for its connection."""
    member = Member(owner, name)
    says = machine.is_method(member) or machine.tells_status(member) is not None
    return says or name in machine.made[owner][0].children


def set_attribute(machine: Machine, act: Activation, op: ops.SetAttr, state: State) -> None:
    values = machine.register(act, state, op.value)
    owners = machine.register(act, state, op.object)
    for owner in (v.members if isinstance(v, ClassValue) else v for v in owners):
        if isinstance(owner, Null | Constant | Raised | Setter):
            continue
        if namespaces.assign(machine, state, owner, op.name, values):
            continue
        fields = state.writable(owner)
        old = fields.get(op.name)
        if isinstance(owner, Object) and owner.serial == MAX_SERIAL:  # what stands for many may be another one
            if values == NULL and any(v in state.connections and state.connections[v].is_live for v in old or ()):
                continue  # one that begins holds nothing, and the others hold what they held
        else:
            overwritten(machine, state, old, values, op.span, (owner, op.name))
        fields[op.name] = values if len(owners) == 1 else widen(values | (old or frozenset()))


def delete(machine: Machine, act: Activation, op: ops.Delete, state: State) -> None:
    for owner in machine.register(act, state, op.object):
        if op.name is not None and state.field(owner, op.name) is not None:
            state.set_field(owner, op.name, NULL)


# ---------------------------------------------------------------- classes


def make_class(machine: Machine, act: Activation, op: ops.MakeClass, state: State) -> Values:
    """A class of the program, with its members and bases."""
    members = Object(f"class:{op.class_id}:{act.frame}", 0, "members")
    fields = state.replace(members, {})
    for entry in op.members:
        if entry.name is not None:
            fields[entry.name] = machine.register(act, state, entry.value)
    bases = [machine.register(act, state, base) for base in op.bases]
    fields[inheritance.BASES] = frozenset[Value]().union(*bases)
    for number, base in enumerate(bases):
        fields[f"{inheritance.BASES}:{number}"] = base
    pair = machine.knowledge.pair_halves(entry.name for entry in op.members if entry.name)
    if pair is not None:
        machine.pairs[op.class_id] = pair
    machine.classes[op.class_id] = ClassValue(op.class_id, members)
    return one(machine.classes[op.class_id])


# ---------------------------------------------------------------- lost handles


def overwritten(machine: Machine, state: State, old: Values | None, new: Values, span: Span, place: object) -> None:
    """Note that the last handle of an open connection is written over."""
    is_emptied = all(isinstance(v, Null) for v in new)
    if not old or not state.connections or (is_emptied and not machine.again):
        return  # what a run leaves open itself is seen at its end
    for value in (lost for held in old - new for lost in _lost(state, held, {place})):
        connection = state.connections.get(value)
        alone = machine.shared.get(value, "none") == "none" and not is_element(value)
        if connection is not None and connection.is_live and alone:
            machine.log.overwritten.setdefault(value, span)


def _lost(state: State, value: Value, but: set[object]) -> Iterator[Value]:
    """What nobody holds any more when none of these places holds it: a value, and what a record of the program had."""
    known = state.connections.get(value)
    holds = isinstance(value, Object) and value.kind in ("record", "sequence")
    if not (holds or (known is not None and known.is_live)) or _is_held(state, value, but):
        return
    yield value
    for name, values in state.heap.get(value, {}).items() if holds else ():
        for inner in values:
            yield from _lost(state, inner, {*but, (value, name)})


def _is_held(state: State, value: Value, but: set[object], seen: frozenset[Value] = frozenset()) -> bool:
    """Whether another variable or field than these holds the value. Registers do not count.

    Nor does a record or list that nobody holds, such as one that was made for a call which is over.
    """
    for place, values in state.environment.items():
        if place[1] >= 0 and value in values and place not in but:
            return True
    if seen and any(value in promise.value for promise in state.promises.values()):
        return True
    seen |= {value}
    return any(
        owner not in seen and (not _is_plain(owner) or _is_held(state, owner, but, seen))
        for owner, fields in state.heap.items()
        for name, values in fields.items()
        if value in values and (owner, name) not in but
    )


def _is_plain(owner: Value) -> bool:
    return isinstance(owner, Object) and owner.kind in ("record", "sequence")
