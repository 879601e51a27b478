"""The lives of classes: life cycles known by their bases, and classes that hold a connection between two methods."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.protocols import ENTER, LEAVE
from hangup.flow.domain.state import State
from hangup.flow.domain.values import ClassValue, Closure, Value
from hangup.flow.execution.inheritance import in_order
from hangup.flow.execution.log import Scope
from hangup.flow.exploration import scopes
from hangup.flow.exploration.instances import ClassLife
from hangup.flow.exploration.lifecycles import LifeCycle
from hangup.flow.exploration.lives import Ending
from hangup.flow.exploration.races import Races
from hangup.flow.frameworks.registrations import register_attributes
from hangup.ir.program import Class

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

_CONSTRUCTORS = ("__init__", "constructor")


def explore_classes(exploration: Exploration) -> None:
    """Run the life of every class whose methods acquire; of one that a framework runs, also where they release."""
    program = exploration.machine.program
    for state in exploration.starts:
        for value in _classes(state):
            made = program.classes[value.class_id]
            _run_attributes(exploration, state, value, made)
            methods = {f.id for f in program.functions if f.class_id == made.id}
            methods |= {v.function for v in _members(state, value) if isinstance(v, Closure)}
            leading = exploration.acquiring
            if scopes.class_scope(exploration.machine, made) is not None:
                leading = leading | exploration.releasing
            if any(exploration.is_near(method) for method in methods & leading):
                exploration.guard(partial(_explore, exploration, state, value))


def _members(state: State, value: ClassValue) -> Iterator[Value]:
    """What the attributes of a class hold, and those of its bases in the program."""
    pending, seen = [value], set[ClassValue]()
    while pending:
        current = pending.pop()
        if current not in seen:
            seen.add(current)
            for held in [v for values in state.heap.get(current.members, {}).values() for v in values]:
                yield held
                if isinstance(held, ClassValue) and held in (state.field(current.members, "__bases__") or ()):
                    pending.append(held)


def _classes(state: State) -> list[ClassValue]:
    """The classes that something refers to in this state."""
    held = [*state.environment.values(), *(values for fields in state.heap.values() for values in fields.values())]
    found = {value for values in held for value in values if isinstance(value, ClassValue)}
    return sorted(found, key=lambda value: value.class_id)


def _run_attributes(exploration: Exploration, state: State, value: ClassValue, made: Class) -> None:
    """Run the functions that attributes of a class list."""
    known = scopes.class_scope(exploration.machine, made)
    if known is not None and known[0] is not None and known[1].attributes:
        register_attributes(exploration.machine, state, value, known[0], known[1])
        exploration.guard(partial(exploration.handlers.run_with_exit, state))


def _explore(exploration: Exploration, start: State, value: ClassValue) -> None:
    machine = exploration.machine
    made = machine.program.classes[value.class_id]
    if made.id in machine.pairs:
        return
    known = scopes.class_scope(machine, made)
    if known is not None:
        LifeCycle(exploration, start, value, made, known[1]).explore()
    else:
        OrdinaryLife(exploration, start, value, made).explore()


class OrdinaryLife(ClassLife):
    """A class nobody told us the life of: what one method opens, another one may close."""

    def explore(self) -> None:
        names = self.names()
        constructed = [self.state]
        for name in [name for name in _CONSTRUCTORS if self.method(self.state, name) is not None]:
            endings = self.call(self.state, name, self._scope(name), "constructor")
            if name in names:  # what an inherited one leaves open is said of the class it stands in
                self.exploration.deferred.append(partial(self._constructed, name, endings))
            constructed = merge_states([e.state.fork() for e in endings if e.kind != "raise"]) or [self.state]
        self.built = constructed[0]
        self.run_registered(constructed)
        own = self.names()
        for name in [name for name in [*own, *self._inherited(own)] if name not in (*_CONSTRUCTORS, *LEAVE)]:
            self._run_method(constructed, name)
        if self.machine.program.lazy_async:
            Races(self).explore(constructed, names)

    def _constructed(self, name: str, endings: list[Ending]) -> None:
        """Judge what the constructor leaves open, unless the program makes instances: who makes one has it."""
        closure = self.method(self.state, name)
        if closure is None or closure.function not in self.machine.log.invoked:
            self.exploration.endings += endings

    def _inherited(self, own: list[str]) -> list[str]:
        """The methods of its bases, where the class has put one that closes nothing in the place of one that may: what
        they open has another life in it than in the bases.
        """
        bases = [self.state.heap.get(base.members, {}) for base in in_order(self.state, self.value)[1:]]
        releasing = self.exploration.releasing
        replaced = any(
            isinstance(value, Closure) and value.function in releasing
            for name in own
            if (mine := self.method(self.state, name)) is not None and mine.function not in releasing
            for members in bases
            for value in members.get(name, ())
        )
        return list(dict.fromkeys(name for members in bases for name in members if name not in own)) if replaced else []

    def _scope(self, name: str) -> Scope:
        return self.method_scope(name)

    def _run_method(self, constructed: list[State], name: str) -> None:
        if not self.may_acquire(name):
            return
        for start in constructed:
            self.run_method(start, name, self._scope(name), "enter" if name in ENTER else "method")
