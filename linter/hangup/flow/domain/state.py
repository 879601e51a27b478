"""The abstract state of a running program at one point, and how two states become one.

States are joined as in property simulation (Das, Lerner, Seigle: "ESP", PLDI 2002): two states that agree on the
typestate of every connection are merged, two that do not are kept apart. That keeps ``if (client) client.close()``
exact at a cost that grows with the number of connections and not with the number of paths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from hangup.flow.domain.layers import Layers
from hangup.flow.domain.values import (
    ClassValue,
    Closure,
    Invocation,
    Member,
    Object,
    Promise,
    Settler,
    Symbol,
    Value,
    Values,
)
from hangup.model import Span
from hangup.records import dataclass, replace

if TYPE_CHECKING:  # types only: a machine holds states
    from hangup.flow.execution.activations import Activation, Outcome

EXCEPTION = -(1 << 30)
"""The register of a frame that holds the exception in flight."""

MAX_VALUES = 12
"""How many values a variable may hold apart before the surplus is dropped for an unknown one."""

MAX_SERIAL = 2
"""How many objects of one allocation site are told apart: enough to see that a second one is opened."""

MADE = "made "
"""How the counters begin that say in which run a resource was made."""

UNOPENED = "unopened "
"""How the marks of states begin in which a resource is made and was never opened: there is no connection so far by
which the ways with and without it are told apart."""

SPENT = "spent "
"""How the marks of states begin in which a resource was closed for good."""

FOUND_OVER = "found over "
"""How the marks of states begin in which the program has asked for a connection, and found that it is over."""

_OVER = ("closed", "ended")
"""The statuses of connections that are open no more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace: a place and what happens there. Linked backwards, newest first."""

    span: Span
    what: str
    before: Step | None
    length: int


@dataclass(frozen=True, slots=True)
class Connection:
    """The typestate of what one acquire opened.

    ``status``: ``pending`` (the handshake runs), ``open``, ``closing`` (a release runs that nobody waits for),
    ``closed``, ``ended`` (it failed, or its peer closed it), ``orphan`` (released while pending: the socket opens all
    the same and nobody holds it).
    ``partial``: only the socket was closed. ``acquire`` is the index of the event in the log.
    """

    status: str
    acquire: int
    user: Values = frozenset()
    user_key: frozenset[object] = frozenset()
    partial: bool = False
    run: int = 0
    place: int = -1
    """Where the acquire begins in the source."""
    epoch: int = 0
    """Whom it was opened for: the first user (0), or another one that came later (1)."""

    @property
    def is_live(self) -> bool:
        return self.status in ("pending", "open", "orphan")


@dataclass(frozen=True, slots=True)
class PromiseState:
    """``status``: ``pending`` (a task runs), ``fulfilled``, ``rejected``, ``handled`` (a rejection somebody has seen),
    ``either`` (fulfilled on some of the paths that met, rejected on others), ``lazy`` (a coroutine nobody awaits yet),
    ``settling`` (callbacks that run later settle it).
    """

    status: str
    value: Values = frozenset()
    receiver: Value | None = None
    """The resource whose acquire this promise stands for."""
    caught: bool = False
    """A rejection is handled: waiting for this never raises."""
    thunk: Invocation | Callable[[State, Activation], list[Outcome]] | None = None
    """For ``lazy``: what runs once it is awaited. For ``settling``: what gives the ways it is settled."""
    failure: Values = frozenset()
    """For ``either`` and ``settling``: what it is rejected with on some of the paths that met."""
    failed_at: Step | None = None
    """For ``either``: the last step of the path on which it was rejected."""


@dataclass(frozen=True, slots=True)
class Task:
    """A suspended activation, or a continuation that waits for a promise. Hashable: part of a state's key."""

    key: str
    """The promise this task fulfils."""
    at: tuple[int, int]
    waits_for: str
    """The key of the promise it waits for; empty for something outside, which may come at any time."""
    kind: str = "resume"
    """``resume``: a suspended activation; ``then``: a continuation; ``join``: waits for all of ``together``."""
    on: str = ""
    together: tuple[str, ...] = ()
    callback: Closure | Member | Settler | None = None
    otherwise: Closure | Member | Settler | None = None
    """What runs when the promise is rejected instead: the second argument of ``then``."""


class State:
    """Mutable; :meth:`fork` before going two ways."""

    __slots__ = (
        "_own", "allocated", "assumptions", "connections", "counters", "environment", "escapes", "heap", "marks",
        "promises", "tasks", "trace",
    )  # fmt: skip

    def __init__(self) -> None:
        self.environment: Layers[tuple[int, int], Values] = Layers()
        self.heap: Layers[Value, dict[str, Values]] = Layers()
        self._own: set[Value] = set()
        self.connections: dict[Value, Connection] = {}
        self.promises: dict[str, PromiseState] = {}
        self.assumptions: dict[Value, bool] = {}
        self.counters: Layers[str, int] = Layers()
        self.allocated: Layers[str, int] = Layers()
        self.escapes: dict[Value, str] = {}
        self.marks: frozenset[str] = frozenset()
        self.tasks: tuple[Task, ...] = ()
        self.trace: Step | None = None

    def fork(self) -> State:
        """Another state that is equal to this one."""
        other = State()
        other.environment = self.environment.copy()
        other.heap = self.heap.copy()  # the fields are shared until one side writes: see ``writable``
        self._own = set()
        other.connections = dict(self.connections)
        other.promises = dict(self.promises)
        other.assumptions = dict(self.assumptions)
        other.counters = self.counters.copy()
        other.allocated = self.allocated.copy()
        other.escapes = dict(self.escapes)
        other.marks = self.marks
        other.tasks = self.tasks
        other.trace = self.trace
        return other

    def settled(self) -> State:
        """An equal state whose variables, objects and counts all further ones can share."""
        other = self.fork()
        other.environment, other.heap = self.environment.laid(), self.heap.laid()
        other.counters, other.allocated = self.counters.laid(), self.allocated.laid()
        return other

    # ------------------------------------------------------------ objects

    def allocate(self, site: str, kind: str) -> Object:
        """A new object of this site. From the third one on, the site's last object stands for all further ones."""
        serial = self.serial(site)
        made = Object(site, serial, kind)
        if serial < MAX_SERIAL or made not in self.heap:
            self.replace(made, {})
        return made

    def serial(self, site: str) -> int:
        """Which one of a site's objects comes next; the last number is that of all further ones."""
        serial = min(self.allocated.get(site, 0), MAX_SERIAL)
        self.allocated[site] = serial + 1
        return serial

    def writable(self, owner: Value) -> dict[str, Values]:
        """The fields of an object, to be changed. Everything else reads ``heap`` and changes nothing in it.

        Those of a class are its members.
        """
        if isinstance(owner, ClassValue):
            owner = owner.members
        if owner not in self._own:
            self.heap[owner] = dict(self.heap.get(owner, ()))
            self._own.add(owner)
        return self.heap[owner]

    def replace(self, owner: Value, fields: dict[str, Values]) -> dict[str, Values]:
        """Give an object these fields and no others."""
        self.heap[owner] = fields
        self._own.add(owner)
        return fields

    def field(self, owner: Value, name: str) -> Values | None:
        fields = self.heap.get(owner.members if isinstance(owner, ClassValue) else owner)
        return None if fields is None else fields.get(name)

    def set_field(self, owner: Value, name: str, values: Values) -> None:
        self.writable(owner)[name] = values

    def count(self, what: str) -> int:
        """How often something was reached in this life, up to two."""
        self.counters[what] = min(self.counters.get(what, 0) + 1, 2)
        return self.counters[what]

    def new_promise(self, site: str, *, in_loop: bool) -> Promise:
        """The promise that a call gives; those of the turns of a loop are told apart as its objects are."""
        serial = self.serial(f"promise:{site}") if in_loop else 0
        return Promise(f"{site}#{serial}" if serial else site)

    # ------------------------------------------------------------ connections

    @property
    def has_live(self) -> bool:
        return any(connection.is_live for connection in self.connections.values())

    def set_status(self, receiver: Value, status: str, *, partial: bool | None = None) -> None:
        known = self.connections[receiver]
        self.connections[receiver] = replace(
            known, status=status, partial=known.partial if partial is None else partial
        )

    def step(self, span: Span, what: str) -> None:
        """Note a step in the trace."""
        before = self.trace
        self.trace = Step(span, what, before, before.length + 1 if before else 1)

    def become(self, other: State) -> None:
        """Go on as another state, which is used up."""
        for name in State.__slots__:
            setattr(self, name, getattr(other, name))

    def spend(self, receiver: Value) -> None:
        """Mark what is closed for good."""
        self.marks |= {f"{SPENT}{receiver}"}

    def is_spent(self, receiver: Value) -> bool:
        """Whether it was closed for good."""
        return bool(self.marks) and f"{SPENT}{receiver}" in self.marks

    def renew(self, receiver: Value) -> None:
        """Make it as if it had never been closed: the object stands for another one."""
        if self.is_spent(receiver):
            self.marks -= {f"{SPENT}{receiver}"}

    # ------------------------------------------------------------ joining

    def typestate(self) -> object:
        """What is known of every connection. One that is closed counts too: its object may be opened again."""
        return frozenset(
            (receiver, c.status, c.acquire, c.partial, c.epoch) for receiver, c in self.connections.items()
        )

    def key(self) -> object:
        """States with equal keys may be merged."""
        return (
            self.typestate(),
            self.marks,
            self.tasks,
        )

    def outline(self) -> object:
        """What is left of the key where there are too many: where one thing is open, or several, whatever holds it."""
        opened = Counter((c.place, c.status, c.partial) for c in self.connections.values() if c.status not in _OVER)
        return frozenset((what, number > 1) for what, number in opened.items()), self.marks, self.tasks

    def absorb(self, other: State) -> bool:
        """Merge ``other`` into this state. True when this state grew.

        An object that only the other one knows does not count: whoever reads it reads what refers to it first.
        """
        grew = self._absorb_environment(other)
        for owner, fields in self.heap.differing(other.heap):
            grew = self._absorb_fields(owner, fields) or grew
        for receiver, connection in other.connections.items():
            if receiver not in self.connections:
                self.connections[receiver] = connection
                grew = True
        grew = self._absorb_promises(other) or grew
        grew = _add_missing(self.escapes, other.escapes) or grew
        for what, times in self.counters.differing(other.counters):
            if times > self.counters.get(what, 0):
                self.counters[what] = times
                grew = True
        for site, number in self.allocated.differing(other.allocated):
            self.allocated[site] = max(number, self.allocated.get(site, 0))
        for value in [value for value, held in self.assumptions.items() if other.assumptions.get(value) != held]:
            del self.assumptions[value]
            grew = True
        if other.trace is not None and (self.trace is None or other.trace.length < self.trace.length):
            self.trace = other.trace
        return grew

    def _absorb_environment(self, other: State) -> bool:
        grew = False
        for place, values in self.environment.differing(other.environment):
            mine = self.environment.get(place)
            if mine is None:
                self.environment[place] = values
                grew = True
            elif mine is not values and not values <= mine:
                self.environment[place] = widen(mine | values)
                grew = grew or self.environment[place] != mine
        return grew

    def _absorb_promises(self, other: State) -> bool:
        grew = False
        for key, theirs in other.promises.items():
            mine = self.promises.get(key)
            if mine is theirs:
                continue
            joined = theirs if mine is None else _either(mine, theirs, self.trace, other.trace)
            if joined is not mine:
                self.promises[key] = joined
                grew = True
        return grew

    def _absorb_fields(self, owner: Value, fields: dict[str, Values]) -> bool:
        own = self.heap.get(owner)
        if own is None:
            self.heap[owner] = fields
            return False
        if own is fields:
            return False
        grew = False
        for name, values in fields.items():
            mine = own.get(name)
            if mine is None:
                own = self.writable(owner)
                own[name] = values
                grew = True
            elif mine is not values and not values <= mine:
                own = self.writable(owner)
                own[name] = widen(mine | values)
                grew = grew or own[name] != mine
        return grew


def _either(mine: PromiseState, theirs: PromiseState, here: Step | None, there: Step | None) -> PromiseState:
    """A promise that is settled on both paths, and differently, is either. ``here``, ``there``: where these end."""
    if "settling" in (mine.status, theirs.status):
        return _settling(mine, theirs)
    if mine.status == "fulfilled" and theirs.status == "rejected":
        return replace(mine, status="either", failure=theirs.value, failed_at=there)
    if mine.status == "rejected" and theirs.status == "fulfilled":
        return replace(theirs, status="either", failure=mine.value, failed_at=here)
    return theirs if theirs.status == "either" and mine.status in ("fulfilled", "rejected") else mine


def _settling(mine: PromiseState, theirs: PromiseState) -> PromiseState:
    """A promise that is settled on some of the paths that met, and on others not yet."""
    base, other = (mine, theirs) if mine.status == "settling" else (theirs, mine)
    value = other.value if other.status in ("fulfilled", "either", "settling") else frozenset[Value]()
    failure = other.value if other.status == "rejected" else other.failure
    joined = replace(base, value=base.value | value, failure=base.failure | failure)
    return mine if joined == mine else joined


_Key = TypeVar("_Key")
_Held = TypeVar("_Held")


def _add_missing(known: dict[_Key, _Held], other: dict[_Key, _Held]) -> bool:
    """Add what is not known yet. True when there was something."""
    before = len(known)
    for key, held in other.items():
        known.setdefault(key, held)
    return len(known) > before


def widen(values: Values) -> Values:
    """Bound the size of a value set, so that a fixpoint is reached."""
    if len(values) <= MAX_VALUES:
        return values
    kept = sorted(values, key=repr)[: MAX_VALUES - 1]
    return frozenset((*kept, Symbol("unknown:many")))
