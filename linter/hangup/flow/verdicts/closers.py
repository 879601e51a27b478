"""Runs what could close a connection later, from the state that left it open, and sees whether it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.flow.connections.acquires import TRIED
from hangup.flow.domain.protocols import LEAVE
from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    ANYBODY,
    NOTHING,
    Arguments,
    ClassValue,
    Closure,
    Object,
    Raised,
    Value,
    Values,
    one,
)
from hangup.flow.execution.activations import MODULE_OWNER
from hangup.flow.execution.inheritance import BASES, in_order
from hangup.flow.execution.log import Acquired, Attempt, Scope
from hangup.flow.execution.promises import come_to
from hangup.flow.execution.reach import SINGLE, reachable
from hangup.flow.exploration.lives import Ending, run_function
from hangup.flow.exploration.scopes import class_scope
from hangup.flow.frameworks.given import takers
from hangup.flow.verdicts.listeners import handed_in_turn, handed_methods, listening, never_run
from hangup.ir.program import MODULE
from hangup.model import Span

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

CONSTRUCTORS = ("__init__", "__new__", "constructor", BASES)
"""What runs before there is anything to close."""

_LATER = "later"
"""The label of what is only run to see whether it closes something: it may never be called."""


class Closers:
    """Looks for code that closes what a life left open: functions, methods, listeners, takers."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self._later: dict[tuple[str, Scope, Value], bool] = {}
        self._siblings: dict[tuple[Scope, Value], bool] = {}

    def is_released(self, receiver: Value) -> bool:
        """Whether anything in the file releases it, at whatever time."""
        return any(known == receiver for _, known in self.log.releases)

    def is_closed_later(self, ending: Ending, receiver: Value) -> bool:
        key = (f"{ending.life} {ending.kind}", ending.scope, receiver)
        if key not in self._later:
            opened = self.log.acquires[ending.state.connections[receiver].acquire]
            self._later[key] = self._find_closer(ending.state, receiver, opened, ends=ending.scope.runs == "test")
        return self._later[key]

    def is_closed_in_turn(self, ending: Ending, event: Acquired) -> bool:
        """Whether each turn of a loop hands over a function that closes what the turn has opened."""
        key = ("turn", ending.scope, event.receiver)
        if key not in self._later and event.loops:
            opened, state, releasing = self.log.opened_at(event.span), ending.state, self.exploration.releasing
            scope = Scope("function", "", _LATER, event.span, self.exploration.scope_of(event.function))
            left_open = [r for r, known in state.connections.items() if known.is_live and known.acquire in opened]
            self._later[key] = any(
                ended.kind != "raise" and ended.closed(receiver)
                for receiver in left_open
                for closure in handed_in_turn(self.machine, state, ending.owner, receiver, event.loops[-1])
                if closure.function in releasing
                for ended in self._run(state, closure, scope)
            )
        return self._later.get(key, False)

    def is_closed_by_taker(self, ending: Ending, receiver: Value) -> bool:
        """Whether a function closes it that a framework gives what this one has returned, by its name."""
        given_by = self.machine.given[ending.scope.span]
        given = Arguments(named=((given_by.name, come_to(ending.state, ending.values)),))
        scope = Scope("function", "", _LATER, ending.scope.span, self.exploration.scope_of(MODULE))
        return any(
            ended.closed(receiver)
            for function in takers(self.machine, given_by)
            if function.id in self.exploration.releasing
            for ended in self._run(ending.state, self.exploration.closure_of(function), scope, given=given)
        )

    def is_closed_by_sibling(self, ending: Ending, receiver: Value) -> bool:
        """Whether another method of the instance closes it."""
        key = (ending.scope, receiver)
        if key not in self._siblings:
            self._siblings[key] = self._find_sibling(ending, receiver)
        return self._siblings[key]

    def is_closed_at_end(self, ending: Ending, receiver: Value) -> bool:
        """Whether something that lives longer than the scope holds it, and is told by its framework to close it."""
        key = ("end", ending.scope, receiver)
        if key not in self._later:
            self._later[key] = any(
                ended.closed(receiver)
                for holder in self._lasting(ending.state, receiver)
                for name, closure in _methods(ending.state, holder)
                if name in self._ends(ending.state, holder) and closure.function in self.exploration.releasing
                for ended in self._run(ending.state, closure, ending.scope, holder, one(holder))
            )
        return self._later[key]

    def is_closed_above(self, ending: Ending, receiver: Value) -> bool:
        """Whether the one component that shows the one whose life ended closes what they share when it goes itself."""
        above = self.machine.rendered_by.get(ending.scope.root.span, set())
        ends = (scope for (_, known), scope in self.log.releases.items() if known == receiver)
        return len(above) == 1 and any(scope.kind == "cleanup" and scope.root.span in above for scope in ends)

    def _lasting(self, state: State, receiver: Value) -> list[Object]:
        """The instances that a framework makes once, and that hold it."""
        single = [h for h in state.heap if isinstance(h, Object) and h.site.startswith(SINGLE)]
        return [h for h in single if receiver in reachable(self.machine, state, state.heap[h].values())]

    def _ends(self, state: State, holder: Object) -> set[str]:
        """The methods of an instance that its framework calls at the end of its life."""
        classes = self.machine.program.classes
        made = [v for v in state.field(holder, "__class__") or () if isinstance(v, ClassValue)]
        shapes = [known[1] for v in made if (known := class_scope(self.machine, classes[v.class_id])) is not None]
        return {name for shape in shapes for name, phase in shape.calls.items() if phase == "unmount"}

    def is_closed_by_holder(self, ending: Ending, receiver: Value) -> bool:
        """Whether who makes such an object elsewhere closes what it holds: on which ways, is asked of him. An instance
        of a base is another object, whose methods close what it opened itself.
        """
        made, classes = self.machine.created_at.get(receiver), self.machine.program.classes
        own = [v for v in ending.state.field(ending.owner, "__class__") or () if isinstance(v, ClassValue)]
        bases = {classes[base.class_id].name_span for v in own for base in in_order(ending.state, v)[1:]}
        return made is not None and any(
            known != receiver and self.machine.created_at.get(known) == made
            for (_, known), scope in self.log.releases.items()
            if scope.label != _LATER and scope.span not in bases
        )

    def _find_closer(self, state: State, receiver: Value, opened: Acquired, *, ends: bool = False) -> bool:
        """Whether some other function that can be called from this state closes the receiver's connection.

        ``ends``: that the connection ends by itself is what is waited for, as a test does that is refused.
        """
        machine, exploration, state = self.machine, self.exploration, _untried(state).settled()
        if self._is_handed_over(state, receiver, opened.scope):
            return True
        held = [*state.environment.values(), *listening(state, None if ends else receiver)]
        methods = {
            v
            for made in machine.options.values()
            for values in state.heap.get(made.members, {}).values()
            for v in values
        }  # called with an instance, as its siblings
        candidates = {v for values in held for v in values if isinstance(v, Closure)} - methods - self._never_run(state)
        mounting = self._mounting(state)
        parent = exploration.scope_of(opened.function)
        scope = Scope("function", "", _LATER, parent.span, parent)
        for closure in sorted(candidates, key=repr):
            if closure.function not in exploration.releasing or closure.function in mounting:
                continue
            function = machine.program.functions[closure.function]
            if function.kind == "module" or function.name in CONSTRUCTORS or machine.tables.is_left_over(function.id):
                continue
            machine.again = function.id == opened.function  # it may close on another way, such as for another message
            endings = self._run(state, closure, scope)
            machine.again = False
            for ending in endings:
                if _tries(ending, opened.span) or (function.id == opened.function and _opens(ending, state)):
                    continue  # another run of what opened it, that closes at its own end
                if (ending.kind != "raise" or _exits(ending)) and ending.closed(receiver):
                    return True
                if self._is_closed_by_listener(ending, state, receiver, opened):
                    return True
        return False

    def _is_handed_over(self, state: State, receiver: Value, scope: Scope) -> bool:
        """Whether a method that closes it was given to something that calls it, and waits for it where that is due."""
        known = self.machine.made.get(receiver)
        releases = known[0].releases if known is not None else {}
        for entry, member in handed_methods(self.machine, state, receiver):
            model = releases.get(member.name)
            if model is None or model.partial:
                continue
            if entry.waits or model.mode == "sync" or not self.machine.program.lazy_async:
                return True
            attempt = Attempt(entry.span, "not-awaited", member.name, scope, receiver)
            self.log.unawaited.setdefault(entry.span, attempt)
        return False

    def _never_run(self, state: State) -> set[Closure]:
        """Functions that are handed over, and of which only a coroutine comes; not what has a name for anybody."""
        of_module = [values for (frame, _), values in state.environment.items() if frame == 0]
        found = never_run(self.machine, state) - {v for values in of_module for v in values}
        for closure in found:
            self.log.returned.setdefault(closure.function, "not-awaited")
        return found

    def _mounting(self, state: State) -> set[int]:
        """The functions of effects that run at the mount, and never again."""
        entries = self.machine.registrations
        once = [slot for slot, e in entries.items() if slot.startswith("effect:") and e.dependencies == ()]
        held = [fields.get(slot, ()) for fields in state.heap.values() for slot in once]
        return {value.function for values in held for value in values if isinstance(value, Closure)}

    def _is_closed_by_listener(self, rendered: Ending, before: State, receiver: Value, opened: Acquired) -> bool:
        """Whether an event closes it that a function listens for: a component with a button to log out."""
        machine, exploration = self.machine, self.exploration
        for key, entry in list(machine.registrations.items()):
            fresh = rendered.state.field(rendered.owner, key) if entry.kind == "event" else None
            for value in sorted((fresh or frozenset()) - (before.field(rendered.owner, key) or frozenset()), key=repr):
                is_other = isinstance(value, Closure) and value.function != opened.function
                if isinstance(value, Closure) and is_other and value.function in exploration.releasing:
                    state, scope = rendered.state, rendered.scope
                    endings = self._run(state, value, scope)
                    lasting = [ended for ended in endings if ended.kind != "raise" and not _tries(ended, opened.span)]
                    if any(ended.closed(receiver) for ended in lasting):
                        return True
        return False

    def _find_sibling(self, ending: Ending, receiver: Value) -> bool:
        attempts: list[Attempt] = []
        for name, closure in _methods(ending.state, ending.owner):
            if closure.function not in self.exploration.releasing:
                continue
            closed = [
                ended
                for ended in self._run(ending.state, closure, ending.scope, ending.owner, one(ending.owner))
                if ended.closed(receiver)
            ]
            if closed and (ending.life != "enter" or name in LEAVE):
                return True
            if closed:
                span = self.machine.program.functions[closure.function].name_span
                attempts.append(Attempt(span, "misspelt", name, ending.scope, receiver))
        for attempt in attempts:
            self.log.attempt(attempt)
        return ending.life != "enter" and self.is_closed_later(ending, receiver)

    def _run(
        self, state: State, closure: Closure, scope: Scope, owner: Object = MODULE_OWNER, this: Values | None = None,
        given: Arguments = NOTHING,
    ) -> list[Ending]:  # fmt: skip
        """The endings of a function that may close something; none where it has more paths than can be followed.

        What it does besides is its own business: that it may be called says nothing of what it writes over.
        """
        endings: list[Ending] = []
        known = dict(self.log.overwritten), dict(self.log.reacquired)

        def life() -> None:
            act = self.exploration.act
            endings.extend(
                run_function(self.machine, act, state, closure, scope, owner, "closer", ANYBODY, this=this, given=given)
            )

        self.exploration.guard(life)
        self.log.overwritten, self.log.reacquired = known
        return endings


def _opens(ending: Ending, before: State) -> bool:
    """Whether a run opened something on its way, or tried to."""
    tried = any(name.startswith(TRIED) and count for name, count in ending.state.counters.items())
    return tried or any(c.is_live and before.connections.get(r) != c for r, c in ending.state.connections.items())


def _tries(ending: Ending, site: Span) -> bool:
    """Whether a run came to the call that has opened what it finds open."""
    return ending.state.counters.get(f"{TRIED}{site.start}", 0) > 0


def _untried(state: State) -> State:
    """The state, as one in which nobody has tried to open anything again."""
    state = state.fork()
    for name in [name for name in state.counters if name.startswith(TRIED)]:
        state.counters.discard(name)
    return state


def _exits(ending: Ending) -> bool:
    """Whether a run ended by leaving the program."""
    return any(isinstance(value, Raised) and value.kind == "cancel" for value in ending.values)


def _methods(state: State, instance: Object) -> list[tuple[str, Closure]]:
    """The methods of an instance."""
    classes = [v for v in state.field(instance, "__class__") or () if isinstance(v, ClassValue)]
    members: dict[str, Values] = {}
    for known in classes:  # grows: the bases are behind their class
        own = state.heap.get(known.members, {})
        members = {**own, **members}
        classes += [v for v in own.get(BASES, ()) if isinstance(v, ClassValue) and v not in classes]
    return [
        (name, value)
        for name, values in members.items()
        for value in values
        if isinstance(value, Closure) and name not in CONSTRUCTORS
    ]
