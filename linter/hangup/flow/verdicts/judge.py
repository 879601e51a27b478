"""From endings to facts: which acquire ended open, in which life, and what is the most telling thing to say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from hangup.flow import facts as f
from hangup.flow.connections.attempts import Attempts
from hangup.flow.domain.values import Symbol, is_element
from hangup.flow.execution.conditions import found_pending
from hangup.flow.execution.log import Acquired, Scope
from hangup.flow.facts import Common, Fact
from hangup.flow.frameworks.offers import offered
from hangup.flow.verdicts.cases import Answer, Case, End
from hangup.flow.verdicts.dismissals import Dismissal
from hangup.flow.verdicts.evidence import creates_users, holds_secret, is_for_caller
from hangup.flow.verdicts.excuses import Excuses
from hangup.flow.verdicts.gathering import Gathering
from hangup.flow.verdicts.leaks import Leaks
from hangup.flow.verdicts.loops import Loops
from hangup.model import Span
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

SPECIFIC: tuple[type[Fact], ...] = (
    f.AcquiredWithSecret,
    f.AcquiredToCreate,
    f.AcquiredOnServer,
    f.AcquiredInRender,
    f.AcquiredInLoop,
    f.Overwritten,
    f.IneffectiveCleanup,
    f.StaleGuard,
    f.ReleaseSkipped,
    f.AcquiredPerEvent,
    f.NeverReleased,
    f.CleanupRaces,
    f.ReacquiredOnEveryChange,
)
"""One fact per acquire site: the first of these."""


class Judge:
    """Judges every acquire of an exploration."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        excuses, attempts = Excuses(exploration), Attempts(self.machine)
        self._gathering = Gathering(exploration, excuses, attempts)
        self._loops = Loops(exploration, attempts)
        self._leaks = Leaks(exploration, excuses, attempts, self._loops)

    def facts(self) -> list[Fact]:
        """The facts about acquires, at most one per site."""
        best: dict[Span, Fact] = {}
        for case in self.cases(self.exploration.given_up):
            fact = next((answer for answer in self.answers(case) if isinstance(answer, Fact)), None)
            if fact is None:
                continue
            known = best.get(fact.span)
            if known is None or SPECIFIC.index(type(fact)) < SPECIFIC.index(type(known)):
                best[fact.span] = fact
        return list(best.values())

    def cases(self, given_up: Collection[int] = ()) -> Iterator[Case]:
        """Every acquire with what became of it, but for those in files that were given up."""
        return self._gathering.cases(given_up)

    def common(self, event: Acquired) -> Common:
        """What every fact about this acquire says."""
        return self._gathering.common(event)

    def answers(self, case: Case) -> Iterator[Answer]:
        """What is asked of an acquire, in order: why each fact is not true of it, until one is, which is the last."""
        for answer in self._questions(case):
            yield answer
            if isinstance(answer, Fact):
                return

    # ------------------------------------------------------------ one acquire

    def _questions(self, case: Case) -> Iterator[Answer]:
        yield from self._forbidden(case)
        yield from self._repeated(case)
        if self._switches(case):
            yield f.Overwritten(**case.common, other_user=True)
        yield Dismissal(f.Overwritten, "same-user")
        live = case.live
        if any(end.is_closed for end in case.ends):  # a release behind a question about the state is no skipped one
            live = [end for end in live if not end.is_asked]
        if live:
            yield from self._leaks.answers(replace(case, live=live))
        else:
            yield Dismissal(f.NeverReleased, _why_no_leak(case))
            yield from self._quiet(case)

    def _forbidden(self, case: Case) -> Iterator[Answer]:
        """Opened where it never should be, or by a client that never should."""
        event, common = case.event, case.common
        if case.is_registry:
            yield Dismissal(f.AcquiredOnServer, "registry")
            return
        clients_only = "server" in event.ref.resource.forbid_in
        on_server = clients_only and case.scope.on_server and not event.allowed and not event.in_browser
        released = any(end.is_closed for end in case.ends) or bool(event.user_fields - {"id", "user_id"})
        alone = not case.scope.enclosing("effect", "component", "hook") or case.scope.enclosing("event")
        if clients_only and (on_server or (released and alone)) and creates_users(self.machine, event):
            yield f.AcquiredToCreate(**common, secret=event.secret)
        yield Dismissal(f.AcquiredToCreate, "not-to-create")
        if holds_secret(self.machine, event) and not event.allowed:
            yield f.AcquiredWithSecret(**common)
        yield Dismissal(f.AcquiredWithSecret, "allowed" if event.secret else "no-secret")
        paired = not case.live and any(end.is_closed for end in case.ends) and not any(map(_is_left, case.ends))
        if on_server:
            yield f.AcquiredOnServer(**common, paired=paired)
        elif not clients_only:
            yield Dismissal(f.AcquiredOnServer, "fit-for-servers")
        else:
            yield Dismissal(f.AcquiredOnServer, "allowed" if case.scope.on_server else "not-on-server")

    def _repeated(self, case: Case) -> Iterator[Answer]:
        """Opened by code that runs again before anything is released."""
        event, scope, index = case.event, case.scope, case.index
        rendering = scope.runs == "render" and scope.kind in ("component", "hook", "initialiser", "memo")
        if rendering and not case.is_registry:
            effect, keeper = offered(self.machine, event.span, "effect"), offered(self.machine, event.span, "state")
            yield f.AcquiredInRender(**case.common, effect=effect, keeper=keeper)
        reacquired = (index, index) in self.log.reacquired
        if scope.running("rerun") and not scope.enclosing("event"):
            left_open = any(end.is_live and end.ending.life == "rerun" for end in case.ends)
            if reacquired or (left_open and event.span in self.log.acquired_again):
                yield f.AcquiredInRender(**case.common)
        yield Dismissal(f.AcquiredInRender, "registry" if rendering else "not-rendering")
        if not event.loops:
            if not scope.enclosing("timer"):
                yield Dismissal(f.AcquiredInLoop, "no-loop")
            return
        if self._loops.piles_up(case):
            yield f.AcquiredInLoop(**case.common, turn="turn of the loop")
        yield Dismissal(f.AcquiredInLoop, "one-a-turn", event.loops[-1].span)

    def _switches(self, case: Case) -> bool:
        """Whether this acquire came for another user while the same client was connected."""
        if case.is_registry and case.scope.runs != "connection":
            return False
        resource = case.event.ref.resource
        if resource.parent is not None or not resource.is_of_user:
            return False  # a child is nobody's: it is joined, and not as another user
        if any(end.excuse == "session" for end in case.ends):
            return False  # released at log-out, before another user comes
        olds = [old for (old, new), who in self.log.reacquired.items() if new == case.index and who == "other"]
        olds = [old for old in olds if old != case.index or not _is_of_a_row(case.event)]
        if case.event.loops:  # what a turn leaves to the next one is a question of the loop
            return any(not self.log.acquires[old].loops for old in olds)
        return any(old != case.index or case.is_registry or not case.live for old in olds)

    # ------------------------------------------------------------ closed, and still not right

    def _quiet(self, case: Case) -> Iterator[Answer]:
        races = [end for end in case.ends if end.is_live and end.ending.life == "raced" and not end.is_asked]
        quiet = any(end.is_closed and _is_quiet(end) for end in case.ends) and _is_mounted(case.scope)
        if races and (quiet or case.index in self.log.closed_in_turn):
            yield _race(case, races)
        yield Dismissal(f.CleanupRaces, "no-race")
        effect = case.scope.enclosing("effect")
        reason = self.log.reruns.get(effect.span) if effect is not None else None
        if reason is not None and case.event.span in self.log.acquired_again:
            yield f.ReacquiredOnEveryChange(
                **case.common, unstable=reason, keeper=offered(self.machine, case.event.span, "keep")
            )
        yield Dismissal(f.ReacquiredOnEveryChange, "stable")
        if case.index in self.log.stale or case.index in self.log.kept_for_first:
            yield f.StaleGuard(**case.common, kept=case.index in self.log.kept_for_first)
        yield Dismissal(f.StaleGuard, "fresh-user")
        for end in case.ends:
            place = self.log.overwritten.get(end.receiver)
            if end.is_live and place is not None and self._is_for_another(case, end):
                yield self._leaks.replaced(case, end, place)

    def _is_for_another(self, case: Case, end: End) -> bool:
        """Whether it comes again. A call that opens the same whatever it is given, nobody makes for another one."""
        if end.ending.life != "again" or end.ending.scope.kind not in ("function", "method"):
            return end.ending.life in ("changed", "again")  # a framework calls what it was handed at every request
        return is_for_caller(self.machine, end.ending.state, case.event)


def _is_of_a_row(event: Acquired) -> bool:
    """Whether a handler connects for one of several rows: what it knows of the row before is not followed that far."""
    of_elements = any(isinstance(value, Symbol) and is_element(value) for value in event.user_key)
    return of_elements and event.scope.enclosing("event") is not None


def _is_left(end: End) -> bool:
    """Whether the scope's own way out leaves the connection open to whoever holds it, where it otherwise closes it."""
    return end.is_live and end.ending.kind == "raise" and end.excuse in ("module", "field", "process")


def _why_no_leak(case: Case) -> str:
    """Why a connection that no end leaves open without an excuse is no leak."""
    if not case.ends:
        return "no-end"
    if case.live:
        return "asked"
    return "excused" if any(end.is_live and end.excuse for end in case.ends) else "closed"


def _is_quiet(end: End) -> bool:
    """Whether nothing was under way when a life ended: that of the mount, or of what has reacted to a change."""
    return end.ending.life == "ordinary" or (end.ending.life == "event" and end.ending.scope.runs == "change")


def _is_mounted(scope: Scope) -> bool:
    """Whether the scope begins the life of a component: an effect, a mount method, a set-up, what reacts to changes."""
    known, reacting = scope.enclosing("effect", "mount", "component", "hook"), scope.enclosing("event")
    if reacting is not None and reacting.runs == "change":
        return True
    return known is not None and (known.kind in ("effect", "mount") or known.runs == "mount")


def _race(case: Case, races: Iterable[End]) -> Fact:
    """The owner's life ends while the handshake runs, or before it has begun."""
    seen = any(end.connection.status == "orphan" for end in races)
    cuts = [(end.receiver, end.ending.cut_at) for end in races]
    late = all(cut is None or receiver not in cut.connections for receiver, cut in cuts)
    passed_over = all(found_pending(end.receiver) in end.ending.state.marks for end in races)
    unseen = not seen and not late and not passed_over
    return f.CleanupRaces(**case.common, unseen=unseen, late=late, passed_over=passed_over)
