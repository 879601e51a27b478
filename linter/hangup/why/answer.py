"""The answer to ``hangup why PATH:LINE`` as values. The text and the JSON are functions of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hangup.flow.verdicts.accounts import Closing, Making, Opening, Passed
from hangup.model import Diagnostic, SourceFile, Span
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """The place that is asked about. ``column`` is None for the whole line, ``cell`` for files without cells."""

    path: str
    line: int
    column: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        cell = "" if self.cell is None else f":cell {self.cell}"
        return f"{self.path}{cell}:{self.line}" + ("" if self.column is None else f":{self.column}")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place for people: lines and columns count from 1, columns are code points, the end is exclusive.

    ``cell`` is the cell of a notebook, whose lines count from 1.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None = None

    @staticmethod
    def of(source: SourceFile, span: Span) -> Spot:
        """A span of a file."""
        start, end = source.position(span.start), source.position(span.end)
        return Spot(source.path, start.line, start.column, end.line, end.column, start.cell)


@dataclass(frozen=True, slots=True)
class Remark:
    """A suppression comment and what it does for a finding or for nothing. ``lines`` is None for the whole file."""

    spot: Spot
    codes: tuple[str, ...]
    lines: tuple[int, int] | None
    suppresses: tuple[str, ...]
    """The codes of findings that it takes away."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A finding of a rule, and what became of it.

    ``outcome``: ``reported``, ``suppressed`` (by the comment at ``by``), ``not-selected``, ``confidence`` (it is less
    sure than what is reported), ``baselined`` (known already). ``detail`` names the setting that decided.
    """

    finding: Diagnostic
    outcome: Literal["reported", "suppressed", "not-selected", "confidence", "baselined"]
    detail: str = ""
    by: Spot | None = None
    near: tuple[Remark, ...] = ()
    """Suppressions that might have been meant for it and are not: for other lines, or for other rules."""


Status = Literal["analysed", "not-analysed", "no-candidate", "unsupported"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a place.

    ``status`` of the file: ``analysed``; ``not-analysed`` (see ``notes``); ``no-candidate`` (none of the words of the
    descriptions stands in it); ``unsupported`` (no front end reads it). ``notes`` are sentences about the file.
    ``spot`` tells a position of the program as a place for people.
    """

    question: Question
    status: Status
    notes: tuple[str, ...] = ()
    text: str = ""
    """The line that is asked about."""
    together: tuple[str, ...] = ()
    """The other files of the program that the file is a part of."""
    openings: tuple[Opening, ...] = ()
    closings: tuple[Closing, ...] = ()
    makings: tuple[Making, ...] = ()
    passed: tuple[Passed, ...] = ()
    fates: tuple[Fate, ...] = ()
    remarks: tuple[Remark, ...] = ()
    nearest: tuple[Opening, ...] = ()
    """Where there is nothing at the place: the nearest calls in the file that open a connection."""
    spot: Callable[[Span], Spot] = lambda span: Spot("", 1, span.start + 1, 1, span.end + 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the place."""
        return not any((self.openings, self.closings, self.makings, self.passed, self.fates, self.remarks))
