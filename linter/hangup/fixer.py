"""Fixes: remedies written by a front end, and proved by another analysis of the edited text before they are offered.

A fix is proved when the edited text parses, the finding is gone and no other has come, in the file or in any that is
analysed with it. Whatever cannot be proved stays a suggestion in words. The proof looks at every rule and every
confidence, whatever the user selected: a fix that only makes hangup lose sight of a connection is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from hangup.frontends import NotAnalysed, encode, render
from hangup.frontends.base import Rendering
from hangup.model import Applicability, Diagnostic, Edit, Fix, SourceFile, open_source
from hangup.records import dataclass, field, replace
from hangup.report import FileReport, Report

Files = tuple[SourceFile, ...]
"""Files that are analysed as one program, in order of their paths; often one."""
Check = Callable[[Files], Sequence[FileReport]]
"""Checks files that may not be on disk in this form: the report on each."""
Key = tuple[str, ...]

MAX_PROVED = 8_000_000
"""Bytes that are analysed for the fixes of one program; findings beyond that keep their words."""
MIN_PROOFS = 10
"""Analyses that every program gets, however large it is."""
MAX_ROUNDS = 10
"""How often the files of a program are fixed and looked at again."""


def edited(source: SourceFile, edits: Iterable[Edit]) -> SourceFile:
    """The file with edits applied, which do not overlap.

    Raises:
        UnicodeEncodeError: the file's encoding lacks a character of an edit.
    """
    data = source.data
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        data = data[: edit.span.start] + encode(source, edit.text) + data[edit.span.end :]
    return open_source(source.path, data)


def file_at(files: Files, path: str) -> SourceFile:
    """The file of a program that has this path."""
    return next(source for source in files if source.path == path)


def with_file(files: Files, source: SourceFile) -> Files:
    """The program with a file in another form."""
    return tuple(source if each.path == source.path else each for each in files)


@dataclass
class Prover:
    """Finds the fix of a finding. ``check`` looks at files with every rule in force and at every confidence.

    A front end that fails while it writes a fix has none, and the advice in words stays; ``strict`` lets it fail.
    """

    check: Check
    strict: bool = False
    _tallies: dict[Files, Counter[Key]] = field(default_factory=dict[Files, "Counter[Key]"])
    _proofs: Counter[Key] = field(default_factory=Counter[Key])

    def fix(self, files: Files, diagnostic: Diagnostic) -> Fix | None:
        """The first of a finding's remedies that can be written and proved."""
        program = tuple(source.path for source in files)
        limit = max(MIN_PROOFS, MAX_PROVED // max(sum(len(source.data) for source in files), 1))
        for rendering in self._renderings(file_at(files, diagnostic.path), diagnostic):
            if self._proofs[program] >= limit:
                return None
            self._proofs[program] += 1
            if self.holds(files, rendering.edits, [diagnostic]):
                return Fix(rendering.applicability, rendering.title, rendering.edits)
        return None

    def holds(self, files: Files, edits: Sequence[Edit], gone: Sequence[Diagnostic]) -> bool:
        """Whether these edits, all of one file, make these findings go and no other come in any file."""
        source = file_at(files, gone[0].path)
        try:
            after = self._tally(with_file(files, edited(source, edits)))
        except (NotAnalysed, UnicodeEncodeError):
            return False
        before = self._tally(files)
        wanted = Counter(key for diagnostic in gone for key in _keys(diagnostic))
        return all(after[key] <= before[key] - wanted[key] for key in wanted) and all(
            after[key] <= before[key] for key in after if len(key) == _COARSE
        )

    def _renderings(self, source: SourceFile, diagnostic: Diagnostic) -> Iterator[Rendering]:
        for remedy in diagnostic.remedies:
            try:
                yield from render(source, remedy)
            except Exception:
                if self.strict:
                    raise

    def _tally(self, files: Files) -> Counter[Key]:
        """How many findings there are in each file of each code, and of each code and anchor."""
        known = self._tallies.get(files)
        if known is None:
            known = Counter[Key]()
            for report in self.check(files):
                known.update(key for each in (*report.diagnostics, *report.suppressed) for key in _keys(each))
                known[report.source.path, "failure"] += report.failure is not None
            self._tallies[files] = known
        return known


_COARSE = 2
"""The length of a key that names no anchor: fixes change the anchors of other findings."""


def _keys(diagnostic: Diagnostic) -> tuple[Key, Key]:
    return (diagnostic.path, diagnostic.code), (diagnostic.path, diagnostic.code, diagnostic.anchor)


def propose(report: Report, fix: Callable[[Diagnostic], Fix | None]) -> None:
    """Give each finding of a report its fix, where there is one."""
    report.diagnostics = [
        replace(diagnostic, fix=fix(diagnostic)) if diagnostic.remedies else diagnostic
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


def fix_files(
    files: Files,
    paths: Sequence[str],
    check: Check,
    prover: Prover,
    level: Applicability,
    known: Container[Key] = frozenset(),
) -> list[Fixed]:
    """Apply every fix at or above a level in those files of a program that have these paths.

    It goes in rounds: fixes that overlap wait for the next one, and so do those that another file's fix makes possible.
    Each file is fixed in sight of what became of the others. ``check`` finds what the user wants to see: nothing else
    is fixed. ``known`` are paths with codes and anchors that are left alone, those of a baseline.
    """
    now, reports = files, check(files)
    applied: dict[str, list[Diagnostic]] = {path: [] for path in paths}
    for _ in range(MAX_ROUNDS):
        before = now
        for path in paths:
            found = [each for report in reports for each in report.diagnostics if each.path == path]
            wanted = [each for each in found if _keys(each)[1] not in known]
            chosen = _together(now, list(_ready(now, wanted, prover, level)), prover)
            if chosen:
                applied[path] += chosen
                now = with_file(now, edited(file_at(now, path), _edits(chosen)))
                reports = check(now)
        if now == before:
            break
    return [Fixed(file_at(files, path), file_at(now, path), tuple(applied[path])) for path in paths]


def _ready(files: Files, found: Iterable[Diagnostic], prover: Prover, level: Applicability) -> Iterator[Diagnostic]:
    for diagnostic in found:
        fix = prover.fix(files, diagnostic) if diagnostic.remedies else None
        if fix is not None and fix.applicability >= level:
            yield replace(diagnostic, fix=fix)


def _together(files: Files, ready: Sequence[Diagnostic], prover: Prover) -> list[Diagnostic]:
    """As many fixes of a file as do not overlap and hold together; else the first."""
    chosen: list[Diagnostic] = []
    for diagnostic in ready:
        if not any(_overlap(one, other) for one in _edits([diagnostic]) for other in _edits(chosen)):
            chosen.append(diagnostic)
    if len(chosen) > 1 and not prover.holds(files, _edits(chosen), chosen):
        return chosen[:1]
    return chosen


def _edits(diagnostics: Iterable[Diagnostic]) -> list[Edit]:
    return [edit for diagnostic in diagnostics if diagnostic.fix is not None for edit in diagnostic.fix.edits]


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits touch: also two insertions at one place, whose order would be chance."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end
