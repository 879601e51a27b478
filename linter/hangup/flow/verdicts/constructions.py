"""Facts about constructions, which stand beside those about acquires."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, cast

from hangup.flow import facts as f
from hangup.flow.domain.values import NULL, Object, Symbol, Value
from hangup.flow.execution.elements import is_computed, is_given, is_of_a_run, is_of_an_element
from hangup.flow.execution.log import Created, HelperCall, Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.facts import Common, Fact, Place
from hangup.flow.frameworks.offers import offered
from hangup.flow.verdicts.evidence import made_on_server
from hangup.flow.verdicts.particulars import noting, particulars
from hangup.ir import operations as ops
from hangup.ir.program import Function, Loop
from hangup.model import Span

if TYPE_CHECKING:
    from hangup.flow.verdicts.judge import Judge


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
    if not _is_dear(event):
        return None
    scope = event.scope
    again = (event.span, scope) in judge.log.created_again
    rendering = scope.kind in ("component", "hook") and scope.runs == "render"
    rerunning = scope.running("rerun") and scope.kind not in ("memo", "event")
    if again and (rendering or rerunning):
        keeper = offered(judge.machine, event.span, "state") if rendering else None
        effect = offered(judge.machine, event.span, "effect") if rendering else None
        acquire = _acquire(judge, event)
        connects = event.connects or (acquire is not None and event.span not in judge.log.dropped)
        common = _common(judge, event)
        return f.CreatedPerRender(**common, connects=connects, keeper=keeper, effect=effect, acquire=acquire)
    if rendering:
        return None
    if event.loops and (event.open_ended or _varies(event) or _is_for(judge, _whom(judge, event), is_of_an_element)):
        return None
    exchanged = event.span in judge.log.exchanged and (event.span, scope) not in judge.log.amassed
    if not event.loops and (_is_for_its_run(judge, event) or exchanged or _is_of_a_row(judge, event)):
        return None
    if event.loops and _lasts(judge.machine, event):
        return None
    if not event.pool and _is_for(judge, event.key, is_computed):
        return None
    run = ("turn of the loop" if event.loops else _run(event)) if again else ""
    connects = _acquire(judge, event) is not None
    if not run or (connects and event.object in judge.machine.allowed):
        return None  # connected on purpose, as the user of this run: a client for all holds one user for all
    return f.CreatedPerRun(**_common(judge, event), run=run, connects=connects)


def _whom(judge: Judge, event: Created) -> tuple[Hashable, ...]:
    """What a client is constructed for, and as whom it connects where the turn closes it: one client is one user."""
    ends = {scope for (_, known), scope in judge.log.releases.items() if known == event.object}
    closed = event.ref.resource.is_of_user and event.scope in ends
    users = [a.user_key for a in judge.log.acquires if closed and a.receiver == event.object]
    return (event.key, *users)


def _lasts(machine: Machine, event: Created) -> bool:
    """Whether a turn lasts as long as what it has made: it goes on, in a loop of its own, until something ends or
    fails, and the next turn begins anew.
    """
    function = machine.program.functions[event.function]
    at = {b.id for b in function.blocks for o in b.operations if isinstance(o, ops.Call) and o.span == event.span}
    return any(at.isdisjoint(loop.blocks) and _waits(machine, function, loop) for loop in function.loops)


def _waits(machine: Machine, function: Function, loop: Loop) -> bool:
    """Whether nobody knows how long a loop goes on: it has a condition, or waits for what comes."""
    asked = (o for o in function.blocks[loop.header].operations if isinstance(o, ops.HasNext))
    begun = [machine.definition(function, operation.iterator) for operation in asked]
    return loop.kind == "while" or any(isinstance(each, ops.Iterate) and each.is_async for each in begun)


def _is_for_its_run(judge: Judge, event: Created) -> bool:
    """Whether a client is made of what the run is given: there are as many as there are accounts.

    A task is given what it is about. A request is given all there is, and what its framework hands to it.
    """
    functions = judge.machine.program.functions
    around: set[str] = set()
    parent = functions[event.function].parent
    while parent is not None:
        around.add(f"parameter:{parent}:")
        parent = functions[parent].parent

    def belongs(machine: Machine, value: Value) -> bool:
        if isinstance(value, Symbol) and value.root.startswith(tuple(around)):
            return False
        return is_of_a_run(machine, value) if event.scope.running("task") else is_given(machine, value)

    return bool(event.scope.running("request", "connection", "task")) and _is_for(judge, event.key, belongs)


def _is_of_a_row(judge: Judge, event: Created) -> bool:
    """Whether a handler of several rows keeps the client that it constructs, which is connected as the user of its row:
    there are as many as there are users.
    """
    if "kept" not in judge.log.uses.get(event.object, ()):
        return False
    users = [a.user_key for a in judge.log.acquires if a.created == event.span and event.ref.resource.is_of_user]
    return event.scope.enclosing("event") is not None and _is_for(judge, tuple(users), is_of_an_element)


def _varies(event: Created) -> bool:
    """Whether an argument has several possible values: the elements of a list that is written out are known."""
    return any(len(values) > 1 for values in _by_argument(event).values())


def _is_for(judge: Judge, part: object, belongs: Callable[[Machine, Value], bool]) -> bool:
    """Whether something in what a client is made for belongs to the element of a turn, or to what a run is given."""
    if isinstance(part, frozenset | tuple):
        return any(_is_for(judge, inner, belongs) for inner in cast("Iterable[object]", part))
    return isinstance(part, Symbol | Object) and belongs(judge.machine, part)


def _is_dear(event: Created) -> bool:
    """Whether one would do: it connects, and it is neither shared, nor kept, nor meant for a short life."""
    resource = event.ref.resource
    if event.shared != "none" or event.kept or resource.scope in ("block", "component", "request"):
        return False
    if resource.parent is not None and not event.pool:
        return False
    return bool(resource.acquire or event.pool or event.connects)


def _run(event: Created) -> str:
    """What makes the construction's scope run again."""
    scope = event.scope
    if scope.enclosing("effect", "cleanup", "memo"):
        return ""
    if scope.running("request", "connection") and scope.kind != "module":
        return "request"
    if scope.running("task"):
        return "task"
    handler = scope.enclosing("event")
    if handler is not None:
        return "" if handler.runs == "change" else "event"
    return "tick" if scope.enclosing("timer") else ""


def _acquire(judge: Judge, event: Created) -> Span | None:
    """Where what is constructed connects, which may be the construction."""
    if event.connects:
        return event.span
    return next((a.span for a in judge.log.acquires if a.receiver == event.object), None)


def _common(judge: Judge, event: Created) -> Common:
    return particulars(judge.machine, event, event.proof)


def _several(judge: Judge) -> Iterator[Fact]:
    """A shared getter called with different arguments; two clients of their own for one key, both connected."""
    by_resource: dict[tuple[str, str], list[Created]] = {}
    served = made_on_server(judge.machine)
    for event in sorted(judge.log.creates.values(), key=lambda e: e.span):
        resource = event.ref.resource
        if resource.scope in ("session", "process") and (resource.parent is None or event.pool):
            by_resource.setdefault(event.ref.key, []).append(event)  # another one is made for a use of its own
    for events in by_resource.values():
        for first, event in combinations(events, 2):
            if event.span == first.span or event.shared != first.shared:
                continue
            if event.scope.on_server != first.scope.on_server or (event.span in served) != (first.span in served):
                continue  # in two programs
            if judge.machine.program.is_part and event.secret != first.secret:
                continue  # what would tell which program each is in may not be here
            common = noting(_common(judge, event), first.span, "the first one")
            if _is_of_a_server(judge, event, first):
                continue
            if first is events[0] and event.shared == "global" and _is_another(event, first):
                yield f.SeveralClients(**common, differing=True)
            elif event.shared == "none" and _is_of_first(first, events) and _is_doubled(judge, first, event):
                yield f.SeveralClients(**common, differing=False, first=first.span if first.pool else None)
    yield from _kept_apart(judge)
    yield from _helped_twice(judge)


def _helped_twice(judge: Judge) -> Iterator[Fact]:
    """Two helpers of an SDK in one component make a client each, for the same."""
    for first, second in combinations(sorted(judge.log.helped.values(), key=lambda use: use.span), 2):
        if first.span != second.span and _is_asked_again(first, second):
            yield f.SeveralClients(
                span=second.span, ref=second.ref, confidence=second.proof, scope=second.scope,
                call=second.ref.resource.helpers[0].call, anchor=f"{second.scope.label}:helper",
                places=(Place(first.span, "the first one"),), differing=False,
            )  # fmt: skip


def _is_asked_again(first: HelperCall, second: HelperCall) -> bool:
    """Whether two helpers of one life are asked for the client of one user."""
    return (
        first.ref.key == second.ref.key
        and first.scope.root == second.scope.root
        and first.key == second.key != frozenset()
    )


def _is_of_a_server(judge: Judge, one: Created, other: Created) -> bool:
    """Whether one is made for what is mounted in a browser, and the other one with the secret, for nothing mounted."""
    if one.secret == other.secret:
        return False
    made = (event for event in judge.log.creates.values() if event.span in (one.span, other.span))
    return {event.secret for event in made if event.scope.enclosing("component", "hook") is not None} == {False}


def _is_of_first(first: Created, events: Sequence[Created]) -> bool:
    """Whether two are compared: all that are connected as somebody, others with the first one alone."""
    return first is events[0] or first.ref.resource.is_of_user


def _is_another(event: Created, first: Created) -> bool:
    return event.secret != first.secret or _differ(event, first)


def _is_doubled(judge: Judge, first: Created, event: Created) -> bool:
    """Whether two are made for the same, and are there at the same time."""
    brief = event.ref.resource.scope == "block" or event.ref.resource.parent is not None
    if event.key != first.key or (brief and not event.pool) or event.pool != first.pool:
        return False
    if not judge.log.reserved.isdisjoint({first.object, event.object}):
        return False
    return _is_same_user(judge, first, event) and _are_open_together(judge, first, event)


def _kept_apart(judge: Judge) -> Iterator[Fact]:
    """A getter keeps one client for each of its arguments, and they say no more than how the client behaves."""
    seen: set[Span] = set()
    for event in judge.log.creates.values():
        keys, tuning = judge.log.kept_for.get(event.span, (frozenset(), frozenset()))
        if event.span not in seen and any(_differ_in(one, other, tuning) for one, other in combinations(keys, 2)):
            seen.add(event.span)
            yield f.SeveralClients(**_common(judge, event), differing=False, kept_apart=True)


def _differ_in(one: frozenset[Hashable], other: frozenset[Hashable], tuning: frozenset[str]) -> bool:
    """Whether two differ in arguments of these names alone."""
    entries = [cast("tuple[Hashable, ...]", entry) for entry in one ^ other if isinstance(entry, tuple)]
    differing = {str(entry[0]) for entry in entries}
    return bool(differing) and differing <= tuning


def _differ(later: Created, first: Created) -> bool:
    """Whether a construction is given an argument that the first was not, whichever of their values they have."""
    asked, known = _by_argument(later), _by_argument(first)
    return any(name not in known or not _may_equal(asked[name], known[name]) for name in asked)


def _may_equal(ones: set[Hashable], others: set[Hashable]) -> bool:
    """Whether two sets of possible values have one in common, or one of which it is not known what it is: a computed
    one, what is known by its name beside a literal, and what two functions are given under the same name.
    """
    names = [value for value in ones | others if isinstance(value, Symbol)]
    named = len(names) < len(ones | others) and bool(names)
    if ones & others or named or any(name.root.startswith("unknown:") for name in names):
        return True
    return not {_given_as(value) for value in ones}.isdisjoint({_given_as(value) for value in others} - {None})


def _given_as(value: Hashable) -> tuple[str, ...] | None:
    """The name under which a function is given a value: that of the member of a parameter, else the parameter's."""
    if not isinstance(value, Symbol) or not value.is_parameter:
        return None
    return value.path or (value.root.rsplit(":", 1)[-1],)


def _by_argument(event: Created) -> dict[Hashable, set[Hashable]]:
    """The possible values of each argument, and of each member of a record."""
    found: dict[Hashable, set[Hashable]] = {}
    for entry in event.key:
        if isinstance(entry, tuple):
            *name, value = cast("tuple[Hashable, ...]", entry)
            values = cast("frozenset[Hashable]", value) if isinstance(value, frozenset) else {value}
            found.setdefault(tuple(name), set()).update(values)
    return found


def _is_same_user(judge: Judge, first: Created, second: Created) -> bool:
    """Both connect, for one user, in one scope."""
    ones, others = ([a for a in judge.log.acquires if a.created == event.span] for event in (first, second))
    if first.pool and second.pool and not (ones and others):
        return first.scope == second.scope and first.function == second.function
    return any(
        a.user_key == b.user_key and bool(first.key or a.user_key - NULL) and _share_a_life(a.scope, b.scope)
        for a in ones
        for b in others
    )


def _are_open_together(judge: Judge, first: Created, second: Created) -> bool:
    """Whether one is still open when the other one is opened. A pool is open as long as it is there."""
    return not judge.log.beside.isdisjoint({(first.span, second.span), (second.span, first.span)})


def _share_a_life(one: Scope, other: Scope) -> bool:
    """Whether what two scopes open may be open at the same time: they are one, or parts of one."""
    return one == other or (one.parent == other.parent and one.parent is not None and one.parent.kind != "module")
