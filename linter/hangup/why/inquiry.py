"""From a place to an answer: find its file and what belongs to it, analyse, and keep what is about the place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from hangup.config import Settings
from hangup.configuration import Configuration
from hangup.model import Diagnostic, SourceFile, Span
from hangup.records import dataclass, replace
from hangup.why.answer import Answer, Fate, Question, Remark, Spot
from hangup.why.study import Study

if TYPE_CHECKING:
    from hangup.engine import Toolbox
    from hangup.ir.program import Program
    from hangup.project.prefilter import Prefilter
    from hangup.report import FileReport
    from hangup.suppress import Suppressions

NEAREST = 3
"""How many calls are named where there is nothing at a place."""
_META = ("HUP901", "HUP902")


class Unanswerable(Exception):
    """A place that is none: no such file, no such line."""


class Parts(Protocol):
    """What an answer is made with."""

    @property
    def toolbox(self) -> Callable[[Settings], Toolbox]: ...
    @property
    def prefilter(self) -> Callable[[Settings], Prefilter]: ...


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


_Item = TypeVar("_Item", bound=_Placed)


def inquire(question: Question, parts: Parts, settings: Configuration) -> Answer:
    """What is known of a place.

    Raises:
        Unanswerable: there is no such place.
        ConfigError, CatalogueError: a configuration cannot be followed.
    """
    from hangup.checking.checker import Checker
    from hangup.frontends import is_supported
    from hangup.model import open_source
    from hangup.project.discover import reported
    from hangup.project.read import LIMIT, read
    from hangup.project.surroundings import surroundings

    question = replace(question, path=reported(question.path))
    if not os.path.isfile(question.path):
        raise Unanswerable(f"{question.path}: there is no such file")
    if not is_supported(question.path):
        suffix = os.path.splitext(question.path)[1] or "this name"
        return Answer(question, "unsupported", (f"No front end reads files of {suffix}.",))
    try:
        data = read(question.path)
    except OSError as error:
        raise Unanswerable(f"{question.path}: {error.strerror or error}") from error
    notes = list(_exclusion(question.path, settings))
    if len(data) > LIMIT:
        return Answer(question, "not-analysed", (*notes, f"The file is larger than {LIMIT // 1024 // 1024} MB."))
    holding = settings.of(question.path)
    prefilter = parts.prefilter(holding)
    hints = prefilter.hints()
    is_hopeful = hints is not None and hints.passes(data)
    no_candidate = Answer(question, "no-candidate", (*notes, *_no_candidate(data, parts, holding)))
    candidates = {question.path: data} if prefilter.passes(data) else {}
    if not candidates and not is_hopeful:
        return no_candidate
    source = open_source(question.path, data)
    see_line(question, source)
    toolbox, asked = parts.toolbox(holding), [question.path]
    checker = Checker(toolbox, settings.of, prefilter, candidates, asked, surroundings, hopeful=asked)
    if not checker.knows(question.path):
        return no_candidate
    sources, resolver = checker.together(question.path)
    return answer(question, Study(source, tuple(sources), resolver, toolbox), settings, notes)


def answer(question: Question, study: Study, settings: Configuration, notes: Sequence[str] = ()) -> Answer:
    """What is known of a place in a file that was studied.

    Raises:
        Unanswerable: there is no such place.
        ConfigError: a configuration cannot be followed.
    """
    return _Inquest(_Place(question, study.source), study, settings).answer(notes)


def see_line(question: Question, source: SourceFile) -> None:
    """See that a file has the line that is asked about.

    Raises:
        Unanswerable: it has not.
    """
    _Place(question, source).text()


def _exclusion(path: str, settings: Configuration) -> Iterable[str]:
    from hangup.project.exclude import Excludes

    excludes = Excludes(settings.run.exclude, nearest=lambda path: settings.of(path).exclude)
    if excludes.excluded(path):
        yield "hangup check leaves this file out, unless it is named: the configuration excludes it."


def _no_candidate(data: bytes, parts: Parts, settings: Settings) -> Iterable[str]:
    yield (
        "The file was not analysed: it holds none of the words by which connections are opened, so that it was never "
        "parsed. If it opens one, hangup does not know the SDK: describe it in the configuration."
    )
    if not settings.preview and parts.prefilter(replace(settings, preview=True)).passes(data):
        yield "It holds words of an SDK that is off by default: --preview switches it on."


@dataclass(frozen=True)
class _Place:
    """The place that is asked about, in its file."""

    question: Question
    source: SourceFile

    def text(self) -> str:
        """The line.

        Raises:
            Unanswerable: the file has no such line.
        """
        question, starts = self.question, self.source.line_starts
        if question.cell is None:
            if question.line > len(starts):
                raise Unanswerable(f"{question.path} has {len(starts)} lines, and no line {question.line}")
            return self.source.line_text(question.line)
        for row, start in enumerate(starts, 1):
            position = self.source.position(start)
            if (position.cell, position.line) == (question.cell, question.line):
                return self.source.line_text(row)
        raise Unanswerable(f"{question.path} has no code in line {question.line} of cell {question.cell}")

    def holds(self, spot: Spot) -> bool:
        """Whether the place lies in what stands at a spot."""
        question = self.question
        if spot.path != question.path or question.cell not in (None, spot.cell):
            return False
        if not spot.line <= question.line <= spot.end_line:
            return False
        if question.column is None:
            return True
        place = (question.line, question.column)
        return (spot.line, spot.column) <= place < (spot.end_line, spot.end_column)

    def distance(self, spot: Spot) -> int:
        return abs(spot.line - self.question.line)


class _Inquest:
    """Looks a place up in what the analysis knows of its program."""

    def __init__(self, place: _Place, study: Study, settings: Configuration) -> None:
        self.place = place
        self.study = study
        self.settings = settings

    def answer(self, notes: Sequence[str]) -> Answer:
        from hangup.frontends import NotAnalysed

        question = self.place.question
        text = self.place.text()
        try:
            program, account = self.study.program, self.study.account
        except NotAnalysed as error:
            return Answer(question, "not-analysed", (*notes, f"The file was not analysed: {error.message}."), text)
        report = self.study.report
        fates = tuple(self._fates(report, self._suppressions(program)))
        answer = Answer(
            question, "analysed", (*notes, *_unread(report)), text,
            together=tuple(path for path in sorted(self.study.paths) if path != question.path),
            openings=self._here(account.openings),
            closings=self._here(account.closings),
            makings=self._here(account.makings),
            passed=self._here(account.passed),
            fates=fates,
            remarks=tuple(self._remarks(report, self._suppressions(program))),
            spot=self._spot,
        )  # fmt: skip
        if answer.is_empty:
            own = [opening for opening in account.openings if self._spot(opening.span).path == question.path]
            near = sorted(own, key=lambda opening: self.place.distance(self._spot(opening.span)))
            answer = replace(answer, nearest=tuple(near[:NEAREST]))
        return answer

    # ------------------------------------------------------------ places

    def _spot(self, span: Span) -> Spot:
        return Spot.of(*self.study.locate(span))

    def _here(self, items: Iterable[_Item]) -> tuple[_Item, ...]:
        """The items at the place. What begins on the line goes before what only goes on over it."""
        found = [item for item in items if self.place.holds(self._spot(item.span))]
        begun = [item for item in found if self._spot(item.span).line == self.place.question.line]
        return tuple(begun or found)

    def _at(self, span: Span) -> Spot:
        """A span of the file itself as a spot."""
        return Spot.of(self.place.source, span)

    # ------------------------------------------------------------ findings and what hides them

    def _suppressions(self, program: Program) -> Suppressions:
        from hangup.suppress import find_suppressions

        return find_suppressions(self.place.source, program, self.study.toolbox.names())

    def _fates(self, report: FileReport, suppressions: Suppressions) -> Iterable[Fate]:
        known = self._known(report)
        for finding in sorted((*report.diagnostics, *report.suppressed), key=lambda finding: finding.sort_key()):
            if finding.code in _META or not self.place.holds(self._at(finding.span)):
                continue
            fate = self._fate(finding, suppressed=finding in report.suppressed, suppressions=suppressions)
            if fate.outcome == "reported" and finding in known:
                fate = replace(fate, outcome="baselined", detail=os.path.relpath(self.settings.run.baseline or ""))
            yield fate

    def _known(self, report: FileReport) -> list[Diagnostic]:
        """The findings that the baseline knows."""
        file = self.settings.run.baseline
        if file is None:
            return []
        from hangup.baseline import BaselineError, load
        from hangup.report import Report

        try:
            baseline = load(file)
        except BaselineError as error:
            raise Unanswerable(str(error)) from error
        settings = self.settings.of(self.place.question.path)
        found = [finding for finding in report.diagnostics if finding.confidence >= settings.confidence]
        whole = Report(diagnostics=list(found), sources={report.source.path: report.source})
        baseline.apply(whole)
        return [finding for finding in found if finding not in whole.diagnostics]

    def _fate(self, finding: Diagnostic, *, suppressed: bool, suppressions: Suppressions) -> Fate:
        settings = self.settings.of(finding.path)
        if finding.confidence < settings.confidence:
            return Fate(finding, "confidence", settings.confidence.label)
        if not settings.selection(finding.path).has(finding.code, finding.name):
            return Fate(finding, "not-selected", _selected(settings))
        line = self._at(finding.span).line
        near: list[Remark] = []
        for suppression in suppressions.valid:
            covers, names = suppression.covers(line), finding.code in suppression.codes
            if covers and names and suppressed:
                return Fate(finding, "suppressed", by=self._at(suppression.span))
            if covers != names:
                near.append(Remark(self._at(suppression.span), suppression.codes, suppression.lines, ()))
        return Fate(finding, "reported", near=tuple(near))

    def _remarks(self, report: FileReport, suppressions: Suppressions) -> Iterable[Remark]:
        for suppression in suppressions.valid:
            spot = self._at(suppression.span)
            if self.place.holds(spot):
                lines = [(finding.code, self._at(finding.span).line) for finding in report.suppressed]
                used = {code for code, line in lines if code in suppression.codes and suppression.covers(line)}
                yield Remark(spot, suppression.codes, suppression.lines, tuple(sorted(used)))


def _selected(settings: Settings) -> str:
    """The selectors that decide, as they are written."""
    groups = {
        "select": settings.select,
        "extend-select": settings.extend_select,
        "ignore": settings.ignore,
        "extend-ignore": settings.extend_ignore,
        "per-file-ignores": tuple(rule for ignores in settings.per_file_ignores for rule in ignores.rules),
    }
    given = [f"{name} {', '.join(values)}" for name, values in groups.items() if values]
    return "; ".join(given)


def _unread(report: FileReport) -> Iterable[str]:
    for finding in report.diagnostics:
        if finding.code == "HUP900":
            yield f"A part of the file was not analysed: {finding.message}."
