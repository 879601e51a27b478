"""What the judge considered and did not say of an acquire, with the reason: the other half of its facts."""

from __future__ import annotations

from hangup.flow.facts import Fact
from hangup.model import Span
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Why a fact is not true of an acquire. ``reason`` is a key of :data:`REASONS`; ``span`` a place that shows it."""

    fact: type[Fact]
    reason: str
    span: Span | None = None

    @property
    def words(self) -> str:
        return REASONS[self.reason]


REASONS = {
    "registry": "it is a registry of the program's own, not a client",
    "fit-for-servers": "it may be connected on one",
    "not-on-server": "nothing around it is known to run on one",
    "allowed": "an option at the construction permits it",
    "not-to-create": "users are not connected one after the other for nothing else",
    "no-secret": "the client does not hold it",
    "not-rendering": "its code does not run with every render",
    "no-loop": "it stands in none",
    "one-a-turn": "each turn closes what it has opened, or opens nothing new",
    "asks-first": "it asks for the state of the one before, and opens another where that is gone",
    "same-user": "no other user is connected meanwhile",
    "handle-kept": "its last handle is not written over",
    "none-is-closed": "the last one stays open too: nothing closes any of them",
    "closed": "it is closed at every ordinary end of its life",
    "excused": "where it stays open, somebody else answers for it",
    "asked": "where it stays open, the program has asked whether it is connected",
    "no-end": "no end of its life was reached",
    "no-attempt": "none was meant for it",
    "closes-sometimes": "the one that is there closes it on some ways out",
    "partial": "it closes the socket and keeps the user",
    "never-closed": "no way out closes it at all",
    "shared-handed-on": "the shared instance is handed on, and is still there when something raises",
    "page": "it is opened once by the root of a page, and lives as long as that",
    "no-event": "it does not run when an event comes",
    "exchanged": "the handler closes the one it has before it opens the next",
    "no-race": "there is no such end, or it waits for the connect",
    "stable": "its dependencies change only when they should",
    "fresh-user": "there is none",
}
"""The reasons in words, as the answer to a question about the call."""
