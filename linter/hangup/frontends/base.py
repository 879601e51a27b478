"""What every front end shares."""

from __future__ import annotations

from hangup.model import Applicability, Edit, Span
from hangup.records import dataclass


class NotAnalysed(Exception):
    """A file that cannot be analysed: what is wrong, where, and what to do. Becomes HUP900."""

    def __init__(self, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span or Span(0, 0)


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way to write a remedy: byte edits of the original text, sorted, that do not overlap.

    ``title`` is what the edits do, as an order to the reader: "return a clean-up that closes `client`".
    """

    applicability: Applicability
    title: str
    edits: tuple[Edit, ...]
