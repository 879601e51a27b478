"""Releases that were meant for a connection and did not reach it."""

from __future__ import annotations

from hangup.flow.domain.values import Value
from hangup.flow.execution.log import Acquired, Attempt
from hangup.flow.execution.machine import Machine
from hangup.flow.exploration.scopes import bases_of
from hangup.ir import operations as ops
from hangup.ir.program import Function

ROOTS = ("component", "hook", "handler", "method", "function", "mount", "module")
"""Kinds of scopes that a release belongs to together with the acquire it is for."""

WHY = {
    "null": "at that time this is still empty",
    "unresolved": "this name is not declared here",
    "other": "this is another client",
    "last": "all turns of the loop share this variable, which holds the client of the last one",
    "finished": "this is another client, which is closed already",
    "not-awaited": "this only makes a coroutine: without `await` it never runs",
    "wrong-arguments": "this is for another key than was connected",
    "partial": "this closes the socket only",
    "step": "this leaves the connection open",
    "misspelt": "no framework calls a method of this name",
    "guard": "this is never reached: what it asks for is not true at that time",
    "not-called": "this names the method and does not call it",
    "handed-back": "this gives back the function that closes it, and does not call it",
    "inner": "nobody calls this function",
    "too-late": "registered behind an `await`, where nobody knows any more whose clean-up it is",
    "overridden": "this takes the place of the method that closes it, and does not call that one",
    "async": "an async function returns a promise, not its clean-up",
}

_OF_ITS_RECEIVER = ("partial", "step", "not-awaited", "misspelt", "wrong-arguments", "handed-back", "not-called")
"""Reasons for which a release of this very object does not close it."""


class Attempts:
    """Finds the release that was meant for a connection which stayed open."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.log = machine.log

    def for_(self, event: Acquired, receiver: Value) -> Attempt | None:
        """The attempt to release what this acquire opened on this receiver."""
        names = set(event.ref.releases)
        found = [a for a in self.log.attempts.values() if a.method in names or a.reason in ("misspelt", "handed-back")]
        found += [waiting for span, waiting in self.log.unawaited.items() if span not in self.log.awaited]
        for attempt in found:
            if attempt.reason in _OF_ITS_RECEIVER:
                if self._is_same(attempt.receiver, receiver):
                    return attempt
            elif self._is_for_another(attempt) and self._is_related(attempt, event):
                return attempt
        return self._dead(event, receiver) or self._late(event, receiver)

    def is_in_cleanup(self, attempt: Attempt) -> bool:
        """Whether it stands in what an effect returned as its clean-up."""
        functions = self.machine.program.functions
        return any(functions[cleanup].span.contains(attempt.span) for cleanup in self.log.cleanups)

    def _is_for_another(self, attempt: Attempt) -> bool:
        """Whether an attempt was made on something else, or only ever on what another release has closed before."""
        if attempt.reason != "finished":
            return attempt.reason in ("null", "unresolved", "other")
        closed = {span for span, known in self.log.releases if known == attempt.receiver} & self.log.effective
        return bool(closed) and attempt.span not in self.log.effective

    def _late(self, event: Acquired, receiver: Value) -> Attempt | None:
        """A clean-up that closes a connection one run too late: it sees what was known when its effect ran."""
        opener = event.scope.enclosing("effect")
        life = opener.enclosing("component", "hook") if opener is not None else None
        for (span, known), scope in self.log.releases.items():
            if scope.kind != "cleanup" or life is None or not self._is_same(known, receiver):
                continue
            around = scope.enclosing("component", "hook")
            if around is not None and around.span == life.span:
                return Attempt(span, "guard", next(iter(event.ref.releases), ""), event.scope, receiver)
        return None

    def _is_same(self, one: Value | None, other: Value) -> bool:
        """The same object, or the same construction in another run of its function."""
        created = self.machine.created_at
        return one == other or (one is not None and one in created and created[one] == created.get(other))

    def _is_related(self, attempt: Attempt, event: Acquired) -> bool:
        """Whether an attempt belongs to the life the acquire belongs to."""
        root, other = event.scope.enclosing(*ROOTS), attempt.scope.enclosing(*ROOTS)
        ends_it = root is not None and attempt.scope.kind == "cleanup" and attempt.scope.span == root.span
        if root is None or other is None or not (root.span == other.span or ends_it):
            return False
        if attempt.reason == "other" and any(known.receiver == attempt.receiver for known in self.log.acquires):
            return False  # the other client has a connection of its own, which this release is for
        return attempt.scope.kind in ("cleanup", "handler", "function", "method", "module", "mount", "effect")

    # ------------------------------------------------------------ releases that never run

    def _dead(self, event: Acquired, receiver: Value) -> Attempt | None:
        """A release that stands there and is never reached, or looked up and never called."""
        siblings, cleanups = self._siblings(event), self.log.cleanups
        for function_id in sorted(self._nested(event) | siblings, key=lambda number: (number not in cleanups, number)):
            for block in self.machine.program.functions[function_id].blocks:
                for operation in block.operations:
                    if isinstance(operation, ops.GetAttr) and operation.name in event.ref.releases:
                        instead = self._overriding(function_id) if function_id in siblings else None
                        if instead is not None:
                            return Attempt(instead.name_span, "overridden", instead.name, event.scope, receiver)
                        reason = self._why_dead(function_id, operation)
                        if reason in ("guard", "not-called") or (reason and function_id not in siblings):
                            return Attempt(operation.span, reason, operation.name, event.scope, receiver)
        return None

    def _overriding(self, function_id: int) -> Function | None:
        """The method of a derived class that is called in the place of one that nobody calls."""
        functions, classes = self.machine.program.functions, self.machine.program.classes
        method = functions[function_id]
        if function_id in self.log.entered:
            return None
        for other in functions:
            named = other.name == method.name and other.id in self.log.invoked and other.class_id is not None
            if named and other.class_id != method.class_id:
                derived = bases_of(self.machine, classes[other.class_id or 0])
                if any(base.id == method.class_id for base in derived):
                    return other
        return None

    def _why_dead(self, function_id: int, operation: ops.GetAttr) -> str:
        if function_id not in self.log.entered:
            known = self.log.returned.get(function_id)
            return known or ("" if function_id in self.log.handed_over else "inner")
        if operation.span not in self.log.touched:
            return "guard"
        used = self.machine.is_used(self.machine.program.functions[function_id], operation.result)
        return "" if used or operation.span in self.log.called else "not-called"

    def _siblings(self, event: Acquired) -> set[int]:
        """The other methods of the class that the acquire stands in."""
        functions = self.machine.program.functions
        own = functions[event.function].class_id
        return set() if own is None else {fn.id for fn in functions if fn.class_id == own and fn.id != event.function}

    def _nested(self, event: Acquired) -> set[int]:
        """The functions inside the life an acquire belongs to; a handler that never ran is among them where it is known
        why.
        """
        functions = self.machine.program.functions
        found: set[int] = set()
        if event.scope.enclosing("effect", "mount", "method", "function", "handler", "event", "timer"):
            found.add(event.function)
        component = event.scope.enclosing("component", "hook")
        if component is not None:
            found |= {fn.id for fn in functions if fn.name_span == component.span}
        effect = event.scope.enclosing("effect")
        if effect is not None:  # of a hook, which another function calls
            found |= {fn.id for fn in functions if effect.span.contains(fn.span)}
        root = event.scope.root.span
        found |= {number for number, scope in self.log.made_at_end.items() if scope.root.span == root}
        for function in functions:
            if function.parent in found:
                found.add(function.id)
        modules = {module.function for module in self.machine.tables.modules}
        return found - (self.log.handlers - {event.function} - self.log.returned.keys()) - modules
