"""What the analysis knows of each place where a connection is made, opened or closed: the account ``hangup why`` gives.

Values only, with positions in the program. Words, files and suppressions are added outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hangup.flow.connections.attempts import WHY
from hangup.flow.connections.grounds import ground
from hangup.flow.domain.state import State
from hangup.flow.execution.log import Ground, Scope
from hangup.flow.execution.spelling import spell
from hangup.flow.exploration.origins import framework_of
from hangup.flow.facts import Fact, Place
from hangup.flow.verdicts.cases import Case, End
from hangup.flow.verdicts.dismissals import Dismissal
from hangup.flow.verdicts.excuses import EXCUSES
from hangup.flow.verdicts.particulars import spelled
from hangup.ir import operations as ops
from hangup.model import Confidence, Span
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.flow.execution.machine import Machine
    from hangup.flow.verdicts.judge import Judge


@dataclass(frozen=True, slots=True)
class Frame:
    """A scope that a place lies in: what it is, how often it runs, and by which framework's description."""

    label: str
    kind: str
    runs: str
    server: bool
    framework: str
    span: Span


@dataclass(frozen=True, slots=True)
class Exit:
    """One way the life of an owner ends, and how it leaves the connection.

    ``life`` and ``kind`` as in :class:`hangup.flow.exploration.lives.Ending`, ``status`` as in
    :class:`hangup.flow.domain.state.Connection`. ``released`` is where it was closed, ``step`` the last thing that
    happened on the way out. ``excuse`` says, in words, who answers for it where it stays open; empty for nobody.
    """

    life: str
    kind: str
    status: str
    span: Span
    scope: str
    released: Span | None
    step: Place | None
    excuse: str

    @property
    def is_open(self) -> bool:
        return self.status in ("pending", "open", "orphan")


@dataclass(frozen=True, slots=True)
class Opening:
    """A call that opens a connection, in one of the scopes it was reached in.

    ``resource`` is the SDK's id, empty where nothing but a name is known.
    ``answers`` are the questions that were asked of it and what came of them; the last is a fact, or all are
    dismissals. ``is_registry``: it is a registry of the program's own rather than a client.
    """

    span: Span
    call: str
    handle: str
    resource: str
    noun: str
    confidence: Confidence
    ground: Ground
    shared: str
    is_registry: bool
    frames: tuple[Frame, ...]
    """The scopes it lies in, innermost first; the last is the file."""
    owner: Frame
    """The outermost scope below the file: it must close it, unless somebody who lives longer holds it."""
    exits: tuple[Exit, ...]
    answers: tuple[Dismissal | Fact, ...]

    @property
    def fact(self) -> Fact | None:
        return next((answer for answer in self.answers if isinstance(answer, Fact)), None)


@dataclass(frozen=True, slots=True)
class Closing:
    """A call that closes connections, or was meant to. ``reason`` says why it closes nothing."""

    span: Span
    call: str
    frame: Frame
    opened: tuple[Span, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Making:
    """A construction of a resource."""

    span: Span
    call: str
    resource: str
    confidence: Confidence
    shared: str
    connects: bool
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A call with the name of one that opens a connection, which was not taken for one."""

    span: Span
    call: str
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that is known of a program, in order of position."""

    openings: tuple[Opening, ...] = ()
    closings: tuple[Closing, ...] = ()
    makings: tuple[Making, ...] = ()
    passed: tuple[Passed, ...] = ()
    facts: tuple[Fact, ...] = ()


def account(judge: Judge, facts: Iterable[Fact]) -> Account:
    """The account of what a judge has judged."""
    return Account(
        tuple(sorted((_opening(judge, case) for case in judge.cases()), key=lambda opening: opening.span)),
        tuple(sorted(_closings(judge), key=lambda closing: closing.span)),
        tuple(sorted(_makings(judge), key=lambda making: making.span)),
        tuple(sorted(_passed(judge.machine), key=lambda passed: passed.span)),
        tuple(facts),
    )


def _opening(judge: Judge, case: Case) -> Opening:
    event, machine = case.event, judge.machine
    handle, call = spelled(machine, event)
    known = "" if event.ref.is_generic else event.ref.sdk.id
    exits = dict.fromkeys(_exit(end) for end in case.ends if end.ending.life != "closer")
    return Opening(
        event.span, call, handle, known, event.ref.resource.noun, case.common["confidence"],
        ground(machine, event), event.shared, case.is_registry, tuple(_frames(machine, event.scope)),
        _frame(machine, event.scope.root), tuple(exits), tuple(judge.answers(case)),
    )  # fmt: skip


def _frames(machine: Machine, scope: Scope | None) -> Iterator[Frame]:
    while scope is not None:
        yield _frame(machine, scope)
        scope = scope.parent


def _frame(machine: Machine, scope: Scope) -> Frame:
    return Frame(scope.label, scope.kind, scope.runs, scope.server, framework_of(machine, scope), scope.span)


def _exit(end: End) -> Exit:
    ending, connection = end.ending, end.connection
    closed = _last(ending.state, "closed") if end.is_closed else None
    step = end.last_step
    return Exit(
        ending.life, ending.kind, connection.status, ending.span, ending.scope.label, closed,
        None if step is None else Place(step.span, step.what), EXCUSES.get(end.excuse, end.excuse),
    )  # fmt: skip


def _last(state: State, what: str) -> Span | None:
    step = state.trace
    while step is not None and step.what != what:
        step = step.before
    return None if step is None else step.span


def _closings(judge: Judge) -> Iterator[Closing]:
    machine, log = judge.machine, judge.log
    opened: dict[Span, dict[Span, None]] = {}
    scopes: dict[Span, Scope] = {}
    for (span, receiver), scope in log.releases.items():
        scopes.setdefault(span, scope)
        found = opened.setdefault(span, {})
        found |= {event.span: None for event in log.acquires if event.receiver == receiver}
    reasons = {attempt.span: attempt for attempt in (*log.unawaited.values(), *log.attempts.values())}
    for span in log.awaited:
        if span in reasons and reasons[span].reason == "not-awaited":
            del reasons[span]
    for span, scope in scopes.items():
        if opened[span]:
            yield Closing(span, _call_at(machine, span), _frame(machine, scope), tuple(sorted(opened[span])))
    for span, attempt in reasons.items():
        if not opened.get(span):
            reason = WHY.get(attempt.reason, "nothing is open at that time")
            yield Closing(span, _call_at(machine, span) or attempt.method, _frame(machine, attempt.scope), (), reason)


def _makings(judge: Judge) -> Iterator[Making]:
    for event in judge.log.creates.values():
        _, call = spelled(judge.machine, event)
        yield Making(
            event.span, call, event.ref.sdk.id, event.proof, event.shared, event.connects,
            tuple(_frames(judge.machine, event.scope)),
        )  # fmt: skip


def _call_at(machine: Machine, span: Span) -> str:
    """The call at a place as it is written."""
    for function in machine.program.functions:
        for block in function.blocks:
            for operation in block.operations:
                if isinstance(operation, ops.Call) and operation.span == span:
                    return spell(machine, function, operation.callee)
                if isinstance(operation, ops.GetAttr) and operation.span == span:
                    return spell(machine, function, operation.result)
    return ""


def _passed(machine: Machine) -> Iterator[Passed]:
    """Calls that are named like one that opens a connection and were not counted as one."""
    counted = {event.span for event in machine.log.acquires}
    for function in machine.program.functions:
        for block in function.blocks:
            for operation in block.operations:
                if not isinstance(operation, ops.Call) or operation.span in counted:
                    continue
                looked_up = machine.definition(function, operation.callee)
                if isinstance(looked_up, ops.GetAttr) and looked_up.name in machine.knowledge.acquire_names:
                    call = spell(machine, function, operation.callee)
                    yield Passed(operation.span, call, _why_passed(machine, function.id, operation.span, call))


def _why_passed(machine: Machine, function: int, span: Span, call: str) -> str:
    known = machine.log.passed.get(span)
    if known is not None:
        return known
    if function not in machine.log.entered and function != 0:
        return "nothing runs the function it stands in"
    name = call.rpartition(".")[2]
    if any(known.name == name for known in machine.program.functions):
        return "the program has a function of this name, which is followed instead"
    return "no path leads here"
