"""Releases: the calls that close a connection, and those that were meant to and do not."""

from __future__ import annotations

from hangup.catalogue.refs import ResourceRef
from hangup.catalogue.schema import Release
from hangup.flow.domain.state import MADE, PromiseState, State
from hangup.flow.domain.values import NULL, Arguments, Member, Object, Symbol, Value, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.inheritance import find_class_method
from hangup.flow.execution.invoke import done, failing
from hangup.flow.execution.log import Attempt, Scope
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.model import Span
from hangup.records import replace


def call_release(
    machine: Machine,
    act: Activation,
    op: ops.Call,
    state: State,
    receiver: Value,
    name: str,
    model: Release,
    arguments: Arguments,
) -> list[Outcome]:
    """The releasing call."""
    looked_up = machine.definition(act.function, op.callee)
    if looked_up is not None:
        machine.log.called.add(looked_up.span)
    if wrong_key(machine, state, receiver, name, arguments):
        machine.log.attempt(Attempt(op.span, "wrong-arguments", name, act.scope, receiver))
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
    promise = state.new_promise(f"{act.frame}:{op.result}", in_loop=bool(act.loops))
    if machine.program.lazy_async and (
        model.mode in ("await", "promise")
        or (model.mode == "await-in-async" and act.function.is_async)
        or _is_own_coroutine(machine, state, receiver, name)
    ):
        machine.log.unawaited[op.span] = Attempt(op.span, "not-awaited", name, act.scope, receiver)

        def thunk(now: State, running: Activation) -> list[Outcome]:
            machine.log.awaited.add(op.span)
            release(machine, replace(running, scope=act.scope, loops=act.loops), now, op.span, receiver, name, model)
            ways = [] if model.partial else failing(machine, running, now, op.span, cancel=True)
            return [*ways, Outcome("return", now, NULL, op.span)]

        state.promises[promise.key] = PromiseState("lazy", receiver=receiver, thunk=thunk)
        return [done(machine, act, op, state, one(promise))]
    release(machine, act, state, op.span, receiver, name, model)
    fails = (machine.program.lazy_async or model.mode == "sync") and not model.partial  # a first step of several
    outcomes = failing(machine, act, state, op.span) if fails else []
    connection = state.connections.get(receiver)
    if not machine.program.lazy_async and connection is not None and connection.status == "closed":
        state.set_status(receiver, "closing")
        state.promises[promise.key] = PromiseState("pending", receiver=receiver)
        return [*outcomes, done(machine, act, op, state, one(promise))]
    return [*outcomes, done(machine, act, op, state, machine.unknown(act, op.result))]


def _is_own_coroutine(machine: Machine, state: State, receiver: Value, name: str) -> bool:
    """Whether the release is an async method of a class of the program."""
    if not isinstance(receiver, Object) or receiver.kind != "instance":
        return False
    closure = find_class_method(state, receiver, name)
    return closure is not None and machine.program.functions[closure.function].is_async


def release_all(machine: Machine, act: Activation, op: ops.Call, state: State, members: list[Member]) -> list[Outcome]:
    """A release on what may be one of several resources, an element of a container: taken to reach each of them."""

    def run(now: State, running: Activation) -> None:
        machine.log.awaited.add(op.span)
        for member in members:
            known = machine.made.get(member.receiver)
            model = known[0].releases.get(member.name) if known is not None else None
            release(machine, running, now, op.span, member.receiver, member.name, model)

    looked_up = machine.definition(act.function, op.callee)
    if looked_up is not None:
        machine.log.called.add(looked_up.span)
    refs = [machine.log.acquires[state.connections[member.receiver].acquire].ref for member in members]
    waits = any(
        r.releases[m.name].mode in ("await", "promise")
        for r, m in zip(refs, members, strict=True)
        if m.name in r.releases
    )
    if not (machine.program.lazy_async and waits):
        run(state, act)
        return [*failing(machine, act, state, op.span), done(machine, act, op, state, machine.unknown(act, op.result))]
    promise = state.new_promise(f"{act.frame}:{op.result}", in_loop=bool(act.loops))
    machine.log.unawaited[op.span] = Attempt(op.span, "not-awaited", members[0].name, act.scope, members[0].receiver)

    def thunk(now: State, running: Activation) -> list[Outcome]:
        run(now, replace(running, scope=act.scope))
        return [*failing(machine, running, now, op.span, cancel=True), Outcome("return", now, NULL, op.span)]

    state.promises[promise.key] = PromiseState("lazy", thunk=thunk)
    return [done(machine, act, op, state, one(promise))]


def release(
    machine: Machine, act: Activation, state: State, span: Span, receiver: Value, name: str, model: Release | None
) -> None:
    """Close the receiver's connection, as far as this call does."""
    connection = state.connections.get(receiver)
    handled = act.scope.enclosing("handler", "event", "timer") and not act.scope.enclosing("component", "hook")
    if handled and act.turn > state.counters.get(f"{MADE}{receiver}", act.turn):
        machine.log.exchanged.add(machine.created_at[receiver])
    if model is not None and model.partial:
        reason = "step" if model.keeps == "connection" else "partial"
        machine.log.attempt(Attempt(span, reason, name, act.scope, receiver))
        if connection is not None:
            state.set_status(receiver, connection.status, partial=True)
        return
    machine.log.releases.setdefault((span, receiver), act.scope)
    if model is not None and model.final:
        spend(machine, state, receiver, span, act.scope)
    cascades = cascade(machine, state, receiver, span, act.scope)
    if connection is None and cascades:
        return
    if connection is None or connection.status in ("closed", "closing"):
        unresolved = isinstance(receiver, Symbol) and receiver.is_global and len(receiver.path) == 1
        reason = "unresolved" if unresolved else "finished" if connection is not None else "other"
        if not act.racing:
            machine.log.attempt(Attempt(span, reason, name, act.scope, receiver))
        return
    machine.log.release_spans[receiver] = span
    known = machine.made.get(receiver)
    races = known is not None and known[0].resource.race == "await-acquire"
    if connection.status == "pending" and act.racing and races:
        state.set_status(receiver, "orphan")
        return
    if connection.status != "orphan":
        opened = machine.log.acquires[connection.acquire]
        if not set(opened.loops) <= set(act.loops):
            machine.log.closed_behind.add(opened.span)
        machine.log.effective.add(span)
        state.set_status(receiver, "closed")
        state.step(span, "closed")


def spend(machine: Machine, state: State, receiver: Value, span: Span, scope: Scope) -> None:
    """Note that a run of a scope that comes again has closed something for good: whoever has it cannot use it."""
    if scope.running("request", "connection", "task", "tick") is not None:
        machine.log.spent.setdefault(receiver, (span, scope))
        state.spend(receiver)


def note_use(machine: Machine, act: Activation, state: State, receiver: Value, span: Span) -> None:
    """Note the use of something that an earlier run of the scope has closed for good."""
    if act.turn and state.is_spent(receiver):
        machine.log.used_spent.setdefault(receiver, span)


def cascade(machine: Machine, state: State, receiver: Value, span: Span, scope: Scope) -> bool:
    """Close what closes with the resource that made it; whether there was anything."""
    found = False
    for child, connection in list(state.connections.items()):
        ref = machine.made[child][0] if child in machine.made else None
        parent = ref.resource.parent if ref is not None else None
        if connection.is_live and parent is not None and parent.cascade and receiver in _ancestors(machine, child):
            machine.log.releases.setdefault((span, child), scope)
            state.set_status(child, "closed")
            found = True
    return found


def release_children(
    machine: Machine, act: Activation, state: State, receiver: Value, span: Span, ref: ResourceRef
) -> None:
    """Close all of one kind that a resource has made."""
    for child, connection in list(state.connections.items()):
        made = machine.made.get(child)
        if (
            connection.is_live
            and made is not None
            and made[0].key == ref.key
            and receiver in _ancestors(machine, child)
        ):
            release(machine, act, state, span, child, "", None)


def release_by_argument(
    machine: Machine, act: Activation, state: State, name: str, arguments: Arguments, span: Span
) -> bool:
    """Close what was opened with the first argument of this call; whether there was anything."""
    given = arguments.get(0) or frozenset()
    found = False
    for receiver, connection in list(state.connections.items()):
        event = machine.log.acquires[connection.acquire]
        opened = event.arguments.get(0) if event.arguments is not None else None
        if connection.is_live and name in event.ref.by_argument and opened is not None and opened & given:
            release(machine, act, state, span, receiver, name, None)
            found = True
    return found


def _ancestors(machine: Machine, child: Value) -> set[Value]:
    found: set[Value] = set()
    current = machine.parents_of.get(child)
    while current is not None and current not in found:
        found.add(current)
        current = machine.parents_of.get(current)
    return found


def wrong_key(machine: Machine, state: State, receiver: Value, name: str, arguments: Arguments) -> bool:
    """Whether the program's own pair is released for another key than it was acquired for, by parameter name."""
    connection = state.connections.get(receiver)
    if connection is None or not isinstance(receiver, Object) or receiver.kind != "instance":
        return False
    acquired = machine.log.acquires[connection.acquire]
    wanted = named_arguments(machine, state, receiver, acquired.method, acquired.arguments)
    given = named_arguments(machine, state, receiver, name, arguments)
    return any(key in wanted and not (spelled(values) & spelled(wanted[key])) for key, values in given.items())


def named_arguments(
    machine: Machine, state: State, receiver: Object, name: str, arguments: Arguments | None
) -> dict[str, Values]:
    """Arguments by the parameter names of the program's own method."""
    closure = find_class_method(state, receiver, name)
    if closure is None or arguments is None:
        return {}
    function = machine.program.functions[closure.function]
    parameters = [parameter.name for parameter in function.parameters]
    if function.takes_receiver:
        parameters = parameters[1:]
    return {**dict(zip(parameters, arguments.positional, strict=False)), **dict(arguments.named)}


def spelled(values: Values) -> frozenset[object]:
    """Values with parameters compared by name: two handlers get the same thing under the same name."""
    return frozenset(
        (value.root.rpartition(":")[2], value.path) if isinstance(value, Symbol) and value.is_parameter else value
        for value in values
    )
