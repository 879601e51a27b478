"""Why an open connection may be no fault of the scope that opened it: who else holds it, and who closes it later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.flow.connections.acquires import TRIED
from hangup.flow.domain.protocols import LEAVE
from hangup.flow.domain.state import Connection, State
from hangup.flow.domain.values import (
    ANYBODY,
    NOTHING,
    Arguments,
    ClassValue,
    Closure,
    Object,
    Raised,
    Symbol,
    Value,
    Values,
    is_element,
    one,
)
from hangup.flow.execution.inheritance import BASES
from hangup.flow.execution.log import Acquired, Attempt, Scope
from hangup.flow.execution.machine import MODULE_OWNER
from hangup.flow.execution.promises import come_to
from hangup.flow.exploration.lives import Ending, run_function
from hangup.flow.frameworks.given import takers
from hangup.flow.verdicts.evidence import is_registry
from hangup.flow.verdicts.listeners import handed_in_turn, listening
from hangup.flow.verdicts.reach import held_outside, reachable
from hangup.ir.program import MODULE
from hangup.model import Span

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

EXCUSES = {
    "pair": "a registry of the program's own keeps it",
    "owned": "a hook of the library hands it out, and closes it at the unmount",
    "borrowed": "it was lent by the caller, who answers for it",
    "failed": "a test has failed, and ends with its process",
    "session": "it lives as long as the session, and another function closes it later",
    "process": "it may live as long as the process",
    "released": "other code of the program closes it",
    "exported": "it is exported, so that others can close it",
    "shared": "it is a shared instance that others can close",
    "returned": "it is returned, and the caller owns it",
    "module": "a variable of the module holds it",
    "kept": "a function whose result is kept holds it",
    "hook": "a hook that runs when the process ends holds it",
    "store": "a store holds it",
    "outside": "something outside of the program holds it",
    "listener": "a listener that closes it holds it",
    "field": "a field of the instance holds it, and another method, or who holds the instance, closes it",
    "argument": "it was handed to something outside of the program",
}
"""What the words mean by which :meth:`Excuses.of` says who answers for a connection that stays open."""

CONSTRUCTORS = ("__init__", "__new__", "constructor", BASES)
"""What runs before there is anything to close."""


class Excuses:
    """Looks for those who answer for a connection that a life left open."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self._held: dict[Ending, dict[Value, str]] = {}
        self._later: dict[tuple[str, Scope, Value], bool] = {}
        self._siblings: dict[tuple[Scope, Value], bool] = {}

    def of(self, ending: Ending, receiver: Value, connection: Connection) -> str:
        """In a word, why the connection may stay open here: it escaped to an owner that lives on. Or empty."""
        event = self.log.acquires[connection.acquire]
        if is_registry(self.machine, event):
            return "" if ending.scope.runs == "connection" or self._is_released(event.receiver) else "pair"
        if ending.life in ("raced", "changed", "again"):
            return ""
        if self._ground(receiver) == "owner":
            return "owned"
        if ending.life == "module" and self._is_lost(ending, receiver, event):
            return ""
        if event.ref.resource.scope == "process" and (_lasts(event) or event.shared == "global"):
            return "process"
        if isinstance(receiver, Symbol) and self._is_lent(ending, receiver, event):
            return "borrowed"
        if ending.kind == "raise" and ending.scope.running("test"):
            return "failed"  # a test that raises has failed, and ends with its process
        if ending.life == "event" and self.is_provided(receiver):
            return "borrowed"
        if ending.life in ("ordinary", "event"):
            at_event = ending.life == "event" and (event.shared != "none" or bool(event.scope.release_at == "session"))
            lasts = ending.scope.release_at == "session" or at_event or event.ref.resource.parent is not None
            if at_event and self._is_ended_by_event(ending, receiver):
                return "session"
            return "session" if lasts and self._is_closed_later(ending, receiver) else ""
        if ending.life == "rerun":
            return held_outside(self.machine, ending.state, frozenset()).get(receiver, "")
        if ending.life == "module":
            return self._of_module(ending, receiver)
        return self._of_call(ending, receiver, event)

    def _is_lost(self, ending: Ending, receiver: Value, event: Acquired) -> bool:
        """Whether turns of a loop have opened several, and nothing holds this one any more."""
        state = ending.state
        live = [c for c in state.connections.values() if c.is_live and c.acquire in self._opened_at(event.span)]
        if not event.loops or len(live) < 2 or receiver in state.escapes:
            return False
        kept = any(receiver in values for fields in state.heap.values() for values in fields.values())
        held = kept or receiver in held_outside(self.machine, state, frozenset())
        return not held and not self._closer_in_turn(ending, event)

    def _closer_in_turn(self, ending: Ending, event: Acquired) -> str:
        """Whether each turn of a loop hands over a function that closes what the turn has opened."""
        key = ("turn", ending.scope, event.receiver)
        if key not in self._later and event.loops:
            opened, state, releasing = self._opened_at(event.span), ending.state, self.exploration.releasing
            scope = Scope("function", "", "later", event.span, self.exploration.scope_of(event.function))
            left_open = [r for r, known in state.connections.items() if known.is_live and known.acquire in opened]
            self._later[key] = any(
                ended.kind != "raise" and ended.closed(receiver)
                for receiver in left_open
                for closure in handed_in_turn(self.machine, state, ending.owner, receiver, event.loops[-1])
                if closure.function in releasing
                for ended in self._run(state, closure, scope)
            )
        return "released" if self._later.get(key) else ""

    def _opened_at(self, span: Span) -> set[int]:
        return {index for index, event in enumerate(self.log.acquires) if event.span == span}

    def is_provided(self, receiver: Value) -> bool:
        """Whether a hook or function of the library hands it out: who gave it to the provider owns it."""
        return self._ground(receiver) == "provider"

    def _ground(self, receiver: Value) -> str:
        ground = self.machine.grounds.get(receiver)
        return "" if ground is None else ground.kind

    def _is_lent(self, ending: Ending, receiver: Symbol, event: Acquired) -> bool:
        """Whether somebody else owns what is connected here: who made the parent made the child, who calls a plain
        function gave it its argument.
        """
        if event.ref.resource.parent is not None:
            return True
        return ending.scope.kind in ("function", "method") and receiver.is_parameter and not event.loops

    def _of_module(self, ending: Ending, receiver: Value) -> str:
        """What top-level code opens lives as long as the process, or as the page: somebody should be able to end it."""
        by_hand = ending.scope.runs == "cell"  # the process goes on, and whoever runs it may run the end of the file
        if by_hand and ending.kind != "raise":
            return "released" if self._is_released(receiver) else ""
        if by_hand and receiver not in held_outside(self.machine, ending.state, frozenset()):
            return ""
        opened = self.log.acquires[ending.state.connections[receiver].acquire]
        if opened.ref.resource.scope in ("component", "process"):
            return "process"
        if self.machine.program.lazy_async or ending.scope.on_server or ending.scope.release_at == "session":
            return "process"
        if self._is_released(receiver):
            return "released"
        exports = self.machine.tables.module_at(ending.scope.span.start).exports
        exported = [ending.state.environment.get((0, export.cell), frozenset()) for export in exports]
        return "exported" if receiver in reachable(self.machine, ending.state, exported) else ""

    def _of_call(self, ending: Ending, receiver: Value, event: Acquired) -> str:
        """A function or method has ended: what outlives it?"""
        how = self._holder(ending, receiver) or self._holder_of_key(ending, event)
        how = how or self._closer_in_turn(ending, event)
        if how == "module" and event.ref.resource.scope == "process":
            return how
        if how == "returned" and ending.scope.span in self.machine.given:
            return self._of_given(ending, receiver)
        scope, raised = ending.scope, ending.kind == "raise"
        if ending.life in ("constructor", "enter") and raised:
            return "" if how == "field" else how
        if how == "listener":
            return how if self._is_closed_later(ending, receiver) else ""
        if how == "field" or (ending.life in ("method", "constructor", "enter") and how == "module"):
            closed = self._is_closed_by_sibling(ending, receiver) or self._is_closed_by_holder(receiver)
            return how if closed else ""
        if how in ("store", "hook"):
            return how if self._is_closed_later(ending, receiver) else ""
        if not how and event.shared != "none" and not raised:
            open_ended = scope.kind == "function" and bool(self.machine.tables.module_at(scope.span.start).exports)
            return "shared" if open_ended or self._is_closed_later(ending, receiver) else ""
        if how == "module" and scope.kind in ("event", "timer", "handler"):
            return how if self._is_closed_later(ending, receiver) else ""
        if how or not isinstance(receiver, Symbol) or raised or scope.on_server:
            return how
        return "borrowed" if scope.kind == "function" and receiver.is_import else ""

    def _of_given(self, ending: Ending, receiver: Value) -> str:
        """What a framework hands to functions by name: it closes nothing, so one of those has to."""
        if ending.scope.runs == "once":
            return "process"
        given = Arguments(named=((self.machine.given[ending.scope.span].name, come_to(ending.state, ending.values)),))
        scope = Scope("function", "", "later", ending.scope.span, self.exploration.scope_of(MODULE))
        for function in takers(self.machine, self.machine.given[ending.scope.span]):
            if function.id in self.exploration.releasing:
                closure = self.exploration.closure_of(function)
                for ended in self._run(ending.state, closure, scope, given=given):
                    if ended.closed(receiver):
                        return "released"
        return ""

    def _holder_of_key(self, ending: Ending, event: Acquired) -> str:
        """Whether the caller is given what it was opened with, by which it can be closed."""
        keys = event.arguments.get(0) if event.arguments is not None and event.ref.by_argument else None
        return "returned" if any(self._holder(ending, key) == "returned" for key in keys or ()) else ""

    def _holder(self, ending: Ending, receiver: Value) -> str:
        held = self._held.get(ending)
        if held is None:
            values = ending.values if ending.kind == "return" else frozenset[Value]()
            held = self._held[ending] = held_outside(self.machine, ending.state, values, owner=ending.owner)
        of_a_list = is_element(receiver) and ending.owner.kind == "instance"  # what it is an element of holds it
        return held.get(receiver, "field" if of_a_list else "")

    def _is_released(self, receiver: Value) -> bool:
        """Whether anything in the file releases it, at whatever time."""
        return any(known == receiver for _, known in self.log.releases)

    def is_closed_by_hand(self, ending: Ending, receiver: Value) -> bool:
        """Whether another handler or function closes it, should anybody call that."""
        return self._is_released(receiver) or self._is_closed_later(ending, receiver)

    def _is_ended_by_event(self, ending: Ending, receiver: Value) -> bool:
        """Whether an event handler of another component releases it: a log-in here, and a log-out there."""
        ends = (scope for (_, known), scope in self.log.releases.items() if known == receiver)
        return any(scope.enclosing("event") and scope.root.span != ending.scope.root.span for scope in ends)

    # ------------------------------------------------------------ who closes it later

    def _is_closed_later(self, ending: Ending, receiver: Value) -> bool:
        key = (ending.life, ending.scope, receiver)
        if key not in self._later:
            opener = self.log.acquires[ending.state.connections[receiver].acquire].function
            self._later[key] = self._find_closer(ending.state, receiver, opener)
        return self._later[key]

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

    def _find_closer(self, state: State, receiver: Value, opener: int) -> bool:
        """Whether some other function that can be called from this state closes the receiver's connection."""
        machine, exploration = self.machine, self.exploration
        held = [*state.environment.values(), *listening(state, receiver)]
        methods = {
            v
            for made in machine.options.values()
            for values in state.heap.get(made.members, {}).values()
            for v in values
        }  # called with an instance, as its siblings
        candidates = {v for values in held for v in values if isinstance(v, Closure)} - methods
        parent = exploration.scope_of(opener)
        scope = Scope("function", "", "later", parent.span, parent)
        for closure in sorted(candidates, key=repr):
            if closure.function not in exploration.releasing:
                continue
            function = machine.program.functions[closure.function]
            if function.kind == "module" or function.name in CONSTRUCTORS:
                continue
            machine.again = function.id == opener  # it may close on another way, such as for another message
            endings = self._run(state, closure, scope)
            machine.again = False
            for ending in endings:
                if function.id == opener and _opens(ending, state):
                    continue
                if (ending.kind != "raise" or _exits(ending)) and ending.closed(receiver):
                    return True
                if self._is_closed_by_listener(ending, state, receiver, opener):
                    return True
        return False

    def _is_closed_by_listener(self, rendered: Ending, before: State, receiver: Value, opener: int) -> bool:
        """Whether an event closes it that a function listens for: a component with a button to log out."""
        machine, exploration = self.machine, self.exploration
        for key, entry in list(machine.registrations.items()):
            fresh = rendered.state.field(rendered.owner, key) if entry.kind == "event" else None
            for value in sorted((fresh or frozenset()) - (before.field(rendered.owner, key) or frozenset()), key=repr):
                is_other = isinstance(value, Closure) and value.function != opener
                if isinstance(value, Closure) and is_other and value.function in exploration.releasing:
                    state, scope = rendered.state, rendered.scope
                    endings = self._run(state, value, scope)
                    if any(ended.kind != "raise" and ended.closed(receiver) for ended in endings):
                        return True
        return False

    def _is_closed_by_sibling(self, ending: Ending, receiver: Value) -> bool:
        """Whether another method of the instance closes it."""
        key = (ending.scope, receiver)
        if key not in self._siblings:
            self._siblings[key] = self._find_sibling(ending, receiver)
        return self._siblings[key]

    def _is_closed_by_holder(self, receiver: Value) -> bool:
        """Whether who makes such an object elsewhere closes what it holds: on which ways, is asked of him."""
        made = self.machine.created_at.get(receiver)
        return made is not None and any(
            known != receiver and self.machine.created_at.get(known) == made for _, known in self.log.releases
        )

    def _find_sibling(self, ending: Ending, receiver: Value) -> bool:
        attempts: list[Attempt] = []
        for name, closure in _methods(ending):
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
        return ending.life != "enter" and self._is_closed_later(ending, receiver)


def _opens(ending: Ending, before: State) -> bool:
    """Whether a run opened something on its way, or tried to."""
    tried = any(name.startswith(TRIED) and count for name, count in ending.state.counters.items())
    return tried or any(c.is_live and before.connections.get(r) != c for r, c in ending.state.connections.items())


def _exits(ending: Ending) -> bool:
    """Whether a run ended by leaving the program."""
    return any(isinstance(value, Raised) and value.kind == "cancel" for value in ending.values)


def _lasts(event: Acquired) -> bool:
    """Whether an acquire runs once and lives as long as the process: at top level, in a service made once."""
    scope = event.scope
    return scope.kind == "module" or (scope.runs == "once" and scope.kind in ("mount", "handler", "later"))


def _methods(ending: Ending) -> list[tuple[str, Closure]]:
    """The methods of the instance whose life ended."""
    state = ending.state
    classes = [v for v in state.field(ending.owner, "__class__") or () if isinstance(v, ClassValue)]
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
