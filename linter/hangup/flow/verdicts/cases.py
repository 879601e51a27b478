"""What the judge looks at: each acquire, with how every end of its life left the connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hangup.flow.domain.state import Connection, Step
from hangup.flow.domain.values import Value
from hangup.flow.execution.log import Acquired, Scope
from hangup.flow.exploration.lives import Ending
from hangup.flow.facts import Common, Fact
from hangup.flow.verdicts.dismissals import Dismissal
from hangup.records import dataclass

Answer = Fact | Dismissal
"""What comes of a question about an acquire: a fact, or why it is none."""

WAYS_OUT = {
    "raises": "if this raises, the connection stays open",
    "is cancelled": "if this is cancelled, the connection stays open",
    "raise": "an exception leaves here with the connection open",
    "return": "returns here with the connection open",
}
"""Steps that leave by an exception or a return, in words."""


@dataclass(frozen=True, eq=False)
class End:
    """How one ending left one connection."""

    ending: Ending
    connection: Connection
    receiver: Value
    excuse: str
    """Who else holds it, where that is a good reason not to release here; else empty."""

    @property
    def is_live(self) -> bool:
        return self.connection.is_live

    @property
    def is_closed(self) -> bool:
        """Whether the program has closed it, and it has not just ended."""
        return not self.is_live and self.connection.status != "ended"

    @property
    def is_asked(self) -> bool:
        """Whether a question about the resource's own state led here."""
        return f"asked {self.receiver}" in self.ending.state.marks

    @property
    def last_step(self) -> Step | None:
        """The last step of the way here that leaves by an exception or a return."""
        return next(self.ways_out, None)

    @property
    def ways_out(self) -> Iterator[Step]:
        """The steps of the way here that leave by an exception or a return, the last one first."""
        step = self.ending.state.trace
        while step is not None:
            if step.what in WAYS_OUT:
                yield step
            step = step.before

    def parting(self, others: Iterable[End]) -> Step | None:
        """The last way out that none of the others took; the last one where they took all of them."""
        taken = {(step.span, step.what) for other in others for step in other.ways_out}
        return next((step for step in self.ways_out if (step.span, step.what) not in taken), self.last_step)

    def completes(self, other: End) -> bool:
        """Whether this is how the life of an instance ends that the other's exception cut short."""
        owner = other.ending.owner
        return other.ending.kind == "raise" and owner.kind == "instance" and self.ending.owner == owner


@dataclass(frozen=True, eq=False)
class Case:
    """One acquire, with what became of it."""

    index: int
    event: Acquired
    common: Common
    ends: list[End]
    live: list[End]
    """Those that left it open without an excuse."""
    is_registry: bool

    @property
    def scope(self) -> Scope:
        return self.event.scope
