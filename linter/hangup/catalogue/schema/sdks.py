"""``sdks/*.toml``: resources, what connects them and what closes them."""

from __future__ import annotations

from typing import Annotated, Literal

from hangup.catalogue import patterns
from hangup.catalogue.schema.tables import Due, Package, Table
from hangup.records import dataclass

Connects = Annotated[str, patterns.CONNECTS]
"""``never``, ``always``, ``lazy-pool``, ``if-arg:0.user`` (a member of an argument is given),
``unless-arg:0.x=false``, ``unless-arg:session`` (it is given one that is somebody else's)."""

Mode = Literal["sync", "promise", "await", "sync-or-await", "await-in-async", "with", "lazy-run", "callback"]
"""``promise`` runs at once and settles later, ``await`` runs when it is awaited, ``sync-or-await`` is the latter where
its result is awaited and ``sync`` elsewhere (a name that libraries use for both), ``lazy-run`` comes back when the
connection has ended, ``await-in-async`` is ``await`` in an
async function and ``sync`` elsewhere (a library that looks whether a loop runs)."""
Again = Literal["noop", "warn", "warn-same-throw-other", "throw", "duplicate", "undefined"]
Race = Literal["serialised", "await-acquire", "await-release", "none"]
Context = Literal["server", "render", "request", "rerun", "loop", "app-extension"]


@dataclass(frozen=True, kw_only=True)
class Create(Table):
    """A constructor or factory. ``call``: ``new X``, ``X.f``, ``module.X`` (Python), ``$parent.f``, ``$r.f``."""

    call: Annotated[str, patterns.CREATE]
    """What makes the object, as above; ``$any.f``: a method of whatever comes from the package."""
    connects: Connects = "never"
    mode: Literal["sync", "promise"] = "sync"
    """Whether the call gives the object, or a promise of it."""
    shared: Annotated[str, patterns.SHARED] = "none"
    """``none``, ``global`` (one per process), ``by:<key>`` (one per key)."""
    secret_arg: str = ""
    """Where the API secret goes: an argument's index (``1``) or keyword (``api_secret``)."""
    pool_arg: str = ""
    """For ``lazy-pool``: the argument that is a pool of others. What is given one has none of its own."""
    tuning: list[str] = []
    """Arguments, by index or keyword, that say how it behaves, and not what it is for: one that has others would do."""
    least: int = 0
    """How many arguments it is given at least. A call that is given fewer is one of another method of that name."""


@dataclass(frozen=True, kw_only=True)
class Acquire(Table):
    """``call``: ``$r.f``, ``with $r``, ``async with $r``, ``await $r`` (what is made connects once it is awaited)."""

    call: Annotated[str, patterns.ACQUIRE]
    """What opens the connection: ``$r.f``, ``with $r``, ``async with $r``, ``await $r``."""
    mode: Literal[Mode, "returns-handle", "returns-unsubscribe"] = "sync"
    """How it runs, and what its result is for."""
    gives_self: bool = False
    """Its result, or what the promise gives, is the resource itself."""
    reopen: bool = False
    """Opens the socket again for a user who is already set: not a connect of its own."""
    user_arg: str = ""
    """Where it is given the id of the user: an argument's index, and the way from there (``0.id``)."""
    takes: Literal["anything", "options"] = "anything"
    """``options``: one argument at most, and no text. A call that is given more is one of another method of that name
    (``words.join(", ")``, ``path.join(folder, name)``)."""
    least: int = 0
    """How many arguments it is given at least, as above (``setUser(answer)`` of a component's state)."""


@dataclass(frozen=True, kw_only=True)
class Release(Table):
    """``$h`` is what an acquire of the mode ``returns-handle`` or ``returns-unsubscribe`` has returned."""

    call: Annotated[str, patterns.RELEASE]
    """What closes it: ``$r.f``, ``$r()``, ``f($r)``, ``$parent.f($r)``, ``$parent.f`` (all it has made), ``f($0)``
    (takes the acquire's first argument), ``$h.f``, ``$h()``, ``with $r``, ``await using $r`` (its class has
    ``Symbol.asyncDispose``), ``using $r`` (its class has ``Symbol.dispose``)."""
    mode: Mode = "sync"
    """How it runs, and what its result is for."""
    partial: bool = False
    """Closes the socket and keeps the user: does not end the connection."""
    keeps: Literal["session", "connection"] = "session"
    """What a partial one leaves. ``connection``: it is one step of several, and the connection stays open as it is."""
    final: bool = False
    """What it has closed cannot be used or opened again: every further call on it fails."""


@dataclass(frozen=True, kw_only=True)
class Helper(Table):
    """Code of the SDK that owns the whole life cycle. Unstable ``stable_args`` reconnect on every render."""

    call: str
    """The name it is called by."""
    kind: Literal["hook", "component", "decorator"]
    """How it is used."""
    stable_args: list[str] = []
    """Options of its first argument that must be the same in every render."""
    acquires: bool = True
    """Whether it opens a connection itself."""
    package: str = ""
    """What it is imported from."""
    instead_of: str = ""
    """The acquire that code need not write where it has the helper: ``$r.connectUser``."""
    options: dict[str, str] = {}
    """What the options of its first argument take over from such code: an argument of the constructor (``create.0``)
    or of the acquire (``acquire.1``)."""


@dataclass(frozen=True, kw_only=True)
class Provides(Table):
    """A hook or function that hands out somebody else's resource: ``field`` of its result, or the result."""

    call: str
    """The name it is called by."""
    field: str = ""
    """The field of its result that is the resource; empty for the result itself."""


@dataclass(frozen=True, kw_only=True)
class Parent(Table):
    of: str
    """The ``name`` of the resource that makes this one."""
    cascade: bool = False
    """Whether releasing the parent releases this one as well."""


@dataclass(frozen=True, kw_only=True)
class Resource(Table):
    name: str
    """What other resources of this SDK call it."""
    types: list[str] = []
    """Its classes, as annotations name them."""
    shared: Literal["none", "global"] = "none"
    """``global``: there is one of it for the whole program, however code comes by it."""
    parent: Parent | None = None
    """The resource that makes this one and may close it."""
    create: list[Create] = []
    """What makes it."""
    acquire: list[Acquire] = []
    """What opens its connection."""
    release: list[Release] = []
    """What closes its connection."""
    aliases: dict[str, str] = {}
    """Old names of its methods that still work, with the new name of each."""
    scope: Due = "block"
    """Where a release is due at the latest."""
    again: Again = "undefined"
    """What a second acquire on the same object does."""
    release_again: Literal["ok", "throw"] = "ok"
    """What a second release does."""
    race: Race = "none"
    """Whether a release may come while the acquire is pending."""
    forbid_in: list[Context] = []
    """Where it must not be acquired."""
    allow_if: str = ""
    """An option at the construction that permits it there all the same: ``allowServerSideConnect: true``."""
    instead: dict[str, list[str]] = {}
    """What to use, by context (``server``, ``any``), in suggestions."""
    helpers: list[Helper] = []
    """Calls that own the whole life cycle."""
    provides: list[Provides] = []
    """Calls that hand out a resource that somebody else owns."""
    status: list[str] = []
    """Members that say whether it is connected (``userID``, ``state.callingState``): a question about them is one
    about the connection itself. Methods of these names are asked with a call."""
    status_begun: list[str] = []
    """Those that are there as soon as the connect begins (``wsConnection``), besides the user."""
    status_pending: list[str] = []
    """What such a member is while the connection is being opened: a number, or the name of a constant
    (``CONNECTING``)."""
    status_others: list[str] = []
    """What it is at any other time (``OPEN``, ``CLOSED``)."""
    status_over: list[str] = []
    """Members, or methods, that are true once it is over (``closed``, ``is_closed``)."""
    user_ids: list[str] = []
    """Members that hold the id of the user who is connected (``userID``, ``user.id``)."""
    evidence: list[str] = []
    """Other methods of the resource: a call of one on the same receiver is evidence that it is the resource."""
    reserving: list[str] = []
    """Methods that take the connection for themselves (``subscribe``): for all else it takes another one."""
    chain: list[str] = []
    """Methods that return the resource itself (``on``)."""
    statics: list[str] = []
    """Names whose own methods are those of the one resource there is (``CometChat.login``)."""
    begins: list[str] = []
    """Events, and properties for handlers, that tell that it is connected (``open``)."""
    ends: list[str] = []
    """Events, and properties for handlers, that tell of its end (``close``)."""
    signal: str = ""
    """An option of its construction or acquire that takes an AbortSignal, which closes the connection."""
    ignore: list[str] = []
    """Look-alikes that open nothing: a name, or ``npm:package#name``."""
    peers: list[str] = []
    """Types of what its acquire is handed: the connection of a peer. Where there are any, the resource is each class
    of the program that offers both halves, in a scope that lasts as long as such a connection."""
    secrets: str = ""
    """Regular expression for the names of arguments that hold the secret, where the constructor is nobody's we know."""
    dev_reload: Literal["", "globalThis", "ok"] = ""
    """Where it must live to survive a reload."""
    noun: str = "connection"
    """What one acquire opens, in a message: ``WebSocket``, ``call``."""

    @property
    def is_of_user(self) -> bool:
        """Whether it is connected as somebody."""
        return self.scope == "session" or "server" in self.forbid_in


@dataclass(frozen=True, kw_only=True)
class Limits(Table):
    dev: int | None = None
    """How many may be open at once in development."""
    prod: int | None = None
    """How many may be open at once in production."""
    unit: str = ""
    """What is counted: ``open sockets per user``."""
    billing: str = ""
    """What is paid for."""


@dataclass(frozen=True, kw_only=True)
class Sdk(Table):
    """A library: its packages, and the resources it opens."""

    id: str
    """One that is known already is replaced by this one, or extended by it."""
    extend: bool = False
    """Adds to the description with this id instead of standing in its place."""
    versions: Annotated[str, patterns.VERSIONS] = ""
    """Together with ``extend``: the releases in which this is added (``>=2``; those of one package:
    ``npm:stream-chat-react >=11``). Which release a project uses is told by what it asks for: the lowest release its
    manifest admits. Empty for all, and for those nobody can tell."""
    packages: list[Package] = []
    """What is imported (not the distribution's name): ``npm:stream-chat``, ``pypi:stream_chat``, ``std:asyncio``,
    ``node:fs``; ``global:WebSocket`` for a name that needs no import; ``any:*`` for no package: names alone, never
    more than medium. Must be given unless this extends."""
    side: Literal["client", "server", "both"] = "client"
    """Where it is meant to run."""
    docs: list[str] = []
    """Pages that document the life cycle."""
    limits: Limits = Limits()
    """What the service allows."""
    preview: bool = False
    """Off, until the configuration or ``--preview`` switches it on."""
    resource: list[Resource] = []
    """What it opens."""


@dataclass(frozen=True, kw_only=True)
class SdkFile(Table):
    sdk: list[Sdk]
