"""Calls of what nothing is known of: they may raise, keep what they are given, and run the functions they are given."""

from __future__ import annotations

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import Arguments, ClassValue, Closure, Member, Object, Promise, Value, Values, one, only
from hangup.flow.execution.activations import Activation, Outcome, Registration
from hangup.flow.execution.background import in_background
from hangup.flow.execution.generators import use_up
from hangup.flow.execution.invoke import done, failing, instance_of, invoke
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import MADE_UP, Machine
from hangup.flow.execution.promises import force_all
from hangup.flow.frameworks.registrations import register
from hangup.ir import operations as ops
from hangup.records import replace


def unknown_call(
    machine: Machine, act: Activation, op: ops.Call, state: State, arguments: Arguments, result: Values
) -> list[Outcome]:
    """Call something unknown."""
    _give(machine, act, op, state, arguments)
    made = only(arguments.positional[0]) if len(arguments.positional) == 1 else None
    if isinstance(made, ClassValue) and op.kind == "call":
        result = one(instance_of(machine, act, state, made, f"injected:{act.frame}:{op.result}"))
    states = [state]
    renders = act.scope.kind in ("component", "hook") and act.scope.runs == "render"
    for values in arguments.all():
        for value in values:
            if renders and isinstance(value, Closure) and value.function in machine.relevant:
                _register_callback(machine, act, op, state, value)
            elif isinstance(value, Closure) and not _is_left_out(machine, act, value):
                states = merge_states([way for now in states for way in _run_now(machine, act, op, now, value)])
    given = frozenset(v for values in arguments.all() for v in values)
    states = _give_methods(machine, act, op, states, given)
    outcomes: list[Outcome] = []
    for generator in sorted((v for v in given if isinstance(v, Object) and v in machine.managers), key=repr):
        ways = [way for now in states for way in use_up(machine, act, now, generator, op.span)]
        outcomes += [way for way in ways if way.kind == "raise"]
        states = merge_states([way.state for way in ways if way.kind == "next"])
    waiting = frozenset(v for v in given if isinstance(v, Promise))
    if waiting and machine.program.lazy_async:  # somebody will run the coroutines he is given
        ran = [
            ended.state
            for now in states
            for ended in force_all(machine, act, now, in_background(machine, act, now, waiting))
            if ended.kind == "return"
        ]
        states = ran or states
    begins = machine.program.lazy_async and machine.only_begins(act.function, op.result)
    for current in states:
        outcomes += [] if begins else failing(machine, act, current, op.span)
        outcomes.append(done(machine, act, op, current, result))
    return outcomes


def _give(machine: Machine, act: Activation, op: ops.Call, state: State, arguments: Arguments) -> None:
    """Note what something unknown is given: it may keep all of that, and call what can be called."""
    for values in arguments.all():
        for value in values:
            hand_over(machine, state, value)
            if value in machine.made:
                machine.log.lent.setdefault(op.span, set()).add(value)
            if isinstance(value, Closure):
                machine.log.handed_over.add(value.function)
            elif isinstance(value, Object) and value.kind == "record" and act.scope.kind in ("component", "hook"):
                _register_options(machine, act, op, state, value)


def _register_options(machine: Machine, act: Activation, op: ops.Call, state: State, options: Object) -> None:
    """Functions among the options that a component gives to something unknown while it renders: called at any time."""
    for name, values in state.heap.get(options, {}).items():
        functions = frozenset(v for v in values if isinstance(v, Closure) and v.function in machine.relevant)
        entry = Registration("event", "event", "event", op.span, f"callback `{name}`")
        register(machine, act, state, op, functions, entry, f":{name}")


def _register_callback(machine: Machine, act: Activation, op: ops.Call, state: State, callback: Closure) -> None:
    """A function that a component gives to something unknown while it renders, which calls it at any time."""
    name = machine.program.functions[callback.function].name
    entry = Registration("event", "event", "event", op.span, f"callback `{name}`" if name else "callback")
    register(machine, act, state, op, one(callback), entry)


def _give_methods(
    machine: Machine, act: Activation, op: ops.Call, states: list[State], given: Values
) -> list[State]:  # fmt: skip
    """Hand over the methods of resources among the arguments: they are called, now or once there is something open."""
    for member in sorted((v for v in given if isinstance(v, Member)), key=repr):
        if member.receiver in machine.made and machine.is_method(member):
            for now in states:
                if member.receiver not in now.connections:
                    now.escapes.setdefault(member.receiver, "argument")
            states = merge_states([way for current in states for way in _run_method(machine, act, op, current, member)])
    return states


def _is_left_out(machine: Machine, act: Activation, callback: Closure) -> bool:
    """Whether a callback is not run: it can tell nothing, or it is running already."""
    if machine.is_inert(machine.program.functions[callback.function], result=False):
        return True
    return act.times_running(callback.function) > 0


def _run_now(machine: Machine, act: Activation, op: ops.Call, state: State, callback: Closure) -> list[State]:
    """A function given to something unknown, which calls it and waits for it."""
    ways = [way for way in run_callback(machine, act, op, state, callback) if way.kind == "return"]
    return [ended.state for way in ways for ended in force_all(machine, act, way.state, way.values)] or [state]


def _run_method(machine: Machine, act: Activation, op: ops.Call, state: State, member: Member) -> list[State]:
    """A method given to something unknown, which calls it at some time and waits for it."""
    call = ops.Call(MADE_UP + 2, 0, (), "call", (), op.span)
    ways = machine.call(act, call, state.fork(), member, Arguments())
    done = [way.state for way in ways if way.kind == "next"]
    forced = [
        ended.state for now in done for ended in force_all(machine, act, now, machine.register(act, now, call.result))
    ]
    return forced or [state]


def run_callback(machine: Machine, act: Activation, op: ops.Call, state: State, closure: Closure) -> list[Outcome]:
    """A function given to something unknown, run once here."""
    scope = Scope("callback", "", "callback", op.span, act.scope)
    return invoke(machine, replace(act, mode="sequential"), state.fork(), closure, Arguments(), op.result, scope=scope)


def hand_over(machine: Machine, state: State, value: Value) -> None:
    """The value is given to something unknown, which may keep it, and with it what it holds."""
    if value in machine.made or value in state.connections:
        machine.log.uses.setdefault(value, set()).add("given away")
    pending, seen = [value], set[Value]()
    while pending:
        held = pending.pop()
        if held in seen:
            continue
        seen.add(held)
        if held in machine.made or held in state.connections:
            state.escapes.setdefault(held, "argument")
        elif isinstance(held, Object) and held.kind in ("record", "sequence", "instance"):
            pending += [inner for values in state.heap.get(held, {}).values() for inner in values]
