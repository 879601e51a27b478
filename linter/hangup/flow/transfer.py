"""Transfer functions: what each operation does to a state. Calls are in ``calls``, suspension in ``promises``."""

from __future__ import annotations

from dataclasses import replace

from hangup.flow import calls, managers, promises
from hangup.flow.machine import Activation, Machine, Outcome
from hangup.flow.state import State, widen
from hangup.flow.values import (
    FALSE,
    NULL,
    TRUE,
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
    one,
)
from hangup.ir import operations as ops
from hangup.ir.program import Block

ELEMENT = "[]"
"""The field that stands for every element of a container whose key is not known."""


def transfer(machine: Machine, act: Activation, op: ops.Operation, state: State, block: Block) -> list[Outcome]:
    """Run one operation. The results are ``next`` outcomes and ways out."""
    match op:
        case ops.Call():
            return calls.call(machine, act, op, state, block)
        case ops.Await():
            return promises.await_(machine, act, op, state)
        case ops.Yield():
            values = frozenset() if op.value is None else machine.register(act, state, op.value)
            return [Outcome("yield", state, values, op.span)]
        case ops.Enter():
            return managers.enter(machine, act, op, state)
        case ops.Exit():
            return managers.exit_(machine, act, op, state)
        case ops.Element():
            return calls.element(machine, act, op, state)
        case ops.HasNext():
            return next_turn(machine, act, op, state, block)
        case _:
            _simple(machine, act, op, state, block)
            return [Outcome("next", state, NULL, op.span)]


def _simple(machine: Machine, act: Activation, op: ops.Operation, state: State, block: Block) -> None:
    match op:
        case ops.Const():
            machine.set_register(act, state, op.result, one(Constant.of(op.value)))
        case ops.Load():
            machine.set_register(act, state, op.result, load(machine, act, op, state))
        case ops.Store():
            store(machine, act, op, state)
        case ops.GetAttr():
            owners = machine.register(act, state, op.object)
            if op.name in machine.knowledge.release_names and any(not isinstance(o, Null) for o in owners):
                machine.log.touched.add(op.span)
            machine.set_register(act, state, op.result, get_attribute(machine, act, state, owners, op.name, op))
        case ops.SetAttr():
            set_attribute(machine, act, state, op)
        case ops.Import():
            machine.set_register(act, state, op.result, one(imported(op)))
        case ops.Global():
            machine.set_register(act, state, op.result, one(Symbol("global", (op.name,))))
        case ops.MakeFunction():
            machine.set_register(act, state, op.result, one(Closure(op.function, act.frame)))
        case ops.MakeClass():
            make_class(machine, act, op, state)
        case ops.MakeRecord():
            make_record(machine, act, op, state)
        case ops.MakeSequence():
            make_sequence(machine, act, op, state)
        case ops.GetItem():
            machine.set_register(act, state, op.result, get_item(machine, act, op, state))
        case ops.SetItem():
            set_item(machine, act, op, state)
        case ops.Not():
            machine.set_register(act, state, op.result, negate(machine, state, machine.register(act, state, op.value), op, act))
        case ops.Compare():
            left, right = machine.register(act, state, op.left), machine.register(act, state, op.right)
            if op.operator in ("==", "!="):
                machine.log.compared |= {v.root for v in left | right if isinstance(v, Symbol) and v.epoch and not (left | right) & NULL}
            known = contains(state, op.operator, left, right) or machine.compare(state, op.operator, left, right)
            machine.set_register(act, state, op.result, known or machine.unknown(act, op.result))
        case ops.Iterate():
            state.marks -= {f"({act.frame}, turn {op.result})"}
            machine.set_register(act, state, op.result, machine.register(act, state, op.iterable))
        case ops.Next():
            state.marks |= {f"({act.frame}, turn {op.iterator})"}
            machine.set_register(act, state, op.result, elements(machine, state, machine.register(act, state, op.iterator)))
        case ops.Opaque():
            machine.set_register(act, state, op.result, machine.unknown(act, op.result))
        case ops.Caught():
            machine.set_register(act, state, op.result, machine.caught(act, state))
        case ops.Matches():
            matches(machine, act, op, state)
        case ops.Delete():
            delete(machine, act, op, state)
        case _:
            raise TypeError(f"no transfer function for {type(op).__name__}")


# ---------------------------------------------------------------- variables


def load(machine: Machine, act: Activation, op: ops.Load, state: State) -> Values:
    cell = machine.program.cells[op.cell]
    place = machine.home(act.frame, op.cell)
    values = state.environment.get(place)
    if values is None:
        if cell.kind in ("local", "const") and place[0] == act.frame and machine.program.language == "ecmascript":
            return NULL
        values = one(Symbol(f"unknown:cell:{op.cell}"))
    calls.trust_annotation(machine, cell.annotation, values)
    return values


def store(machine: Machine, act: Activation, op: ops.Store, state: State) -> None:
    values = machine.register(act, state, op.value)
    cell = machine.program.cells[op.cell]
    place = machine.home(act.frame, op.cell)
    if cell.kind == "completion" and cell.name == "exception":
        state.environment[(act.frame, 0)] = values
    elif cell.kind == "completion":
        state.environment.pop((act.frame, 0), None)
        prefix = f"{place}="
        number = next((str(v.value) for v in values if isinstance(v, Constant)), "")
        state.marks = frozenset(m for m in state.marks if not m.startswith(prefix)) | {prefix + number}
    else:
        overwritten(machine, state, state.environment.get(place), values, op.span, place)
    state.environment[place] = values
    calls.trust_annotation(machine, cell.annotation, values)


def overwritten(machine: Machine, state: State, old: Values | None, new: Values, span: ops.Span, place: object) -> None:
    """Note that the last handle of an open connection is written over."""
    if not old or not state.connections:
        return
    for value in old:
        connection = state.connections.get(value)
        if connection is None or not connection.is_live or value in new or machine.shared.get(value, "none") != "none":
            continue
        if all(isinstance(v, Null) for v in new) or is_held(state, value, place):
            continue
        machine.log.overwritten.setdefault(value, span)


def is_held(state: State, value: Value, but: object) -> bool:
    """Whether another variable or field than ``but`` holds the value. Registers do not count."""
    for place, values in state.environment.items():
        if place != but and place[1] >= 0 and value in values:
            return True
    return any(value in values for owner, fields in state.heap.items() for name, values in fields.items() if (owner, name) != but)


# ---------------------------------------------------------------- members


def imported(op: ops.Import) -> Symbol:
    return Symbol(f"import:{op.module}", () if op.name == "*" else (op.name,))


def get_attribute(machine: Machine, act: Activation, state: State, owners: Values, name: str, op: ops.GetAttr) -> Values:
    found: set[Value] = set()
    for owner in owners:
        found |= member(machine, act, state, owner, name, op)
    return widen(frozenset(found)) if found else machine.unknown(act, op.result)


def member(machine: Machine, act: Activation, state: State, owner: Value, name: str, op: ops.GetAttr) -> Values:
    """What ``owner.name`` may be."""
    fields = state.heap.get(owner)  # type: ignore[call-overload]
    if fields is not None and name in fields:
        return bind(owner, fields[name])
    match owner:
        case Null():
            calls.note_null_member(machine, act, name, op)
            return machine.unknown(act, op.result)
        case Symbol():
            symbol = owner.step(name)
            provided = machine.made.get(owner)
            if provided is not None and name in provided[0].children:
                return one(Member(owner, name))
            calls.note_evidence(machine, owner, name)
            return one(symbol)
        case Object(kind="instance"):
            paired = machine.made.get(owner)
            if paired is not None and (name in paired[0].acquires or name in paired[0].releases):
                return one(Member(owner, name))
            inherited = find_method(machine, state, owner, name)
            if inherited is not None:
                return inherited
            return one(Member(owner, name))
        case Object(kind="record"):
            if fields is not None and "..." not in fields and ELEMENT not in fields:
                return NULL if machine.program.language == "ecmascript" else one(Member(owner, name))
            return one(Member(owner, name))
        case ClassValue():
            inherited = state.field(owner.members, name)
            return bind_class(owner, inherited) if inherited else one(Symbol(f"unknown:class:{owner.class_id}", (name,)))
        case Object() | Promise() | Closure():
            calls.note_evidence(machine, owner, name)
            return one(Member(owner, name))
        case Member():
            return one(Member(owner.receiver, f"{owner.name}.{name}") if owner.receiver in machine.made else Symbol(f"unknown:member:{owner.name}", (name,)))
        case _:
            return machine.unknown(act, op.result)


def bind(owner: Value, values: Values) -> Values:
    """Methods found on an instance know their receiver."""
    if not isinstance(owner, Object) or owner.kind != "instance":
        return values
    return values


def bind_class(owner: ClassValue, values: Values) -> Values:
    return frozenset(Closure(v.function, v.frame, owner.members) if isinstance(v, Closure) else v for v in values)


def find_method(machine: Machine, state: State, owner: Object, name: str) -> Values | None:
    """A method of the instance's class or its bases in the file, bound to the instance."""
    for value in state.field(owner, "__class__") or ():
        current: Values = one(value)
        for _ in range(8):
            following: set[Value] = set()
            for candidate in current:
                if isinstance(candidate, ClassValue):
                    known = state.field(candidate.members, name)
                    if known:
                        return frozenset(
                            Closure(v.function, v.frame, owner) if isinstance(v, Closure) else v for v in known
                        )
                    following |= state.field(candidate.members, "__bases__") or frozenset()
            current = frozenset(following)
    return None


def find_class_method(machine: Machine, state: State, owner: Object, name: str) -> Closure | None:
    """The function behind a method of the instance's class."""
    for value in find_method(machine, state, owner, name) or ():
        if isinstance(value, Closure):
            return value
    return None


def set_attribute(machine: Machine, act: Activation, state: State, op: ops.SetAttr) -> None:
    values = machine.register(act, state, op.value)
    owners = machine.register(act, state, op.object)
    for owner in owners:
        if isinstance(owner, Null | Constant | Raised | Setter):
            continue
        fields = state.writable(owner)
        old = fields.get(op.name)
        overwritten(machine, state, old, values, op.span, (owner, op.name))
        fields[op.name] = values if len(owners) == 1 else widen(values | (old or frozenset()))


def delete(machine: Machine, act: Activation, op: ops.Delete, state: State) -> None:
    for owner in machine.register(act, state, op.object):
        if op.name is not None and state.field(owner, op.name) is not None:
            state.set_field(owner, op.name, NULL)


# ---------------------------------------------------------------- containers


def make_record(machine: Machine, act: Activation, op: ops.MakeRecord, state: State) -> None:
    made = state.allocate(f"record:{act.frame}:{op.result}", "record")
    fields = state.replace(made, {})
    for entry in op.entries:
        values = machine.register(act, state, entry.value)
        if entry.spread:
            for value in values:
                if isinstance(value, Object):
                    fields.update(state.heap.get(value, {}))
                else:
                    fields["..."] = one(value)
        elif entry.name is None:
            fields[ELEMENT] = values | fields.get(ELEMENT, frozenset())
        else:
            fields[entry.name] = values
    machine.set_register(act, state, op.result, one(made))


def make_sequence(machine: Machine, act: Activation, op: ops.MakeSequence, state: State) -> None:
    made = state.allocate(f"sequence:{act.frame}:{op.result}", "sequence")
    fields = state.replace(made, {})
    spread = False
    for index, item in enumerate(op.items):
        values = machine.register(act, state, item.value)
        if item.spread or spread:
            spread = True
            values = elements(machine, state, values) if item.spread else values
            fields[ELEMENT] = values | fields.get(ELEMENT, frozenset())
        else:
            fields[str(index)] = values
    machine.set_register(act, state, op.result, one(made))


def get_item(machine: Machine, act: Activation, op: ops.GetItem, state: State) -> Values:
    keys = machine.register(act, state, op.key)
    found: set[Value] = set()
    for owner in machine.register(act, state, op.object):
        fields = state.heap.get(owner)  # type: ignore[call-overload]
        if isinstance(owner, Symbol):
            found |= (fields or {}).get(ELEMENT, frozenset())
            known = (fields or {}).get(key_name(keys) or ELEMENT)
            if known is not None:
                found |= known
            elif not fields:
                found |= {owner.step(str(key.value) if isinstance(key, Constant) else ELEMENT) for key in keys}
            continue
        if fields is None:
            continue
        for key in keys:
            name = key_name(one(key))
            if name is not None and name in fields:
                found |= fields[name]
            elif isinstance(key, Constant) and ELEMENT not in fields and "..." not in fields:
                found.add(Symbol(f"unknown:{act.function.id}:{op.result}"))
            else:
                found |= fields.get(ELEMENT, frozenset()) if isinstance(key, Constant) else elements(machine, state, one(owner))
    return widen(frozenset(found)) if found else machine.unknown(act, op.result)


def set_item(machine: Machine, act: Activation, op: ops.SetItem, state: State) -> None:
    values = machine.register(act, state, op.value)
    key = machine.register(act, state, op.key)
    for owner in machine.register(act, state, op.object):
        if isinstance(owner, Null | Constant | Raised | Setter):
            continue
        fields = state.writable(owner)
        name = key_name(key)
        if name is not None:
            overwritten(machine, state, fields.get(name), values, op.span, (owner, name))
            fields[name] = values
        else:
            fields[ELEMENT] = widen(values | fields.get(ELEMENT, frozenset()))


def next_turn(machine: Machine, act: Activation, op: ops.HasNext, state: State, block: Block) -> list[Outcome]:
    """Ask an iterator for more; an asynchronous one may raise, and may be cancelled while it waits."""
    begun = machine.definition(act.function, op.iterator)
    outcomes: list[Outcome] = []
    if isinstance(begun, ops.Iterate) and begun.is_async:
        guarded = replace(act, guarded=True) if block.handler is not None else act
        outcomes = calls.failing(machine, guarded, state, op.span, cancel=machine.program.lazy_async)
    machine.set_register(act, state, op.result, has_next(machine, act, op, state))
    return [*outcomes, Outcome("next", state, NULL, op.span)]


def has_next(machine: Machine, act: Activation, op: ops.HasNext, state: State) -> Values:
    """A loop over a container that holds something takes a turn; whether there is another one is not known."""
    iterables = machine.register(act, state, op.iterator)
    if f"({act.frame}, turn {op.iterator})" not in state.marks and iterables:
        if all(isinstance(v, Object) and state.heap.get(v) for v in iterables):
            return TRUE
    return machine.unknown(act, op.result)


def key_name(key: Values) -> str | None:
    """The field a key stands for: its text, or the computed key itself while it is the same one."""
    if len(key) != 1:
        return None
    (first,) = key
    if isinstance(first, Constant):
        return str(first.value)
    return f"[{first}]" if isinstance(first, Symbol) and not first.path[-1:] == (ELEMENT,) else None


def elements(machine: Machine, state: State, owners: Values) -> Values:
    """The elements of containers."""
    found: set[Value] = set()
    for owner in owners:
        fields = state.heap.get(owner)  # type: ignore[call-overload]
        if fields:
            for name, values in fields.items():
                if not name.startswith("__"):
                    found |= values
        elif isinstance(owner, Symbol):
            found.add(owner.step(ELEMENT))
    return widen(frozenset(found)) if found else one(Symbol("unknown:element"))


def contains(state: State, operator: str, left: Values, right: Values) -> Values | None:
    """``key in container``, where the container is known to hold the key."""
    if operator not in ("in", "not in") or len(left) != 1 or len(right) != 1:
        return None
    (container,) = right
    name = key_name(left)
    if name is not None and name in state.heap.get(container, {}):  # type: ignore[call-overload]
        return TRUE if operator == "in" else FALSE
    return None


# ---------------------------------------------------------------- classes, conditions, exceptions


def make_class(machine: Machine, act: Activation, op: ops.MakeClass, state: State) -> None:
    members = Object(f"class:{op.class_id}:{act.frame}", 0, "members")
    fields = state.replace(members, {})
    for entry in op.members:
        if entry.name is not None:
            fields[entry.name] = machine.register(act, state, entry.value)
    bases: set[Value] = set()
    for base in op.bases:
        bases |= machine.register(act, state, base)
    fields["__bases__"] = frozenset(bases)
    pair = machine.knowledge.pair_halves(entry.name for entry in op.members if entry.name)
    if pair is not None:
        machine.pairs[op.class_id] = pair
    machine.classes[op.class_id] = ClassValue(op.class_id, members)
    machine.set_register(act, state, op.result, one(machine.classes[op.class_id]))


def negate(machine: Machine, state: State, values: Values, op: ops.Not, act: Activation) -> Values:
    truths = {machine.truth_of(state, value) for value in values}
    if truths == {True}:
        return FALSE
    if truths == {False}:
        return TRUE
    return machine.unknown(act, op.result)


def matches(machine: Machine, act: Activation, op: ops.Matches, state: State) -> None:
    """Whether an exception matches the classes of a handler."""
    verdicts: set[bool] = set()
    for exception in machine.register(act, state, op.exception):
        verdicts |= calls.exception_matches(machine, act, state, exception, op)
    result = TRUE if verdicts == {True} else FALSE if verdicts == {False} else machine.unknown(act, op.result)
    machine.set_register(act, state, op.result, result)
