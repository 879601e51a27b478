"""Puts together what became of each acquire: which endings leave it open, and who answers for it there."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from typing import TYPE_CHECKING

from hangup.flow.connections.attempts import Attempts
from hangup.flow.execution.log import Acquired
from hangup.flow.facts import Common
from hangup.flow.verdicts.cases import Case, End
from hangup.flow.verdicts.evidence import confidence, is_registry
from hangup.flow.verdicts.excuses import Excuses
from hangup.flow.verdicts.particulars import noting, particulars
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

NOT_HERE = ("raced", "changed", "again")
"""Lives whose ends are asked about where everything else is closed: a race, a switch, a second instance."""


class Gathering:
    """The cases of an exploration."""

    def __init__(self, exploration: Exploration, excuses: Excuses, attempts: Attempts) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self.excuses = excuses
        self.attempts = attempts

    def cases(self, given_up: Collection[int] = ()) -> Iterator[Case]:
        """Every acquire with what became of it, but for those in files that were given up."""
        module_of = self.machine.tables.module_of
        asked = {n: e for n, e in enumerate(self.log.acquires) if module_of(e.function).function not in given_up}
        ends = self._ends(asked)
        for index, event in asked.items():
            yield self._case(index, event, ends.get(index, []))

    def common(self, event: Acquired) -> Common:
        """What every fact about this acquire says."""
        common = particulars(self.machine, event, confidence(self.machine, event))
        if event.created is not None and event.created != event.span:
            common = noting(common, event.created, "client constructed here")
        return common

    def _ends(self, asked: Container[int]) -> dict[int, list[End]]:
        table: dict[int, list[End]] = {}
        for ending in self.exploration.endings:
            for receiver, connection in ending.state.connections.items():
                if connection.acquire not in asked:
                    continue
                if self.log.acquires[connection.acquire].scope.root.span != ending.scope.root.span:
                    continue  # opened in another life, and judged there
                excuse = self.excuses.of(ending, receiver, connection) if connection.is_live else ""
                table.setdefault(connection.acquire, []).append(End(ending, connection, receiver, excuse))
        return table

    def _case(self, index: int, event: Acquired, ends: list[End]) -> Case:
        if self._is_lent(event, ends):
            ends = [replace(end, excuse="" if end.excuse == "argument" else end.excuse) for end in ends]
        meant = any(end.is_closed for end in ends) or self._is_attempted(event, ends)
        excuses = ("", "argument", "borrowed") if meant else ("",)  # what is released here was not given away
        if self._is_closed_in_script(event, ends):
            excuses = (*excuses, "exit")  # nor left to the end of the process
        excuses = (*excuses, *self._missed_in_script(event, ends))
        if self._fails_at_end(event, ends):
            excuses = (*excuses, "session")
        live = [
            end
            for end in ends
            if end.is_live
            and (end.excuse in excuses or (meant and _is_cut_short(end, ends)))
            and end.ending.life not in NOT_HERE
        ]
        return Case(index, event, self.common(event), ends, live, is_registry(self.machine, event))

    def _is_closed_in_script(self, event: Acquired, ends: list[End]) -> bool:
        """Whether the code that opens it on its way from top to bottom closes it there as well. In a loop there is more
        than one, and which of them a release behind it reaches is not known.
        """
        if event.loops:
            return False
        held = {end.receiver for end in ends}
        closing = (scope for (_, receiver), scope in self.log.releases.items() if receiver in held)
        return any(scope.kind == "module" and scope.span == event.scope.span for scope in closing)

    def _missed_in_script(self, event: Acquired, ends: list[End]) -> tuple[str, ...]:
        """The excuses that do not count, as code that ends with the process means to release it, and does nothing."""
        left = next((end for end in ends if end.excuse in ("exit", "process") and end.ending.life == "module"), None)
        attempt = self.attempts.for_(event, left.receiver) if left is not None else None
        reason = "" if attempt is None else attempt.reason
        if reason in ("not-awaited", "not-called"):
            return ("exit", "process")
        return ("exit",) if reason in ("finished", "other") else ()

    def _is_attempted(self, event: Acquired, ends: list[End]) -> bool:
        """Whether a release that missed shows that the scope itself meant to close what it was lent."""
        lent = next((end for end in ends if end.excuse in ("argument", "borrowed")), None)
        attempt = self.attempts.for_(event, lent.receiver) if lent is not None else None
        return attempt is not None and attempt.reason in ("other", "unresolved", "null", "not-awaited")

    def _fails_at_end(self, event: Acquired, ends: list[End]) -> bool:
        """Whether a clean-up means to close what a handler may close as well, and cannot."""
        left = next((e for e in ends if e.excuse == "session" and e.ending.scope.release_at != "session"), None)
        attempt = self.attempts.for_(event, left.receiver) if left is not None else None
        return attempt is not None and self.attempts.is_in_cleanup(attempt)

    def _is_lent(self, event: Acquired, ends: list[End]) -> bool:
        """Whether the scope gave it away together with others that it closes itself: a call that borrows some borrows
        all. What a programmer does says what he believes (Engler et al., "Bugs as deviant behavior", SOSP 2001).
        """
        given = {end.receiver for end in ends if end.excuse == "argument"}
        beside = {other for lent in self.log.lent.values() if lent & given for other in lent - given}
        return any(
            receiver in beside and scope.root.span == event.scope.root.span
            for (_, receiver), scope in self.log.releases.items()
        )


def _is_cut_short(end: End, ends: Iterable[End]) -> bool:
    """Whether a framework's call raised, and nobody goes on to close what a field or a variable of the module holds:
    no other method is called, and the handler would have closed it wherever it returns.
    """
    if end.ending.kind != "raise" or end.ending.scope.kind != "handler":
        return False
    returns = [e for e in ends if e.ending.kind == "return" and e.ending.scope == end.ending.scope]
    return end.excuse == "field" or (end.excuse == "module" and bool(returns) and all(e.is_closed for e in returns))
