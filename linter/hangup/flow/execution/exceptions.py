"""Exceptions: what is raised, what a handler has caught, and which handlers it fits."""

from __future__ import annotations

from collections.abc import Sequence

from hangup.flow.domain.state import EXCEPTION, State
from hangup.flow.domain.values import Raised, Symbol, Value, Values, one, verdict_of
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops

_ENDINGS = ("Exception", "Error")
"""How the names of classes of exceptions end."""


def raised(values: Values) -> Values:
    """The exception that raising these values gives."""
    if values and all(isinstance(v, Raised) for v in values):
        return values
    names = {v.path[0] if v.path[-1:] == ("()",) else v.path[-1] for v in values if isinstance(v, Symbol) and v.path}
    return one(Raised("error", tuple(sorted(names))))


def caught(act: Activation, state: State) -> Values:
    """The exception that led to the current handler."""
    return state.environment.get((act.frame, EXCEPTION), one(Raised("any")))


def matches(machine: Machine, act: Activation, op: ops.Matches, state: State) -> Values:
    """Whether an exception matches the classes of a handler."""
    classes = [machine.register(act, state, register) for register in op.types]
    return is_one_of(machine, machine.register(act, state, op.exception), classes) or machine.unknown(act, op.result)


def narrow(machine: Machine, act: Activation, state: State, condition: ops.Value, taken: bool) -> None:
    """Behind the question whether a handler matches, keep the exceptions that go this way."""
    asked = machine.definition(act.function, condition)
    if not isinstance(asked, ops.Matches):
        return
    classes = [machine.register(act, state, register) for register in asked.types]
    known = machine.register(act, state, asked.exception)
    kept = frozenset(exception for exception in known if taken in _matches(machine, exception, classes))
    if kept and kept != known:
        machine.set_register(act, state, asked.exception, kept)
        state.environment[(act.frame, EXCEPTION)] = kept


def is_one_of(machine: Machine, exceptions: Values, classes: Sequence[Values]) -> Values | None:
    """Whether these exceptions are of one of these classes; None where both may be."""
    verdicts: set[bool] = set()
    for exception in exceptions:
        verdicts |= _matches(machine, exception, classes)
    return verdict_of(verdicts)


def _matches(machine: Machine, exception: Value, classes: Sequence[Values]) -> set[bool]:
    """Whether an exception may be (True) and may not be (False) of one of these classes."""
    if not classes or not isinstance(exception, Raised):
        return {True}
    verdicts: set[bool] = set()
    for values in classes:
        one_class: set[bool] = set()
        for value in values:
            if isinstance(value, Symbol) and value.path:
                one_class |= _class_matches(machine, exception, value)
            else:
                one_class |= {True, False}
        if one_class == {True} and len(values) == 1:
            return {True}  # the handler has it, whatever its other classes are
        verdicts |= one_class
    return verdicts or {True, False}


def is_class(machine: Machine, value: Value) -> bool:
    """Whether a value is a class of exceptions, by what is known of it or by its name."""
    if not isinstance(value, Symbol) or not value.path:
        return False
    return machine.knowledge.exception(value.module, value.path) is not None or value.path[-1].endswith(_ENDINGS)


def _class_matches(machine: Machine, exception: Raised, value: Symbol) -> set[bool]:
    path = value.path[:-1] if value.path[-1:] == ("()",) else value.path  # a function gives the class
    name = path[-1] if path else ""
    if name == "BaseException":
        return {True}
    if name == "Exception":
        return {True} if exception.kind == "error" else {False} if exception.kind == "cancel" else {True, False}
    known = machine.knowledge.exception(value.module, path)
    if exception.classes:
        return {name in exception.classes} if exception.kind == "error" else {False}
    is_outside = known is not None and known.base == "BaseException"
    if exception.kind != "cancel":
        return {False} if is_outside else {True, False}
    if known is not None and known.cancels:
        return {True}
    return {True, False} if is_outside else {False}
