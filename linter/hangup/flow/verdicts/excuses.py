"""Why an open connection may be no fault of the scope that opened it: who else holds it, and who closes it later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.flow.domain.state import Connection
from hangup.flow.domain.values import Closure, Member, Object, Symbol, Value, is_element, one
from hangup.flow.execution.activations import MODULE_OWNER
from hangup.flow.execution.log import Acquired
from hangup.flow.execution.reach import FINAL, held_outside, reachable
from hangup.flow.exploration import scopes
from hangup.flow.exploration.lives import Ending
from hangup.flow.verdicts.closers import Closers
from hangup.flow.verdicts.evidence import is_registry

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

EXCUSES = {
    "pair": "a registry of the program's own keeps it",
    "owned": "a hook of the library hands it out, and closes it at the unmount",
    "borrowed": "it was lent by the caller, who answers for it",
    "failed": "a test has failed, and ends with its process",
    "finaliser": "it is closed when the object is gone that holds it",
    "session": "it lives as long as the session, and another function closes it later",
    "process": "it may live as long as the process",
    "exit": "the process ends with this code, and the connection with the process",
    "released": "other code of the program closes it",
    "exported": "it is exported, so that others can close it",
    "shared": "it is a shared instance that others can close",
    "returned": "it is returned, and the caller owns it",
    "module": "a variable of the module holds it",
    "kept": "a function whose result is kept holds it",
    "hook": "a hook that runs when the process ends holds it",
    "service": "a service that lives on holds it, and closes it when its own life ends",
    "above": "the component above, which alone shows this one, closes it",
    "store": "a store holds it",
    "outside": "something outside of the program holds it",
    "listener": "a listener that closes it holds it",
    "field": "a field of the instance holds it, and another method, or who holds the instance, closes it",
    "argument": "it was handed to something outside of the program",
}
"""What the words mean by which :meth:`Excuses.of` says who answers for a connection that stays open."""


class Excuses:
    """Looks for those who answer for a connection that a life left open."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self.closers = Closers(exploration)
        self._held: dict[Ending, dict[Value, str]] = {}

    def of(self, ending: Ending, receiver: Value, connection: Connection) -> str:
        """In a word, why the connection may stay open here: it escaped to an owner that lives on. Or empty."""
        event = self.log.acquires[connection.acquire]
        if is_registry(self.machine, event):
            return "" if ending.scope.runs == "connection" or self.closers.is_released(event.receiver) else "pair"
        if self._is_finalised(ending, receiver, event):
            return "finaliser"
        if ending.life in ("raced", "changed", "again"):
            return ""
        if self._ground(receiver) == "owner":
            return "owned"
        if ending.life == "module" and self._is_lost(ending, receiver, event):
            return ""
        kept_by_others = receiver in ending.state.escapes or self.closers.is_released(receiver)
        forgotten = event.scope.is_ended and not kept_by_others
        if event.ref.resource.scope == "process" and ((_lasts(event) and not forgotten) or event.shared == "global"):
            return "process"
        if isinstance(receiver, Symbol) and self._is_lent(ending, receiver, event):
            return "borrowed"
        if ending.kind == "raise" and (ending.scope.running("test") or self._helps_tests(event)):
            return "failed"  # a test that raises has failed, and ends with its process
        if ending.life == "event" and self.is_provided(receiver):
            return "borrowed"
        longer = self._of_longer_life(ending, receiver, event)
        if longer or ending.life in ("ordinary", "event"):
            return longer
        if ending.life == "rerun":
            return held_outside(self.machine, ending.state, frozenset()).get(receiver, "")
        if ending.life == "module":
            return self._of_module(ending, receiver)
        return self._of_call(ending, receiver, event)

    def _helps_tests(self, event: Acquired) -> bool:
        """Whether a function stands in a file of tests, which nobody else calls."""
        return scopes.may_be(self.machine, self.machine.program.functions[event.function], "test")

    def _of_longer_life(self, ending: Ending, receiver: Value, event: Acquired) -> str:
        """What is around a component, or lives on when that has gone: does it close the connection at its own end?"""
        if self.closers.is_closed_at_end(ending, receiver):
            return "service"
        if event.shared != "none" and self.closers.is_closed_above(ending, receiver):
            return "above"
        if ending.life not in ("ordinary", "event"):
            return ""
        if event.shared == "global" and not event.ref.resource.create:  # the framework made it, for the application
            closed = self.closers.is_closed_by_sibling(ending, receiver) or self.closers.is_released(receiver)
            return "session" if closed or self.closers.is_closed_later(ending, receiver) else ""
        at_event = ending.life == "event" and (event.shared != "none" or bool(event.scope.release_at == "session"))
        lasts = ending.scope.release_at == "session" or at_event or event.ref.resource.parent is not None
        if at_event and self._is_ended_by_event(ending, receiver):
            return "session"
        return "session" if lasts and self.closers.is_closed_later(ending, receiver) else ""

    def _is_lost(self, ending: Ending, receiver: Value, event: Acquired) -> bool:
        """Whether turns of a loop have opened several, and nothing holds this one any more."""
        state = ending.state
        live = [c for c in state.connections.values() if c.is_live and c.acquire in self.log.opened_at(event.span)]
        if not event.loops or len(live) < 2 or receiver in state.escapes:
            return False
        others = [fields for holder, fields in state.heap.items() if not _is_instance(holder)]
        kept = receiver in reachable(self.machine, state, [held for fields in others for held in fields.values()])
        held = kept or receiver in held_outside(self.machine, state, frozenset())
        return not held and not self.closers.is_closed_in_turn(ending, event)

    def _is_finalised(self, ending: Ending, receiver: Value, event: Acquired) -> bool:
        """Whether what is called when an object is gone closes it at once: nobody waits for what it gives."""
        fields = ending.state.heap.get(MODULE_OWNER, {})
        final = [v for name, held in fields.items() if name.startswith(FINAL) for v in held]
        for value in final:
            if isinstance(value, Member) and value.receiver == receiver:
                known = event.ref.releases.get(value.name)
                if known is not None and known.mode != "await":
                    return True
            elif isinstance(value, Closure) and value.function in self.exploration.releasing:
                waits = self.machine.program.functions[value.function].is_async
                if not waits and receiver in reachable(self.machine, ending.state, [one(value)]):
                    return True
        return False

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
            return "released" if self.closers.is_released(receiver) else ""
        if by_hand and receiver not in held_outside(self.machine, ending.state, frozenset()):
            return ""
        opened = self.log.acquires[ending.state.connections[receiver].acquire]
        resource = opened.ref.resource
        if by_hand or resource.scope == "process":
            return "process"
        if resource.scope == "component" or self.machine.program.lazy_async or ending.scope.on_server:
            return "exit"
        if ending.scope.release_at == "session":
            return "process"
        if self.closers.is_released(receiver) or self._is_closed_on_page(ending, receiver):
            return "released"
        exports = self.machine.tables.module_at(ending.scope.span.start).exports
        exported = [ending.state.environment.get((0, export.cell), frozenset()) for export in exports]
        return "exported" if receiver in reachable(self.machine, ending.state, exported) else ""

    def _is_closed_on_page(self, ending: Ending, receiver: Value) -> bool:
        """Whether something that top-level code has set up may close it later: a button to log out."""
        whole = [e for e in self.exploration.endings if (e.life, e.scope) == (ending.life, ending.scope)]
        lasting = [e for e in whole if e.kind != "raise" and receiver in e.state.connections]
        return any(self.closers.is_closed_later(each, receiver) for each in lasting)

    def _of_call(self, ending: Ending, receiver: Value, event: Acquired) -> str:
        """A function or method has ended: what outlives it?"""
        how = self._holder(ending, receiver) or self._holder_of_key(ending, event)
        how = how or ("released" if self.closers.is_closed_in_turn(ending, event) else "")
        if how == "module" and event.ref.resource.scope == "process":
            return how
        if how == "returned" and ending.scope.span in self.machine.given:
            return self._of_given(ending, receiver)
        scope, raised = ending.scope, ending.kind == "raise"
        if how == "returned" and scope.kind == "event" and self.machine.program.lazy_async:
            return ""  # to a framework, which shows it or keeps it, and closes nothing
        if ending.life in ("constructor", "enter") and raised:
            return "" if how == "field" else how
        if how == "listener":
            return how if self.closers.is_closed_later(ending, receiver) else ""
        if how == "field" or (ending.life in ("method", "constructor", "enter") and how == "module"):
            by_sibling = self.closers.is_closed_by_sibling(ending, receiver)
            closed = by_sibling or self.closers.is_closed_by_holder(ending, receiver)
            return how if closed else ""
        if how in ("store", "hook"):
            return how if self.closers.is_closed_later(ending, receiver) else ""
        if not how and event.shared != "none" and not raised:
            open_ended = scope.kind == "function" and bool(self.machine.tables.module_at(scope.span.start).exports)
            return "shared" if open_ended or self.closers.is_closed_later(ending, receiver) else ""
        if how == "module" and scope.kind in ("event", "timer", "handler"):
            return how if self.closers.is_closed_later(ending, receiver) else ""
        if how or not isinstance(receiver, Symbol) or raised or scope.on_server:
            return how
        return "borrowed" if scope.kind == "function" and receiver.is_import else ""

    def _of_given(self, ending: Ending, receiver: Value) -> str:
        """What a framework hands to functions by name: it closes nothing, so one of those has to."""
        if ending.scope.runs == "once":
            return "process"
        return "released" if self.closers.is_closed_by_taker(ending, receiver) else ""

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

    def is_closed_by_hand(self, ending: Ending, receiver: Value) -> bool:
        """Whether another handler or function closes it, should anybody call that."""
        return self.closers.is_released(receiver) or self.closers.is_closed_later(ending, receiver)

    def _is_ended_by_event(self, ending: Ending, receiver: Value) -> bool:
        """Whether an event handler of another component releases it: a log-in here, and a log-out there."""
        ends = (scope for (_, known), scope in self.log.releases.items() if known == receiver)
        return any(scope.enclosing("event") and scope.root.span != ending.scope.root.span for scope in ends)


def _lasts(event: Acquired) -> bool:
    """Whether an acquire runs once and lives as long as the process: at top level, in a service made once."""
    scope = event.scope
    return scope.kind == "module" or (scope.runs == "once" and scope.kind in ("mount", "handler", "later"))


def _is_instance(holder: Value) -> bool:
    """Whether it is an object of a class of the program: its turn may have made it, and lost it."""
    return isinstance(holder, Object) and holder.kind == "instance"
