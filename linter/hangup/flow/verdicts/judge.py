"""From endings to facts: which acquire ended open, in which life, and what is the most telling thing to say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from typing import TYPE_CHECKING

from hangup.flow import facts as f
from hangup.flow.connections.attempts import WHY, Attempts
from hangup.flow.domain.values import Object
from hangup.flow.execution.log import Acquired, Scope
from hangup.flow.facts import Common, Fact
from hangup.flow.frameworks.offers import offered
from hangup.flow.verdicts.cases import WAYS_OUT, Case, End
from hangup.flow.verdicts.dismissals import Dismissal
from hangup.flow.verdicts.evidence import confidence, creates_users, is_for_caller, is_registry
from hangup.flow.verdicts.excuses import Excuses
from hangup.flow.verdicts.particulars import noting, particulars
from hangup.ir import operations as ops
from hangup.model import Span
from hangup.model.remedy import Import
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

Answer = Fact | Dismissal
"""What comes of a question about an acquire: a fact, or why it is none."""

_RERUNS = {"change": "whenever its dependencies change", "render": "again and again"}
"""How often an effect runs, in words; any other one runs at every mount."""

_WRITTEN_OVER = "the handle is written over here"


class Judge:
    """Judges every acquire of an exploration."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self.excuses = Excuses(exploration)
        self.attempts = Attempts(self.machine)

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
        module_of = self.machine.tables.module_of
        asked = {n: e for n, e in enumerate(self.log.acquires) if module_of(e.function).function not in given_up}
        ends = self._ends(asked)
        for index, event in asked.items():
            yield self._case(index, event, ends.get(index, []))

    def answers(self, case: Case) -> Iterator[Answer]:
        """What is asked of an acquire, in order: why each fact is not true of it, until one is, which is the last."""
        for answer in self._questions(case):
            yield answer
            if isinstance(answer, Fact):
                return

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
        if self._fails_at_end(event, ends):
            excuses = (*excuses, "session")
        live = [
            end
            for end in ends
            if end.is_live
            and (end.excuse in excuses or (meant and _is_cut_short(end, ends)))
            and end.ending.life not in ("raced", "changed", "again")
        ]
        return Case(index, event, self.common(event), ends, live, is_registry(self.machine, event))

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
            yield from self._leak(replace(case, live=live))
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
        if event.secret and not event.allowed:
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
        clashing = reacquired and event.shared != "none" and not case.is_registry
        leaking = case.live and not (case.is_registry and scope.runs == "connection") and not self._asks_first(case)
        if clashing or (leaking and (reacquired or self._grows(case)) and not self._ends_each(case)):
            yield f.AcquiredInLoop(**case.common, turn="turn of the loop")
        yield Dismissal(f.AcquiredInLoop, "one-a-turn", event.loops[-1].span)

    def _ends_each(self, case: Case) -> bool:
        """Whether a turn of the loop closes what it opens on some way, means to, or writes over a field that holds it:
        what is wrong with that is said of the turn.
        """
        if self._closes_each(case):
            return True
        function = self.machine.program.functions[case.event.function]
        over = self.log.overwritten.get(case.live[0].receiver)
        called = not any(_holds(function.span, loop.span) for loop in case.event.loops)
        return called and over is not None and _holds(function.span, over)

    def _closes_each(self, case: Case) -> bool:
        """Whether several turns of a loop may each have closed what they opened, or mean to."""
        if self._closed_several(case) or case.event.span in self.log.closed_each:
            return True
        attempt = self.attempts.for_(case.event, case.live[0].receiver)
        if attempt is None:
            return False
        function = self.machine.program.functions[case.event.function]
        turns = [loop for loop in function.loops if any(loop.span == known.span for known in case.event.loops)]
        operations = (o for b in function.blocks for loop in turns[-1:] if b.id in loop.blocks for o in b.operations)
        inside = any(_holds(o.span, attempt.span) for o in operations if isinstance(o, ops.Call))
        return inside if turns else _holds(function.span, attempt.span)

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

    def _asks_first(self, case: Case) -> bool:
        """Whether another one is opened only after the state of those before it was asked for, and not on every way."""
        site = case.event.span
        replaced = [asked for index, asked in self.log.replacing.items() if self.log.acquires[index].span == site]
        if not replaced or not all(replaced):
            return False
        turn = case.event.scope.enclosing("timer") or case.scope
        ends = (ending.state for ending in self.exploration.endings if ending.scope.span == turn.span)
        return any(all(c.acquire != case.index for c in end.connections.values()) for end in ends)

    def _grows(self, case: Case) -> bool:
        """Whether each turn of the loop opens a connection of its own."""
        again = [made for made in self.log.creates.values() if (made.span, made.scope) in self.log.created_again]
        if any(made.loops and made.object == case.event.receiver for made in again):
            return True
        return any(end.is_live and isinstance(end.receiver, Object) and end.receiver.serial >= 1 for end in case.ends)

    def _switches(self, case: Case) -> bool:
        """Whether this acquire came for another user while the same client was connected."""
        if case.is_registry and case.scope.runs != "connection":
            return False
        resource = case.event.ref.resource
        if resource.parent is not None or not (resource.scope == "session" or "server" in resource.forbid_in):
            return False  # a child is nobody's: it is joined, and not as another user
        if any(end.excuse == "session" for end in case.ends):
            return False  # released at log-out, before another user comes
        olds = [old for (old, new), who in self.log.reacquired.items() if new == case.index and who == "other"]
        if case.event.loops:  # what a turn leaves to the next one is a question of the loop
            return any(not self.log.acquires[old].loops for old in olds)
        return any(old != case.index or case.is_registry or not case.live for old in olds)

    # ------------------------------------------------------------ leaks

    def _leak(self, case: Case) -> Iterator[Answer]:
        event, scope, common, worst = case.event, case.scope, case.common, case.live[0]
        if scope.enclosing("timer"):
            if not self._asks_first(case):
                yield f.AcquiredInLoop(**common, turn="tick of the timer")
            yield Dismissal(f.AcquiredInLoop, "asks-first")
            if scope.root.kind == "timer":
                return  # of the module: there is one, as long as the page or the process lives
        life = (worst.ending.life, worst.ending.scope)
        same_life = [end for end in case.ends if (end.ending.life, end.ending.scope) == life or end.completes(worst)]
        closed = any(end.is_closed for end in same_life)
        handler = None if case.is_registry else scope.enclosing("event")
        per_event = handler is not None and handler.runs != "change"
        by_hand = per_event and self._is_closed_by_hand(case)
        yield self._overwritten(case, counts=closed or by_hand or not per_event)
        handed = any(end.is_live and end.excuse for end in same_life)
        if case.is_registry and scope.runs != "connection" and not closed:
            yield Dismissal(f.NeverReleased, "registry")
            return
        attempt = None if closed else self.attempts.for_(event, worst.receiver)
        if attempt is not None and attempt.reason == "guard" and all(end.ending.kind == "raise" for end in same_life):
            yield self._skipped(case, meant=True)  # nothing but exceptions leads out, and none of them to the release
            return
        if attempt is not None and attempt.reason == "partial" and attempt.scope.kind == "cleanup":
            yield Dismissal(f.IneffectiveCleanup, "partial", attempt.span)  # what is broken is the session
            return
        if attempt is not None:
            common = noting(common, attempt.span, WHY.get(attempt.reason, "this does not release it"))
            yield f.IneffectiveCleanup(**common, reason=attempt.reason, release=attempt.method, attempt=attempt.span)
        yield Dismissal(f.IneffectiveCleanup, "closes-sometimes" if closed else "no-attempt")
        if closed or (handed and worst.ending.kind == "raise"):
            yield self._skipped(case, meant=closed)
            return
        yield Dismissal(f.ReleaseSkipped, "never-closed")
        if per_event:
            is_one = event.shared != "none" or self.excuses.is_provided(event.receiver)
            exchanged = is_one and self._releases_first(case)
            if exchanged:
                yield Dismissal(f.AcquiredPerEvent, "exchanged")
            else:
                yield f.AcquiredPerEvent(**common, by_hand=by_hand, effect=self._registering(event))
            return
        yield Dismissal(f.AcquiredPerEvent, "no-event")
        yield self._never_released(case, common)

    def _never_released(self, case: Case, common: Common) -> Answer:
        scope = case.scope
        if scope.kind == "effect" or scope.runs == "change":
            often = _RERUNS.get(scope.runs, "at every mount")
            common = noting(common, scope.span, f"runs {often}, and returns no clean-up for it")
        if self._lives_with_page(scope):
            return Dismissal(f.NeverReleased, "page")
        one_at_most = scope.runs in ("mount", "once", "") or self._releases_first(case)
        bounded = scope.happens_once or (common["shared"] != "none" and one_at_most)
        return f.NeverReleased(**common, bounded=bounded)

    def _lives_with_page(self, scope: Scope) -> bool:
        """Whether a scope runs once, for a component that nothing unmounts: the root of a page."""
        if scope.root.span not in self.exploration.pages:
            return False
        begun = scope.enclosing("effect", "mount") or scope.root
        return begun.runs == "mount"

    def _overwritten(self, case: Case, *, counts: bool) -> Answer:
        """The last handle is lost. It does not count where nothing would close any of them: that is the fault then."""
        over = self.log.overwritten.get(case.live[0].receiver)
        if over is None:
            return Dismissal(f.Overwritten, "handle-kept")
        if case.event.loops and self._closes_each(case):
            return Dismissal(f.Overwritten, "one-a-turn")
        if not counts:
            return Dismissal(f.Overwritten, "none-is-closed")
        effect = self._registering(case.event)
        return f.Overwritten(**noting(case.common, over, _WRITTEN_OVER), over=over, effect=effect)

    def _is_for_another(self, case: Case, end: End) -> bool:
        """Whether it comes again. A call that opens the same whatever it is given, nobody makes for another one."""
        if end.ending.life != "again" or end.ending.scope.kind not in ("function", "method"):
            return end.ending.life in ("changed", "again")  # a framework calls what it was handed at every request
        return is_for_caller(self.machine, end.ending.state, case.event)

    def _registering(self, event: Acquired) -> Import | None:
        """What registers code with the life of the component that an acquire belongs to."""
        component = event.scope.enclosing("component", "hook")
        return offered(self.machine, event.span, "effect") if component is not None else None

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
        return f.ReleaseSkipped(**common, way=way, never_meant=not meant)

    def _is_inside(self, place: Span, event: Acquired) -> bool:
        """Whether a place lies in the function that opens, or in the effect or handler around it."""
        scope = event.scope.enclosing("effect", "event", "mount", "handler", "timer", "function", "method")
        around = [self.machine.program.functions[event.function].span, *([scope.span] if scope else [])]
        return any(_holds(span, place) for span in around)

    # ------------------------------------------------------------ closed, and still not right

    def _quiet(self, case: Case) -> Iterator[Answer]:
        races = [end for end in case.ends if end.is_live and end.ending.life == "raced" and not end.is_asked]
        quiet = any(end.is_closed and end.ending.life == "ordinary" for end in case.ends)
        if races and quiet and _is_mounted(case.scope):
            yield _race(case, races)
        yield Dismissal(f.CleanupRaces, "no-race")
        effect = case.scope.enclosing("effect")
        reason = self.log.reruns.get(effect.span) if effect is not None else None
        if reason is not None and case.event.span in self.log.acquired_again:
            yield f.ReacquiredOnEveryChange(
                **case.common, unstable=reason, keeper=offered(self.machine, case.event.span, "keep")
            )
        yield Dismissal(f.ReacquiredOnEveryChange, "stable")
        if case.index in self.log.stale:
            yield f.StaleGuard(**case.common)
        yield Dismissal(f.StaleGuard, "fresh-user")
        for end in case.ends:
            place = self.log.overwritten.get(end.receiver)
            if end.is_live and place is not None and self._is_for_another(case, end):
                known = noting(case.common, place, _WRITTEN_OVER)
                yield f.Overwritten(**known, over=place, effect=self._registering(case.event))


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_cut_short(end: End, ends: Iterable[End]) -> bool:
    """Whether a framework's call raised, and nobody goes on to close what a field or a variable of the module holds:
    no other method is called, and the handler would have closed it wherever it returns.
    """
    if end.ending.kind != "raise" or end.ending.scope.kind != "handler":
        return False
    returns = [e for e in ends if e.ending.kind == "return" and e.ending.scope == end.ending.scope]
    return end.excuse == "field" or (end.excuse == "module" and bool(returns) and all(e.is_closed for e in returns))


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


def _is_mounted(scope: Scope) -> bool:
    """Whether the scope begins the life of a component: an effect, a mount method, a set-up."""
    known = scope.enclosing("effect", "mount", "component", "hook")
    return known is not None and (known.kind in ("effect", "mount") or known.runs == "mount")


def _rank(end: End) -> tuple[bool, bool, Span]:
    step = end.last_step
    return end.ending.kind != "raise", step is not None and step.what == "is cancelled", end.ending.span


def _race(case: Case, races: Iterable[End]) -> Fact:
    """The owner's life ends while the handshake runs, or before it has begun."""
    seen = any(end.connection.status == "orphan" for end in races)
    cuts = [(end.receiver, end.ending.cut_at) for end in races]
    late = all(cut is None or receiver not in cut.connections for receiver, cut in cuts)
    return f.CleanupRaces(**case.common, unseen=not seen and not late, late=late)
