"""What is asked of an acquire in a loop or a timer: whether connections pile up, turn after turn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hangup.flow.connections.attempts import Attempts
from hangup.flow.domain.values import Object
from hangup.flow.execution.log import Attempt
from hangup.flow.verdicts.cases import Case
from hangup.ir import operations as ops
from hangup.model import Span

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration


class Loops:
    """Tells turns that leave their connection open from those that close it, mean to, or open nothing new."""

    def __init__(self, exploration: Exploration, attempts: Attempts) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self.attempts = attempts

    def piles_up(self, case: Case) -> bool:
        """Whether a turn opens a connection while that of the turn before is open, and what is wrong with that is
        not better said of one turn.
        """
        reacquired = (case.index, case.index) in self.log.reacquired
        clashing = reacquired and case.event.shared != "none" and not case.is_registry
        leaking = case.live and not (case.is_registry and case.scope.runs == "connection") and not self.asks_first(case)
        piled = reacquired or (case.event.span in self.log.piled and self._grows(case))
        return clashing or bool(leaking and piled and not self._ends_each(case))

    def closes_each(self, case: Case) -> bool:
        """Whether several turns of a loop may each have closed what they opened, or mean to."""
        if self._closed_several(case) or case.event.span in self.log.closed_each:
            return True
        attempt = self.attempts.for_(case.event, case.live[0].receiver)
        return attempt is not None and self._is_of_a_turn(case, attempt)

    def reaches_last(self, case: Case) -> Attempt | None:
        """The release that each turn makes for its own connection, where it reaches that of the last turn only: they
        share the variable it reads.
        """
        attempt = self.attempts.for_(case.event, case.live[0].receiver) if case.event.loops else None
        if attempt is None or not self._is_of_a_turn(case, attempt):
            return None
        site, acquires = case.event.span, self.log.acquires
        left = [
            [c for c in end.ending.state.connections.values() if acquires[c.acquire].span == site]
            for end in case.ends
            if end.ending.kind != "raise" and end.ending.life == case.live[0].ending.life
        ]
        several = [opened for opened in left if len(opened) > 1]
        one_closed = all(sum(not connection.is_live for connection in opened) == 1 for opened in several)
        return attempt if several and one_closed else None

    def _is_of_a_turn(self, case: Case, attempt: Attempt) -> bool:
        """Whether a release stands in the turn that opens."""
        if attempt.reason == "overridden" or (attempt.reason == "guard" and self._is_called(attempt.span)):
            return True
        function = self.machine.program.functions[case.event.function]
        turns = [loop for loop in function.loops if any(loop.span == known.span for known in case.event.loops)]
        operations = (o for b in function.blocks for loop in turns[-1:] if b.id in loop.blocks for o in b.operations)
        inside = any(o.span.contains(attempt.span) for o in operations if isinstance(o, ops.Call))
        return inside if turns else function.span.contains(attempt.span)

    def _is_called(self, place: Span) -> bool:
        """Whether a place lies in a method that other code calls."""
        methods = (fn for fn in self.machine.program.functions if fn.class_id is not None)
        around = (method for method in methods if method.span.contains(place))
        return any(function.id in self.log.invoked for function in around)

    def asks_first(self, case: Case) -> bool:
        """Whether another one is opened only after the state of those before it was asked for, and not on every way."""
        site = case.event.span
        replaced = [asked for index, asked in self.log.replacing.items() if self.log.acquires[index].span == site]
        if not replaced or not all(replaced):
            return False
        turn = case.event.scope.enclosing("timer") or case.scope
        ends = (ending.state for ending in self.exploration.endings if ending.scope.span == turn.span)
        return any(all(c.acquire != case.index for c in end.connections.values()) for end in ends)

    def comes_again(self, case: Case) -> bool:
        """Whether a later tick opens another one, or tries to: it makes a client of its own, or no guard keeps it."""
        site, acquires = case.event.span, self.log.acquires
        tried = any(acquires[old].span == site == acquires[new].span for old, new in self.log.reacquired)
        made = (known for known in self.log.creates.values() if known.object == case.event.receiver)
        return tried or site in self.log.acquired_again or any(known.scope == case.scope for known in made)

    def _ends_each(self, case: Case) -> bool:
        """Whether a turn of the loop closes what it opens on some way, means to, or writes over a field that holds it:
        what is wrong with that is said of the turn.
        """
        if self.closes_each(case):
            return True
        function = self.machine.program.functions[case.event.function]
        over = self.log.overwritten.get(case.live[0].receiver)
        called = not any(function.span.contains(loop.span) for loop in case.event.loops)
        return called and over is not None and function.span.contains(over)

    def _closed_several(self, case: Case) -> bool:
        """Whether several turns of a loop have closed what they opened at an end: the others missed their release."""
        live = {id(end.ending) for end in case.ends if end.is_live}
        for end in case.ends:
            opened = end.ending.state.connections.values()
            runs = Counter(c.run for c in opened if self.log.acquires[c.acquire].span == case.event.span)
            several = max(runs.values(), default=0) > 1 or not self._grows(case)
            again = end.ending.state.counters.get(f"acquire {case.event.span.start}", 0) > 1
            if several and again and id(end.ending) not in live and end.ending.kind != "raise":
                return True
        return False

    def _grows(self, case: Case) -> bool:
        """Whether each turn of the loop opens a connection of its own."""
        again = [made for made in self.log.creates.values() if (made.span, made.scope) in self.log.created_again]
        if any(made.loops and made.object == case.event.receiver for made in again):
            return True
        return any(end.is_live and isinstance(end.receiver, Object) and end.receiver.serial >= 1 for end in case.ends)
