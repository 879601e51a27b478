"""From facts to remedies: what would mend a finding. Shared by the rules, as their words are."""

from __future__ import annotations

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.facts import (
    AcquiredInRender,
    AcquiredOnServer,
    AcquiredPerEvent,
    AcquiredWithSecret,
    CreatedPerRender,
    CreatedPerRun,
    DeadSession,
    Fact,
    Overwritten,
    ReacquiredOnEveryChange,
    ReleaseSkipped,
    SeveralClients,
    StaleGuard,
)
from hangup.model import Span
from hangup.model.remedy import (
    Await,
    CompareUser,
    ConnectAfterMount,
    CreateInBatch,
    CreateOnce,
    CreateOnServer,
    Hold,
    Import,
    KeepStable,
    LeaveToHook,
    LeaveToOwner,
    Release,
    ReleaseAtEnd,
    ReleaseFirst,
    ReleaseOnEveryWay,
    ReleasePrevious,
    Remedy,
    ShareFirst,
)
from hangup.records import replace


def release(ref: ResourceRef) -> Release | None:
    """The call that ends a connection of this resource, or nothing where the catalogue knows only a statement."""
    for known in ref.resource.release:
        name, _, argument = known.call.partition("(")
        owner, _, name = name.rpartition(".")
        if known.partial or known.mode == "with":
            continue
        waits = known.mode in ("await", "promise")
        if owner == "$h" or name == "$h":
            return Release(name if owner == "$h" else "", "result", waits)
        return Release(name, "argument" if argument.startswith("$r") else "method", waits)
    return None


def fresh(fact: Fact) -> str:
    """The constructor of a client of one's own where this one is shared: ``new Client``, or an empty text."""
    if not fact.is_shared:
        return ""
    return next((c.call for c in fact.ref.resource.create if c.call.startswith("new ") and c.shared == "none"), "")


def at_end(fact: Fact, *attempts: Span | None) -> tuple[Remedy, ...]:
    """Release at the end of the effect or mount that the connection belongs to."""
    owner, closing = fact.scope.enclosing("effect", "mount"), release(fact.ref)
    if owner is None or closing is None or fact.scope.release_at == "session":
        return ()
    known = tuple(span for span in attempts if span is not None)
    return (
        *_left_to_hook(fact, owner.span, closing),
        ReleaseAtEnd(
            site=fact.span,
            owner=owner.span,
            release=closing,
            created=fact.created,
            attempts=known,
            releases=tuple(span for span in fact.releases if span not in known),
            chained=is_chained(fact),
            fresh=fresh(fact),
            ending=fact.ending,
        ),
    )


def _left_to_hook(fact: Fact, owner: Span, closing: Release) -> tuple[Remedy, ...]:
    """Let a hook of the library do what the effect does, where the release in use is known to have it."""
    acquire = fact.ref.acquires.get(fact.call.rpartition(".")[2])
    if fact.created is None or fact.ending is not None or acquire is None:
        return ()
    user = f"acquire.{acquire.user_arg.partition('.')[0]}"
    return tuple(
        LeaveToHook(
            site=fact.span,
            owner=owner,
            created=fact.created,
            hook=Import(helper.package, helper.call),
            options=tuple(helper.options.items()),
            user=next((option for option, place in helper.options.items() if place == user), ""),
            release=closing,
        )
        for helper in fact.ref.resource.helpers
        if helper.kind == "hook" and helper.instead_of == f"$r.{fact.call.rpartition('.')[2]}"
    )


def is_chained(fact: Fact) -> bool:
    """Whether a release misses a connection that is still being opened, and the acquire gives a promise to wait for."""
    acquire = fact.ref.acquires.get(fact.call.rpartition(".")[2])
    return acquire is not None and acquire.mode == "promise" and fact.ref.resource.race in ("await-acquire", "none")


def on_every_way(fact: Fact, *attempts: Span | None) -> tuple[Remedy, ...]:
    """Release on every way out of the code behind the acquire; hold it where a statement opens and closes."""
    closing = release(fact.ref)
    if closing is None:
        return ()
    handed_on = isinstance(fact, ReleaseSkipped) and fact.never_meant
    known = tuple(span for span in attempts if span is not None)
    way = ReleaseOnEveryWay(
        site=fact.span, release=closing, created=fact.created, releases=fact.releases, attempts=known,
        handed_on=handed_on,
    )  # fmt: skip
    if handed_on or known:
        return (way,)
    disposed = _disposed(fact, closing)
    usual = tuple(replace(each, where_usual=True) for each in disposed)
    return (*_held(fact, closing), *usual, way, *disposed)


def awaited(fact: Fact, attempt: Span) -> tuple[Remedy, ...]:
    """Wait for a release that nobody waits for; on every way out, where one of them misses it besides."""
    closing = release(fact.ref)
    if closing is None:
        return (Await(site=attempt),)
    way = ReleaseOnEveryWay(
        site=fact.span, release=replace(closing, waits=True), created=fact.created, releases=(attempt,)
    )
    return (Await(site=attempt), way)


def _held(fact: Fact, release: Release) -> tuple[Remedy, ...]:
    """Hold what the acquire opens in a statement that opens it as well."""
    opening = {known.call for known in fact.ref.resource.acquire if known.mode == "with"}
    closing = [known.call for known in fact.ref.resource.release if known.mode == "with" and known.call in opening]
    return tuple(
        Hold(
            site=fact.span,
            statement=call.removesuffix(" $r"),
            release=release,
            created=fact.created,
            releases=fact.releases,
        )
        for call in closing
    )


def _disposed(fact: Fact, release: Release) -> tuple[Hold, ...]:
    """Declare the client in the way that disposes of it at the end of its block."""
    calls = [known.call for known in fact.ref.resource.release if known.call.endswith("using $r")]
    return tuple(
        Hold(
            site=fact.span,
            statement=call.removesuffix(" $r"),
            release=release,
            created=fact.created,
            releases=fact.releases,
        )
        for call in calls
    )


def previous(fact: AcquiredPerEvent | Overwritten) -> tuple[Remedy, ...]:
    """Release what the last event opened when another one opens, unless a release misses what is still opening."""
    closing = release(fact.ref)
    if closing is None or fact.ref.resource.race == "await-acquire":
        return ()
    return (ReleasePrevious(site=fact.span, release=closing, created=fact.created, effect=fact.effect),)


def first(fact: Fact, over: Span | None = None) -> tuple[Remedy, ...]:
    """Release what is open before the acquire, or before its handle is written over."""
    closing = release(fact.ref)
    if fact.ref.resource.release_again == "throw":  # nothing may be open yet
        return ()
    return (ReleaseFirst(site=fact.span, release=closing, over=over),) if closing is not None else ()


def compared(fact: StaleGuard) -> tuple[Remedy, ...]:
    """Ask who is connected, and end the session of anybody else."""
    closing, known = release(fact.ref), tuple(fact.ref.resource.user_ids)
    acquire = fact.ref.acquires.get(fact.call.rpartition(".")[2])
    if closing is None or not closing.waits or not known or acquire is None or not acquire.user_arg:
        return ()
    return (CompareUser(site=fact.span, release=closing, known=known, given=acquire.user_arg),)


def left_to_owner(fact: DeadSession) -> tuple[Remedy, ...]:
    """Take the release away."""
    return (LeaveToOwner(site=fact.span),)


def in_batch(fact: Fact) -> tuple[Remedy, ...]:
    """Create users by the library's call for many."""
    methods = fact.ref.resource.instead.get("users", ())
    return tuple(CreateInBatch(site=fact.span, method=method, releases=fact.releases) for method in methods[:1])


def on_server(fact: AcquiredOnServer | AcquiredWithSecret) -> tuple[Remedy, ...]:
    """Let the server create the user, on a client that holds the secret."""
    known = fact.ref.resource.instead
    methods = [name for name in known.get("users", ()) if "." not in name]
    secret = "" if isinstance(fact, AcquiredWithSecret) else _secret(fact)
    is_server = fact.scope.on_server or fact.ref.sdk.side == "server"
    if not methods or not is_server or (secret == "" and isinstance(fact, AcquiredOnServer)):
        return ()
    return (
        CreateOnServer(
            site=fact.span,
            method=methods[0],
            userless=tuple(known.get("server", ())),
            releases=fact.releases,
            created=fact.created,
            secret=secret,
        ),
    )


def _secret(fact: Fact) -> str:
    """Where the constructors of a resource take the secret, if they all do in one way."""
    places = {create.secret_arg for create in fact.ref.resource.create}
    return places.pop() if len(places) == 1 else ""


def after_mount(fact: AcquiredInRender | CreatedPerRender) -> tuple[Remedy, ...]:
    """Connect in an effect, with a client of its own."""
    closing = release(fact.ref)
    site = fact.acquire if isinstance(fact, CreatedPerRender) else fact.span
    if closing is None or site is None or fact.effect is None or fact.keeper is None:
        return ()
    return (
        ConnectAfterMount(
            site=site,
            scope=fact.scope.span,
            effect=fact.effect,
            keeper=fact.keeper,
            release=closing,
            created=fact.created,
            chained=is_chained(fact),
            fresh=fresh(fact),
        ),
    )


def in_effect(fact: AcquiredInRender) -> tuple[Remedy, ...]:
    """Construct what connects by itself in the effect that uses it."""
    if fact.keeper is None or fact.created != fact.span:
        return ()
    return (CreateOnce(site=fact.span, scope=fact.scope.span, keeper=fact.keeper, connects=True),)


def once(fact: CreatedPerRender | CreatedPerRun) -> tuple[Remedy, ...]:
    """Construct once. What each run connects for itself is not to be shared."""
    if isinstance(fact, CreatedPerRun):
        return () if fact.connects else (_for_all_runs(fact),)
    if fact.scope.running("rerun"):
        return _cached(fact)
    if fact.keeper is None:
        return ()
    kept = CreateOnce(site=fact.span, scope=fact.scope.span, keeper=fact.keeper, connects=fact.connects)
    return (kept, *after_mount(fact)) if fact.connects else (kept,)


def shared(fact: SeveralClients) -> tuple[Remedy, ...]:
    """Use the first of two pools."""
    return () if fact.first is None else (ShareFirst(site=fact.span, first=fact.first, closes=_closes(fact)),)


def _closes(fact: Fact) -> tuple[str, ...]:
    """The methods that close a resource."""
    return tuple(known.call.rpartition(".")[2] for known in fact.ref.resource.release if known.mode != "with")


def _for_all_runs(fact: CreatedPerRun) -> Remedy:
    """Construct once for the process, or for the loop of events."""
    closing = release(fact.ref)
    in_loop = closing is not None and closing.waits
    return CreateOnce(site=fact.span, scope=fact.scope.span, in_loop=in_loop, closes=_closes(fact))


def connected_once(fact: AcquiredInRender) -> tuple[Remedy, ...]:
    """Construct and connect in a function whose result is kept while the script runs again."""
    return _cached(fact) if fact.scope.running("rerun") and fact.created is not None else ()


def _cached(fact: CreatedPerRender | AcquiredInRender) -> tuple[Remedy, ...]:
    """Construct in a function whose result is kept while the script runs again."""
    site, acquire = fact.span, None
    if isinstance(fact, AcquiredInRender):
        site, acquire = fact.created or fact.span, fact.span
    elif fact.connects:
        acquire = fact.acquire or fact.span
    keepers = [known.call.rpartition(".") for known in fact.ref.resource.helpers if known.kind == "decorator"]
    return tuple(
        CreateOnce(
            site=site,
            scope=fact.scope.span,
            keeper=Import(module, name),
            connects=acquire is not None,
            acquire=acquire,
        )
        for module, _, name in keepers
    )


def stable(fact: ReacquiredOnEveryChange) -> tuple[Remedy, ...]:
    """Keep what the connection depends on the same between renders."""
    site = fact.span if fact.helper else fact.scope.span
    return (KeepStable(site=site, argument=fact.unstable, keeper=fact.keeper),)
