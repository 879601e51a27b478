"""Context managers: resources, classes with enter and exit methods, generators, exit stacks, closing wrappers."""

from __future__ import annotations

from hangup.flow.connections.acquires import acquire
from hangup.flow.connections.releases import cascade, note_use, release, spend
from hangup.flow.domain.protocols import CLOSE, ENTER, EXIT
from hangup.flow.domain.state import EXCEPTION, State
from hangup.flow.domain.values import (
    NULL,
    TRUE,
    Arguments,
    Closure,
    Invocation,
    Member,
    Object,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.flow.execution import exceptions
from hangup.flow.execution.activations import Activation, Catching, Closing, Lock, Outcome, Stack
from hangup.flow.execution.generators import as_next, resume_generator, start_generator
from hangup.flow.execution.inheritance import find_class_method
from hangup.flow.execution.invoke import done, failing, invoke
from hangup.flow.execution.machine import MADE_UP, Machine
from hangup.flow.execution.promises import force_all
from hangup.ir import operations as ops
from hangup.model import Span
from hangup.records import replace

_UNAWAITED = "unawaited "
"""How the fields of a stack begin that say of an entry that nobody waits for what it gives."""

_TAKEN = "taken "
"""How the marks of states begin in which somebody is in a lock."""


_BEFORE = "open before"
"""The field of a manager that expects an exception: what was open when its block was entered."""


def enter(machine: Machine, act: Activation, op: ops.Enter, state: State) -> list[Outcome]:
    """Enter every possible manager."""
    outcomes: list[Outcome] = []
    managers = sorted(machine.register(act, state, op.manager), key=repr)
    for number, manager in enumerate(managers):
        branch = state if number == len(managers) - 1 else state.fork()
        for outcome in enter_value(machine, act, branch, manager, op, op.protocol):
            if outcome.kind == "return":
                machine.set_register(act, outcome.state, op.result, outcome.values)
                outcomes.append(replace(outcome, kind="next"))
            else:
                outcomes.append(outcome)
    return outcomes


def enter_value(
    machine: Machine, act: Activation, state: State, manager: Value, op: ops.Operation, protocol: str
) -> list[Outcome]:
    """Enter one manager; a ``return`` outcome carries what ``as`` binds."""
    span = op.span
    known = machine.made.get(manager)
    if known is not None:
        note_use(machine, act, state, manager, span)
    if protocol == "using":
        return [Outcome("return", state, one(manager), span)]
    if known is not None and known[0].exits and manager in state.connections and state.connections[manager].is_live:
        return [Outcome("return", state, one(manager), span)]  # open already: it is only held
    if known is not None and known[0].enters and not (isinstance(manager, Object) and manager.kind == "instance"):
        outcomes = failing(machine, act, state, span, cancel=_waits(act, op))
        acquire(machine, act, state, span, manager, known[0], "__enter__", Arguments(), "open")
        return [*outcomes, Outcome("return", state, one(manager), span)]
    kind = machine.managers.get(manager)
    if isinstance(kind, Closing):
        return [Outcome("return", state, kind.wrapped, span)]
    if isinstance(kind, Lock):
        return _take(act, state, manager, span)
    if isinstance(kind, Catching) and kind.expects:
        state.set_field(manager, _BEFORE, _live(state))
    if isinstance(kind, Stack | Catching):
        return [Outcome("return", state, one(manager), span)]
    if isinstance(manager, Object) and manager.kind == "generator" and isinstance(kind, Invocation):
        return start_generator(machine, act, state, manager, kind)
    if isinstance(manager, Object) and manager.kind == "instance":
        closure = method_of(machine, state, manager, ENTER)
        if closure is not None:
            return run_now(machine, act, state, closure, Arguments(), f"enter:{span.start}")
        return [Outcome("return", state, one(manager), span)]
    is_async = isinstance(op, ops.Enter) and op.is_async
    raises = is_async or not _is_quiet(machine, manager)
    outcomes = failing(machine, act, state, span, cancel=_waits(act, op)) if raises else []
    result = one(manager) if not isinstance(manager, Symbol) else one(manager.step("with"))
    return [*outcomes, Outcome("return", state, result, span)]


def _waits(act: Activation, op: ops.Operation) -> bool:
    """Whether a manager is entered with ``async with``, or by a call that may be awaited: only that is cancelled."""
    return op.is_async if isinstance(op, ops.Enter) else act.function.is_async


def _take(act: Activation, state: State, lock: Value, span: Span) -> list[Outcome]:
    """Enter a lock. Where somebody else is in it this waits for that one, and comes too late for any race."""
    if act.mode == "concurrent":
        if f"{_TAKEN}{lock}" in state.marks:
            return []
        state.marks |= {f"{_TAKEN}{lock}"}
    return [Outcome("return", state, one(lock), span)]


def _is_quiet(machine: Machine, manager: Value) -> bool:
    """Whether entering is known not to raise: a manager of the language's own library that only handles exceptions."""
    if not isinstance(manager, Symbol) or manager.path[-1:] != ("()",):
        return False
    match = machine.knowledge.role(manager.module, manager.path[:-1], decorator=False)
    return match is not None and match.model.role == "benign"


def exit_(machine: Machine, act: Activation, op: ops.Exit, state: State) -> list[Outcome]:
    """Leave every possible manager; whether by an exception is known from the exception in flight."""
    raised = state.environment.get((act.frame, EXCEPTION))
    outcomes = [Outcome("next", state, frozenset(), op.span)]
    for manager in sorted(machine.register(act, state, op.manager), key=repr):
        following: list[Outcome] = []
        for outcome in outcomes:
            if outcome.kind == "next":
                ways = exit_value(machine, act, outcome.state, manager, op, raised)
                following += [replace(way, values=way.values | outcome.values) for way in ways]
            else:
                following.append(outcome)
        outcomes = following
    for outcome in outcomes:
        if outcome.kind == "next":
            machine.set_register(act, outcome.state, op.result, outcome.values or NULL)
    return outcomes


def exit_value(
    machine: Machine, act: Activation, state: State, manager: Value, op: ops.Operation, raised: Values | None
) -> list[Outcome]:
    """Leave one manager. The value of a ``next`` outcome says whether the exception in flight ends here."""
    span = op.span
    after = Outcome("next", state, NULL, span)
    known = machine.made.get(manager)
    if known is not None and (known[0].exits or (isinstance(op, ops.Exit) and op.protocol == "using")):
        if manager in state.connections and state.connections[manager].is_live:
            release(machine, act, state, span, manager, "__exit__", None)
        if known[0].ends_for_good:
            spend(machine, state, manager, span, act.scope)
        cascade(machine, state, manager, span, act.scope)
        return [after]
    kind = machine.managers.get(manager)
    if isinstance(kind, Closing):
        for value in kind.wrapped:
            if value in state.connections and state.connections[value].is_live:
                release(machine, act, state, span, value, "close", None)
            closure = method_of(machine, state, value, CLOSE)
            if closure is not None:
                return as_next(run_now(machine, act, state, closure, Arguments(), f"exit:{span.start}"))
        return [after]
    if isinstance(kind, Lock):
        state.marks -= {f"{_TAKEN}{manager}"}
        return [after]
    if isinstance(kind, Stack):
        return unwind(machine, act, state, manager, op, raised)
    if isinstance(kind, Catching):
        return _catch(machine, state, manager, kind, after, raised)
    if isinstance(manager, Object) and manager.kind == "generator":
        return resume_generator(machine, act, state, manager, span, raised)
    closure = method_of(machine, state, manager, EXIT)
    if closure is not None:
        ways = as_next(run_now(machine, act, state, closure, Arguments(), f"exit:{span.start}"))
        return [replace(w, values=TRUE if w.values == TRUE else NULL) if w.kind == "next" else w for w in ways]
    return [after]


def _live(state: State) -> Values:
    """What is open."""
    return frozenset(receiver for receiver, connection in state.connections.items() if connection.is_live)


def _catch(
    machine: Machine, state: State, manager: Value, kind: Catching, after: Outcome, raised: Values | None
) -> list[Outcome]:
    """Leave a manager that ends exceptions."""
    if raised:
        ends = exceptions.is_one_of(machine, raised, kind.classes)
        return [replace(after, values=one(Symbol(f"unknown:ends:{after.span.start}")) if ends is None else ends)]
    if kind.expects and _live(state) - (state.field(manager, _BEFORE) or frozenset()):
        return []  # what was to fail has opened something: this is the way of a test that has failed
    return [after]


def method_of(machine: Machine, state: State, manager: Value, names: tuple[str, ...]) -> Closure | None:
    """The first of these methods that an instance of a class of the program has, or an object of functions."""
    if not isinstance(manager, Object):
        return None
    if manager.kind == "instance":
        found = (find_class_method(state, manager, name) for name in names)
        return next((closure for closure in found if closure is not None), None)
    own = (value for name in names for value in state.field(manager, name) or ())
    return next((value for value in own if isinstance(value, Closure)), None)


def run_now(
    machine: Machine, act: Activation, state: State, closure: Closure, arguments: Arguments, site: object
) -> list[Outcome]:
    """Call a function and wait for it, whatever kind it is."""
    outcomes = invoke(machine, replace(act, mode="sequential"), state, closure, arguments, site)
    return [o for o in outcomes if o.kind != "yield"]


# ---------------------------------------------------------------- exit stacks


def stack_method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """A method of an exit stack, recognised by its role."""
    if not isinstance(receiver, Object) or not isinstance(machine.managers.get(receiver), Stack):
        return None
    match = machine.knowledge.method(name, machine.imported(act.function))
    role = match.model.role if match is not None else ""

    slot = entry_slot(state, receiver, f"{act.frame}:{op.result}")
    if role in ("enter-context", "stack-callback"):
        state.marks |= {f"{_mark(receiver)}{slot}"}  # what was put on it is not taken for what was not
    if role == "enter-context":
        outcomes: list[Outcome] = []
        for manager in arguments.get(0) or ():
            state.set_field(receiver, slot, one(manager) | (state.field(receiver, slot) or frozenset()))
            for outcome in enter_value(machine, act, state.fork(), manager, op, "with"):
                outcomes.append(
                    done(machine, act, op, outcome.state, outcome.values) if outcome.kind == "return" else outcome
                )
        return outcomes or [done(machine, act, op, state, NULL)]
    if role == "stack-callback":
        state.set_field(receiver, slot, (arguments.get(0) or NULL) | (state.field(receiver, slot) or frozenset()))
        if match is not None and not match.model.waits:
            state.set_field(receiver, f"{_UNAWAITED}{slot}", TRUE)
        for index, values in enumerate(arguments.positional[1:]):
            state.set_field(receiver, f"argument of {slot}:{index}", values)
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
    if name in ("pop_all", "move"):
        return [done(machine, act, op, state, one(receiver))]
    if name in CLOSE:
        return [
            done(machine, act, op, o.state, NULL) if o.kind == "next" else o
            for o in unwind(machine, act, state, receiver, op, None)
        ]
    return None


def unwind(
    machine: Machine, act: Activation, state: State, stack: Value, op: ops.Operation, raised: Values | None
) -> list[Outcome]:
    """Leave what a stack holds, the last entry first. An entry that raises does not stop the others."""
    fields = state.heap.get(stack, {})
    state.marks = frozenset(mark for mark in state.marks if not mark.startswith(_mark(stack)))
    live = [Outcome("next", state, NULL, op.span)]
    for slot in reversed([name for name in fields if name.startswith("entry ")]):
        given = Arguments(tuple(v for k, v in fields.items() if k.startswith(f"argument of {slot}:")))
        waits = f"{_UNAWAITED}{slot}" not in fields
        for value in sorted(fields[slot], key=repr):
            following: list[Outcome] = []
            for outcome in live:
                results = leave_entry(machine, act, outcome.state.fork(), value, op, raised, given, waits=waits)
                following += [replace(result, kind="next") for result in results]
            live = merge_next(following)
    return live


def leave_entry(
    machine: Machine,
    act: Activation,
    state: State,
    value: Value,
    op: ops.Operation,
    raised: Values | None,
    given: Arguments,
    *,
    waits: bool,
) -> list[Outcome]:
    """Leave one entry of a stack: a manager is left, a callback is called and, as it was put there, waited for."""
    if not isinstance(value, Closure | Member | Symbol):
        return exit_value(machine, act, state, value, op, raised)
    call = ops.Call(MADE_UP + 1, 0, (), "call", (), op.span)
    results: list[Outcome] = []
    for called in machine.call(act, call, state, value, given):
        if called.kind == "next" and waits:
            results += as_next(force_all(machine, act, called.state, machine.register(act, called.state, call.result)))
        else:
            results.append(called)
    return results


def _mark(stack: Value) -> str:
    """The beginning of the marks of a state that say what was put on a stack."""
    return f"{stack}: "


def entry_slot(state: State, stack: Value, site: str) -> str:
    """The field of a stack's entry: one per place that puts something on it, in the order they were first reached."""
    names = [name for name in state.heap.get(stack, {}) if name.startswith("entry ")]
    return next((name for name in names if name.endswith(f" {site}")), f"entry {len(names)} {site}")


def merge_next(outcomes: list[Outcome]) -> list[Outcome]:
    """One outcome per typestate."""
    merged: dict[object, Outcome] = {}
    for outcome in outcomes:
        known = merged.setdefault(outcome.state.key(), outcome)
        if known is not outcome:
            known.state.absorb(outcome.state)
    return list(merged.values())
