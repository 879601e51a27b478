"""Facts about sessions that are broken although nothing leaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hangup.flow import facts as f
from hangup.flow.domain.values import Symbol, Value
from hangup.flow.execution.log import Acquired, Attempt, Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.facts import Common, Fact, Place
from hangup.flow.frameworks.offers import offered
from hangup.flow.verdicts.evidence import is_registry
from hangup.model import Span

if TYPE_CHECKING:
    from hangup.flow.verdicts.judge import Judge


def sessions(judge: Judge) -> list[Fact]:
    """Sessions that are broken although nothing leaks."""
    return [*_unstable_helpers(judge), *_unsettled(judge), *_dead_sessions(judge), *_spent(judge)]


def _unstable_helpers(judge: Judge) -> Iterator[Fact]:
    """Helpers that connect again because an argument is new in every render."""
    for use in judge.log.helpers.values():
        yield f.ReacquiredOnEveryChange(
            span=use.span,
            ref=use.ref,
            confidence=use.proof,
            scope=use.scope,
            call=use.ref.resource.helpers[0].call,
            anchor=f"{use.scope.label}:{use.argument}",
            unstable=use.argument,
            helper=True,
            keeper=offered(judge.machine, use.span, "keep"),
        )


def _unsettled(judge: Judge) -> Iterator[Fact]:
    """A release nobody waits for, and an acquire behind it."""
    for (kind, span), (release, receiver) in judge.log.sessions.items():
        events = [a for a in judge.log.acquires if a.receiver == receiver]
        event = next((a for a in events if a.span == span), events[0] if events else None)
        if event is not None and kind == "unsettled" and not is_registry(judge.machine, event):
            place = Place(span, "connects again before the release is done")
            common: Common = {**judge.common(event), "span": release, "places": (place,)}
            yield f.UnsettledRelease(**common, task=judge.log.detached.get(release))


def _dead_sessions(judge: Judge) -> Iterable[Fact]:
    """A clean-up that disconnects a client which others go on to use."""
    log, machine = judge.log, judge.machine
    ends = [(span, receiver, scope, False) for (span, receiver), scope in log.releases.items()]
    for attempt in log.attempts.values():
        if attempt.reason == "partial" and attempt.receiver is not None and not _is_completed(judge, attempt):
            ends.append((attempt.span, attempt.receiver, attempt.scope, True))
    found: dict[Span, Fact] = {}
    for span, receiver, scope, partial in ends:
        made = machine.made.get(receiver)
        if scope.kind != "cleanup" or made is None or span in found or made[0].resource.parent is not None:
            continue
        if scope.running("test") and not partial:
            continue  # nobody goes on behind the end of the tests
        acquires = [a for a in log.acquires if _is_same(machine, a.receiver, receiver)]
        own = {a.span for a in acquires if _life(a.scope) == _life(scope)}
        elsewhere = [a for a in acquires if _life(a.scope) != _life(scope) and a.span not in own]
        elsewhere = [a for a in elsewhere if machine.rendered_by.get(_life(a.scope)) != {_life(scope)}]  # ends with it
        running = [
            a for a in elsewhere if a.scope.runs or a.scope.kind not in ("function", "method")
        ]  # somebody calls it
        shared = machine.shared.get(receiver, "none")
        if not partial and shared == "none" and _is_made_in(judge, receiver, scope):
            continue  # whoever else connects it borrows it from this life
        cuts_own_others = partial or (bool(running) and shared != "none")
        if _is_handed_over(judge, receiver, scope, elsewhere):
            continue
        if cuts_own_others if own else _is_others(judge, receiver, scope, elsewhere):
            found[span] = f.DeadSession(
                span=span,
                ref=made[0],
                confidence=made[1],
                scope=scope,
                anchor=f"{scope.label}:release",
                partial=partial,
                places=tuple(Place(a.span, "connected here") for a in elsewhere[:1]),
                shared=shared,
            )
    return found.values()


def _spent(judge: Judge) -> Iterator[Fact]:
    """A run of a handler closes for good what the process keeps, and the next run goes on with it."""
    log, machine = judge.log, judge.machine
    for receiver, used in log.used_spent.items():
        span, scope = log.spent[receiver]
        ref, proof = machine.made[receiver]
        yield f.DeadSession(
            span=span,
            ref=ref,
            confidence=proof,
            scope=scope,
            anchor=f"{scope.label}:release",
            partial=False,
            places=(Place(used, "the next run uses it here"),),
            shared="module",
        )


def _is_completed(judge: Judge, attempt: Attempt) -> bool:
    """Whether the life whose clean-up closes a part of the connection goes on to close it as a whole."""
    ends = [e for e in judge.exploration.endings if e.kind != "raise" and _life(e.scope) == _life(attempt.scope)]
    left = [end.state.connections[attempt.receiver] for end in ends if attempt.receiver in end.state.connections]
    return bool(left) and not any(connection.is_live and connection.partial for connection in left)


def _is_same(machine: Machine, one: Value, other: Value) -> bool:
    """The same object, or the same construction in another run of the life that makes it."""
    made = machine.created_at.get(one)
    return one == other or (made is not None and made == machine.created_at.get(other))


def _life(scope: Scope) -> Span:
    """What the life a scope belongs to is known by."""
    return scope.root.span


def _is_made_in(judge: Judge, receiver: Value, scope: Scope) -> bool:
    """Whether the client was constructed in the life a scope belongs to."""
    made = judge.machine.created_at.get(receiver)
    return any(c.span == made and _life(c.scope) == _life(scope) for c in judge.log.creates.values())


def _is_handed_over(judge: Judge, receiver: Value, scope: Scope, elsewhere: list[Acquired]) -> bool:
    """Whether the component above has left the release to the one below it, which stays as long as itself."""
    life = _life(scope)
    above = {_life(a.scope) for a in elsewhere if a.scope.kind != "module"}
    if life in judge.log.left_out or life not in {below.span for below in judge.machine.below.values()} or not above:
        return False
    return not any(other == receiver and _life(s) in above for (_, other), s in judge.log.releases.items())


def _is_others(judge: Judge, receiver: Value, scope: Scope, elsewhere: list[Acquired]) -> bool:
    """Whether the client belongs to somebody else: handed out by a provider, connected by other functions, exported."""
    if isinstance(receiver, Symbol):
        return receiver.is_import  # handed out by a provider
    ground = judge.machine.grounds.get(receiver)
    if ground is not None and ground.kind == "owner" and _life(scope) in judge.log.left_out:
        return True  # opened by a hook of the component above, which goes on
    if any(a.scope.kind != "module" for a in elsewhere):
        return True
    exported = [
        state.environment.get((0, export.cell), frozenset())
        for module in judge.machine.tables.modules
        for export in module.exports
        for state in judge.exploration.starts
    ]
    return bool(elsewhere) and any(receiver in values for values in exported)
