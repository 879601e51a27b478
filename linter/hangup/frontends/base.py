"""What every front end shares."""

from __future__ import annotations

from hangup.model import Span


class NotAnalysed(Exception):
    """A file that cannot be analysed: what is wrong, where, and what to do. Becomes HUP900."""

    def __init__(self, message: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span or Span(0, 0)
