"""What happened while the program was run abstractly: scopes, and the events that facts are made of."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, cast

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.domain.values import Arguments, Object, Value, Values
from hangup.model import Confidence, Span
from hangup.records import dataclass, field, fields


@dataclass(frozen=True)
class Scope:
    """A piece of code with a life, as it was entered: how often it runs, and what it runs inside of."""

    kind: str
    """module, component, hook, effect, cleanup, event, handler, timer, later, element, function, method,
    initialiser."""
    runs: str
    """A value of ``catalogue.schema.Runs``, or an empty text where nothing is known."""
    label: str
    span: Span
    parent: Scope | None = None
    server: bool = False
    dependencies: tuple[str, ...] | None = None
    release_at: str = "component"
    around: Scope | None = field(default=None, compare=False)
    """Where a callback that runs once was handed over: it runs as often."""
    is_ended: bool = field(default=False, compare=False)
    """The program says what is to be done when the life of what it mounts is over."""

    def __hash__(self) -> int:
        return hash((self.kind, self.span, self.label))

    def enclosing(self, *kinds: str) -> Scope | None:
        """The innermost scope of one of these kinds, this one included."""
        scope: Scope | None = self
        while scope is not None:
            if scope.kind in kinds:
                return scope
            scope = scope.parent
        return None

    def running(self, *runs: str) -> Scope | None:
        """The innermost scope that runs this often. What is called by itself does not run as what it stands in."""
        scope: Scope | None = self
        while scope is not None:
            if scope.runs in runs:
                return scope
            called = scope.kind in ("handler", "timer") or (scope.kind, scope.runs) == ("memo", "once")
            scope = None if called else scope.parent
        return None

    @property
    def happens_once(self) -> bool:
        """Whether this runs once for the program: the module, and what is put off in it and in nothing else."""
        if self.kind == "module":
            return True
        later = (self.kind, self.runs) == ("later", "once")
        return later and (self.parent is None or self.parent.happens_once)

    @property
    def root(self) -> Scope:
        """The outermost scope below the module: the component, handler or class whose life this is part of."""
        scope = self
        while scope.parent is not None and scope.parent.kind != "module":
            scope = scope.parent
        return scope

    @property
    def on_server(self) -> bool:
        """Whether it runs on a server. A component that is rendered there has no effects and events there."""
        if self.server or self.parent is None:
            return self.server
        rendered = self.parent.kind in ("component", "hook") and self.kind not in (
            "component",
            "hook",
            "memo",
            "initialiser",
        )
        return not rendered and self.parent.on_server


@dataclass(frozen=True, slots=True)
class Ground:
    """How the receiver of a call is known to be a resource.

    ``kind``: ``constructor``, ``annotation``, ``provider`` (a hook or function hands it out), ``owner`` (so does a
    hook that opens and closes it), ``class`` (one of the program's own, with both halves of a pair), ``evidence``
    (other signs), ``name`` (the call's name alone).
    ``text`` is the call, the type or the signs as they are written, ``module`` where it is imported from, ``span``
    where it stands.
    """

    kind: str
    text: str = ""
    module: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class LoopInfo:
    """A loop an event happened in. ``element``: a callback that is called for each element counts as well."""

    kind: str
    span: Span


@dataclass(frozen=True, eq=False)
class Acquired:
    """An acquire that was reached."""

    span: Span
    function: int
    scope: Scope
    ref: ResourceRef
    receiver: Value
    proof: Confidence
    method: str
    loops: tuple[LoopInfo, ...]
    user: Values
    created: Span | None
    shared: str
    secret: bool
    paired_class: bool = False
    """The receiver's class is the program's own and offers both halves of a pair."""
    arguments: Arguments | None = None
    user_fields: frozenset[str] = frozenset()
    user_key: frozenset[object] = frozenset()
    """Whom the connection is for: the id of the user record."""
    allowed: bool = False
    """An option at the construction permits the use that would be a finding."""
    in_browser: bool = False
    """A question that only a browser answers so led here."""


@dataclass(frozen=True, eq=False)
class Created:
    """A construction that was reached."""

    span: Span
    function: int
    scope: Scope
    ref: ResourceRef
    proof: Confidence
    shared: str
    connects: bool
    pool: bool
    loops: tuple[LoopInfo, ...]
    object: Value
    key: frozenset[Hashable]
    secret: bool
    kept: bool = False
    """Created where its result is kept while the scope runs again (a ref, a state initialiser, a memo)."""
    open_ended: bool = False
    """Arguments are spread into the call: what it is made for is not known."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call that was meant as a release and closed nothing."""

    span: Span
    reason: str
    """null, unresolved, other, not-awaited, not-called, handed-back, partial, finished, overridden."""
    method: str
    scope: Scope
    receiver: Value | None = None


@dataclass(frozen=True, eq=False)
class HelperUse:
    """A helper of an SDK that is given an argument which is new in every render."""

    span: Span
    scope: Scope
    ref: ResourceRef
    argument: str
    proof: Confidence


@dataclass(frozen=True, eq=False)
class HelperCall:
    """A call of a helper of an SDK, with what its client is for: the options that may not change, by their names."""

    span: Span
    scope: Scope
    ref: ResourceRef
    proof: Confidence
    key: frozenset[Hashable]


@dataclass
class Log:
    """Everything noted during the analysis of one file."""

    acquires: list[Acquired] = field(default_factory=list[Acquired])
    creates: dict[tuple[Span, Scope], Created] = field(default_factory=dict[tuple[Span, Scope], Created])
    beside: set[tuple[Span | None, Span | None]] = field(default_factory=set[tuple[Span | None, Span | None]])
    """Constructions of connections that were open, each with that of one that was opened then."""
    created_again: set[tuple[Span, Scope]] = field(default_factory=set[tuple[Span, Scope]])
    """Constructions that were reached twice in one life, in a scope."""
    exchanged: set[Span] = field(default_factory=set[Span])
    """Constructions of what a later run closes: it is there from one run to the next."""
    kept_for: dict[Span, tuple[frozenset[frozenset[Hashable]], frozenset[str]]] = field(
        default_factory=dict[Span, "tuple[frozenset[frozenset[Hashable]], frozenset[str]]"]
    )
    """Constructions whose result is kept, with what each was made for, and the arguments that only tune it."""
    amassed: set[tuple[Span, Scope]] = field(default_factory=set[tuple[Span, Scope]])
    """Constructions, in a scope, of which a later run makes another one while that of an earlier run is still open."""
    reserved: set[Value] = field(default_factory=set[Value])
    """Resources whose connection serves one purpose alone, as a method has asked for."""
    dropped: set[Span] = field(default_factory=set[Span])
    """Constructions whose object a hook is given that has one already and keeps that."""
    acquired_again: set[Span] = field(default_factory=set[Span])
    """Acquires that opened twice in one life in which nothing outside changed."""
    closed_each: set[Span] = field(default_factory=set[Span])
    """Acquires that came again when all that they had opened before was closed, on some way."""
    piled: set[Span] = field(default_factory=set[Span])
    """Acquires that opened another connection while one that they had opened before was open."""
    spent: dict[Value, tuple[Span, Scope]] = field(default_factory=dict[Value, "tuple[Span, Scope]"])
    """Resources that a run has closed for good, with the release and its scope."""
    used_spent: dict[Value, Span] = field(default_factory=dict[Value, Span])
    """Resources that an earlier run of a scope has closed for good, with where a later one uses them."""
    closed_behind: set[Span] = field(default_factory=set[Span])
    """Acquires in a loop whose connection something outside of that loop has closed."""
    attempts: dict[tuple[Span, str, Scope], Attempt] = field(default_factory=dict[tuple[Span, str, Scope], Attempt])
    endless: set[Object] = field(default_factory=set[Object])
    """Components with an effect that depends on what each render makes anew."""
    left_out: set[Span] = field(default_factory=set[Span])
    """The components that were unmounted while the one above them went on."""
    releases: dict[tuple[Span, Value], Scope] = field(default_factory=dict[tuple[Span, Value], Scope])
    effective: set[Span] = field(default_factory=set[Span])
    """Where a release has closed something, in some run."""
    uses: dict[Value, set[str]] = field(default_factory=dict[Value, set[str]])
    """What else is done with a resource, by method name."""
    evidence: dict[Value, set[str]] = field(default_factory=dict[Value, set[str]])
    overwritten: dict[Value, Span] = field(default_factory=dict[Value, Span])
    turned: set[str] = field(default_factory=set[str])
    """Effects that run because an answer is another one now, and not because another user has come."""
    reacquired: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """An acquire (first) was open when another one (second) came: for the ``same`` or an ``other`` user."""
    touched: set[Span] = field(default_factory=set[Span])
    """Where a release was looked up on something that is not empty."""
    passed: dict[Span, str] = field(default_factory=dict[Span, str])
    """Calls with the name of one that opens a connection that were not taken for one, with the reason in words."""
    called: set[Span] = field(default_factory=set[Span])
    """Where a release was called."""
    replacing: dict[int, bool] = field(default_factory=dict[int, bool])
    """Acquires that came while another connection like theirs was open: whether a question about the state of each of
    those led there, every time."""
    tried: set[int] = field(default_factory=set[int])
    """Acquires whose connection was open when somebody tried to connect again, guard or no guard."""
    opened_for_second: set[tuple[Span, Scope]] = field(default_factory=set[tuple[Span, Scope]])
    """Acquires that came for a second user, whatever became of them."""
    compared: set[str] = field(default_factory=set[str])
    """Roots of values of a second user that a condition compared with something."""
    asked_who: set[tuple[Value, int]] = field(default_factory=set[tuple[Value, int]])
    """Resources of which a condition, when a second user had come, compared who is connected with somebody, each with
    the function it stands in."""
    stale: set[int] = field(default_factory=set[int])
    """Acquires whose connection was kept although another user had come."""
    kept_for_first: set[int] = field(default_factory=set[int])
    """Acquires as one of several users, by a function whose result is kept for all of them."""
    closed_in_turn: set[int] = field(default_factory=set[int])
    """Acquires by a task that another method of its object closes, where it comes when the task is done."""
    release_spans: dict[Value, Span] = field(default_factory=dict[Value, Span])
    detached: dict[Span, Span] = field(default_factory=dict[Span, Span])
    """Releases that run as tasks of their own, each with the call that made the task."""
    unawaited: dict[Span, Attempt] = field(default_factory=dict[Span, Attempt])
    awaited: set[Span] = field(default_factory=set[Span])
    helpers: dict[tuple[Span, str], HelperUse] = field(default_factory=dict[tuple[Span, str], HelperUse])
    helped: dict[tuple[Span, Scope], HelperCall] = field(default_factory=dict[tuple[Span, Scope], HelperCall])
    """The calls of hooks of an SDK that own a life cycle, by place and scope."""
    reruns: dict[Span, str] = field(default_factory=dict[Span, str])
    """Effects (by the span of their registration) that run again in every render, and why."""
    sessions: dict[tuple[str, Span], tuple[Span, Value]] = field(
        default_factory=dict[tuple[str, Span], tuple[Span, Value]]
    )
    entered: set[int] = field(default_factory=set[int])
    passed_through: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    """The blocks that some run has come to, each with its function."""
    invoked: set[int] = field(default_factory=set[int])
    """Functions that code of the program calls, outside of their own class."""
    lent: dict[Span, set[Value]] = field(default_factory=dict[Span, set[Value]])
    """Resources that were given to something unknown, by the place of the call."""
    handed_over: set[int] = field(default_factory=set[int])
    """Functions that were given to something unknown as they are."""
    handlers: set[int] = field(default_factory=set[int])
    """Functions that were handed to somebody who may call them at any time."""
    rendered: set[int] = field(default_factory=set[int])
    cleanups: set[int] = field(default_factory=set[int])
    """Functions that an effect returned as its clean-up."""
    made_at_end: dict[int, Scope] = field(default_factory=dict[int, Scope])
    """Functions that a clean-up makes, with its scope."""
    returned: dict[int, str] = field(default_factory=dict[int, str])
    """Functions that were given to somebody who never calls them, by why: ``inner``, ``async``, ``too-late``."""
    taken_over: set[Value] = field(default_factory=set[Value])
    """Resources that a component makes at its first mount, and that its second one uses instead of another one."""
    _acquire_index: dict[tuple[Span, Scope, int], int] = field(default_factory=dict[tuple[Span, Scope, int], int])

    def copy(self) -> Log:
        """Another one with the same in it, for what is run to see one thing alone."""
        return Log(*(_copied(getattr(self, known.name)) for known in fields(self)))

    def acquire(self, event: Acquired) -> int:
        """Note an acquire; the same site in the same scope is one event."""
        key = (event.span, event.scope, event.receiver.serial if isinstance(event.receiver, Object) else 0)
        index = self._acquire_index.get(key)
        if index is None:
            index = self._acquire_index[key] = len(self.acquires)
            self.acquires.append(event)
        return index

    def opened_at(self, span: Span) -> set[int]:
        """The numbers of the acquires by one call."""
        return {index for index, event in enumerate(self.acquires) if event.span == span}

    def create(self, event: Created) -> None:
        self.creates.setdefault((event.span, event.scope), event)

    def attempt(self, attempt: Attempt) -> None:
        self.attempts.setdefault((attempt.span, attempt.reason, attempt.scope), attempt)


def _copied(held: Any) -> Any:
    """A copy of a list, set or table, and of the sets that a table holds."""
    if isinstance(held, dict):
        table = cast("dict[object, object]", held)
        return {key: _copied(value) if isinstance(value, set) else value for key, value in table.items()}
    return type(held)(held)
