"""Exceptions: what is raised, what a handler has caught, and which handlers it fits."""

from __future__ import annotations

from hangup.flow.conditions import verdict_of
from hangup.flow.machine import Activation, Machine
from hangup.flow.state import State
from hangup.flow.values import Raised, Symbol, Value, Values, one
from hangup.ir import operations as ops


def raised(values: Values) -> Values:
    """The exception that raising these values gives."""
    if values and all(isinstance(v, Raised) for v in values):
        return values
    names = {v.path[0] if v.path[-1:] == ("()",) else v.path[-1] for v in values if isinstance(v, Symbol) and v.path}
    return one(Raised("error", tuple(sorted(names))))


def caught(act: Activation, state: State) -> Values:
    """The exception that led to the current handler."""
    return state.environment.get((act.frame, 0), one(Raised("any")))


def matches(machine: Machine, act: Activation, op: ops.Matches, state: State) -> Values:
    """Whether an exception matches the classes of a handler."""
    verdicts: set[bool] = set()
    for exception in machine.register(act, state, op.exception):
        verdicts |= _matches(machine, act, state, exception, op)
    return verdict_of(verdicts) or machine.unknown(act, op.result)


def _matches(machine: Machine, act: Activation, state: State, exception: Value, op: ops.Matches) -> set[bool]:
    """Whether an exception may be (True) and may not be (False) of one of the handler's classes."""
    if not op.types or not isinstance(exception, Raised):
        return {True}
    verdicts: set[bool] = set()
    for register in op.types:
        values = machine.register(act, state, register)
        one_class: set[bool] = set()
        for value in values:
            if isinstance(value, Symbol) and value.path:
                one_class |= _class_matches(machine, exception, value, value.path[-1])
            else:
                one_class |= {True, False}
        if one_class == {True} and len(values) == 1:
            return {True}  # the handler has it, whatever its other classes are
        verdicts |= one_class
    return verdicts or {True, False}


def _class_matches(machine: Machine, exception: Raised, value: Symbol, name: str) -> set[bool]:
    if name == "BaseException":
        return {True}
    if name == "Exception":
        return {True} if exception.kind == "error" else {False} if exception.kind == "cancel" else {True, False}
    base = machine.knowledge.exception_base(value.module, value.path)
    if exception.classes:
        return {name in exception.classes} if exception.kind == "error" else {False}
    if exception.kind == "cancel" and "Cancelled" in name:
        return {True}
    if exception.kind == "cancel":
        return {True, False} if base == "BaseException" else {False}
    return {False} if base == "BaseException" else {True, False}
