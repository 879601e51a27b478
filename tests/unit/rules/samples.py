"""Facts as the analysis makes them, without a program: for the tests of what rules say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hangup.catalogue.matcher import ResourceRef
from hangup.catalogue.schema import Acquire, Create, Helper, Limits, Release, Resource, Sdk
from hangup.flow import facts as f
from hangup.flow.execution.log import Scope
from hangup.flow.facts import Fact, Place
from hangup.model import Confidence, Span

AT = Span(10, 20)
MODULE = Scope("module", "once", "module", AT)
EFFECT = Scope("effect", "change", "effect on [user, token]", AT, MODULE, dependencies=("user", "token"))
MOUNT = Scope("effect", "mount", "effect on []", AT, MODULE, dependencies=())
METHOD = Scope("method", "", "`Session.open`", AT, MODULE)
RERUN = Scope("module", "rerun", "script", AT)
RENDER = Scope("component", "render", "component `Page`", AT, MODULE)
REQUEST = Scope("handler", "request", "handler `post`", AT, MODULE, server=True)
EVENT = Scope("event", "event", "event handler `onClick`", AT, RENDER)
SCOPES = (MODULE, EFFECT, MOUNT, METHOD, RERUN, RENDER, REQUEST, EVENT)

RICH = ResourceRef(
    Sdk(id="chat", packages=["npm:chat"], limits=Limits(dev=3, prod=50, unit="connections per user", billing="users")),
    Resource(
        name="client",
        noun="WebSocket",
        create=[Create(call="new Client", connects="lazy-pool")],
        acquire=[Acquire(call="$r.open", mode="promise")],
        release=[Release(call="$r.pause", partial=True), Release(call="$r.shut", mode="promise")],
        again="warn-same-throw-other",
        race="await-acquire",
        instead={"server": ["sign", "upsert"], "users": ["upsert"]},
        helpers=[Helper(call="useClient", kind="hook"), Helper(call="cache.keep", kind="decorator")],
    ),
)
MANAGED = ResourceRef(
    Sdk(id="calls", packages=["pypi:calls"], limits=Limits(prod=7)),
    Resource(
        name="call",
        noun="RTC session",
        acquire=[Acquire(call="async with $r", mode="with"), Acquire(call="$r.open", mode="await")],
        release=[Release(call="async with $r", mode="with"), Release(call="$r.leave", mode="await")],
    ),
)
BARE = ResourceRef(Sdk(id="bare", packages=["any:*"]), Resource(name="thing"))
REFS = (RICH, MANAGED, BARE)


def make(kind: type[Fact], **given: Any) -> Fact:
    """A fact with everything that is not given filled in."""
    values: dict[str, Any] = {
        "span": AT,
        "ref": RICH,
        "confidence": Confidence.HIGH,
        "scope": EFFECT,
        "handle": "client",
        "call": "client.open",
        "anchor": "connect:client.open",
        "places": (Place(Span(1, 5), "client constructed here"),),
    }
    return kind(**{**values, **given})


DETAILS: tuple[tuple[type[Fact], str, tuple[dict[str, Any], ...]], ...] = (
    (f.NeverReleased, "HUP101", ({"bounded": False}, {"bounded": True})),
    (
        f.ReleaseSkipped,
        "HUP102",
        tuple(
            {"way": way, "never_meant": meant, "at_exit": at_exit}
            for way in ("raise", "cancel", "return", "branch", "change", "new")
            for meant in (True, False)
            for at_exit in (True, False)
        ),
    ),
    (
        f.IneffectiveCleanup,
        "HUP103",
        tuple(
            {"reason": reason, "release": "shut"}
            for reason in (
                "null",
                "unresolved",
                "other",
                "finished",
                "not-awaited",
                "not-called",
                "partial",
                "step",
                "misspelt",
                "inner",
                "async",
                "guard",
                "wrong-arguments",
                "new",
            )
        ),
    ),
    (
        f.CleanupRaces,
        "HUP104",
        tuple({"unseen": unseen, "late": late} for unseen in (True, False) for late in (True, False)),
    ),
    (f.Overwritten, "HUP105", ({"other_user": True}, {"other_user": False})),
    (f.AcquiredInRender, "HUP201", ({},)),
    (
        f.ReacquiredOnEveryChange,
        "HUP202",
        tuple({"unstable": name, "helper": helper} for name in ("options", "…", "") for helper in (True, False)),
    ),
    (f.AcquiredInLoop, "HUP203", ({"turn": "turn of the loop"}, {"turn": "tick of the timer"})),
    (f.AcquiredPerEvent, "HUP204", ({},)),
    (f.AcquiredOnServer, "HUP301", ({"paired": True}, {"paired": False})),
    (f.AcquiredWithSecret, "HUP302", ({},)),
    (f.AcquiredToCreate, "HUP303", ({},)),
    (f.CreatedPerRender, "HUP401", ({"connects": True}, {"connects": False})),
    (
        f.CreatedPerRun,
        "HUP402",
        tuple({"run": run} for run in ("turn of the loop", "request", "task", "event", "tick")),
    ),
    (f.SeveralClients, "HUP403", ({"differing": True}, {"differing": False})),
    (f.UnsettledRelease, "HUP501", ({},)),
    (f.StaleGuard, "HUP502", ({},)),
    (f.DeadSession, "HUP503", ({"partial": True}, {"partial": False})),
)
"""Each kind of fact, the rule it belongs to, and what there is to say of it."""


def every_fact() -> Iterator[tuple[str, Fact]]:
    """Each kind of fact in each variant, scope and resource, shared or not, named or not, with its rule."""
    for kind, code, variants in DETAILS:
        for variant in variants:
            for scope in SCOPES:
                for ref in REFS:
                    for shared in ("none", "global"):
                        yield code, make(kind, ref=ref, scope=scope, shared=shared, **variant)
                    yield code, make(kind, ref=ref, scope=scope, handle="", call="", places=(), **variant)
