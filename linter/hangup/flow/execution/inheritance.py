"""Members that come from the bases of a class: of an instance, and of ``super``."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, ClassValue, Closure, Object, Symbol, Value, Values, one
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.machine import Machine
from hangup.ir.program import Function

SUPER = "super"
"""The name by which a method reaches the bases of its class, and the kind of the object it gets."""

DEEPEST = 8
"""How many classes above one another a member is looked for in."""

BASES = "__bases__"
"""The field of a class's members that holds its bases; with a number behind it, each of them in order."""

_RECEIVER = "this"

_OF_THE_CLASS = "ClassVar"
"""How the type of a field is declared that is no instance's."""


def find_method(state: State, owner: Object, name: str) -> Values | None:
    """A method of the instance's class or its bases in the program, bound to the instance."""
    found = _find(state, state.field(owner, "__class__") or frozenset(), name)
    return None if found is None else frozenset(_bound(value, owner) for value in found)


def class_member(state: State, owner: ClassValue, name: str) -> Values | None:
    """A member of a class itself or of its bases in the program; a method is bound to the class."""
    found = _find(state, one(owner), name)
    return None if found is None else frozenset(_bound(value, owner) for value in found)


def find_class_method(state: State, owner: Object, name: str) -> Closure | None:
    """The function behind a method of the instance's class."""
    for value in find_method(state, owner, name) or ():
        if isinstance(value, Closure):
            return value
    return None


def bases_of_instance(state: State, owner: Object) -> list[Value]:
    """All classes that the class of an instance derives from, those of others as well."""
    known = [made for made in state.field(owner, "__class__") or () if isinstance(made, ClassValue)]
    classes = [behind for made in known for behind in in_order(state, made)]
    return [base for made in classes for values in _listed(state, made.members) for base in values]


def declared_fields(machine: Machine, state: State, made: ClassValue) -> list[str]:
    """The fields that a class and its bases declare for their instances: those of the bases first."""
    classes = [machine.program.classes[known.class_id] for known in reversed(in_order(state, made))]
    declared = [field for known in classes for field in known.fields if not _is_of_class(field.annotation)]
    return list(dict.fromkeys(field.name for field in declared))


def _is_of_class(annotation: tuple[str, ...]) -> bool:
    return bool(annotation) and annotation[0].rpartition(".")[2] == _OF_THE_CLASS


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
    for number, values in enumerate(_behind(state, made, known or NULL)):
        state.set_field(bases, f"{BASES}:{number}", values)
    return one(bases)


def _behind(state: State, made: ClassValue, receivers: Values) -> list[Values]:
    """The classes in which a method of a class looks for more: those behind it in the order of the receiver's class.

    Without a receiver that is known, those are the bases of the class.
    """
    for receiver in receivers:
        for known in state.field(receiver, "__class__") or ():
            order = in_order(state, known)
            if made in order:
                return [one(behind) for behind in order[order.index(made) + 1 :]]
    return _listed(state, made.members)


def super_member(state: State, bases: Object, name: str) -> Values:
    """A member of the bases, bound to the instance."""
    found = next((f for values in _listed(state, bases) if (f := _find(state, values, name)) is not None), None)
    if found is None:
        return one(Symbol(f"unknown:{bases.site}", (name,)))
    known = state.field(bases, _RECEIVER) or frozenset[Value]()
    receivers: list[Object | ClassValue | None] = [v for v in known if isinstance(v, Object | ClassValue)]
    return frozenset(_bound(value, receiver) for value in found for receiver in receivers or [None])


def is_constructor(member: Symbol, name: str) -> bool:
    """Whether a member of bases outside of the program, as :func:`super_member` gives it, is their constructor."""
    return member.path == (name,) and member.root.startswith(f"unknown:{SUPER}:")


def _bound(value: Value, receiver: Object | ClassValue | None) -> Value:
    return Closure(value.function, value.frame, receiver) if isinstance(value, Closure) else value


def _find(state: State, classes: Values, name: str) -> Values | None:
    """A member of one of some classes, or of their bases: that of the nearest."""
    for made in sorted(classes, key=repr):
        known = state.field(made.members, name) if isinstance(made, ClassValue) else None
        if known:
            return known
        for candidate in in_order(state, made)[1:]:
            known = state.field(candidate.members, name)
            if known:
                return known
    return None


def _listed(state: State, members: Object) -> list[Values]:
    """The bases that the members of a class list, in order."""
    fields = state.heap.get(members, {})
    return [fields[name] for name in sorted(name for name in fields if name.startswith(f"{BASES}:"))]


def in_order(state: State, made: Value) -> list[ClassValue]:
    """A class and its bases in the order in which a member is looked for: each behind all that derive from it.

    From the left and the deepest first, and of a class that is met twice the last place: what C3 (Barrett et al.,
    OOPSLA 1996) gives wherever classes do not contradict each other.
    """
    met: list[ClassValue] = []
    pending, depth = [made], 0
    while pending and depth < DEEPEST * DEEPEST:
        current, depth = pending.pop(), depth + 1
        if isinstance(current, ClassValue):
            met.append(current)
            listed = _listed(state, current.members)
            pending += [base for values in reversed(listed) for base in sorted(values, key=repr)]
    return [one for place, one in enumerate(met) if one not in met[place + 1 :]]


def _method(machine: Machine, function: Function) -> Function | None:
    """The method that a function stands in, or is."""
    current: Function | None = function
    while current is not None and current.class_id is None:
        current = None if current.parent is None else machine.program.functions[current.parent]
    return current
