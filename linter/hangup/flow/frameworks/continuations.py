"""What calls do that wait, go on behind a promise, or start a task of their own."""

from __future__ import annotations

from hangup.flow.domain.state import Connection, PromiseState, State, Task
from hangup.flow.domain.values import (
    ELEMENT,
    NULL,
    TRUE,
    Closure,
    Member,
    Object,
    Promise,
    Settler,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.flow.execution import promises
from hangup.flow.execution.activations import Outcome
from hangup.flow.execution.background import in_background
from hangup.flow.execution.invoke import failing
from hangup.flow.execution.modelled import ModelledCall
from hangup.flow.execution.unknown import unknown_call
from hangup.records import replace


def continuation(call: ModelledCall) -> list[Outcome]:
    """``then``, ``catch``, ``finally``. In the concurrent mode the continuation waits as a task of its own."""
    if call.act.mode == "concurrent":
        return _wait_as_task(call)
    state, receiver, result = call.state, call.receiver, call.promise
    on = call.model.on or "fulfilled"
    source = state.promises.get(receiver.key) if isinstance(receiver, Promise) else None
    if on == "rejected" and source is not None and source.status == "pending":
        state.promises[result.key] = replace(source, caught=True)  # still under way, and fulfilled as it was
        return call.done(state, one(result))
    functions = call.callbacks()
    values = one(receiver) if receiver is not None else NULL
    closing = _closing(state, source)
    outcomes: list[Outcome] = []
    for settled in promises.settle_receiver(call.machine, call.act, state, values):
        runs = on == "settled" or (on == "fulfilled") == (settled.kind == "return")
        chosen = functions if runs else call.rejected()
        ways = _continue(call, chosen, settled) if chosen else [settled]
        for ended in ways:
            ended.state.promises[result.key] = _come_to(ended, closing)
            outcomes += call.done(ended.state, one(result))
    return outcomes


def _closing(state: State, source: PromiseState | None) -> Value | None:
    """What is being closed while a promise is under way."""
    connection = None if source is None or source.receiver is None else state.connections.get(source.receiver)
    return source.receiver if source is not None and connection is not None and connection.status == "closing" else None


def _come_to(ended: Outcome, closing: Value | None) -> PromiseState:
    """What a continuation's promise comes to. What was closed for its sake is closing until somebody waits for that."""
    if ended.kind != "return":
        return PromiseState("rejected", ended.values)
    connection = None if closing is None else ended.state.connections.get(closing)
    if closing is None or connection is None or connection.status != "closed":
        return PromiseState("fulfilled", ended.values)
    ended.state.set_status(closing, "closing")
    return PromiseState("pending", ended.values, receiver=closing, caught=True)


def _continue(call: ModelledCall, functions: Values, settled: Outcome) -> list[Outcome]:
    """Run the continuation, and what it gives to its end."""
    ways: list[Outcome] = []
    for outcome in call.run(settled.state, functions, settled.values):
        if outcome.kind == "return":
            ways += promises.force_values(call.machine, call.act, outcome.state, outcome.values)
        else:
            ways.append(outcome)
    return ways


def _wait_as_task(call: ModelledCall) -> list[Outcome]:
    machine, state, result = call.machine, call.state, call.promise
    on = call.model.on or "fulfilled"
    waits = call.receiver.key if isinstance(call.receiver, Promise) else f"{result.key}/from"
    if call.receiver is not None and not isinstance(call.receiver, Promise):
        state.promises[waits] = PromiseState("fulfilled", one(call.receiver))  # nothing tells what it is a promise of
    source = state.promises.get(waits)
    if source is None or source.status != "rejected" or on != "fulfilled":
        running = [v for v in sorted(call.callbacks(), key=repr) if isinstance(v, Closure | Member | Settler)]
        rejected = (v for v in sorted(call.rejected(), key=repr) if isinstance(v, Closure | Member | Settler))
        other = next(rejected, None)
        for number, function in enumerate(running or [None]):
            key = f"{result.key}/{number}"
            machine.suspended[key] = call.act
            machine.task_promise[key] = result.key
            task = Task(key, (0, 0), waits, kind="then", on=on, callback=function, otherwise=other)
            state.tasks = (*state.tasks, task)
    state.promises[result.key] = PromiseState("pending")
    return call.done(state, one(result))


def join(call: ModelledCall) -> list[Outcome]:
    """Wait for all: everything lazy runs, everything pending ends."""
    machine, act, state = call.machine, call.act, call.state
    if call.model.gives == "first" and act.mode != "concurrent":
        waited = promises.settle_await(machine, act, call.op, state, call.arguments.get(0) or NULL)
        return [_fulfilled(call, way, machine.register(act, way.state, call.op.result)) for way in waited]
    given = frozenset[Value]().union(*call.arguments.all())
    if act.mode == "concurrent":
        together = tuple(sorted(v.key for v in promises.promises_in(state, given)))
        return [
            way for now in promises.start_all(machine, act, state, given) for way in _join_as_task(call, now, together)
        ]
    only = next(iter(given)) if len(given) == 1 else None
    outcomes: list[Outcome] = []
    settled = call.model.on == "settled" or call.arguments.get(99, call.model.settled_by) == TRUE
    for outcome in promises.force_all(machine, act, state, given, settled=settled, awaiting=True):
        if outcome.kind != "return":
            outcomes.append(outcome)
            continue
        if not settled:
            cancel = machine.program.lazy_async
            outcomes += failing(machine, act, outcome.state, call.op.span, cancel=cancel, waiting=True)
        collected = _collected(call, outcome.state) if call.model.gives == "all" else None
        if collected is not None:
            outcomes += [_fulfilled(call, way, collected) for way in call.done(outcome.state, collected)]
        elif only is not None and not isinstance(only, Promise):
            outcomes += call.done(outcome.state, one(only))
        else:
            outcomes += call.done(outcome.state, one(Symbol(f"unknown:joined:{act.function.id}:{call.op.result}")))
    return outcomes


def _fulfilled(call: ModelledCall, outcome: Outcome, values: Values) -> Outcome:
    """The result of waiting, as a promise of it: whoever awaits that waits for nothing more."""
    if outcome.kind == "next":
        outcome.state.promises[call.promise.key] = PromiseState("fulfilled", values)
        call.machine.set_register(call.act, outcome.state, call.op.result, one(call.promise))
    return outcome


def _collected(call: ModelledCall, state: State) -> Values | None:
    """A sequence of what all come to; None where none of them is a thing that the program has made."""
    fields: dict[str, Values] = {}
    listed = [value for values in call.arguments.positional for value in values]
    if len(listed) == 1 and isinstance(listed[0], Object) and listed[0].kind == "sequence":
        fields = {name: promises.come_to(state, values) for name, values in state.heap.get(listed[0], {}).items()}
    else:
        for index, (argument, values) in enumerate(zip(call.op.args, call.arguments.positional, strict=False)):
            name = ELEMENT if argument.spread else str(index)
            fields[name] = fields.get(name, frozenset()) | promises.come_to(state, values)
    if not any(isinstance(value, Object) for values in fields.values() for value in values):
        return None
    made = state.allocate(f"sequence:{call.act.frame}:{call.op.result}", "sequence")
    state.replace(made, fields)
    return one(made)


def _join_as_task(call: ModelledCall, state: State, together: tuple[str, ...]) -> list[Outcome]:
    result = call.promise
    if not together:
        return call.done(state, frozenset[Value]().union(*call.arguments.all()) or NULL)
    key = f"{result.key}/join"
    call.machine.suspended[key] = call.act
    call.machine.task_promise[key] = result.key
    state.tasks = (*state.tasks, Task(key, (0, 0), "", kind="join", together=together))
    state.promises[result.key] = PromiseState("pending")
    return call.done(state, one(result))


def spawn(call: ModelledCall) -> list[Outcome]:
    """A task of its own: runs on, whoever waits; its exception stays inside.

    What it closes is closed when somebody has waited for it, or when there was time enough.
    """
    if call.act.racing and call.machine.program.lazy_async and call.model.callback is None:
        given = call.arguments.get(0) or NULL
        running = in_background(call.machine, call.act, call.state, given)
        states = promises.start_all(call.machine, call.act, call.state, running)
        return [way for state in states for way in call.done(state, given)]
    result, before = call.promise, dict(call.state.connections)
    meanwhile = call.state.fork()
    started = [Outcome("return", call.state, NULL, call.op.span)]
    if call.model.callback is not None and call.callbacks():
        started = call.run(call.state, call.callbacks())
    values = next(iter(call.arguments.all()), NULL)
    plain = frozenset(v for v in values if not isinstance(v, Promise))
    outcomes: list[Outcome] = []
    for outcome in started:
        running = in_background(call.machine, call.act, outcome.state, values | outcome.values)
        for ended in promises.force_all(call.machine, call.act, outcome.state, running, awaiting=True):
            status = "fulfilled" if ended.kind == "return" else "rejected"
            _keep_running(call, ended.state, before)
            values_given = (ended.values - NULL) | plain
            ended.state.promises[result.key] = PromiseState(status, values_given)
            closed = _closed_since(ended.state, before) if ended.kind == "return" else []
            if len(closed) == 1:
                ended.state.set_status(closed[0], "closing")
                ended.state.promises[result.key] = PromiseState("pending", values_given, receiver=closed[0])
                call.machine.log.detached[call.machine.log.release_spans.get(closed[0], call.op.span)] = call.op.span
            outcomes += call.done(ended.state, one(result))
    if not outcomes:  # it never comes to an end, and who has started it goes on all the same
        meanwhile.promises[result.key] = PromiseState("pending")
        return call.done(meanwhile, one(result))
    return outcomes


def _keep_running(call: ModelledCall, state: State, before: dict[Value, Connection]) -> None:
    """What runs until its connection has ended does so meanwhile."""
    for receiver, connection in list(state.connections.items()):
        event = call.machine.log.acquires[connection.acquire]
        known = event.ref.acquires.get(event.method)
        fresh = connection.status == "ended" and before.get(receiver) != connection
        if fresh and known is not None and known.mode == "lazy-run":
            state.set_status(receiver, "open")


def _closed_since(state: State, before: dict[Value, Connection]) -> list[Value]:
    """What was open before and is closed by now."""
    return [
        receiver
        for receiver, connection in before.items()
        if connection.is_live and state.connections[receiver].status == "closed"
    ]


def cancel(call: ModelledCall) -> list[Outcome]:
    """A method of a task that ends it where it waits."""
    machine, receiver = call.machine, call.receiver
    if isinstance(receiver, Promise) and call.state.tasks:
        promises.cancel(call.state, receiver, lambda key: machine.task_promise.get(key, ""))
    return call.done(call.state, machine.unknown(call.act, call.op.result))


def wait(call: ModelledCall) -> list[Outcome]:
    """A method of a future that waits for it and gives its value."""
    machine, act, state, receiver = call.machine, call.act, call.state, call.receiver
    promise = state.promises.get(receiver.key) if isinstance(receiver, Promise) else None
    if promise is None or not isinstance(receiver, Promise):
        return unknown_call(machine, act, call.op, state, call.arguments, machine.unknown(act, call.op.result))
    outcomes: list[Outcome] = []
    for ended in promises.force(machine, act, state, receiver, promise):
        outcomes += call.done(ended.state, ended.values) if ended.kind == "return" else [ended]
    return outcomes


def run(call: ModelledCall) -> list[Outcome]:
    """Run a coroutine to its end and give its result."""
    outcomes: list[Outcome] = []
    for ended in promises.force_values(
        call.machine, call.act, call.state, call.arguments.get(0) or NULL, awaiting=True
    ):
        outcomes += call.done(ended.state, ended.values) if ended.kind == "return" else [ended]
    return outcomes
