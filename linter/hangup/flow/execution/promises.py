"""Promises, coroutines and tasks: what awaiting does, and what goes on behind a call that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable

from hangup.flow.connections.acquires import acquire
from hangup.flow.domain.state import PromiseState, State, Task
from hangup.flow.domain.values import (
    NULL,
    Arguments,
    Invocation,
    Object,
    Promise,
    Raised,
    Value,
    Values,
    one,
)
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import done, failing, invoke
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.model import Span
from hangup.records import replace


def add_task(machine: Machine, outcome: Outcome, key: str) -> None:
    """Note a suspended activation as a task of its state."""
    waits = ""
    for value in outcome.values:
        if isinstance(value, Promise) and value.key in outcome.state.promises:
            waits = value.key
    act = outcome.act
    if act is None:  # it does not wait
        return
    task_key = f"{key}@{act.frame}:{outcome.at[0]}:{outcome.at[1]}"
    machine.suspended[task_key] = act
    outcome.state.tasks = (*outcome.state.tasks, Task(task_key, outcome.at, waits))
    machine.task_promise[task_key] = key


def await_(machine: Machine, act: Activation, op: ops.Await, state: State) -> list[Outcome]:
    """Wait for a value. Only an async function can be left meanwhile: broken code has an ``await`` in others too."""
    values = machine.register(act, state, op.value)
    if act.mode == "concurrent" and act.function.is_async:
        return [Outcome("suspend", now, values, op.span, act=act) for now in start_all(machine, act, state, values)]
    return settle_await(machine, act, op, state, values)


def start_all(machine: Machine, act: Activation, state: State, values: Values) -> list[State]:
    """Run what coroutines stand for up to where they wait; they go on as tasks."""
    live = [state]
    for value in sorted(promises_in(state, values), key=repr):
        live = [after for now in live for after in _start(machine, act, now, value)]
    return live


def _start(machine: Machine, act: Activation, state: State, value: Promise) -> list[State]:
    promise = state.promises.get(value.key)
    if promise is None or promise.status != "lazy":
        return [state]
    state.promises[value.key] = PromiseState("pending")
    started: list[State] = []
    for outcome in run_thunk(machine, replace(act, mode="concurrent"), state, promise):
        now, receiver = outcome.state, promise.receiver
        if outcome.kind == "suspend":
            add_task(machine, outcome, value.key)
        elif receiver in now.connections and now.connections[receiver].status == "pending":
            now.promises[value.key] = PromiseState("pending", receiver=receiver)
        else:
            now.promises[value.key] = adopted(outcome)
        started.append(now)
    return started


def cancel(state: State, value: Promise, owner: Callable[[str], str]) -> None:
    """End a task where it waits, and what it waits for. ``owner`` gives the promise that a task fulfils."""
    pending, ended = [value.key], set[str]()
    while pending:
        key = pending.pop()
        if key in ended:
            continue
        ended.add(key)
        pending += [task.waits_for for task in state.tasks if owner(task.key) == key]
        promise = state.promises.get(key)
        if promise is not None and promise.receiver in state.connections and promise.status == "pending":
            connection = state.connections[promise.receiver]
            if connection.status == "pending":
                del state.connections[promise.receiver]
        state.promises[key] = PromiseState("fulfilled")
    state.tasks = tuple(task for task in state.tasks if owner(task.key) not in ended)


def settle_await(
    machine: Machine, act: Activation, op: ops.Await | ops.Call, state: State, values: Values
) -> list[Outcome]:
    """What comes of an await when what it waits for is done."""
    outcomes: list[Outcome] = []
    cancel = machine.program.lazy_async
    ordered = sorted(values, key=repr)
    if len(values) > 1 and values in machine.together:
        return _settle_each(machine, act, op, state, values)
    for number, value in enumerate(ordered):
        branch = state if number == len(ordered) - 1 else state.fork()
        promise = branch.promises.get(value.key) if isinstance(value, Promise) else None
        if promise is None or not isinstance(value, Promise):
            outcomes += failing(machine, act, branch, op.span, cancel=cancel, waiting=True)
            connect_awaited(machine, act, branch, value, op.span)
            outcomes.append(done(machine, act, op, branch, one(value) if not isinstance(value, Promise) else NULL))
            continue
        for outcome in force(machine, act, branch, value, promise):
            if outcome.kind == "return":
                outcomes.append(done(machine, act, op, outcome.state, outcome.values or NULL))
            elif outcome.kind == "raise":
                outcomes.append(outcome)
    return outcomes


def _settle_each(
    machine: Machine, act: Activation, op: ops.Await | ops.Call, state: State, values: Values
) -> list[Outcome]:
    """Wait for what a method gives for each element of a container: all of them are reached."""
    live, raised = [Outcome("return", state, NULL, op.span)], list[Outcome]()
    for value in sorted(values, key=repr):
        ways = [way for before in live for way in force_all(machine, act, before.state, one(value))]
        live, raised = [w for w in ways if w.kind == "return"], [w for w in ways if w.kind == "raise"]
    return [*(done(machine, act, op, way.state, way.values or NULL) for way in live), *raised]


def connect_awaited(machine: Machine, act: Activation, state: State, value: Value, span: Span) -> None:
    """Connect what connects when it is awaited."""
    known = machine.made.get(value)
    connection = state.connections.get(value)
    if known is not None and known[0].awaited and (connection is None or not connection.is_live):
        place = machine.created_at.get(value, span)
        made = machine.log.creates.get((place, act.scope))
        if made is not None and not act.loops:  # each turn of a loop made one, and all are awaited behind it
            act = replace(act, loops=made.loops)
        acquire(machine, act, state, place, value, known[0], "", Arguments(), "open")


def force(machine: Machine, act: Activation, state: State, value: Promise, promise: PromiseState) -> list[Outcome]:
    """Run a promise to its end."""
    span = act.function.name_span
    if promise.status == "lazy":
        state.promises[value.key] = PromiseState("fulfilled")
        outcomes = run_thunk(machine, act, state, promise)
        for outcome in outcomes:
            if outcome.kind == "return":
                outcome.state.promises[value.key] = PromiseState("fulfilled", outcome.values)
        return outcomes
    if promise.status == "settling":
        return settle_later(machine, act, state, value, promise)
    if promise.receiver is not None and promise.receiver in state.connections:
        return resolve_connection(machine, act, state, value, promise, promise.receiver)
    if promise.status == "either":
        other, last = state.fork(), promise.failed_at
        if last is not None and other.has_live:
            other.step(last.span, last.what)
        rejected = replace(promise, status="rejected", value=promise.failure)
        fulfilled = replace(promise, status="fulfilled")
        return [
            *force(machine, act, other, value, rejected),
            *force(machine, act, state, value, fulfilled),
        ]
    if promise.status in ("rejected", "handled"):
        state.promises[value.key] = replace(promise, status="handled")
        return [Outcome("raise", state, promise.value or one(Raised("error")), span)]
    return [Outcome("return", state, promise.value, span)]


def settle_later(
    machine: Machine, act: Activation, state: State, value: Promise, promise: PromiseState
) -> list[Outcome]:
    """The ways in which callbacks settle a promise, and those in which it is settled already."""
    span = act.function.name_span
    ways = run_thunk(machine, act, state.fork(), promise)
    if promise.value:
        ways.append(Outcome("return", state.fork(), promise.value, span))
    if promise.failure:
        ways.append(Outcome("raise", state.fork(), promise.failure, span))
    for way in ways:
        way.state.promises[value.key] = PromiseState("fulfilled" if way.kind == "return" else "handled", way.values)
    return [replace(way, span=span) if way.kind == "raise" else way for way in ways]


def resolve_connection(
    machine: Machine, act: Activation, state: State, value: Promise, promise: PromiseState, receiver: Value
) -> list[Outcome]:
    """The handshake (or the close) a promise stands for has ended; a failed handshake leaves nothing open."""
    connection = state.connections[receiver]
    outcomes: list[Outcome] = []
    if connection.status == "pending":
        if act.guarded and act.mode == "sequential" and not promise.caught:
            failed = state.fork()
            del failed.connections[receiver]
            outcomes += failing(machine, act, failed, act.function.name_span, waiting=True)
        state.set_status(receiver, "open")
    elif connection.status == "closing":
        state.set_status(receiver, "closed")
        if not promise.caught:
            outcomes += failing(machine, act, state, act.function.name_span, waiting=True)
    state.promises[value.key] = replace(promise, status="fulfilled")
    return [*outcomes, Outcome("return", state, promise.value or NULL, act.function.name_span)]


def run_thunk(machine: Machine, act: Activation, state: State, promise: PromiseState) -> list[Outcome]:
    """Run what a lazy coroutine stands for."""
    thunk = promise.thunk
    if thunk is None:
        return [Outcome("return", state, promise.value, act.function.name_span)]
    if not isinstance(thunk, Invocation):
        return thunk(state, act)
    site = f"await:{thunk.closure.function}:{thunk.closure.frame}"
    outcomes = invoke(machine, act, state, thunk.closure, thunk.arguments, site)
    if promise.receiver is not None:
        return [replace(o, values=one(promise.receiver)) if o.kind == "return" else o for o in outcomes]
    return outcomes


def force_all(
    machine: Machine, act: Activation, state: State, values: Values, *, settled: bool = False, awaiting: bool = False
) -> list[Outcome]:
    """Run everything lazy or pending among these values (and inside containers of them), in order.

    With ``settled``, what one raises stops nothing. With ``awaiting``, all are awaited: some connect by that.
    """
    live = [Outcome("return", state, NULL, act.function.name_span)]
    raised: list[Outcome] = []
    connecting = _connecting(machine, state, values) if awaiting else set[Object]()
    found = promises_in(state, values)
    for value in sorted(found | connecting, key=repr):
        following: list[Outcome] = []
        raised = [] if frozenset(found) in machine.together else raised  # all of them are reached
        for outcome in live:
            for ended in _end(machine, act, outcome.state, value):
                if ended.kind == "return":
                    following.append(replace(ended, values=ended.values | outcome.values))
                elif settled and ended.kind == "raise":
                    following.append(replace(ended, kind="return", values=outcome.values))
                else:
                    raised.append(ended)
        live = following
    return [*live, *raised]


def _end(machine: Machine, act: Activation, state: State, value: Promise | Object) -> list[Outcome]:
    """What a promise, or what connects when it is awaited, comes to."""
    span = act.function.name_span
    if isinstance(value, Object):
        failed = failing(machine, act, state, machine.created_at.get(value, span), waiting=True)
        connect_awaited(machine, act, state, value, span)
        return [*failed, Outcome("return", state, one(value), span)]
    promise = state.promises.get(value.key)
    return [Outcome("return", state, NULL, span)] if promise is None else force(machine, act, state, value, promise)


def _connecting(machine: Machine, state: State, values: Values) -> set[Object]:
    """What connects when it is awaited and has not been so far, among values and in sequences of them."""
    listed = [v for v in values if isinstance(v, Object) and v.kind == "sequence"]
    inner = [held for v in listed for held in state.heap.get(v, {}).values()]
    found = {v for v in values.union(*inner) if isinstance(v, Object) and v in machine.made}
    return {v for v in found if machine.made[v][0].awaited and v not in state.connections}


def promises_in(state: State, values: Values) -> set[Promise]:
    """The promises among values, and in containers of them."""
    found: set[Promise] = set()
    for value in values:
        if isinstance(value, Promise):
            found.add(value)
        elif isinstance(value, Object) and value.kind in ("sequence", "record"):
            for inner in state.heap.get(value, {}).values():
                found |= {v for v in inner if isinstance(v, Promise)}
    return found


def come_to(state: State, values: Values) -> Values:
    """Values, promises replaced by what they have come to."""
    settled = (state.promises[v.key].value for v in values if isinstance(v, Promise) and v.key in state.promises)
    return frozenset(v for v in values if not isinstance(v, Promise)).union(*settled)


def adopted(outcome: Outcome) -> PromiseState:
    """A promise that is resolved with another promise takes over its state."""
    for value in outcome.values:
        inner = outcome.state.promises.get(value.key) if isinstance(value, Promise) else None
        if inner is not None and outcome.kind == "return":
            return inner
    return PromiseState("fulfilled" if outcome.kind == "return" else "rejected", outcome.values)


def settle(state: State, *, releases: bool = True) -> None:
    """Everything that is under way comes to its end: handshakes complete, and closes, if these are to be waited for."""
    for receiver, connection in list(state.connections.items()):
        if connection.status == "pending":
            state.set_status(receiver, "open")
        elif connection.status == "closing" and releases:
            state.set_status(receiver, "closed")


def settle_receiver(machine: Machine, act: Activation, state: State, values: Values) -> list[Outcome]:
    """What a promise a continuation hangs on comes to; something outside is fulfilled, and may be rejected."""
    outcomes: list[Outcome] = []
    for value in sorted(values, key=repr):
        promise = state.promises.get(value.key) if isinstance(value, Promise) else None
        if promise is None or not isinstance(value, Promise):
            outcomes.append(Outcome("return", state, one(value), act.function.name_span))
        else:
            outcomes += force(machine, replace(act, guarded=True), state, value, promise)
    return outcomes or [Outcome("return", state, NULL, act.function.name_span)]


def force_values(
    machine: Machine, act: Activation, state: State, values: Values, *, awaiting: bool = False
) -> list[Outcome]:
    """Each possible value, a promise replaced by what it comes to. With ``awaiting``, some connect by that."""
    outcomes: list[Outcome] = []
    ordered = sorted(values, key=repr)
    connecting = _connecting(machine, state, values) if awaiting else set[Object]()
    for number, value in enumerate(ordered):
        branch = state if number == len(ordered) - 1 else state.fork()
        promise = branch.promises.get(value.key) if isinstance(value, Promise) else None
        if isinstance(value, Object) and value in connecting:
            outcomes += _end(machine, act, branch, value)
        elif isinstance(value, Promise) and promise is not None:
            outcomes += force(machine, act, branch, value, promise)
        else:
            outcomes.append(Outcome("return", branch, one(value), act.function.name_span))
    return outcomes or [Outcome("return", state, NULL, act.function.name_span)]
