"""Coroutines that are run where nobody waits for them."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import Closure, Invocation, Object, Promise, Settler, Values
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.machine import Machine


def in_background(machine: Machine, act: Activation, state: State, values: Values) -> Values:
    """What is run where nobody waits for it: not a coroutine that leads to no connection and comes to an end, nor one
    that is started by itself, on whatever way: that has told by now what it does.
    """
    return frozenset(v for v in values if not (isinstance(v, Promise) and _is_left_out(machine, act, state, v)))


def _is_left_out(machine: Machine, act: Activation, state: State, value: Promise) -> bool:
    promise = state.promises.get(value.key)
    thunk = None if promise is None or promise.status != "lazy" else promise.thunk
    if not isinstance(thunk, Invocation):
        return False
    if thunk.closure.function in machine.relevant:
        return act.times_running(thunk.closure.function) > 0
    given = [v for values in thunk.arguments.all() for v in values]
    tells = any(isinstance(v, Closure | Promise | Settler | Object) or v in machine.made for v in given)
    return not tells and machine.tables.comes_back(machine.program.functions[thunk.closure.function])
