"""From endings to facts: which acquire ended open, in which life, and what is the most telling thing to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hangup.flow import facts as f
from hangup.flow.spelling import spell
from hangup.flow.facts import Fact, Place
from hangup.flow.lives import Ending
from hangup.flow.log import Acquired, Attempt, Scope
from hangup.flow.reach import held_outside, reachable
from hangup.flow.state import Connection, Step
from hangup.flow.values import Constant, Object, Symbol, Value
from hangup.ir import operations as ops
from hangup.model import Confidence, Span

if TYPE_CHECKING:
    from hangup.flow.explore import Exploration

SPECIFIC: tuple[type[Fact], ...] = (
    f.AcquiredWithSecret, f.AcquiredToCreate, f.AcquiredOnServer, f.AcquiredInRender, f.AcquiredInLoop, f.Overwritten,
    f.IneffectiveCleanup, f.StaleGuard, f.ReleaseSkipped, f.AcquiredPerEvent, f.NeverReleased, f.CleanupRaces, f.ReacquiredOnEveryChange,
)  # fmt: skip
"""One fact per acquire site: the first of these."""

LEAVING = ("__exit__", "__aexit__", "__del__", "[Symbol.dispose]", "[Symbol.asyncDispose]")
"""What is called when a block that was entered is left."""


@dataclass(frozen=True, eq=False)
class End:
    """How one ending left one connection."""

    ending: Ending
    connection: Connection
    receiver: Value
    excuse: str
    """Who else holds it, where that is a good reason not to release here; else empty."""

    @property
    def is_live(self) -> bool:
        return self.connection.is_live


class Judge:
    """Judges every acquire of an exploration."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.machine = exploration.machine
        self.log = self.machine.log
        self._held: dict[int, dict[Value, str]] = {}
        self._closers: dict[tuple[str, Scope, Value], bool] = {}

    def facts(self) -> list[Fact]:
        """The facts about acquires, at most one per site."""
        best: dict[Span, Fact] = {}
        ends = self._ends()
        for index, event in enumerate(self.log.acquires):
            fact = self._judge(index, event, ends.get(index, []))
            if fact is None:
                continue
            known = best.get(fact.span)
            if known is None or SPECIFIC.index(type(fact)) < SPECIFIC.index(type(known)):
                best[fact.span] = fact
        return list(best.values())

    # ------------------------------------------------------------ endings

    def _ends(self) -> dict[int, list[End]]:
        table: dict[int, list[End]] = {}
        for ending in self.exploration.endings:
            for receiver, connection in ending.state.connections.items():
                if self.log.acquires[connection.acquire].scope.root.span != ending.scope.root.span:
                    continue  # opened in another life, and judged there
                excuse = self._excuse(ending, receiver, connection) if connection.is_live else ""
                table.setdefault(connection.acquire, []).append(End(ending, connection, receiver, excuse))
        return table

    def _excuse(self, ending: Ending, receiver: Value, connection: Connection) -> str:
        """Why an open connection is no fault of this scope: it escaped to an owner that lives on."""
        event = self.log.acquires[connection.acquire]
        if self._is_pair(event):
            return "" if ending.scope.runs == "connection" or self._releases_anywhere(event) else "pair"
        if ending.life in ("raced", "changed", "again"):
            return ""
        if ending.kind == "raise" and ending.scope.running("test"):
            return "failed"  # a test that raises has failed, and ends with its process
        if ending.life in ("ordinary", "event"):
            return self._session_excuse(ending, receiver, event)
        held = self._held.get(id(ending))
        if held is None:
            values = ending.values if ending.kind == "return" else frozenset()
            held = self._held[id(ending)] = held_outside(self.machine, ending.state, values, owner=ending.owner)
        how = held.get(receiver, "")
        if ending.life in ("module", "rerun"):
            return self._module_excuse(ending, receiver, connection)
        if ending.life in ("constructor", "enter") and ending.kind == "raise":
            return "" if how in ("field", "") else how
        if how == "field" or (ending.life in ("method", "constructor", "enter") and how == "module"):
            if self._closed_by_sibling(ending, receiver):
                return how
            return ""
        if not how and event.shared != "none" and ending.kind != "raise":
            open_ended = ending.scope.kind == "function" and bool(self.machine.exported)
            return "shared" if open_ended or self._closed_later(ending, receiver) else ""
        if how == "module" and ending.scope.kind in ("event", "timer", "handler"):
            return how if self._closed_later(ending, receiver) else ""
        if how:
            return how
        if isinstance(receiver, Symbol) and ending.kind != "raise" and not ending.scope.on_server:
            return "borrowed" if ending.scope.kind == "function" and receiver.is_import else ""
        return ""

    def _module_excuse(self, ending: Ending, receiver: Value, connection: Connection) -> str:
        """What top-level code opens lives as long as the process, or as the page: somebody should be able to end it."""
        if ending.life == "rerun":
            return held_outside(self.machine, ending.state, frozenset()).get(receiver, "")
        if self.machine.program.lazy_async or ending.scope.on_server or ending.scope.release_at == "session":
            return "process"
        if any(known == receiver for _, known in self.log.releases):
            return "released"
        exported = [
            ending.state.environment.get((0, export.cell), frozenset()) for export in self.machine.program.exports
        ]
        return "exported" if receiver in reachable(self.machine, ending.state, exported) else ""

    def _session_excuse(self, ending: Ending, receiver: Value, event: Acquired) -> str:
        root = ending.scope.enclosing("component", "hook") or ending.scope
        inside = {ending.scope.span}
        if ending.scope.release_at == "session" or ending.life == "event":
            return "session" if self._closed_later(ending, receiver) else ""
        del root, inside
        return ""

    def _closed_later(self, ending: Ending, receiver: Value) -> bool:
        key = (ending.life, ending.scope, receiver)
        if key not in self._closers:
            self._closers[key] = self.exploration.closers(ending.state, receiver, but=frozenset())
        return self._closers[key]

    def _closed_by_sibling(self, ending: Ending, receiver: Value) -> bool:
        """Whether another method of the instance closes it."""
        key = ("sibling", ending.scope, receiver)
        if key not in self._closers:
            self._closers[key] = self._find_sibling(ending, receiver)
        return self._closers[key]

    def _find_sibling(self, ending: Ending, receiver: Value) -> bool:
        machine = self.machine
        owner = ending.owner
        from hangup.flow.lives import run_function

        for value in ending.state.field(owner, "__class__") or ():
            members = ending.state.heap.get(getattr(value, "members", None), {})  # type: ignore[call-overload]
            for name, values in members.items():
                for closure in values:
                    function_id = getattr(closure, "function", None)
                    if function_id is None or function_id not in self.exploration.releasing or name == "__bases__":
                        continue
                    bound = machine.program.functions[function_id]
                    for ended in run_function(
                        machine, self.exploration.act, ending.state, closure, ending.scope, owner=owner, life="closer",
                        this=frozenset((owner,)),
                    ):  # fmt: skip
                        connection = ended.state.connections.get(receiver)
                        if connection is not None and not connection.is_live:
                            if ending.life != "enter" or name in LEAVING:
                                return True
                            self.log.attempt(Attempt(bound.name_span, "misspelt", name, ending.scope, receiver))
        return ending.life != "enter" and self._closed_later(ending, receiver)

    def _releases_anywhere(self, event: Acquired) -> bool:
        """Whether the scope's own root releases on some path (a pair class is judged only then)."""
        return any(receiver == event.receiver for (_, receiver) in self.log.releases)

    # ------------------------------------------------------------ one acquire

    def _judge(self, index: int, event: Acquired, ends: list[End]) -> Fact | None:
        scope = event.scope
        confidence = self.confidence(event)
        meant = any(not end.is_live for end in ends)
        excuses = ("",) if not meant else ("", "argument")  # what is released here was not given away
        live = [end for end in ends if end.is_live and end.excuse in excuses and end.ending.life not in ("raced", "changed", "again")]
        common = self.common(event, confidence)
        forbidden = set(event.ref.resource.forbid_in)
        if scope.on_server and "server" in forbidden and not self._is_pair(event) and not event.allowed:
            return self._server(event, common, live)
        released = any(not end.is_live for end in ends) or bool(event.user_fields - {"id", "user_id"})
        if not self._is_pair(event) and "server" in forbidden and released and self._creates_users(event):
            return f.AcquiredToCreate(**common)
        if event.secret and not event.allowed and not self._is_pair(event):
            return f.AcquiredWithSecret(**common)
        if scope.kind in ("component", "hook", "initialiser") or (scope.kind == "memo" and scope.runs == "render"):
            if not self._is_pair(event):
                return f.AcquiredInRender(**common)
        again = event.span in self.log.acquired_again and any(e.is_live and e.ending.life == "rerun" for e in ends)
        if scope.running("rerun") and not scope.enclosing("event") and (again or (index, index) in self.log.reacquired):
            return f.AcquiredInRender(**common)
        made_in_loop = any(c.loops and c.object == event.receiver for c in self.log.creates.values())
        looped = event.loops and (made_in_loop or any(self._grows(e) for e in ends) or (index, index) in self.log.reacquired)
        clashing = event.loops and (index, index) in self.log.reacquired and event.shared != "none"
        if clashing and not self._is_pair(event) or looped and live and not (self._is_pair(event) and scope.runs == "connection"):
            return f.AcquiredInLoop(**common, turn="turn of the loop")
        if self._switches(index, event, quiet=not live):
            return f.Overwritten(**common, other_user=True)
        if meant:  # a release behind a question about the resource's own state is no skipped one
            live = [end for end in live if f"asked {end.receiver}" not in end.ending.state.marks]
        if live:
            return self._leak(index, event, common, ends, live)
        return self._quiet(index, event, common, ends)

    def common(self, event: Acquired, confidence: Confidence) -> dict[str, object]:
        handle, call = self.spelled(event.function, event.span)
        places = []
        if event.created is not None and event.created != event.span:
            places.append(Place(event.created, "client constructed here"))
        function = self.machine.program.functions[event.function]
        return {
            "span": event.span, "ref": event.ref, "confidence": confidence, "scope": event.scope, "handle": handle,
            "call": call, "anchor": f"{function.name}:{call}", "shared": event.shared, "places": tuple(places),
        }  # fmt: skip

    def spelled(self, function_id: int, span: Span) -> tuple[str, str]:
        """The receiver and the call as they are written."""
        function = self.machine.program.functions[function_id]
        for block in function.blocks:
            for operation in block.operations:
                if isinstance(operation, ops.Call) and operation.span == span:
                    call = spell(self.machine, function, operation.callee)
                    return call.rpartition(".")[0] or call, call
        return "", ""

    def confidence(self, event: Acquired) -> Confidence:
        """Proof, or what evidence adds up to."""
        if event.proof > Confidence.LOW:
            return event.proof
        noted = self.log.evidence.get(event.receiver, set())
        ref = event.ref
        both = bool(noted & set(ref.acquires)) and bool(noted & set(ref.releases))
        if both or "({id}, token)" in noted or noted & self.machine.knowledge.evidence_names:
            return Confidence.MEDIUM
        return Confidence.LOW

    def _is_outbound(self, event: Acquired) -> bool:
        """A generic pair on an unproved receiver is a client only with a client's arguments or calls."""
        if not event.ref.is_generic or event.proof > Confidence.LOW:
            return True
        noted = self.log.evidence.get(event.receiver, set())
        return "({id}, token)" in noted or bool(noted & self.machine.knowledge.evidence_names)

    def _creates_users(self, event: Acquired) -> bool:
        """In a loop, for a user that differs from turn to turn, and nothing else is done with the connection."""
        if not event.loops or not event.user_key or any(isinstance(v, Constant) for v in event.user_key):
            return False
        used = self.log.uses.get(event.receiver, set())
        if any(isinstance(v, Symbol) and v.is_parameter and "[]" not in v.path for v in event.user_key):
            return False
        return not (used - self.machine.knowledge.token_names)

    def _is_pair(self, event: Acquired) -> bool:
        """Whether the receiver is a registry of the program's own rather than a client: its class offers both halves,
        or both halves are called on it and nothing says that it is a client."""
        return event.paired_class or not self._is_outbound(event)

    def _grows(self, end: End) -> bool:
        return isinstance(end.receiver, Object) and end.receiver.serial >= 1 and end.is_live

    # ------------------------------------------------------------ server

    def _server(self, event: Acquired, common: dict[str, object], live: list[End]) -> Fact:
        if self._creates_users(event):
            return f.AcquiredToCreate(**common)  # type: ignore[arg-type]
        if event.secret:
            return f.AcquiredWithSecret(**common)  # type: ignore[arg-type]
        return f.AcquiredOnServer(**common, paired=not live)  # type: ignore[arg-type]

    # ------------------------------------------------------------ leaks

    def _leak(self, index: int, event: Acquired, common: dict[str, object], ends: list[End], live: list[End]) -> Fact | None:
        scope = event.scope
        if scope.enclosing("timer"):
            return f.AcquiredInLoop(**common, turn="tick of the timer")  # type: ignore[arg-type]
        worst = live[0]
        overwritten = self.log.overwritten.get(worst.receiver)
        if overwritten is not None:
            common["places"] = (*common["places"], Place(overwritten, "the handle is written over here"))  # type: ignore[misc]
            return f.Overwritten(**common)  # type: ignore[arg-type]
        same_life = [end for end in ends if end.ending.life == worst.ending.life and end.ending.scope == worst.ending.scope]
        closed = [end for end in same_life if not end.is_live]
        handed = [end for end in same_life if end.is_live and end.excuse]
        if self._is_pair(event) and scope.runs != "connection" and not closed:
            return None
        if closed or (handed and worst.ending.kind == "raise"):
            return self._skipped(event, common, closed, live)
        attempt = self._attempt(event, worst)
        if attempt is not None:
            common["places"] = (*common["places"], Place(attempt.span, _WHY.get(attempt.reason, "this does not release it")))  # type: ignore[misc]
            return f.IneffectiveCleanup(**common, reason=attempt.reason, release=attempt.method)  # type: ignore[arg-type]
        if scope.enclosing("event") and not self._is_pair(event):
            return f.AcquiredPerEvent(**common)  # type: ignore[arg-type]
        places = list(common["places"])  # type: ignore[call-overload]
        if scope.kind == "effect":
            places.append(Place(scope.span, f"runs {'whenever its dependencies change' if scope.runs == 'change' else 'again and again' if scope.runs == 'render' else 'at every mount'}, and returns no clean-up for it"))
        common["places"] = tuple(places)
        bounded = scope.kind == "module" or event.shared != "none" and scope.runs in ("mount", "once", "")
        return f.NeverReleased(**common, bounded=bounded)  # type: ignore[arg-type]

    def _skipped(self, event: Acquired, common: dict[str, object], closed: list[End], live: list[End]) -> Fact | None:
        ranked = sorted(live, key=lambda end: (end.ending.kind != "raise", _raising(end) == "is cancelled", end.ending.span))
        end = ranked[0]
        if not closed and event.shared != "none":
            return None
        step = _last_step(end.ending.state.trace)
        places = list(common["places"])  # type: ignore[call-overload]
        way = "branch"
        if end.ending.kind == "raise" and step is not None:
            way = "cancel" if step.what == "is cancelled" else "raise"
            places.append(Place(step.span, "if this is cancelled, the connection stays open" if way == "cancel" else "if this raises, the connection stays open"))
        elif step is not None and step.what == "return":
            way = "return"
            places.append(Place(step.span, "returns here with the connection open"))
        common["places"] = tuple(places)
        return f.ReleaseSkipped(**common, way=way, never_meant=not closed)  # type: ignore[arg-type]

    def _attempt(self, event: Acquired, end: End) -> Attempt | None:
        """A release that was meant for this connection and did not reach it."""
        names = set(event.ref.releases)
        found = [a for a in self.log.attempts.values() if a.method in names or a.reason == "misspelt"]
        for span, waiting in self.log.unawaited.items():
            if span not in self.log.awaited:
                found.append(waiting)
        for attempt in found:
            if attempt.reason in ("partial", "not-awaited", "misspelt", "wrong-arguments") and self._same(attempt.receiver, end.receiver):
                return attempt
            if attempt.reason in ("null", "unresolved", "other") and self._related(attempt, event):
                return attempt
        return self._dead_release(event, end)

    def _same(self, one: Value | None, other: Value) -> bool:
        """The same object, or the same construction in another run of its function."""
        created = self.machine.created_at
        return one == other or (one is not None and one in created and created[one] == created.get(other))

    def _related(self, attempt: Attempt, event: Acquired) -> bool:
        """Whether an attempt belongs to the life the acquire belongs to."""
        root = event.scope.enclosing("component", "hook", "handler", "method", "function", "mount", "module")
        other = attempt.scope.enclosing("component", "hook", "handler", "method", "function", "mount", "module")
        if root is None or other is None or root.span != other.span:
            return False
        if attempt.reason == "other" and attempt.receiver is not None and self._is_live_elsewhere(attempt.receiver):
            return False
        return attempt.scope.kind in ("cleanup", "handler", "function", "method", "module", "mount", "effect")

    def _is_live_elsewhere(self, receiver: Value) -> bool:
        """The receiver has a connection of its own that this release is for."""
        return any(event.receiver == receiver for event in self.log.acquires)

    def _dead_release(self, event: Acquired, end: End) -> Attempt | None:
        """A release that stands there and is never reached, or looked up and never called."""
        program = self.machine.program
        for function_id in sorted(self._nested(event)):
            function = program.functions[function_id]
            for block in function.blocks:
                for operation in block.operations:
                    if isinstance(operation, ops.GetAttr) and operation.name in event.ref.releases:
                        reason = self._why_dead(function_id, operation)
                        if reason:
                            return Attempt(operation.span, reason, operation.name, event.scope, end.receiver)
        return None

    def _why_dead(self, function_id: int, operation: ops.GetAttr) -> str:
        if function_id not in self.log.entered:
            return self.log.returned.get(function_id, "inner")
        if operation.span not in self.log.touched:
            return "guard"
        return "" if operation.span in self.log.called else "not-called"

    def _nested(self, event: Acquired) -> set[int]:
        """The functions inside the root of the life an acquire belongs to; a handler that never ran is not among them."""
        program = self.machine.program
        root = event.scope.enclosing("effect", "mount", "method", "function", "handler", "event", "timer")
        start = {fn.id for fn in program.functions if root is not None and fn.id == event.function}
        component = event.scope.enclosing("component", "hook")
        if component is not None:
            start |= {fn.id for fn in program.functions if fn.name_span == component.span}
        found = set(start)
        for function in program.functions:
            if function.parent in found:
                found.add(function.id)
        handlers = self.log.handlers
        return {fn for fn in found if fn not in handlers and not self._is_module(fn)}

    def _is_module(self, function_id: int) -> bool:
        return function_id == 0

    # ------------------------------------------------------------ closed, and still not right

    def _quiet(self, index: int, event: Acquired, common: dict[str, object], ends: list[End]) -> Fact | None:
        races = [end for end in ends if end.is_live and end.ending.life == "raced"]
        races = [end for end in races if f"asked {end.receiver}" not in end.ending.state.marks]
        quiet = any(not end.is_live and end.ending.life == "ordinary" for end in ends)
        if races and quiet and event.scope.enclosing("effect", "mount"):
            return self._race(event, common, races)
        effect = event.scope.enclosing("effect")
        reason = self.log.reruns.get(effect.span) if effect is not None else None
        if reason is not None and event.span in self.log.acquired_again:
            return f.ReacquiredOnEveryChange(**common, unstable=reason)  # type: ignore[arg-type]
        if index in self.log.stale:
            return f.StaleGuard(**common)  # type: ignore[arg-type]
        for end in ends:
            place = self.log.overwritten.get(end.receiver)
            if end.is_live and end.ending.life in ("changed", "again") and place is not None:
                common["places"] = (*common["places"], Place(place, "the handle is written over here"))  # type: ignore[misc]
                return f.Overwritten(**common)  # type: ignore[arg-type]
        return None

    def _switches(self, index: int, event: Acquired, *, quiet: bool) -> bool:
        """Whether this acquire came for another user while the same client was connected."""
        if event.loops or (self._is_pair(event) and event.scope.runs != "connection"):
            return False
        pairs = [(old, new) for (old, new), who in self.log.reacquired.items() if new == index and who == "other"]
        return any(old != new or self._is_pair(event) or quiet for old, new in pairs)

    def _race(self, event: Acquired, common: dict[str, object], races: list[End]) -> Fact:
        seen = any(end.connection.status == "orphan" for end in races)
        late = all(
            end.ending.cut_at is None or end.receiver not in end.ending.cut_at.connections for end in races
        )
        return f.CleanupRaces(**common, unseen=not seen and not late, late=late)  # type: ignore[arg-type]


_WHY = {
    "null": "at that time this is still empty",
    "unresolved": "this name is not declared here",
    "other": "this is another client",
    "not-awaited": "this only makes a coroutine: without `await` it never runs",
    "wrong-arguments": "this is for another key than was connected",
    "partial": "this closes the socket only",
    "misspelt": "no framework calls a method of this name",
    "guard": "this is never reached: what it asks for is not true at that time",
    "not-called": "this names the method and does not call it",
    "inner": "nobody calls this function",
    "async": "an async function returns a promise, not its clean-up",
}


def _raising(end: End) -> str:
    step = _last_step(end.ending.state.trace)
    return step.what if step is not None else ""


def _last_step(step: Step | None) -> Step | None:
    """The last step behind which nothing was opened or closed any more."""
    while step is not None and step.what not in ("raises", "is cancelled", "return", "raise"):
        step = step.before
    return step
