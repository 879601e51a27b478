"""Fixes: remedies written by a front end, and proved by another analysis of the edited text before they are offered.

A fix is proved when the edited text parses, the finding is gone and no other has come. Whatever cannot be proved stays
a suggestion in words. The proof looks at every rule and every confidence, whatever the user selected: a fix that only
makes hangup lose sight of a connection is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hangup.frontends import NotAnalysed, encode, render
from hangup.frontends.base import Rendering
from hangup.model import Applicability, Diagnostic, Edit, Fix, SourceFile, open_source
from hangup.report import FileReport, Report

Check = Callable[[SourceFile], FileReport]
"""Checks one file, which may not be on disk in this form."""

MAX_PROVED = 8_000_000
"""Bytes of edited text that are analysed for the fixes of one file; findings beyond that keep their words."""
MIN_PROOFS = 10
"""Analyses that every file gets, however large it is."""
MAX_ROUNDS = 10
"""How often a file is fixed and looked at again."""


def edited(source: SourceFile, edits: Iterable[Edit]) -> SourceFile:
    """The file with edits applied, which do not overlap.

    Raises:
        UnicodeEncodeError: the file's encoding lacks a character of an edit.
    """
    data = source.data
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        data = data[: edit.span.start] + encode(source, edit.text) + data[edit.span.end :]
    return open_source(source.path, data)


@dataclass
class Prover:
    """Finds the fix of a finding. ``check`` looks at a file with every rule in force and at every confidence.

    A front end that fails while it writes a fix has none, and the advice in words stays; ``strict`` lets it fail.
    """

    check: Check
    strict: bool = False
    _tallies: dict[SourceFile, Counter[tuple[str, ...]]] = field(
        default_factory=dict[SourceFile, "Counter[tuple[str, ...]]"]
    )
    _proofs: Counter[str] = field(default_factory=Counter[str])

    def fix(self, source: SourceFile, diagnostic: Diagnostic) -> Fix | None:
        """The first of a finding's remedies that can be written and proved."""
        limit = max(MIN_PROOFS, MAX_PROVED // max(len(source.data), 1))
        for rendering in self._renderings(source, diagnostic):
            if self._proofs[source.path] >= limit:
                return None
            self._proofs[source.path] += 1
            if self.holds(source, rendering.edits, [diagnostic]):
                return Fix(rendering.applicability, rendering.title, rendering.edits)
        return None

    def holds(self, source: SourceFile, edits: Sequence[Edit], gone: Sequence[Diagnostic]) -> bool:
        """Whether these edits make these findings go and no other come."""
        try:
            after = self._tally(edited(source, edits))
        except (NotAnalysed, UnicodeEncodeError):
            return False
        before = self._tally(source)
        wanted = Counter(key for diagnostic in gone for key in _keys(diagnostic))
        return all(after[key] <= before[key] - wanted[key] for key in wanted) and all(
            after[key] <= before[key] for key in after if len(key) == 1
        )

    def _renderings(self, source: SourceFile, diagnostic: Diagnostic) -> Iterator[Rendering]:
        for remedy in diagnostic.remedies:
            try:
                yield from render(source, remedy)
            except Exception:
                if self.strict:
                    raise

    def _tally(self, source: SourceFile) -> Counter[tuple[str, ...]]:
        """How many findings there are of each code, and of each code and anchor."""
        known = self._tallies.get(source)
        if known is None:
            report = self.check(source)
            found = (*report.diagnostics, *report.suppressed)
            known = Counter(key for diagnostic in found for key in _keys(diagnostic))
            known["failure",] = report.failure is not None
            self._tallies[source] = known
        return known


def _keys(diagnostic: Diagnostic) -> tuple[tuple[str, ...], ...]:
    return (diagnostic.code,), (diagnostic.code, diagnostic.anchor)


def propose(report: Report, prover: Prover) -> None:
    """Give each finding of a report its fix, where there is one."""
    report.diagnostics = [
        replace(diagnostic, fix=prover.fix(report.source(diagnostic.path), diagnostic))
        if diagnostic.remedies
        else diagnostic
        for diagnostic in report.diagnostics
    ]


# ---------------------------------------------------------------- applying


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of one file: its text before and after, and the findings whose fixes were applied, in order."""

    before: SourceFile
    after: SourceFile
    applied: tuple[Diagnostic, ...]

    @property
    def is_changed(self) -> bool:
        return self.before.data != self.after.data


def fix_file(
    source: SourceFile,
    check: Check,
    prover: Prover,
    level: Applicability,
    known: Container[tuple[str, str]] = frozenset(),
) -> Fixed:
    """Apply every fix of a file at or above a level, in rounds: fixes that overlap wait for the next one.

    ``check`` finds what the user wants to see: nothing else is fixed. ``known`` are codes with anchors that are left
    alone, those of a baseline.
    """
    now, applied = source, list[Diagnostic]()
    for _ in range(MAX_ROUNDS):
        ready = [each for each in _ready(now, check, prover, level) if (each.code, each.anchor) not in known]
        chosen = _together(now, ready, prover)
        if not chosen:
            break
        applied += chosen
        now = edited(now, _edits(chosen))
    return Fixed(source, now, tuple(applied))


def _ready(source: SourceFile, check: Check, prover: Prover, level: Applicability) -> Iterator[Diagnostic]:
    for diagnostic in check(source).diagnostics:
        fix = prover.fix(source, diagnostic) if diagnostic.remedies else None
        if fix is not None and fix.applicability >= level:
            yield replace(diagnostic, fix=fix)


def _together(source: SourceFile, ready: Sequence[Diagnostic], prover: Prover) -> list[Diagnostic]:
    """As many fixes as do not overlap and hold together; else the first."""
    chosen: list[Diagnostic] = []
    for diagnostic in ready:
        if not any(_overlap(one, other) for one in _edits([diagnostic]) for other in _edits(chosen)):
            chosen.append(diagnostic)
    if len(chosen) > 1 and not prover.holds(source, _edits(chosen), chosen):
        return chosen[:1]
    return chosen


def _edits(diagnostics: Iterable[Diagnostic]) -> list[Edit]:
    return [edit for diagnostic in diagnostics if diagnostic.fix is not None for edit in diagnostic.fix.edits]


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits touch: also two insertions at one place, whose order would be chance."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end
