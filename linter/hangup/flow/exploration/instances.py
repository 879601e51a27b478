"""One instance of a class, made for being run through its life."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, ClassValue, Closure, Object, Value, Values, one
from hangup.flow.execution.inheritance import find_method
from hangup.flow.execution.log import Scope
from hangup.flow.exploration.lives import Ending, note_stale, run_function
from hangup.flow.exploration.registered import run_put_off
from hangup.flow.exploration.turned import turn_parameter
from hangup.flow.frameworks.registrations import end_connections
from hangup.ir.program import Class
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration


class ClassLife:
    """An instance, the state it begins in, and its methods."""

    def __init__(self, exploration: Exploration, start: State, value: ClassValue, made: Class) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.value = value
        self.made = made
        self.instance = Object(f"self:{made.id}", 0, "instance")
        self.state = start.fork()
        self.state.replace(self.instance, {"__class__": one(value)})
        self.built = self.state
        """A state in which the instance has the members that its constructor gives it, once that has run."""
        self._ran: set[tuple[str, Value]] = set()

    def method(self, state: State, name: str) -> Closure | None:
        """The method of this name, where the program has one: a field of the instance, or a member of its class."""
        own = self._written(state.field(self.instance, name) or NULL)
        found = own or find_method(state, self.instance, name) or ()
        return next((value for value in found if isinstance(value, Closure)), None)

    def names(self) -> list[str]:
        """The names of the methods."""
        members = self.state.heap.get(self.value.members, {})
        names = [
            name
            for name, values in members.items()
            if not name.startswith("__bases__") and any(isinstance(value, Closure) for value in values)
        ]
        fields = self.built.heap.get(self.instance, {}).items()
        return names + [name for name, values in fields if name not in members and self._written(values)]

    def _written(self, values: Values) -> list[Closure]:
        """Of the values of a field, the functions that a class of the program gives its instances as methods."""
        functions = self.machine.program.functions
        closures = [value for value in values if isinstance(value, Closure)]
        return [c for c in closures if functions[c.function].class_id is not None and c.bound is None]

    def method_scope(self, name: str) -> Scope:
        """The scope of a method that other code calls."""
        parent, made = self.exploration.scope_of(self.made.function), self.made
        return Scope("method", "", f"`{made.name}.{name}`", made.name_span, parent, release_at=parent.release_at)

    def may_acquire(self, name: str) -> bool:
        """Whether a method is worth calling for itself: it may acquire, and no framework calls it."""
        closure = self.method(self.built, name)
        if closure is None or closure.function not in self.exploration.acquiring - self.exploration.recognised:
            return False
        function = self.machine.program.functions[closure.function]
        own = function.binding == "instance" or function.class_id is None
        return own and closure.function not in self.machine.log.handlers

    def run_method(self, state: State, name: str, scope: Scope, life: str) -> None:
        """Call a method as other code would, and once more for another user."""
        closure = self.method(state, name)
        if closure is not None:
            endings = self.call(state.fork(), name, scope, life)
            self.exploration.deferred.append(partial(self._judge, closure, endings))
            self.exploration.run_effects(replace(closure, bound=self.instance), endings, state, self.instance)
            if life != "enter":  # nobody enters a manager twice
                self.exploration.deferred.append(partial(self._again, endings, closure, scope))
            self.run_registered([ending.state for ending in endings if ending.kind != "raise"])

    def _judge(self, closure: Closure, endings: list[Ending]) -> None:
        """Judge what a method leaves open, unless other code of the program calls it: its callers judge that."""
        if closure.function not in self.machine.log.invoked:
            self.exploration.endings += endings

    def _again(self, endings: list[Ending], closure: Closure, scope: Scope) -> None:
        """Call a method that nobody in the program calls once more: those that are called, their callers judge."""
        if closure.function not in self.machine.log.invoked:
            self.exploration.again(endings, closure, scope, self.instance)

    def call(self, state: State, name: str, scope: Scope, life: str, epoch: int = 0) -> list[Ending]:
        """Call a method as its framework, or its user, would. One that is missing does nothing."""
        closure = self.method(state, name)
        if closure is None:
            return [Ending(life, state, scope.span, "return", frozenset(), scope, self.instance)]
        act = replace(self.exploration.act, scope=scope)
        return run_function(
            self.machine,
            act,
            state,
            closure,
            scope,
            owner=self.instance,
            life=life,
            epoch=epoch,
            this=one(self.instance),
        )

    def after(self, states: list[State], name: str, scope: Scope, life: str) -> list[State]:
        """The states in which a method's calls end, whatever way."""
        ended = [ending.state for state in states for ending in self.call(state, name, scope, life)]
        if scope.kind != "cleanup":
            return ended
        return run_put_off(self.machine, replace(self.exploration.act, owner=self.instance), ended, scope)

    def run_registered(self, states: list[State]) -> None:
        """Run the handlers that the instance registered in these states and that did not run yet, each twice."""
        before = set(self._ran)
        for key, entry in list(self.machine.registrations.items()):
            if not key.startswith(("event:", "timer:", "handler:")):
                continue
            scope = entry.scope(self.exploration.scope_of(self.made.function))
            for state in states:
                for value in sorted(state.field(self.instance, key) or (), key=repr):
                    if isinstance(value, Closure) and (key, value) not in before:
                        self._ran.add((key, value))
                        self._run_twice(end_connections(state, self.instance, key), value, scope)

    def _run_twice(self, state: State, handler: Closure, scope: Scope) -> None:
        machine, act, endings = self.machine, self.exploration.act, self.exploration.endings
        for first in run_function(machine, act, state, handler, scope, owner=self.instance):
            endings.append(first)
            if first.kind != "raise":
                behind = first.state.fork()
                if scope.runs == "change":
                    turn_parameter(machine, behind, handler, epoch=1)
                second = run_function(machine, act, behind, handler, scope, owner=self.instance, epoch=1)
                endings += second
                for ended in [ended for ended in second if ended.kind != "raise"]:
                    note_stale(machine, ended.state, handler=handler.function)
