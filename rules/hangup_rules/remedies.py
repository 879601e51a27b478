"""From facts to remedies: what would mend a finding. Shared by the rules, as their words are."""

from __future__ import annotations

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.facts import Fact
from hangup.model.remedy import Release


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
