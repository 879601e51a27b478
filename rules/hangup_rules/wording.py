"""The words that rules share: how often a scope runs, what a connect opens, what closes it, what to do instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.execution.log import Scope
from hangup.flow.facts import Fact
from hangup.model import Severity
from hangup.model.remedy import Remedy
from hangup.rule import Finding, Label

RUNS = {
    "mount": "at every mount",
    "change": "whenever a dependency changes",
    "render": "on every render",
    "event": "whenever the event comes",
    "tick": "on every tick of the timer",
    "request": "on every request",
    "connection": "for every peer that connects",
    "task": "in every run of the task",
    "rerun": "on every rerun of the script",
    "cell": "whenever its cell is run",
    "test": "in every test",
    "element": "for every element",
}
"""How often a scope runs, by the catalogue's words."""

_ACRONYM = re.compile(r"[AEFHILMNORSX](?=[A-Z])")
_MOUNTED = ("effect", "mount", "component", "hook", "initialiser", "memo")
_WAITED_FOR = ("promise", "await", "await-in-async", "sync-or-await")
"""The modes of an acquire whose end a program can wait for."""


def finding(
    fact: Fact, severity: Severity, message: str, suggestion: str, remedies: tuple[Remedy, ...] = ()
) -> Finding:
    """A finding about a fact, at the fact's place and with the places that belong to it."""
    labels = tuple(Label(place.span, place.label) for place in fact.places)
    return Finding(
        span=fact.span, severity=severity, confidence=fact.confidence, message=message, suggestion=suggestion,
        resource=fact.ref.sdk.id, scope=fact.scope.label, anchor=fact.anchor, labels=labels, remedies=remedies,
    )  # fmt: skip


def times(scope: Scope) -> str:
    """How often the code of a scope runs, by the innermost scope that says it."""
    outer = scope.around or scope.parent
    return _often(scope) or (times(outer) if outer else "whenever this code runs")


def _often(scope: Scope) -> str:
    named = re.search(r"`[^`]+`", scope.label)
    if scope.dependencies and "…" not in scope.dependencies:
        return f"whenever {either(scope.dependencies)} changes"
    if scope.kind == "initialiser" or (scope.kind == "memo" and scope.dependencies == ()):
        return RUNS["mount"]
    if scope.kind in ("component", "hook") and scope.runs in ("", "once"):
        return RUNS["render"]
    if scope.kind == "event" and named:
        return f"whenever {named[0]} is called"
    if scope.kind in ("function", "method") and not scope.runs and named:
        return f"on every call of {named[0]}"
    return RUNS.get(scope.runs, "")


def either(names: Sequence[str]) -> str:
    """Names as code, in a row: `a`, `b` or `c`. Nothing for none."""
    return " or ".join(", ".join(f"`{name}`" for name in names).rsplit(", ", 1))


def noun(ref: ResourceRef, adjective: str = "") -> str:
    """What an acquire opens, with its article: a new WebSocket."""
    words = f"{adjective} {ref.resource.noun}".strip()
    return f"{'an' if words[0] in 'aeiou' or _ACRONYM.match(words) else 'a'} {words}"


def call(fact: Fact) -> str:
    """The call the fact is about as it is written, as the subject of a sentence."""
    return f"`{fact.call}`" if fact.call and len(fact.call) <= 60 else "this call"


def opens(fact: Fact) -> str:
    """What the call does: a shared instance opens one connection, any other a new one each time."""
    return f"{call(fact)} opens {noun(fact.ref, '' if fact.is_shared else 'new')}"


def key(fact: Fact) -> str:
    """What a getter has one instance for, as code: `apiKey` and `user.id`. Empty where there is no such key."""
    kind, _, names = fact.shared.partition(":")
    return " and ".join(f"`{name}`" for name in names.split("+")) if kind == "by" else ""


def limit(ref: ResourceRef) -> str:
    """A clause that names the limit of the service, or an empty text."""
    limits = ref.sdk.limits
    where = (limits.prod, "in production"), (limits.dev, "in development")
    parts = [f"{count} {place}" for count, place in where if count is not None]
    counts = " and ".join(parts).replace(" ", f" {limits.unit or 'connections'} ", 1)
    return f"; `{ref.sdk.id}` allows {counts}" if parts else ""


def release_call(fact: Fact) -> str:
    """The call that closes the connection, with the handle where it is known."""
    ref = fact.ref
    known = fact.call.rpartition(".")[2] in ref.acquires and fact.handle != fact.call and len(fact.handle) <= 40
    handle = fact.handle if known else ""
    for release in ref.resource.release:
        name, _, argument = release.call.partition("(")
        owner, _, name = name.rpartition(".")
        if release.partial or release.mode == "with" or owner == "$h" or name == "$h":
            continue
        wait = "await " if release.mode == "await" else ""
        if name == "$r":
            return "the function it returned"
        if argument.startswith("$r"):
            return f"`{wait}{name}({handle or '…'})`"
        return f"`{wait}{handle}.{name}()`" if handle else f"`{name}()`"
    return "the release it returned" if any(r.call.startswith("$h") for r in ref.resource.release) else "its release"


def manager(ref: ResourceRef) -> str:
    """The statement that holds the resource and closes it on every way out, or an empty text."""
    holding = (r.call.removesuffix(" $r") for r in ref.resource.release if r.call.endswith(("with $r", "using $r")))
    return next((f"`{statement}`" for statement in holding), "")


def instead(ref: ResourceRef, context: str) -> str:
    """What the catalogue names to use in a context, as code in a row, or an empty text."""
    return either(ref.resource.instead.get(context) or ref.resource.instead.get("any") or ())


def helper(ref: ResourceRef, kind: str = "hook") -> str:
    """The library's own code that owns the whole life of a connection, or an empty text."""
    return next((f"`{known.call}`" for known in ref.resource.helpers if known.kind == kind), "")


def is_mounted(fact: Fact) -> bool:
    """Whether the connection belongs to something that is mounted and unmounted."""
    return fact.scope.enclosing(*_MOUNTED) is not None


def closing(fact: Fact) -> str:
    """How a clean-up closes: a release that does not wait for the handshake leaves the socket open, where one can."""
    resource = fact.ref.resource
    opening = {*(model.mode for model in resource.acquire), *(model.mode for model in resource.create)}
    waits = resource.race in ("await-acquire", "none") and not opening.isdisjoint(_WAITED_FOR)
    return f"{'waits for the connect and then ' if waits else ''}calls {release_call(fact)}"


def remedy(fact: Fact) -> str:
    """What to do so that the connection ends with its owner."""
    if fact.scope.enclosing("event", "timer") is not None and not fact.scope.enclosing("effect"):
        return f"call {release_call(fact)} in the code that ends what this one begins, and before it connects again"
    if is_mounted(fact):
        if fact.scope.release_at == "session":
            return f"call {release_call(fact)} where the user's session ends"
        if fact.scope.enclosing("mount"):
            return f"add a method for the unmount that {closing(fact)}"
        own = "give this effect a client of its own, and " if fact.is_shared else ""
        owned = f", or let {helper(fact.ref)} own the connection" if helper(fact.ref) else ""
        return f"{own}return from the effect a clean-up that {closing(fact)}{owned}"
    if statement := manager(fact.ref):
        return f"hold it in {statement}, which closes it on every way out"
    if fact.scope.enclosing("method"):
        return f"call {release_call(fact)} in the method that ends the life of this object"
    return f"call {release_call(fact)} in a `finally` that begins right after the connect"
