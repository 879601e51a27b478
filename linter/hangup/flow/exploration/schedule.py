"""Concurrency: resuming suspended activations, in every order that matters for the end of a life."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import EXCEPTION, PromiseState, State, Task
from hangup.flow.domain.values import NULL, Arguments, Closure, Member, Promise, Raised, Settler, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.constructed import settle as settle_by
from hangup.flow.execution.invoke import invoke
from hangup.flow.execution.machine import MADE_UP, Machine
from hangup.flow.execution.promises import add_task, adopted, force, force_all, settle
from hangup.ir import operations as ops
from hangup.records import replace

MAX_STEPS = 12
"""How many tasks of one life are resumed one after the other."""


GOES_ON = "goes on"
"""The mark of a state in which some task has not come to its end."""


def is_runnable(machine: Machine, state: State, task: Task) -> bool:
    """Whether what the task waits for may be done."""
    if task.kind == "join":
        others = {machine.task_promise.get(other.key) for other in state.tasks if other != task}
        return not others & set(task.together)
    promise = state.promises.get(task.waits_for)
    if promise is None or promise.status in ("fulfilled", "rejected", "either") or promise.receiver is not None:
        return True
    return not any(machine.task_promise.get(other.key) == task.waits_for for other in state.tasks if other != task)


def resume(machine: Machine, state: State, task: Task) -> list[State]:
    """Go on with a task; the states in which it is suspended again or done."""
    state = state.fork()
    state.tasks = tuple(other for other in state.tasks if other != task)
    act = machine.suspended[task.key]
    promise = state.promises.get(task.waits_for)
    ways = [Outcome("return", state, NULL, act.function.name_span)]
    if task.kind == "join":
        ways = force_all(machine, act, state, frozenset(Promise(key) for key in task.together))
    elif promise is not None:
        ways = force(machine, act, state, Promise(task.waits_for), promise)
    states: list[State] = []
    for way in ways:
        if task.kind in ("then", "join"):
            states += _continue_promise(machine, way, task)
        else:
            states += _continue_function(machine, way, task)
    return merge_states(states)


def _continue_function(machine: Machine, way: Outcome, task: Task) -> list[State]:
    act = machine.suspended[task.key]
    block = act.function.blocks[task.at[0]]
    key = machine.task_promise.get(task.key, "")
    if way.kind == "raise":
        if block.handler is None:
            way.state.promises[key] = PromiseState("rejected", way.values)
            return [way.state]
        way.state.environment[(act.frame, EXCEPTION)] = way.values or one(Raised("error"))
        outcomes = machine.run(act, way.state, (block.handler, 0))
    else:
        operation = block.operations[task.at[1]]
        if isinstance(operation, ops.Await):
            values: Values = way.values if way.values != NULL else machine.unknown(act, operation.result)
            machine.set_register(act, way.state, operation.result, values)
        outcomes = machine.run(act, way.state, (task.at[0], task.at[1] + 1))
    return _note(machine, outcomes, key)


def _continue_promise(machine: Machine, way: Outcome, task: Task) -> list[State]:
    act = machine.suspended[task.key]
    key = machine.task_promise.get(task.key, "")
    runs = task.on == "settled" or (task.on == "fulfilled") == (way.kind == "return")
    callback = task.callback if runs else task.otherwise
    if callback is None:
        handled = way.kind == "return" or (runs and task.on == "rejected")
        way.state.promises[key] = PromiseState("fulfilled" if handled else "rejected", way.values)
        return [way.state]
    if isinstance(callback, Settler):
        settle_by(way.state, callback, way.values)
        way.state.promises[key] = PromiseState("fulfilled", NULL)
        return [way.state]
    arguments = Arguments((way.values,))
    if isinstance(callback, Closure):
        outcomes = invoke(machine, act, way.state, callback, arguments, f"then:{task.key}")
    else:
        outcomes = _call_method(machine, act, way.state, callback, arguments)
    return _note(machine, outcomes, key)


def _call_method(
    machine: Machine, act: Activation, state: State, method: Member, arguments: Arguments
) -> list[Outcome]:  # fmt: skip
    call = ops.Call(MADE_UP + 3, 0, (), "call", (), act.scope.span)
    ways = machine.call(act, call, state, method, arguments)
    return [
        replace(way, kind="return", values=machine.register(act, way.state, call.result)) if way.kind == "next" else way
        for way in ways
    ]


def _note(machine: Machine, outcomes: list[Outcome], key: str) -> list[State]:
    states: list[State] = []
    for outcome in outcomes:
        if outcome.kind == "suspend":
            add_task(machine, outcome, key)
        else:
            outcome.state.promises[key] = adopted(outcome)
        states.append(outcome.state)
    return states


def drain(machine: Machine, state: State) -> list[State]:
    """Run all tasks to their ends, in the order they were started."""
    states = [state]
    for _ in range(MAX_STEPS):
        following: list[State] = []
        moved = False
        for current in states:
            task = next((task for task in current.tasks if is_runnable(machine, current, task)), None)
            if task is None:
                following.append(current)
            else:
                moved = True
                following += resume(machine, current, task)
        states = merge_states(following)
        if not moved:
            break
    for current in states:
        if current.tasks:
            current.marks |= {GOES_ON}
        current.tasks = ()
    return states


def cuts(
    machine: Machine,
    front: list[State],
    end: Callable[[State], list[State]],
    step: Callable[[State], list[State]] = lambda state: [state],
) -> Iterator[tuple[State, State]]:
    """End a life at each point where something is still under way: the state it was cut at, and one it ended in."""
    for _ in range(MAX_STEPS):
        following: list[State] = []
        for current in front:
            if current.tasks or any(c.status == "pending" for c in current.connections.values()):
                for ended in end(current.fork()):
                    for drained in drain(machine, ended):
                        settle(drained)
                        yield current, drained
            task = next((t for t in current.tasks if is_runnable(machine, current, t)), None)
            if task is not None:
                for resumed in resume(machine, current, task):
                    following += step(resumed)
        front = merge_states(following)
        if not front:
            return
