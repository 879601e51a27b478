"""Fixes: remedies written by a front end, and proved by another analysis of the edited text before they are offered.

A fix is proved when the edited text parses, the finding is gone, no other has come in the file or in any that is
analysed with it, and what opened a connection is still reached. Whatever cannot be proved stays a suggestion in words.
The proof looks at every rule and every confidence, whatever the user selected: a fix that only makes hangup lose sight
of a connection is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

from hangup.diagnose import NOT_ANALYSED
from hangup.flow.facts import Opened
from hangup.frontends import NotAnalysed, encode, render
from hangup.frontends.base import Rendering
from hangup.model import Applicability, Diagnostic, Edit, Fix, Severity, SourceFile, open_source
from hangup.model.remedy import Remedy
from hangup.reached import stay_reached
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
    ``found`` gives what came out of these very files before, where they have been looked at and everything is known.

    A front end that fails while it writes a fix has none, and the advice in words stays; ``strict`` lets it fail.
    """

    check: Check
    strict: bool = False
    found: Callable[[Files], Sequence[FileReport] | None] = lambda _: None
    _looks: dict[Files, _Look] = field(default_factory=dict[Files, "_Look"])
    _proofs: Counter[Key] = field(default_factory=Counter[Key])

    def fix(self, files: Files, diagnostic: Diagnostic) -> Fix | None:
        """The first of a finding's remedies that can be written and proved.

        Where the file was not followed to its end, what is not found proves nothing.
        """
        program = tuple(source.path for source in files)
        limit = max(MIN_PROOFS, MAX_PROVED // max(sum(len(source.data) for source in files), 1))
        spent = self._proofs[program] >= limit  # before anything is written: that parses the file
        if not diagnostic.remedies or spent or self._look(files).tally[diagnostic.path, NOT_ANALYSED]:
            return None
        for remedy, rendering in self._renderings(files, diagnostic):
            if self._proofs[program] >= limit:
                return None
            self._proofs[program] += 1
            fix = Fix(rendering.applicability, rendering.title, rendering.edits, remedy.superseded)
            if self.holds(files, [replace(diagnostic, fix=fix)]):
                return fix
        return None

    def holds(self, files: Files, fixed: Sequence[Diagnostic]) -> bool:
        """Whether the fixes of these findings, which edit one file, make them go and no other come in any file.

        What opened a connection still has to be reached, except for what the fixes supersede.
        """
        edits = _edits(fixed)
        source = file_at(files, edits[0].path)
        try:
            after = self._look(with_file(files, edited(source, edits)))
        except (NotAnalysed, UnicodeEncodeError):
            return False
        before = self._look(files)
        wanted = Counter(key for diagnostic in fixed for key in _accounts(diagnostic))
        superseded = [span for each in fixed if each.fix is not None for span in each.fix.superseded]
        return (
            all(after.tally[key] <= before.tally[key] - wanted[key] for key in wanted)
            and all(after.tally[key] <= before.tally[key] for key in after.tally if len(key) == _COARSE)
            and stay_reached(
                before.opened,
                after.opened,
                edits,
                size=lambda edit: len(encode(source, edit.text)),
                sites=[each.span for each in fixed if each.path == source.path],
                superseded=superseded,
            )
        )

    def _renderings(self, files: Files, diagnostic: Diagnostic) -> Iterator[tuple[Remedy, Rendering]]:
        for remedy in diagnostic.remedies:
            try:
                for rendering in render(file_at(files, remedy.path or diagnostic.path), remedy):
                    yield remedy, rendering
            except Exception:
                if self.strict:
                    raise

    def _look(self, files: Files) -> _Look:
        known = self._looks.get(files)
        if known is None:
            known = self._looks[files] = _Look.at(self.found(files) or self.check(files))
        return known


@dataclass(frozen=True, slots=True)
class _Look:
    """What there is in files: how many findings in each account, and what is reached."""

    tally: Counter[Key]
    opened: Mapping[str, frozenset[Opened]]

    @staticmethod
    def at(reports: Iterable[FileReport]) -> _Look:
        tally, opened = Counter[Key](), dict[str, frozenset[Opened]]()
        for report in reports:
            path = report.source.path
            every = (*report.diagnostics, *report.suppressed) if report.everything is None else report.everything
            tally.update(key for each in every for key in _accounts(each))
            tally[path, "failure"] += report.failure is not None
            opened[path] = opened.get(path, frozenset[Opened]()) | report.opened
        return _Look(tally, opened)


_COARSE = 2
"""The length of a key that names no anchor: fixes change the anchors of other findings."""


def _keys(diagnostic: Diagnostic) -> tuple[Key, Key]:
    return (diagnostic.path, diagnostic.code), (diagnostic.path, diagnostic.code, diagnostic.anchor)


def _accounts(diagnostic: Diagnostic) -> tuple[Key, ...]:
    """What a finding counts towards: those of its kind in the file, the errors among them, and those of its place.

    What is found of one thing is of one kind, whichever of its faults it is: a fix may show the next fault of another
    connect where the last one was found, but no finding more than before, and no error in place of a warning.
    """
    kind = diagnostic.about or diagnostic.code
    path, anchor = diagnostic.path, diagnostic.anchor
    errors = ((path, f"{kind}, errors"),) if diagnostic.severity >= Severity.ERROR else ()
    return ((path, kind), *errors, (path, kind, anchor), (path, diagnostic.code, anchor))


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
    others: Collection[str] = (),
) -> list[Fixed]:
    """Apply every fix at or above a level of the findings in those files of a program that have these paths.

    It goes in rounds: fixes that overlap wait for the next one, and so do those that another file's fix makes possible.
    Each file is fixed in sight of what became of the others. ``check`` finds what the user wants to see: nothing else
    is fixed. ``known`` are paths with codes and anchors that are left alone, those of a baseline. ``others`` are files
    that may be edited for a finding that is not theirs.
    """
    now, reports = files, check(files)
    applied: dict[str, list[Diagnostic]] = {path: [] for path in (*paths, *others)}
    for _ in range(MAX_ROUNDS):
        before = now
        for path in paths:
            found = [each for report in reports for each in report.diagnostics if each.path == path]
            wanted = [each for each in found if _keys(each)[1] not in known]
            ready = [each for each in _ready(now, wanted, prover, level) if _edited_by(each) in applied]
            target = (
                path if any(_edited_by(each) == path for each in ready) else _edited_by(ready[0]) if ready else path
            )
            chosen = _together(now, [each for each in ready if _edited_by(each) == target], prover)
            if chosen:
                applied[target] += chosen
                now = with_file(now, edited(file_at(now, target), _edits(chosen)))
                reports = check(now)
        if now == before:
            break
    return [Fixed(file_at(files, path), file_at(now, path), tuple(each)) for path, each in applied.items()]


def _edited_by(diagnostic: Diagnostic) -> str:
    """The file that the fix of a finding edits."""
    return diagnostic.fix.edits[0].path if diagnostic.fix is not None else diagnostic.path


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
    if len(chosen) > 1 and not prover.holds(files, chosen):
        return chosen[:1]
    return chosen


def _edits(diagnostics: Iterable[Diagnostic]) -> list[Edit]:
    """The edits of fixes, in order of position."""
    found = [edit for diagnostic in diagnostics if diagnostic.fix is not None for edit in diagnostic.fix.edits]
    return sorted(found, key=lambda edit: edit.span)


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits touch: also two insertions at one place, whose order would be chance."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end
