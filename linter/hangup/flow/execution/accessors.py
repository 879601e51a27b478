"""Accessors: members of which reading or writing runs a function of the program (``@property``, ``get x()``)."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Arguments, ClassValue, Closure, Object, Value, Values, one
from hangup.flow.execution import inheritance, members
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.ir.program import GETTER, SETTER, setter_name
from hangup.records import replace


def read(machine: Machine, act: Activation, op: ops.GetAttr, state: State, owners: Values) -> list[Outcome]:
    """Read a member of any of the owners, and run it where it is a getter."""
    found = members.get_attribute(machine, act, op, state, owners)
    if not any(isinstance(value, Closure) and _kind(machine, value) == GETTER for value in found):
        machine.set_register(act, state, op.result, found)
        return [Outcome("next", state, NULL, op.span)]
    outcomes: list[Outcome] = []
    plain: Values = frozenset()
    for owner in sorted(owners, key=repr):
        of_owner = members.get_attribute(machine, act, op, state, one(owner))
        getters = [value for value in of_owner if isinstance(value, Closure) and _kind(machine, value) == GETTER]
        plain |= of_owner.difference(getters)
        for getter in sorted(getters, key=repr):
            outcomes += _get(machine, act, op, state.fork(), owner, _bound(getter, owner))
    if plain:
        machine.set_register(act, state, op.result, plain)
        outcomes.append(Outcome("next", state, NULL, op.span))
    return outcomes


def _get(
    machine: Machine, act: Activation, op: ops.GetAttr, state: State, owner: Value, getter: Closure
) -> list[Outcome]:
    """Run a getter. One whose result is kept leaves it in the field, where the next read finds it."""
    call = ops.Call(op.result, op.object, (), "call", (), op.span)
    keeps = getter.function in machine.memoized
    running = replace(act, computing=getter.function) if keeps else act  # it is the field that keeps it, not a cache
    outcomes = machine.call(running, call, state, getter, Arguments())
    for outcome in outcomes:
        if keeps and outcome.kind == "next" and isinstance(owner, Object):
            outcome.state.set_field(owner, op.name, machine.register(act, outcome.state, op.result))
    return outcomes


def write(machine: Machine, act: Activation, op: ops.SetAttr, state: State) -> list[Outcome] | None:
    """Give a value to a setter. None where the one owner has none."""
    owners = machine.register(act, state, op.object)
    setter = _setter(state, next(iter(owners)), op.name) if len(owners) == 1 else None
    if setter is None or _kind(machine, setter) != SETTER:
        return None
    call = ops.Call(op.value, op.object, (), "call", (), op.span)
    given = machine.register(act, state, op.value)
    outcomes = machine.call(act, call, state, setter, Arguments((given,)))
    for outcome in outcomes:
        if outcome.kind == "next":
            machine.set_register(act, outcome.state, op.value, given)
    return outcomes


def _setter(state: State, owner: Value, name: str) -> Closure | None:
    """What is called where a member of an instance or a class is written."""
    found: Values | None = None
    if isinstance(owner, Object):
        found = inheritance.find_method(state, owner, setter_name(name))
    elif isinstance(owner, ClassValue):
        found = inheritance.class_member(state, owner, setter_name(name))
    return next((value for value in found or () if isinstance(value, Closure)), None)


def _bound(getter: Closure, owner: Value) -> Closure:
    if getter.bound is None and isinstance(owner, Object):
        return Closure(getter.function, getter.frame, owner)
    return getter


def _kind(machine: Machine, value: Closure) -> str:
    return machine.program.functions[value.function].kind
