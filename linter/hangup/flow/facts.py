"""Facts: what the analysis proves about a site, as frozen values that carry their trace. Rules turn them to words."""

from __future__ import annotations

from typing import TypedDict

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.execution.log import Scope
from hangup.model import Confidence, Span
from hangup.model.remedy import Import
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place that belongs to a fact, with what it has to do with it."""

    span: Span
    label: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What every fact says: where, of which resource, how sure, in which scope."""

    span: Span
    ref: ResourceRef
    confidence: Confidence
    scope: Scope
    handle: str = ""
    """The handle as it is written, for messages; may be empty."""
    call: str = ""
    """The acquiring or constructing call as it is written: ``client.open``."""
    anchor: str = ""
    shared: str = "none"
    places: tuple[Place, ...] = ()
    created: Span | None = None
    """Where the resource is constructed, if that is known."""
    releases: tuple[Span, ...] = ()
    """The calls that release this resource on some path, in order of position."""
    ending: Import | str | None = None
    """How the owner's framework is told of the end of a life, as in ``model.remedy.ReleaseAtEnd``."""

    @property
    def is_shared(self) -> bool:
        return self.shared != "none"


class Common(TypedDict):
    """The arguments all facts share, collected before it is known which fact they are about."""

    span: Span
    ref: ResourceRef
    confidence: Confidence
    scope: Scope
    handle: str
    call: str
    anchor: str
    shared: str
    places: tuple[Place, ...]
    created: Span | None
    releases: tuple[Span, ...]
    ending: Import | str | None


@dataclass(frozen=True, kw_only=True)
class NeverReleased(Fact):
    """No end of the owner's life releases the connection."""

    bounded: bool = False
    """One socket at most: a shared instance in a scope that runs once per mount."""


@dataclass(frozen=True, kw_only=True)
class ReleaseSkipped(Fact):
    """Some way out misses the release. ``way``: raise, cancel, return, branch, change."""

    way: str
    never_meant: bool = False
    """No path releases: the handle is handed on where all goes well, and lost where it does not."""
    at_exit: bool = False
    """The process ends with each way that misses the release."""


@dataclass(frozen=True, kw_only=True)
class IneffectiveCleanup(Fact):
    """A release exists and cannot close this connection. ``reason`` as in ``log.Attempt``, and more."""

    reason: str
    release: str
    attempt: Span | None = None
    """The call, or the name of the method, that was meant as the release."""


@dataclass(frozen=True, kw_only=True)
class CleanupRaces(Fact):
    """The owner's life can end while the handshake runs. ``unseen``: its clean-up cannot see the connection then."""

    unseen: bool
    late: bool = False
    """The acquire starts after an await, with nothing that asks whether the owner is still there."""
    passed_over: bool = False
    """The clean-up asks how the connection stands, and leaves it alone while it is being opened."""


@dataclass(frozen=True, kw_only=True)
class Overwritten(Fact):
    """The handle is written over, or another user connects, while the connection is open."""

    other_user: bool = False
    over: Span | None = None
    """What writes over the handle."""
    effect: Import | None = None
    """What registers code with the life of the component that it belongs to."""


@dataclass(frozen=True, kw_only=True)
class AcquiredInRender(Fact):
    """Acquired in code that runs whenever its component or script runs again."""

    effect: Import | None = None
    """What registers code that runs after the mount."""
    keeper: Import | None = None
    """What keeps a value while the component renders again."""


@dataclass(frozen=True, kw_only=True)
class ReacquiredOnEveryChange(Fact):
    """Released each time, and opened again for nothing. ``unstable``: what is new each time, or empty for no list."""

    unstable: str
    helper: bool = False
    keeper: Import | None = None
    """What keeps a function while the component renders again."""


@dataclass(frozen=True, kw_only=True)
class AcquiredInLoop(Fact):
    """Acquired in each turn of a loop or timer without a release in the same turn."""

    turn: str


@dataclass(frozen=True, kw_only=True)
class AcquiredPerEvent(Fact):
    """Acquired whenever an event comes."""

    by_hand: bool = False
    """Whether another handler closes it, when it is called."""
    effect: Import | None = None
    """What registers code with the life of the component that the event belongs to."""


@dataclass(frozen=True, kw_only=True)
class AcquiredOnServer(Fact):
    """A client's connect in server code."""

    paired: bool


@dataclass(frozen=True, kw_only=True)
class AcquiredWithSecret(Fact):
    """The client that connects as a user holds the API secret."""


@dataclass(frozen=True, kw_only=True)
class AcquiredToCreate(Fact):
    """Users are connected one by one, to create them. ``secret``: the client could create them itself."""

    secret: bool = False


@dataclass(frozen=True, kw_only=True)
class CreatedPerRender(Fact):
    """Constructed in a scope that renders or runs again."""

    connects: bool
    keeper: Import | None = None
    """What keeps a value while the component renders again."""
    effect: Import | None = None
    """What registers code that runs after the mount."""
    acquire: Span | None = None
    """Where it connects."""


@dataclass(frozen=True, kw_only=True)
class CreatedPerRun(Fact):
    """Constructed per request, task, event or turn of a loop."""

    run: str
    connects: bool = False


@dataclass(frozen=True, kw_only=True)
class SeveralClients(Fact):
    """Two live clients where one would do, or a shared getter called with different arguments."""

    differing: bool
    kept_apart: bool = False
    """A getter keeps one for each of its arguments."""
    first: Span | None = None
    """The construction of the other client, where each is a pool: what uses this one may as well use that."""


@dataclass(frozen=True, kw_only=True)
class UnsettledRelease(Fact):
    """A release nobody waits for is followed by an acquire on the same client."""

    task: Span | None = None
    """The call that runs the release as a task of its own."""


@dataclass(frozen=True, kw_only=True)
class StaleGuard(Fact):
    """A guard on "already connected" keeps the previous user."""

    kept: bool = False
    """It is no guard: the result of a function is kept for all."""


@dataclass(frozen=True, kw_only=True)
class DeadSession(Fact):
    """Code goes on with a client that another owner, or a partial close, has disconnected."""

    partial: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A call that some path reaches: it opens a connection, or constructs what can. ``kind``: acquire, create."""

    span: Span
    kind: str
    resource: str


@dataclass(frozen=True, slots=True)
class TooLong:
    """A life that cannot be followed to its end in any program that holds the files it needs, by their paths.

    ``path``: the file that is not analysed for its sake.
    """

    path: str
    needed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes out of an analysis: the facts in order of position, which calls were reached at all, and which lives
    are too long.
    """

    facts: tuple[Fact, ...] = ()
    opened: frozenset[Opened] = frozenset()
    too_long: tuple[TooLong, ...] = ()
