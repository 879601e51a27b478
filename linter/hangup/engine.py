"""From files to a report: find what belongs together, lower, link, analyse, ask the rules, apply suppressions.

One bad file never stops the others.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from hangup.config import Settings
from hangup.diagnose import Layout, diagnostics_of, in_force, not_analysed, report_file, unreadable
from hangup.frontends import NotAnalysed
from hangup.model import SourceFile, number_equals, open_source
from hangup.model.moving import moved
from hangup.project.prefilter import Prefilter
from hangup.project.read import LIMIT, read
from hangup.report import Failure, FileReport, Report

if TYPE_CHECKING:
    from hangup.flow.accounts import Account
    from hangup.flow.facts import Fact
    from hangup.flow.interface import Interface
    from hangup.ir.program import Program, SyntaxProblem
    from hangup.project.graph import Unit
    from hangup.project.modules import Resolver
    from hangup.project.surroundings import Surroundings
    from hangup.registry import Registry

TOGETHER = 512 * 1024 * 1024
"""Bytes of source that name connections in one run. Files beyond that are not analysed, which is said of each."""

KEPT = 4 * 1024 * 1024
"""Bytes of source whose lowered form is kept between the search for units and their analysis."""

SettingsOf = Callable[[str], Settings]
"""The settings in force for a file."""
Around = Callable[[Sequence[str]], "list[Surroundings]"]
"""The projects that candidates belong to."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What the engine works with. ``analyse``, ``explain`` and ``interface`` know the catalogue already."""

    registry: Registry
    lower: Callable[[SourceFile], Program]
    analyse: Callable[[Program], Iterable[Fact]]
    interface: Callable[[Program], Interface]
    explain: Callable[[Program], Account]
    meeting: frozenset[bytes] = frozenset()
    """Names of calls that make places in which files meet."""

    def names(self) -> dict[str, str]:
        """The code and the name of each rule, mapped to its code."""
        return {word: rule.code for rule in self.registry for word in (rule.code, rule.name)}


# ---------------------------------------------------------------- many files


def check_paths(
    paths: Sequence[str],
    prefilter: Prefilter,
    toolbox: Callable[[], Toolbox],
    settings_of: SettingsOf,
    progress: Progress | None = None,
    around: Around | None = None,
    texts: Mapping[str, bytes] = MappingProxyType({}),
) -> Report:
    """Check files, each with its own settings, as parts of the projects around them.

    ``texts`` stand for what is on disk, where there need not be such a file.
    The toolbox is asked for at the first candidate: without one nothing heavy is imported, and nothing around is read.
    """
    report = Report(files=len(paths))
    candidates: dict[str, bytes] = {}
    held = 0
    for index, path in enumerate(paths):
        if progress:
            progress(index, len(paths), path)
        try:
            data = texts[path] if path in texts else read(path)
        except OSError as error:
            report.diagnostics += unreadable(path, error.strerror or str(error), settings_of(path))
            continue
        if not prefilter.passes(data):
            continue
        held += len(data)
        if held <= TOGETHER:
            candidates[path] = data
        else:
            message = f"files that name connections are larger than {TOGETHER // 1024 // 1024} MB together"
            report.diagnostics += in_force([not_analysed(path, message)], settings_of(path))
    if candidates:
        checker = Checker(toolbox(), settings_of, prefilter, candidates, paths, around)
        for number, file_report in enumerate(checker.reports()):
            if progress:
                progress(number, len(candidates), file_report.source.path)
            report.add(file_report)
        report.checkers += (checker,)
    report.diagnostics = number_equals(report.diagnostics)
    return report


class Checker:
    """Checks candidates as parts of their projects, and again with other texts."""

    def __init__(
        self,
        toolbox: Toolbox,
        settings_of: SettingsOf,
        prefilter: Prefilter,
        candidates: Mapping[str, bytes],
        paths: Sequence[str],
        around: Around | None,
    ) -> None:
        from hangup.project.surroundings import Surroundings

        self._toolbox = toolbox
        self._settings_of = settings_of
        self._candidates = dict(candidates)
        self._lowered: dict[str, Program] = {}
        self._kept = 0
        projects = around(list(candidates)) if around is not None else [Surroundings(".", tuple(paths))]
        self._units = [unit for project in projects for unit in self._find_units(project, prefilter, set(paths))]

    def reports(self) -> Iterator[FileReport]:
        """The report of each candidate; what is known of other files is not reported."""
        done: set[str] = set()
        for unit in self._units:
            if not self._candidates.keys().isdisjoint(unit.paths):
                sources = [source for path in unit.paths if (source := self._source(path)) is not None]
                reports = check_sources(
                    sources, self._toolbox, self._settings_of, unit.resolver, self._take, self._candidates
                )
                for report in reports:
                    if report.source.path in self._candidates:
                        done.add(report.source.path)
                        yield report
        for path in sorted(self._candidates.keys() - done):
            yield check_data(path, self._candidates[path], self._toolbox, self._settings_of(path))

    def put(self, source: SourceFile) -> None:
        """Take this text of a file from now on. Which files belong together stays as it was found."""
        self._candidates[source.path] = source.data

    def knows(self, path: str) -> bool:
        """Whether a file is one of the candidates."""
        return path in self._candidates

    def together(self, path: str) -> tuple[list[SourceFile], Resolver | None]:
        """The files that are analysed with a candidate, itself included, and what resolves their imports."""
        unit = self._unit(path)
        if unit is None:
            return [open_source(path, self._candidates[path])], None
        return [source for each in unit.paths if (source := self._source(each)) is not None], unit.resolver

    def check(self, sources: Sequence[SourceFile], settings_of: SettingsOf | None = None) -> list[FileReport]:
        """Check files that belong together again, in the forms given: the report on each.

        ``settings_of`` takes the place of the settings that the files have.
        """
        unit = self._unit(sources[0].path)
        resolver = unit.resolver if unit is not None else None
        return check_sources(sources, self._toolbox, settings_of or self._settings_of, resolver)

    def _unit(self, path: str) -> Unit | None:
        return next((unit for unit in self._units if path in unit.paths), None)

    # ------------------------------------------------------------ files

    def _find_units(self, project: Surroundings, prefilter: Prefilter, searched: set[str]) -> Iterator[Unit]:
        from hangup.project.graph import Graph, resolvers

        candidates = {path for path in project.files if path in self._candidates}
        others = [path for path in project.files if path not in searched]
        known = {path: (data := self._read(path)) is not None and prefilter.passes(data) for path in others}
        for resolver, files in resolvers(project.root, project.files):
            graph = Graph(files, resolver, self._read, self._offers, self._toolbox.meeting)
            starts = candidates.intersection(files)
            if starts:
                yield from graph.units(starts, known=known if others else None)

    def _read(self, path: str) -> bytes | None:
        if path in self._candidates:
            return self._candidates[path]
        try:
            data = read(path)
        except OSError:
            return None
        return data if len(data) <= LIMIT else None

    def _source(self, path: str) -> SourceFile | None:
        data = self._read(path)
        return None if data is None else open_source(path, data)

    def _offers(self, path: str) -> Interface | None:
        """The interface of a file. One that cannot be lowered has none, and is reported when its turn comes."""
        source = self._source(path)
        if source is None or len(source.data) > LIMIT:
            return None
        try:
            program = self._toolbox.lower(source)
            offered = self._toolbox.interface(program)
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException:  # noqa: BLE001  (a native parser's panic is no Exception)
            return None
        self._kept += len(source.data)
        if self._kept <= KEPT:
            self._lowered[path] = program
        return offered

    def _take(self, source: SourceFile) -> Program | None:
        return self._lowered.pop(source.path, None)


# ---------------------------------------------------------------- files that belong together


def check_data(path: str, data: bytes, toolbox: Toolbox, settings: Settings) -> FileReport:
    """Check the bytes of one file, unless they are too many."""
    source = open_source(path, data)
    if len(data) > LIMIT:
        diagnostic = not_analysed(path, f"the file is larger than {LIMIT // 1024 // 1024} MB")
        return FileReport(source, in_force([diagnostic], settings))
    return check_source(source, toolbox, settings)


def check_source(source: SourceFile, toolbox: Toolbox, settings: Settings) -> FileReport:
    """Check one file. Whatever goes wrong becomes a diagnostic that names the file."""
    return check_sources([source], toolbox, lambda _: settings)[0]


def check_sources(
    sources: Sequence[SourceFile],
    toolbox: Toolbox,
    settings_of: SettingsOf,
    resolver: Resolver | None = None,
    lowered: Callable[[SourceFile], Program | None] = lambda _: None,
    wanted: Container[str] | None = None,
) -> list[FileReport]:
    """Check files as one program. A file that cannot be lowered is reported, and the others go on without it.

    Where they are too much together, those of ``wanted`` are looked at alone; without it all of them.
    """
    reports: list[FileReport] = []
    programs: dict[str, Program] = {}
    for source in sources:
        try:
            programs[source.path] = lowered(source) or _lower(source, toolbox)
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # noqa: BLE001  (a native parser's panic is no Exception)
            reports.append(_failed(source, error, settings_of(source.path)))
    left = [source for source in sources if source.path in programs]
    try:
        return reports + (_analyse(left, programs, toolbox, settings_of, resolver, wanted) if left else [])
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001  (as above)
        if len(left) == 1:
            return [*reports, _failed(left[0], error, settings_of(left[0].path))]
        alone = [source for source in left if wanted is None or source.path in wanted]
        if not alone:
            return reports
        for source in alone:  # together they cannot be analysed
            reports += check_sources([source], toolbox, settings_of)
        first = next(number for number, report in enumerate(reports) if report.source is alone[0])
        reports[first] = _with_failure(reports[first], error)
        return reports


def _lower(source: SourceFile, toolbox: Toolbox) -> Program:
    try:
        return toolbox.lower(source)
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "hangup":
            raise
        raise NotAnalysed(f"the parser for this language is not installed: no module named {error.name!r}") from error


def _analyse(
    sources: Sequence[SourceFile],
    programs: Mapping[str, Program],
    toolbox: Toolbox,
    settings_of: SettingsOf,
    resolver: Resolver | None,
    wanted: Container[str] | None,
) -> list[FileReport]:
    """Analyse lowered files as one program and report on each."""
    from hangup.ir.link import link

    whole = programs[sources[0].path]
    unread = {path: list(program.problems) for path, program in programs.items()}
    if len(sources) > 1 and resolver is not None:
        whole = link([programs[source.path] for source in sources], resolver)
    before = len(whole.problems)
    layout = Layout.of(whole)
    found = diagnostics_of(toolbox.analyse(whole), toolbox.registry, layout)
    undone: dict[str, list[SyntaxProblem]] = {}
    for problem in whole.problems[before:]:  # what the analysis adds is about code that was read
        path, _ = layout.locate(problem.span)
        undone.setdefault(path, []).append(moved(problem, -layout.starts[layout.number(problem.span.start)]))
    reports: list[FileReport] = []
    for source in sources:
        if source.path in undone and len(sources) > 1:  # too much together: what can be said of the file alone?
            if wanted is None or source.path in wanted:
                reports += check_sources([source], toolbox, settings_of)
            continue
        program = programs[source.path]
        program.problems = unread[source.path]
        own = [diagnostic for diagnostic in found if diagnostic.path == source.path]
        reports.append(
            report_file(source, program, own, undone.get(source.path, ()), toolbox.registry, settings_of(source.path))
        )
    return reports


# ---------------------------------------------------------------- what goes wrong


def _failed(source: SourceFile, error: BaseException, settings: Settings) -> FileReport:
    """The report on a file that could not be analysed."""
    failure: Failure | None = None
    match error:
        case NotAnalysed():
            diagnostic = not_analysed(source.path, error.message, error.span)
        case RecursionError():
            diagnostic = not_analysed(source.path, "the code is nested too deeply to be analysed")
        case MemoryError():
            diagnostic = not_analysed(source.path, "there is not enough memory to analyse this file")
        case _:
            failure = _failure(source.path, error)
            diagnostic = not_analysed(source.path, f"hangup failed on this file ({failure.reason}); please report it")
    return FileReport(source, in_force([diagnostic], settings), failure=failure)


def _with_failure(report: FileReport, error: BaseException) -> FileReport:
    if isinstance(error, RecursionError | MemoryError):
        return report
    return FileReport(report.source, report.diagnostics, report.suppressed, _failure(report.source.path, error))


def _failure(path: str, error: BaseException) -> Failure:
    details = "".join(traceback.format_exception(error))
    return Failure(path, f"{type(error).__name__}: {error}", details)


__all__ = ["Checker", "Toolbox", "check_data", "check_paths", "check_source", "check_sources", "unreadable"]
