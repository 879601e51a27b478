"""What is said of an acquire that some way out leaves open, with nobody else to answer for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hangup.flow import facts as f
from hangup.flow.connections.attempts import WHY, Attempts
from hangup.flow.execution.log import Acquired, Attempt, Scope
from hangup.flow.facts import Fact
from hangup.flow.frameworks.offers import offered
from hangup.flow.verdicts.cases import WAYS_OUT, Answer, Case, End
from hangup.flow.verdicts.dismissals import Dismissal
from hangup.flow.verdicts.excuses import Excuses
from hangup.flow.verdicts.loops import Loops
from hangup.flow.verdicts.particulars import noting
from hangup.model import Span
from hangup.model.remedy import Import
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

_RERUNS = {"change": "whenever its dependencies change", "render": "again and again"}
"""How often an effect runs, in words; any other one runs at every mount."""

_WRITTEN_OVER = "the handle is written over here"


class Leaks:
    """Names the most telling reason for which a connection stays open."""

    def __init__(self, exploration: Exploration, excuses: Excuses, attempts: Attempts, loops: Loops) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self.excuses = excuses
        self.attempts = attempts
        self.loops = loops

    def answers(self, case: Case) -> Iterator[Answer]:
        """What is asked of an acquire that stays open, in order; the first fact is the answer."""
        if case.scope.enclosing("timer"):
            if not self.loops.asks_first(case) and self.loops.comes_again(case):
                yield f.AcquiredInLoop(**case.common, turn="tick of the timer")
            yield Dismissal(f.AcquiredInLoop, "asks-first")
            if case.scope.root.kind == "timer":
                return  # of the module: there is one, as long as the page or the process lives
        same_life = _same_life(case)
        closed = any(end.is_closed and not self._is_exchanged(case, end) for end in same_life)
        closed = closed or any(e.excuse == "exit" and self.excuses.closers.is_released(e.receiver) for e in case.live)
        closed = closed or self._is_closed_in_loop(case)
        handler = None if case.is_registry else case.scope.enclosing("event")
        per_event = handler is not None and handler.runs != "change"
        by_hand = per_event and self._is_closed_by_hand(case)
        yield self._overwritten(case, counts=closed or by_hand or not per_event)
        if case.is_registry and case.scope.runs != "connection" and not closed:
            yield Dismissal(f.NeverReleased, "registry")
            return
        handed = any(end.is_live and end.excuse for end in same_life) and case.live[0].ending.kind == "raise"
        attempt = self.attempts.for_(case.event, case.live[0].receiver)
        later = attempt is not None and self._is_of_later_run(case, attempt)
        if later or (attempt is not None and closed and not self._is_dead_cleanup(attempt, case.live[0])):
            attempt = None
        last = self.loops.reaches_last(case) if closed else None
        if last is not None:
            attempt = replace(last, reason="last")
        elif attempt is not None and attempt.reason in ("inner", "async") and handed:
            attempt = None  # the function is handed on with the connection, where all goes well
        if attempt is not None:
            yield self._ineffective(case, attempt, same_life)
            if attempt.reason == "partial" and attempt.scope.kind == "cleanup":
                return
        else:
            yield Dismissal(f.IneffectiveCleanup, "closes-sometimes" if closed else "no-attempt")
        if closed or handed:
            yield self._skipped(case, meant=closed)
            return
        yield Dismissal(f.ReleaseSkipped, "never-closed")
        if per_event:
            yield self._per_event(case, by_hand=by_hand)
            return
        yield Dismissal(f.AcquiredPerEvent, "no-event")
        yield self._never_released(case, later=later)

    def _is_exchanged(self, case: Case, end: End) -> bool:
        """Whether what all share was closed to be opened again at once, and the connect failed: no life ends so."""
        event, step = case.event, end.ending.state.trace
        while step is not None and step.what != "closed":
            step = step.before
        if step is None or event.shared == "none" or event.loops or step.span >= event.span:
            return False
        return self.machine.program.functions[event.function].span.contains(step.span)

    def _is_of_later_run(self, case: Case, attempt: Attempt) -> bool:
        """Whether a release that was not reached stands in the effect itself, which runs again when things change: with
        what they are then, it may well be.
        """
        effect = case.scope.enclosing("effect")
        runs_again = effect is not None and effect.runs == "change" and effect.span.contains(attempt.span)
        return runs_again and attempt.reason == "guard" and not self.attempts.is_in_cleanup(attempt)

    def _is_closed_in_loop(self, case: Case) -> bool:
        """Whether some turn of a loop closes it: of many ways through a loop, no end may tell that any more."""
        receivers, root = {end.receiver for end in case.live}, case.scope.root.span
        closing = (scope for (_, receiver), scope in self.log.releases.items() if receiver in receivers)
        return bool(case.event.loops) and any(scope.root.span == root for scope in closing)

    def _is_dead_cleanup(self, attempt: Attempt, worst: End) -> bool:
        """Whether a clean-up is there for it that never closes anything: what closes it elsewhere is no part of it."""
        at = attempt.span  # that of the call, or of what is called
        ever = any(known.start == at.start and known.contains(at) for known in self.log.effective)
        if attempt.reason == "not-awaited":
            return not ever  # that does nothing wherever it is reached
        return not ever and worst.ending.kind == "end" and self.attempts.is_in_cleanup(attempt)

    def _ineffective(self, case: Case, attempt: Attempt, same_life: Iterable[End]) -> Answer:
        """A release that was meant for it and cannot close it."""
        if attempt.reason == "guard" and all(end.ending.kind == "raise" for end in same_life):
            return self._skipped(case, meant=True)  # nothing but exceptions leads out, and none of them to the release
        if attempt.reason == "partial" and attempt.scope.kind == "cleanup":
            return Dismissal(f.IneffectiveCleanup, "partial", attempt.span)  # what is broken is the session
        return _without_effect(case, attempt)

    def replaced(self, case: Case, end: End, place: Span) -> Fact:
        """A later run has written over the handle, and closed nothing or a part of it."""
        attempt = self.attempts.for_(case.event, end.receiver)
        if attempt is not None and attempt.reason in ("partial", "step"):
            return _without_effect(case, attempt)
        return f.Overwritten(
            **noting(case.common, place, _WRITTEN_OVER), over=place, effect=self._registering(case.event)
        )

    def _per_event(self, case: Case, *, by_hand: bool) -> Answer:
        """Every event opens one, and none of them is closed with what the event belongs to."""
        is_one = case.event.shared != "none" or self.excuses.is_provided(case.event.receiver)
        if is_one and self._releases_first(case):
            return Dismissal(f.AcquiredPerEvent, "exchanged")
        return f.AcquiredPerEvent(**case.common, by_hand=by_hand, effect=self._registering(case.event))

    def _overwritten(self, case: Case, *, counts: bool) -> Answer:
        """The last handle is lost. It does not count where nothing would close any of them: that is the fault then."""
        over = self.log.overwritten.get(case.live[0].receiver)
        if over is None:
            return Dismissal(f.Overwritten, "handle-kept")
        if case.event.loops and self.loops.closes_each(case):
            return Dismissal(f.Overwritten, "one-a-turn")
        if not counts:
            return Dismissal(f.Overwritten, "none-is-closed")
        effect = self._registering(case.event)
        return f.Overwritten(**noting(case.common, over, _WRITTEN_OVER), over=over, effect=effect)

    def _never_released(self, case: Case, *, later: bool) -> Answer:
        scope, common = case.scope, case.common
        if scope.kind == "effect" or scope.runs == "change":
            often = _RERUNS.get(scope.runs, "at every mount")
            common = noting(common, scope.span, f"runs {often}, and returns no clean-up for it")
        if self._lives_with_page(scope):
            return Dismissal(f.NeverReleased, "page")
        one_at_most = scope.runs in ("mount", "once", "") or self._releases_first(case)
        bounded = scope.happens_once or (common["shared"] != "none" and one_at_most)
        bounded = bounded or self._lasts_as_session(case, later=later)
        return f.NeverReleased(**common, bounded=bounded)

    def _lives_with_page(self, scope: Scope) -> bool:
        """Whether a scope runs once, for a component that nothing unmounts: the root of a page."""
        if scope.root.span not in self.exploration.pages:
            return False
        begun = scope.enclosing("effect", "mount") or scope.root
        return begun.runs == "mount"

    def _skipped(self, case: Case, *, meant: bool) -> Answer:
        """Some way out misses the release: exceptions that anybody can see coming are named first."""
        if not meant and case.event.shared != "none":
            return Dismissal(f.ReleaseSkipped, "shared-handed-on")
        end = min(case.live, key=_rank)
        closed = [other for other in case.ends if not other.is_live and other.ending.life == end.ending.life]
        step, common, way = end.parting(closed), case.common, "branch"
        if step is not None and (end.ending.kind == "raise" or step.what != "return"):
            way = "cancel" if step.what == "is cancelled" else "raise"
            common = noting(common, step.span, WAYS_OUT[step.what])
        elif step is not None and self._is_inside(step.span, case.event):
            way = "return"
            common = noting(common, step.span, WAYS_OUT["return"])
        if way in ("branch", "return") and self._lasts_as_session(case):
            return f.NeverReleased(**common, bounded=True)
        at_exit = all(end.excuse == "exit" for end in case.live)
        return f.ReleaseSkipped(**common, way=way, never_meant=not meant, at_exit=at_exit)

    def _lasts_as_session(self, case: Case, *, later: bool = False) -> bool:
        """Whether a component closes what all share when somebody leaves, and not when it is unmounted itself: there is
        one of it, which the next mount takes over. ``later``: a later run of the effect that opens it may close it.
        """
        if case.event.shared == "none" or not case.scope.enclosing("effect") or case.scope.enclosing("event"):
            return False
        receiver = case.live[0].receiver
        closing = [scope for (_, known), scope in self.log.releases.items() if known == receiver]
        return (later or bool(closing)) and all(scope.kind == "effect" for scope in closing)

    def _is_inside(self, place: Span, event: Acquired) -> bool:
        """Whether a place lies in the function that opens, or in the effect or handler around it."""
        scope = event.scope.enclosing("effect", "event", "mount", "handler", "timer", "function", "method")
        around = [self.machine.program.functions[event.function].span, *([scope.span] if scope else [])]
        return any(span.contains(place) for span in around)

    def _is_closed_by_hand(self, case: Case) -> bool:
        """Whether something else closes what this acquire has opened last, should anybody call that."""
        left_open = [end for end in case.ends if end.is_live]
        return any(bool(e.excuse) or self.excuses.is_closed_by_hand(e.ending, e.receiver) for e in left_open)

    def _releases_first(self, case: Case) -> bool:
        """Whether the same handler closes what it has before it opens again."""
        return any(
            known == case.event.receiver and scope.span == case.scope.span and span < case.event.span
            for (span, known), scope in self.log.releases.items()
        )

    def _registering(self, event: Acquired) -> Import | None:
        """What registers code with the life of the component that an acquire belongs to."""
        component = event.scope.enclosing("component", "hook")
        return offered(self.machine, event.span, "effect") if component is not None else None


def _without_effect(case: Case, attempt: Attempt) -> Fact:
    common = noting(case.common, attempt.span, WHY.get(attempt.reason, "this does not release it"))
    return f.IneffectiveCleanup(**common, reason=attempt.reason, release=attempt.method, attempt=attempt.span)


def _same_life(case: Case) -> list[End]:
    """The ends of the life that leaves it open, with those that complete what an exception cut short."""
    worst = case.live[0]
    life = (worst.ending.life, worst.ending.scope)
    return [end for end in case.ends if (end.ending.life, end.ending.scope) == life or end.completes(worst)]


def _rank(end: End) -> tuple[bool, bool, Span]:
    step = end.last_step
    return end.ending.kind != "raise", step is not None and step.what == "is cancelled", end.ending.span
