"""Remedies: what must become true of a program so that a finding is gone. The front end says how it is written.

A remedy is made by a rule from a fact. It names places of the program by their spans and calls by their names, which
come from the catalogue. It holds no syntax: one remedy is rendered in every language.
"""

from __future__ import annotations

from typing import Literal

from hangup.model.source import Span
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Import:
    """A name that a file may import: ``Import("react", "useState")``."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Release:
    """The call that closes a resource.

    ``form``: ``method`` is ``handle.name()``, ``argument`` is ``name(handle)``, ``result`` is the call of what the
    acquire returned. ``waits``: the call gives a promise or coroutine that has to be awaited where that is possible.
    """

    name: str
    form: Literal["method", "argument", "result"] = "method"
    waits: bool = False


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """What every remedy says: the call the finding is about (the acquire, the construction or the release).

    ``path``: the file whose places it names, where that is another one than the finding's.
    """

    site: Span
    path: str = ""

    @property
    def superseded(self) -> tuple[Span, ...]:
        """Calls that open a connection or make a client, in whose place something else does what they are for."""
        return ()


@dataclass(frozen=True, kw_only=True)
class ReleaseAtEnd(Remedy):
    """The end of the owner's life releases what ``site`` opens, whenever that end comes.

    ``owner``: the call that registers the owner's code with its framework (an effect, a mount hook), or the name of
    the method that begins the life. ``created``: the construction of the client, where it is known. ``attempts``: calls
    that were meant as the release and do not close this connection; they are taken away or mended. ``releases``: calls
    that close it on some way, perhaps too early. ``chained``: the release has to wait for the acquire, because it
    misses a connection that is still being opened. ``fresh``: the constructor of a client of one's own (``new
    Client``), to be called in place of a getter of a client that others share; empty where the client is the owner's
    already. ``ending``: how the framework is told of the end of the life: an import that takes a callback, the name of
    a method, or nothing where the owner's code returns its clean-up.
    """

    owner: Span
    release: Release
    created: Span | None = None
    attempts: tuple[Span, ...] = ()
    releases: tuple[Span, ...] = ()
    chained: bool = True
    fresh: str = ""
    ending: Import | str | None = None


@dataclass(frozen=True, kw_only=True)
class LeaveToHook(Remedy):
    """A hook of the library's own opens and closes the connection, in place of the effect that connects at ``site``.

    ``owner``: the call that registers the effect. ``created``: the construction of the client. ``hook``: what the hook
    is imported as. ``options``: the names of its options, each with the argument of the construction (``create.0``) or
    of the connect (``acquire.1``) that becomes it. ``user``: the option whose value is asked who connects.
    ``release``: what closes the client.
    """

    owner: Span
    created: Span
    hook: Import
    options: tuple[tuple[str, str], ...]
    user: str
    release: Release

    @property
    def superseded(self) -> tuple[Span, ...]:
        return (self.site, self.created)


@dataclass(frozen=True, kw_only=True)
class ReleaseOnEveryWay(Remedy):
    """Every way out of the block behind ``site`` releases: a ``finally``. ``releases``: those that are there.

    ``attempts``: calls that were meant as the release and do not close this connection. ``handed_on``: where all goes
    well somebody else gets the connection, so that only an exception on the way there releases.
    """

    release: Release
    created: Span | None = None
    releases: tuple[Span, ...] = ()
    attempts: tuple[Span, ...] = ()
    handed_on: bool = False


@dataclass(frozen=True, kw_only=True)
class Hold(Remedy):
    """What ``site`` makes is held by a statement that closes it on every way out: ``with``, ``async with``, ``using``.

    ``releases``: calls that the statement makes superfluous. ``release``: what would close it without the statement.
    ``where_usual``: only where the file holds something else in this way.
    """

    statement: str
    release: Release
    created: Span | None = None
    releases: tuple[Span, ...] = ()
    where_usual: bool = False


@dataclass(frozen=True, kw_only=True)
class Await(Remedy):
    """``site`` is awaited: a release that nobody waits for, or that never runs without it."""


@dataclass(frozen=True, kw_only=True)
class ReleaseFirst(Remedy):
    """What is open is released, and waited for, before ``site`` opens another or the handle is written over.

    ``over``: what writes over the handle; nothing where one client connects twice.
    """

    release: Release
    over: Span | None = None


@dataclass(frozen=True, kw_only=True)
class ReleasePrevious(Remedy):
    """What keeps the client between two events gives up the previous one: it is released when another is put there.

    ``created``: the construction of the client, where it is known. ``effect``: the import that registers code with the
    life of the component that ``site`` stands in, whose end releases as well; nothing where it stands in none.
    """

    release: Release
    created: Span | None = None
    effect: Import | None = None


@dataclass(frozen=True, kw_only=True)
class CreateOnce(Remedy):
    """``site`` constructs once, and not in every run of ``scope``.

    ``keeper``: what keeps a value while the scope runs again, called with a function that makes it (``useState``), or
    as a decorator of the function that makes it (``cache_resource``); nothing where only the module will do.
    ``key``: a span of code the kept value depends on, such as the user's id. ``connects``: what is constructed
    connects, so that only code which can close it may construct it. ``in_loop``: it belongs to the loop of events that
    runs when it is constructed. ``closes``: the methods that close it. ``acquire``: where it connects, if that is once
    as well.
    """

    scope: Span
    keeper: Import | None = None
    key: Span | None = None
    connects: bool = False
    in_loop: bool = False
    closes: tuple[str, ...] = ()
    acquire: Span | None = None


@dataclass(frozen=True, kw_only=True)
class ConnectAfterMount(Remedy):
    """``site`` runs after the mount of ``scope`` (a component), and its release at the unmount.

    ``effect``: the import that registers code with the component's life. ``keeper``: what keeps a value that the
    component renders with.
    """

    scope: Span
    effect: Import
    keeper: Import
    release: Release
    created: Span | None = None
    chained: bool = True
    fresh: str = ""


@dataclass(frozen=True, kw_only=True)
class KeepStable(Remedy):
    """An argument of ``site``, a call that renders run again, stays the same between renders.

    ``argument``: its name as the catalogue has it. ``keeper``: what keeps a function (``useCallback``).
    """

    argument: str
    keeper: Import | None = None


@dataclass(frozen=True, kw_only=True)
class CreateInBatch(Remedy):
    """Users are created by one call of ``method`` with a list, instead of connecting each at ``site``.

    ``releases``: the releases that belong to the connects.
    """

    method: str
    releases: tuple[Span, ...] = ()

    @property
    def superseded(self) -> tuple[Span, ...]:
        return (self.site,)


@dataclass(frozen=True, kw_only=True)
class CreateOnServer(Remedy):
    """A server creates the user that ``site`` connects, by ``method``, and signs its requests: nothing is opened.

    ``releases``: the releases that belong to the connect. ``userless``: the methods of the client that act for nobody.
    ``created``: where the client is constructed, if it is known. ``secret``: where its constructor takes the secret, a
    position or a name; empty where the client holds it.
    """

    method: str
    userless: tuple[str, ...] = ()
    releases: tuple[Span, ...] = ()
    created: Span | None = None
    secret: str = ""

    @property
    def superseded(self) -> tuple[Span, ...]:
        return (self.site,)


@dataclass(frozen=True, kw_only=True)
class LeaveToOwner(Remedy):
    """``site`` releases a client that somebody else connects and closes: it goes."""


@dataclass(frozen=True, kw_only=True)
class ShareFirst(Remedy):
    """What uses the client that ``site`` constructs uses the one that ``first`` constructs, which is the same.

    ``closes``: the methods that close one. Who closes either would close it for all.
    """

    first: Span
    closes: tuple[str, ...] = ()

    @property
    def superseded(self) -> tuple[Span, ...]:
        return (self.site,)


@dataclass(frozen=True, kw_only=True)
class CompareUser(Remedy):
    """The guard before ``site`` asks who is connected, and ``release`` ends the session of anybody else first.

    ``known``: the members of the client that hold the id of the connected user (``userID``, ``user.id``). ``given``:
    where the connect is given the id of its user, an argument's index and the way from there (``0.id``).
    """

    release: Release
    known: tuple[str, ...]
    given: str


@dataclass(frozen=True, kw_only=True)
class Rename(Remedy):
    """``site``, the name of a method, becomes ``name``: the one that the framework calls."""

    name: str
