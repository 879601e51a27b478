"""Members that come from the bases of a class: of an instance, and of ``super``."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, ClassValue, Closure, Object, Symbol, Value, Values, one
from hangup.flow.execution.machine import Activation, Machine
from hangup.ir.program import Function

SUPER = "super"
"""The name by which a method reaches the bases of its class, and the kind of the object it gets."""

DEEPEST = 8
"""How many classes above one another a member is looked for in."""

_RECEIVER = "this"
_BASES = "bases"


def find_method(state: State, owner: Object, name: str) -> Values | None:
    """A method of the instance's class or its bases in the program, bound to the instance."""
    found = _find(state, state.field(owner, "__class__") or frozenset(), name)
    return None if found is None else frozenset(_bound(value, owner) for value in found)


def find_class_method(state: State, owner: Object, name: str) -> Closure | None:
    """The function behind a method of the instance's class."""
    for value in find_method(state, owner, name) or ():
        if isinstance(value, Closure):
            return value
    return None


# ---------------------------------------------------------------- super


def take_super(machine: Machine, act: Activation, state: State) -> Values | None:
    """What ``super`` means in a function; None where it stands in no class of the program."""
    method = _method(machine, act.function)
    made = None if method is None or method.class_id is None else machine.classes.get(method.class_id)
    if method is None or made is None:
        return None
    cell = method.this if method.this is not None else next((p.cell for p in method.parameters), None)
    known = None if cell is None else state.environment.get(machine.home(act.frame, cell))
    bases = Object(f"{SUPER}:{made.class_id}:{act.frame}", 0, SUPER)
    state.set_field(bases, _RECEIVER, known or NULL)
    state.set_field(bases, _BASES, state.field(made.members, "__bases__") or frozenset())
    return one(bases)


def super_member(state: State, bases: Object, name: str) -> Values:
    """A member of the bases, bound to the instance."""
    found = _find(state, state.field(bases, _BASES) or frozenset(), name)
    if found is None:
        return one(Symbol(f"unknown:{bases.site}", (name,)))
    known = state.field(bases, _RECEIVER) or frozenset[Value]()
    receivers: list[Object | None] = [value for value in known if isinstance(value, Object)]
    return frozenset(_bound(value, receiver) for value in found for receiver in receivers or [None])


def _bound(value: Value, receiver: Object | None) -> Value:
    return Closure(value.function, value.frame, receiver) if isinstance(value, Closure) else value


def _find(state: State, classes: Values, name: str) -> Values | None:
    """A member of one of some classes, or of their bases: that of the nearest."""
    current = classes
    for _ in range(DEEPEST):
        following: set[Value] = set()
        for candidate in [value for value in current if isinstance(value, ClassValue)]:
            known = state.field(candidate.members, name)
            if known:
                return known
            following |= state.field(candidate.members, "__bases__") or frozenset()
        current = frozenset(following)
    return None


def _method(machine: Machine, function: Function) -> Function | None:
    """The method that a function stands in, or is."""
    current: Function | None = function
    while current is not None and current.class_id is None:
        current = None if current.parent is None else machine.program.functions[current.parent]
    return current
