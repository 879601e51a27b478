"""Facts about constructions and about sessions, which stand beside those about acquires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hangup.flow import facts as f
from hangup.flow.facts import Fact, Place
from hangup.flow.log import Acquired, Created, Scope
from hangup.flow.values import Symbol, Value
from hangup.model import Span

if TYPE_CHECKING:
    from hangup.flow.judge import Judge


def constructions(judge: Judge) -> list[Fact]:
    """Clients that are constructed again and again."""
    found: dict[Span, Fact] = {}
    for event in judge.log.creates.values():
        fact = _repeated(judge, event)
        if fact is not None:
            found.setdefault(event.span, fact)
    for fact in _several(judge):
        found.setdefault(fact.span, fact)
    return list(found.values())


def _repeated(judge: Judge, event: Created) -> Fact | None:
    if event.shared != "none" or event.kept:
        return None
    if event.ref.resource.scope in ("block", "component", "request") or (event.ref.resource.parent is not None and not event.pool):
        return None
    if not (event.ref.resource.acquire or event.pool or event.connects):
        return None
    scope = event.scope
    again = event.span in judge.log.created_again
    if scope.kind in ("component", "hook") and scope.runs == "render":
        return f.CreatedPerRender(**_common(judge, event), connects=_connects(judge, event)) if again else None  # type: ignore[arg-type]
    if scope.running("rerun") and again and scope.kind not in ("memo", "event"):
        return f.CreatedPerRender(**_common(judge, event), connects=_connects(judge, event))  # type: ignore[arg-type]
    if event.loops:
        return f.CreatedPerRun(**_common(judge, event), run="turn of the loop")  # type: ignore[arg-type]
    if scope.enclosing("effect", "cleanup", "memo"):
        return None
    if not again:
        return None
    if scope.running("request", "connection") and scope.kind != "module":
        return f.CreatedPerRun(**_common(judge, event), run="request")  # type: ignore[arg-type]
    if scope.running("task"):
        return f.CreatedPerRun(**_common(judge, event), run="task")  # type: ignore[arg-type]
    if scope.enclosing("event") and again:
        return f.CreatedPerRun(**_common(judge, event), run="event")  # type: ignore[arg-type]
    if scope.enclosing("timer"):
        return f.CreatedPerRun(**_common(judge, event), run="tick")  # type: ignore[arg-type]
    return None


def _connects(judge: Judge, event: Created) -> bool:
    return event.connects or any(a.receiver == event.object for a in judge.log.acquires)


def _common(judge: Judge, event: Created) -> dict[str, object]:
    handle, call = judge.spelled(event.function, event.span)
    function = judge.machine.program.functions[event.function]
    return {
        "span": event.span, "ref": event.ref, "confidence": event.proof, "scope": event.scope, "handle": handle, "call": call,
        "anchor": f"{function.name}:{call}", "shared": event.shared,
    }  # fmt: skip


def _several(judge: Judge) -> list[Fact]:
    """A shared getter called with different arguments; two clients of their own for one key, both connected."""
    found: list[Fact] = []
    by_resource: dict[tuple[str, str], list[Created]] = {}
    for event in sorted(judge.log.creates.values(), key=lambda e: e.span):
        by_resource.setdefault(event.ref.key, []).append(event)
    for events in by_resource.values():
        first = events[0]
        for event in events[1:]:
            if event.span == first.span or event.shared != first.shared:
                continue
            places = (Place(first.span, "the first one"),)
            if event.shared == "global" and (event.key != first.key or event.secret != first.secret):
                found.append(f.SeveralClients(**_common(judge, event), differing=True, places=places))  # type: ignore[arg-type]
            elif event.shared == "none" and event.key == first.key and _same_user(judge, first, event):
                found.append(f.SeveralClients(**_common(judge, event), differing=False, places=places))  # type: ignore[arg-type]
    return found


def _same_user(judge: Judge, first: Created, second: Created) -> bool:
    """Both connect, for one user, in one scope."""
    if first.pool and second.pool:
        return first.scope == second.scope and first.function == second.function
    users = []
    for event in (first, second):
        users.append([a for a in judge.log.acquires if a.created == event.span])
    return any(a.user_key == b.user_key and a.scope.parent == b.scope.parent for a in users[0] for b in users[1])


def sessions(judge: Judge) -> list[Fact]:
    """Sessions that are broken although nothing leaks."""
    found: list[Fact] = []
    log = judge.log
    for use in log.helpers.values():
        found.append(
            f.ReacquiredOnEveryChange(
                span=use.span, ref=use.ref, confidence=use.proof, scope=use.scope, call=use.ref.resource.helpers[0].call,
                anchor=f"{use.scope.label}:{use.argument}", unstable=use.argument, helper=True,
            )
        )  # fmt: skip
    for (kind, span), (release, receiver) in log.sessions.items():
        event = next((a for a in log.acquires if a.receiver == receiver), None)
        if event is None or kind != "unsettled":
            continue
        common = judge.common(event, judge.confidence(event))
        common["span"] = release
        common["places"] = (Place(span, "connects again before the release is done"),)
        found.append(f.UnsettledRelease(**common))  # type: ignore[arg-type]
    return [*found, *dead_sessions(judge)]


def dead_sessions(judge: Judge) -> list[Fact]:
    """A clean-up that disconnects a client which others go on to use."""
    log, found = judge.log, {}
    ends = [(span, receiver, scope, False) for (span, receiver), scope in log.releases.items()]
    ends += [(a.span, a.receiver, a.scope, True) for a in log.attempts.values() if a.reason == "partial" and a.receiver is not None]
    for span, receiver, scope, partial in ends:
        ref = judge.machine.made.get(receiver)
        if scope.kind != "cleanup" or ref is None:
            continue
        acquires = [a for a in log.acquires if a.receiver == receiver]
        root = _root(scope)
        elsewhere = [a for a in acquires if _root(a.scope) != root]
        owned = any(_root(a.scope) == root for a in acquires)
        if owned and (partial or not elsewhere or judge.machine.shared.get(receiver, "none") == "none"):
            continue
        if not owned and not _is_others(judge, receiver, elsewhere):
            continue
        places = tuple(Place(a.span, "connected here") for a in elsewhere[:1])
        found.setdefault(
            span,
            f.DeadSession(
                span=span, ref=ref[0], confidence=ref[1], scope=scope, anchor=f"{scope.label}:release", partial=partial, places=places,
                shared=judge.machine.shared.get(receiver, "none"),
            ),
        )  # fmt: skip
    return list(found.values())


def _root(scope: Scope) -> Span:
    """What the life a scope belongs to is known by."""
    return scope.root.span


def _is_others(judge: Judge, receiver: Value, elsewhere: list[Acquired]) -> bool:
    """Whether the client belongs to somebody else: handed out by a provider, connected by other functions, exported."""
    if isinstance(receiver, Symbol):
        return not receiver.is_parameter
    if any(a.scope.kind != "module" for a in elsewhere):
        return True
    program = judge.machine.program
    exported = [
        state.environment.get((0, export.cell), frozenset()) for export in program.exports for state in judge.exploration.starts
    ]
    return bool(elsewhere) and any(receiver in values for values in exported)
