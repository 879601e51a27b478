"""Transfer functions: what each operation does to a state."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.domain.state import EXCEPTION, MAX_SERIAL, State, widen
from hangup.flow.domain.values import (
    ANOTHER,
    NULL,
    SECOND,
    TRUE,
    Closure,
    Constant,
    Null,
    Object,
    Raised,
    Symbol,
    Values,
    one,
    only,
)
from hangup.flow.execution import (
    accessors,
    calls,
    conditions,
    containers,
    elements,
    exceptions,
    inheritance,
    managers,
    members,
    namespaces,
    promises,
    sizes,
)
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.captures import captured
from hangup.flow.execution.hints import trust_annotation
from hangup.flow.execution.invoke import failing
from hangup.flow.execution.machine import Machine
from hangup.flow.frameworks.registrations import register_listener
from hangup.ir import operations as ops
from hangup.ir.program import Block
from hangup.records import replace

_Write = ops.Store | ops.SetAttr | ops.SetItem | ops.Delete
_Access = ops.GetItem | ops.MakeClass | ops.MakeRecord | ops.MakeSequence | ops.Iterate | ops.Next
COUNTED = 2
"""Numbers that are counted to: whether nobody, one or several use something."""

_Atom = ops.Const | ops.Opaque | ops.Count | ops.Global | ops.Import | ops.Load | ops.MakeFunction
_Test = ops.Not | ops.Compare | ops.Caught | ops.Matches


def transfer(machine: Machine, act: Activation, op: ops.Operation, state: State, block: Block) -> list[Outcome]:
    """Run one operation. The results are ``next`` outcomes and ways out."""
    match op:
        case ops.Call():
            return calls.call(machine, act, op, state, block)
        case ops.Await():
            return promises.await_(machine, _in_loops(machine, act, block), op, state)
        case ops.Yield():
            values: Values = frozenset() if op.value is None else machine.register(act, state, op.value)
            return [Outcome("yield", state, values, op.span)]
        case ops.Enter() | ops.Exit():
            return _manage(machine, act, op, state)
        case ops.Element():
            return calls.element(machine, act, op, state)
        case ops.Import(cell=None, namespace=None) if block.handler is not None:
            return _try_import(machine, act, op, state)
        case ops.HasNext():
            return next_turn(machine, act, op, state, block)
        case ops.GetAttr():
            return _read(machine, act, op, state)
        case ops.Store() | ops.SetAttr() | ops.SetItem() | ops.Delete():
            return _write(machine, act, op, state)
        case ops.Const() | ops.Opaque() | ops.Count() | ops.Global() | ops.Import() | ops.Load() | ops.MakeFunction():
            machine.set_register(act, state, op.result, _atom(machine, act, op, state))
        case ops.Not() | ops.Compare() | ops.Caught() | ops.Matches():
            machine.set_register(act, state, op.result, _test(machine, act, op, state))
        case _:
            machine.set_register(act, state, op.result, _access(machine, act, op, state))
    return [Outcome("next", state, NULL, op.span)]


def _in_loops(machine: Machine, act: Activation, block: Block) -> Activation:
    """The activation for what runs while it waits here: inside of the loops around the block."""
    loops = machine.loops_of(act.function, block.id) if act.mode == "sequential" else ()
    return replace(act, loops=(*act.loops, *loops)) if loops else act


def _try_import(machine: Machine, act: Activation, op: ops.Import, state: State) -> list[Outcome]:
    """Import something from outside that may not be there. Where the program has a substitute, that is taken."""
    missing = [Outcome("raise", state.fork(), one(Raised("error")), op.span)]
    if op in machine.tables.passed_over:
        return missing
    machine.set_register(act, state, op.result, namespaces.take(machine, op, state))
    return [*missing, Outcome("next", state, NULL, op.span)]


def _manage(machine: Machine, act: Activation, op: ops.Enter | ops.Exit, state: State) -> list[Outcome]:
    if isinstance(op, ops.Enter):
        return managers.enter(machine, act, op, state)
    return managers.exit_(machine, act, op, state)


def _write(machine: Machine, act: Activation, op: _Write, state: State) -> list[Outcome]:
    match op:
        case ops.Store():
            store(machine, act, op, state)
        case ops.SetAttr():
            given = accessors.write(machine, act, op, state)
            if given is not None:
                return given
            members.set_attribute(machine, act, op, state)
            register_listener(machine, act, op, state)
        case ops.SetItem():
            elements.set_item(machine, act, op, state)
        case ops.Delete():
            members.delete(machine, act, op, state)
    return [Outcome("next", state, NULL, op.span)]


def _read(machine: Machine, act: Activation, op: ops.GetAttr, state: State) -> list[Outcome]:
    """Read a member: the size of a container, what an accessor gives, or what the field holds."""
    owners = machine.register(act, state, op.object)
    if op.name in machine.knowledge.release_names and any(not isinstance(o, Null) for o in owners):
        machine.log.touched.add(op.span)
    sized = sizes.size(act, op.result, state, owners) if op.name in sizes.MEMBERS else None
    if sized:
        machine.set_register(act, state, op.result, sized)
        return [Outcome("next", state, NULL, op.span)]
    return accessors.read(machine, act, op, state, owners)


def _atom(machine: Machine, act: Activation, op: _Atom, state: State) -> Values:
    """A literal, a name or a function."""
    match op:
        case ops.Const():
            return one(Constant.of(op.value))
        case ops.Load():
            return load(machine, act, op, state)
        case ops.Import():
            return namespaces.take(machine, op, state)
        case ops.Global():
            bases = inheritance.take_super(machine, act, state) if op.name == inheritance.SUPER else None
            return bases or one(Symbol("global", (op.name,)))
        case ops.MakeFunction():
            if act.scope.kind == "cleanup":
                machine.log.made_at_end.setdefault(op.function, act.scope)
            return one(make_closure(machine, act, op, state))
        case ops.Count():
            return _count(machine.register(act, state, op.value), down=op.down) or machine.unknown(act, op.result)
        case ops.Opaque():
            return machine.unknown(act, op.result)


def _count(values: Values, *, down: bool) -> Values | None:
    """The next number; None where it is not known, or so large that it tells no more than that it is large."""
    number = only(values)
    if not isinstance(number, Constant) or number.kind != "int" or not isinstance(number.value, int):
        return None
    following = number.value + (-1 if down else 1)
    return one(Constant.of(following)) if 0 <= following <= COUNTED else None


def _access(machine: Machine, act: Activation, op: _Access, state: State) -> Values:
    """An object that is made, or what one holds."""
    match op:
        case ops.GetItem():
            return elements.get_item(machine, act, op, state)
        case ops.MakeClass():
            return members.make_class(machine, act, op, state)
        case ops.MakeRecord():
            return elements.make_record(machine, act, op, state)
        case ops.MakeSequence():
            return elements.make_sequence(machine, act, op, state)
        case ops.Iterate():
            state.marks -= {_turn(act, op.result)}
            return machine.register(act, state, op.iterable)
        case ops.Next():
            return _next(machine, act, op, state)


def _test(machine: Machine, act: Activation, op: _Test, state: State) -> Values:
    """A truth value, or the exception a handler looks at."""
    match op:
        case ops.Not():
            known = conditions.negate(machine, state, machine.register(act, state, op.value))
            return known or machine.unknown(act, op.result)
        case ops.Compare():
            left, right = machine.register(act, state, op.left), machine.register(act, state, op.right)
            if left - NULL and right - NULL:  # with somebody, and not with nothing
                machine.log.compared |= {v.root for v in left | right if isinstance(v, Symbol) and v.epoch == SECOND}
                if act.epoch == SECOND:
                    machine.log.asked_who |= {(r, act.function.id) for r in conditions.asked_who(machine, left | right)}
            known = containers.included(state, op.operator, left, right)
            known = known or conditions.compare(machine, state, op.operator, left, right)
            return known or machine.unknown(act, op.result)
        case ops.Caught():
            return exceptions.caught(act, state)
        case ops.Matches():
            return exceptions.matches(machine, act, op, state)


# ---------------------------------------------------------------- variables


def make_closure(machine: Machine, act: Activation, op: ops.MakeFunction, state: State) -> Closure:
    """A function with the variables it sees.

    Each turn of a loop has constants of its own (ECMA-262, 14.7.4.4), and each call in a turn variables of its own.
    """
    plain = Closure(op.function, act.frame)
    in_loop = op.result in machine.tables.made_in_loops(act.function)
    if not act.loops and not in_loop:
        return plain
    cells, function = machine.program.cells, act.function
    seen = captured(machine, op.function) if function.kind != "module" else frozenset[int]()
    fixed = frozenset[int]() if in_loop else machine.tables.set_once
    own = [c for c in seen if cells[c].function == function.id and (cells[c].kind == "const" or c in fixed)]
    if not own:
        return plain
    turn = state.serial(f"function:{act.frame}:{op.result}")
    frame = machine.turn_frame(act.frame, act.function, turn)
    for cell in own:
        values = state.environment.get((act.frame, cell))
        if values is not None:
            before = state.environment.get((frame, cell), frozenset())
            state.environment[(frame, cell)] = widen(before | values) if turn == MAX_SERIAL else values
    return Closure(op.function, frame)


def load(machine: Machine, act: Activation, op: ops.Load, state: State) -> Values:
    """What a variable holds."""
    number = machine.tables.exporter.get(op.cell, op.cell)
    cell = machine.program.cells[number]
    place = machine.home(act.frame, number)
    values = machine.variable(state, act.frame, number)
    if values is None:
        if cell.kind in ("local", "const") and place[0] == act.frame and machine.program.missing_is_null:
            return NULL
        values = one(Symbol(f"unknown:cell:{number}"))
    elif op.cell in machine.tables.read_once:
        del state.environment[place]  # a value of a conditional expression: nothing reads it again
    trust_annotation(machine, act.function, cell.annotation, values)
    return values


def store(machine: Machine, act: Activation, op: ops.Store, state: State) -> None:
    """Give a variable a value; how a ``finally`` was entered is kept apart."""
    values = machine.register(act, state, op.value)
    cell = machine.program.cells[op.cell]
    place = machine.home(act.frame, op.cell)
    if cell.kind == "completion" and cell.name == "exception":
        state.environment[(act.frame, EXCEPTION)] = values
    elif cell.kind == "completion":
        state.environment.discard((act.frame, EXCEPTION))
        if cell.name == "completion":
            numbers = (str(v.value) for v in values if isinstance(v, Constant))
            state.marks = ways_forgotten(act, (op.cell,), state.marks) | {_way(act, op.cell) + next(numbers, "")}
    else:
        members.overwritten(machine, state, state.environment.get(place), values, op.span, place)
    state.environment[place] = values
    trust_annotation(machine, act.function, cell.annotation, values)


def ways_forgotten(act: Activation, cells: Iterable[int], marks: frozenset[str]) -> frozenset[str]:
    """The marks without those of how a ``finally`` was entered, by the variables that hold it: nothing asks again."""
    prefixes = tuple(_way(act, cell) for cell in cells)
    return frozenset(mark for mark in marks if not mark.startswith(prefixes)) if prefixes else marks


def _way(act: Activation, cell: int) -> str:
    """The beginning of the mark of a state that says how a ``finally`` was entered."""
    return f"({act.frame}, {cell})="


# ---------------------------------------------------------------- loops


def next_turn(machine: Machine, act: Activation, op: ops.HasNext, state: State, block: Block) -> list[Outcome]:
    """Ask an iterator for more; an asynchronous one may raise, and may be cancelled while it waits."""
    begun = machine.definition(act.function, op.iterator)
    outcomes: list[Outcome] = []
    if isinstance(begun, ops.Iterate) and begun.is_async:
        guarded = replace(act, guarded=True) if block.handler is not None else act
        outcomes = failing(machine, guarded, state, op.span, cancel=machine.program.lazy_async)
    machine.set_register(act, state, op.result, _has_next(machine, act, op, state))
    return [*outcomes, Outcome("next", state, NULL, op.span)]


def _has_next(machine: Machine, act: Activation, op: ops.HasNext, state: State) -> Values:
    """A loop over a container that holds something takes a turn; whether there is another one is not known."""
    iterables = machine.register(act, state, op.iterator)
    first = _turn(act, op.iterator) not in state.marks
    if first and iterables and all(isinstance(v, Object) and state.heap.get(v) for v in iterables):
        return TRUE
    return machine.unknown(act, op.result)


def _next(machine: Machine, act: Activation, op: ops.Next, state: State) -> Values:
    """The element of a turn. The first turn has all that are instances of the program's classes, and does for each of
    them what it does; a second one has another one, of which nothing is known.
    """
    turn = _turn(act, op.iterator)
    each = elements.elements(state, machine.register(act, state, op.iterator))
    if turn in state.marks and all(isinstance(v, Object) and v.kind == "instance" for v in each):
        return one(ANOTHER)
    state.marks |= {turn}
    if len(each) > 1:
        machine.together.add(each)
    return each


def turns_left(act: Activation, iterators: Iterable[int]) -> frozenset[str]:
    """The marks of loops that are left: what a turn has opened tells states apart, and that there was one does not."""
    return frozenset(_turn(act, iterator) for iterator in iterators)


def _turn(act: Activation, iterator: ops.Value) -> str:
    """The mark of a state in which a loop has taken a turn."""
    return f"({act.frame}, turn {iterator})"
