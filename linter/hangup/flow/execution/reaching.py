"""A method of one element of a container, whichever a turn of its loop has got: the loop calls that of each."""

from __future__ import annotations

from collections.abc import Sequence

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import PromiseState, State
from hangup.flow.domain.values import Arguments, Closure, Value, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import done, invoke
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.records import replace


def of_each(machine: Machine, callees: Sequence[Value]) -> list[Closure]:
    """The methods, where they are one method of all that a loop goes over, and it opens nothing.

    One that opens something is called by each turn for its own element, or it would be called twice.
    """
    methods = [callee for callee in callees if isinstance(callee, Closure) and callee.bound is not None]
    functions = {method.function for method in methods}
    if len(methods) < len(callees) or len(functions) > 1 or functions & machine.opening:
        return []
    function = machine.program.functions[methods[0].function]
    runs_through = not function.is_generator and (machine.program.lazy_async or not function.is_async)
    elements = frozenset(method.bound for method in methods if method.bound is not None)
    return methods if runs_through and function.id in machine.relevant and elements in machine.together else []


def call_each(
    machine: Machine, act: Activation, op: ops.Call, state: State, methods: Sequence[Closure], arguments: Arguments
) -> list[Outcome]:
    """Call them one after the other, or do so when that is awaited."""
    if machine.program.functions[methods[0].function].is_async:
        promise = state.new_promise(f"{act.frame}:{op.result}", in_loop=bool(act.loops))

        def thunk(now: State, running: Activation) -> list[Outcome]:
            return _run(machine, running, now, methods, arguments, op.result)

        state.promises[promise.key] = PromiseState("lazy", thunk=thunk)
        return [done(machine, act, op, state, one(promise))]
    ways = _run(machine, act, state, methods, arguments, op.result)
    return [done(machine, act, op, way.state, way.values) if way.kind == "return" else way for way in ways]


def _run(
    machine: Machine, act: Activation, state: State, methods: Sequence[Closure], arguments: Arguments, site: object
) -> list[Outcome]:
    """The ways they end; those behind one that raises are taken to be reached as well."""
    live, ways, values = [state], list[Outcome](), Values()
    for number, method in enumerate(methods):
        ended = [way for now in live for way in invoke(machine, act, now, method, arguments, site)]
        for way in (way for way in ended if way.kind != "return"):
            behind = [way.state]
            for other in methods[number + 1 :]:
                behind = _returned(machine, act, behind, other, arguments, site) or behind
            ways += [replace(way, state=each) for each in behind]
        values = values.union(*(way.values for way in ended if way.kind == "return"))
        live = merge_states([way.state for way in ended if way.kind == "return"])
    return [*ways, *(Outcome("return", each, values, act.function.name_span) for each in live)]


def _returned(
    machine: Machine, act: Activation, states: Sequence[State], method: Closure, arguments: Arguments, site: object
) -> list[State]:
    ways = [way for now in states for way in invoke(machine, act, now.fork(), method, arguments, site)]
    return merge_states([way.state for way in ways if way.kind == "return"])
