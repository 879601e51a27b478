"""Promises that are made with an executor: the two functions it is given settle them, now or in a callback later.

While nothing has settled such a promise it is ``settling``. Whoever waits for it goes on in the states in which the
callbacks that hold its two functions have called one of them. A function of the two that is handed to somebody
unknown is called by him, and nothing is known of when.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import PromiseState, State
from hangup.flow.domain.values import NULL, Arguments, Closure, Promise, Raised, Settler, Value, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.captures import captured
from hangup.flow.execution.invoke import failing, invoke
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.modelled import ModelledCall
from hangup.flow.frameworks.registrations import end_connections
from hangup.records import replace

_LATER = ("event:", "later:", "timer:", "handler:", "exit:", "stop:")
"""How the slots begin in which an owner holds the callbacks that run later."""

_SETTLED = ("fulfilled", "rejected")


def construct(call: ModelledCall) -> list[Outcome]:
    """Make a promise: run its executor now, with the two functions that settle it."""
    machine, act, key = call.machine, call.act, call.promise.key
    executors = [v for v in sorted(call.callbacks(), key=repr) if isinstance(v, Closure)]
    outcomes: list[Outcome] = []
    for executor in executors:
        given = len(machine.program.functions[executor.function].parameters)
        settlers = tuple(Settler(key, status) for status in _SETTLED)
        state = call.state.fork()
        state.promises[key] = PromiseState("settling", thunk=partial(_settle, machine, act, call, settlers[:given]))
        for ended in call.run(state, one(executor), *(one(settler) for settler in settlers)):
            if ended.kind == "return":
                outcomes += call.done(ended.state, one(call.promise))
            elif ended.kind == "raise":  # what the executor raises is what the promise is rejected with
                settle(ended.state, Settler(key, "rejected"), ended.values)
                outcomes += call.done(ended.state, one(call.promise))
            else:
                outcomes.append(ended)
    return outcomes


def settle(state: State, settler: Settler, values: Values) -> None:
    """Call a function that settles a promise; one that is settled already stays as it is."""
    known = state.promises.get(settler.promise)
    if known is None or known.status != "settling":
        return
    inner = next((state.promises.get(v.key) for v in values if isinstance(v, Promise)), None)
    if settler.status == "fulfilled" and inner is not None and inner is not known:
        state.promises[settler.promise] = inner  # it takes over what the other comes to
    else:
        state.promises[settler.promise] = PromiseState(settler.status, values)


# ---------------------------------------------------------------- waiting for one


def _settle(
    machine: Machine, act: Activation, call: ModelledCall, settlers: tuple[Settler, ...], state: State, _: Activation
) -> list[Outcome]:
    """The ways a promise is settled that is still settling: what the callbacks that hold its functions do."""
    key, span = call.promise.key, call.op.span
    found: dict[str, list[tuple[State, Values]]] = {status: [] for status in _SETTLED}
    for slot, callback in _callbacks(machine, act, state, key):
        for after in _run(machine, act, call, slot, callback, state):
            promise = after.promises.get(key)
            if promise is None:
                continue
            if promise.status in found:
                found[promise.status].append((after, promise.value))
                continue
            for status, values in zip(_SETTLED, (promise.value, promise.failure), strict=True):
                if values:  # on some ways only
                    found[status].append((after.fork(), values))
    outcomes: list[Outcome] = []
    for status, ways in found.items():
        kind = "return" if status == "fulfilled" else "raise"
        values = frozenset[Value]().union(*(values for _, values in ways))
        outcomes += [Outcome(kind, after, values or NULL, span) for after in merge_states(after for after, _ in ways)]
    for settler in settlers:
        if not found[settler.status]:  # nobody seen calls it: somebody else does
            after = state.fork()
            if settler.status == "rejected":
                outcomes += failing(machine, act, after, span, waiting=True)
            else:
                outcomes.append(Outcome("return", after, machine.unknown(act, call.op.result), span))
    return outcomes or [Outcome("return", state.fork(), NULL, span)]  # held until the process ends


def _callbacks(machine: Machine, act: Activation, state: State, key: str) -> Iterator[tuple[str, Closure | Settler]]:
    """The callbacks that run later and may settle a promise, with the slots that hold them."""
    for slot, values in state.heap.get(act.owner, {}).items():
        if slot.startswith(_LATER):
            for value in sorted(values, key=repr):
                if isinstance(value, Settler):
                    if value.promise == key:
                        yield slot, value
                elif isinstance(value, Closure) and _holds(machine, state, value, key, set()):
                    yield slot, value


def _holds(machine: Machine, state: State, function: Closure, key: str, seen: set[Closure]) -> bool:
    """Whether a function mentions a variable that holds what settles a promise, by itself or through others."""
    seen.add(function)
    for cell in captured(machine, function.function):
        for value in state.environment.get(machine.home(function.frame, cell)) or ():
            if isinstance(value, Settler) and value.promise == key:
                return True
            if isinstance(value, Closure) and value not in seen and _holds(machine, state, value, key, seen):
                return True
    return False


def _run(
    machine: Machine, act: Activation, call: ModelledCall, slot: str, callback: Closure | Settler, state: State
) -> list[State]:
    """The states in which one callback has run."""
    before = end_connections(state, act.owner, slot).fork()
    if isinstance(callback, Settler):
        given = one(Raised("error")) if callback.status == "rejected" else machine.unknown(act, call.op.result)
        settle(before, callback, given)
        return [before]
    scope = Scope("callback", "", "callback", call.op.span, act.scope)
    inner = replace(act, mode="sequential", guarded=True)
    ways = invoke(machine, inner, before, callback, Arguments(), f"settles:{slot}", scope=scope)
    return [way.state for way in ways]
