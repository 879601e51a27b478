"""From paths to a report: which files name a connection, which belong together, and what comes out for each.

What is known from an earlier run is used where everything it depended on is the same (see ``memory.py``). The rest is
done by several processes where there is enough of it. The report is the same in every case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hangup.diagnose import in_force, not_analysed, unreadable
from hangup.engine import SettingsOf, Toolbox, check_data, check_sources
from hangup.memory import Memory
from hangup.model import SourceFile, number_equals, open_source
from hangup.names import suffix_of
from hangup.offers import Offers, Stop, Texts
from hangup.project.graph import Graph, Unit, resolvers
from hangup.project.prefilter import Prefilter
from hangup.project.presence import Presence
from hangup.project.read import LIMIT
from hangup.project.search import Search
from hangup.project.surroundings import Surroundings
from hangup.project.workers import CAN_FORK, Lost, Pool
from hangup.report import Failure, FileReport, Report

if TYPE_CHECKING:
    from hangup.cache.plans import Plans
    from hangup.cache.results import Results
    from hangup.project.gates import Gate
    from hangup.project.modules import Importing, Resolver
    from hangup.project.search import Closer

TOGETHER = 512 * 1024 * 1024
"""Bytes of source that name connections in one run. Files beyond that are not analysed, which is said of each."""

ENOUGH = 48 * 1024
"""Bytes of source to lower from which on more than one process is started."""

FEW = 64
"""Files without a candidate among them that are looked through again before it is asked what is around them."""

Around = Callable[[Sequence[str]], "list[Surroundings]"]
"""The projects that candidates belong to."""
Progress = Callable[[int, int, str], None]


def check_paths(
    paths: Sequence[str],
    prefilter: Prefilter,
    toolbox: Callable[[], Toolbox],
    settings_of: SettingsOf,
    progress: Progress | None = None,
    around: Around | None = None,
    texts: Mapping[str, bytes] = MappingProxyType({}),
    *,
    search: Search | None = None,
    results: Callable[[], Results | None] | None = None,
    jobs: int = 1,
) -> Report:
    """Check files, each with its own settings, as parts of the projects around them.

    ``texts`` stand for what is on disk, where there need not be such a file. ``jobs`` is how many processes may work.
    The toolbox is asked for when something has to be lowered: without a candidate, or with results of all, nothing
    heavy is imported.
    """
    report = Report(files=len(paths))
    search = search or Search()
    if progress:
        progress(0, len(paths), paths[0] if paths else "")
    found = search.passing([path for path in paths if path not in texts] if texts else paths, prefilter)
    found.passing |= {path: data for path, data in texts.items() if prefilter.passes(data)}
    for path, reason in found.failed.items():
        report.diagnostics += unreadable(path, reason, settings_of(path))
    for path in _beyond(found.passing, TOGETHER):
        del found.passing[path]
        message = f"files that name connections are larger than {TOGETHER // 1024 // 1024} MB together"
        report.diagnostics += in_force([not_analysed(path, message)], settings_of(path))
    left = [path for path in paths if path not in found.failed]
    hopeful = () if found.passing or around is None or not left else _hopeful(left, prefilter, around, search)
    if found.passing or hopeful:
        known = results() if results is not None else None
        checker = Checker(
            toolbox, settings_of, prefilter, found.passing, paths, around, search, known, jobs, texts, hopeful
        )
        for number, file_report in enumerate(checker.reports()):
            if progress:
                progress(number, len(found.passing), file_report.source.path)
            report.add(file_report)
        checker.close()
        report.checkers += (checker,)
    report.diagnostics = number_equals(report.diagnostics)
    return report


def _hopeful(paths: Sequence[str], prefilter: Prefilter, around: Around, search: Search) -> Sequence[str]:
    """Files without a candidate among them that may open what a file around them has made."""
    hints = prefilter.hints()
    if hints is None or (len(paths) > FEW and not _others(around(paths), set(paths))):
        return ()
    return tuple(search.passing(paths, hints).passing)


def _others(projects: Iterable[Surroundings], asked: Container[str]) -> bool:
    """Whether the projects have files that were not asked for."""
    return any(path not in asked for project in projects for path in project.files)


def _beyond(passing: Mapping[str, bytes], limit: int) -> list[str]:
    """The files with which all together are larger than a limit."""
    held = 0
    beyond: list[str] = []
    for path, data in passing.items():
        held += len(data)
        if held > limit:
            beyond.append(path)
    return beyond


class Checker:
    """Checks candidates as parts of their projects, and again with other texts."""

    def __init__(
        self,
        toolbox: Toolbox | Callable[[], Toolbox],
        settings_of: SettingsOf,
        prefilter: Prefilter,
        candidates: Mapping[str, bytes],
        paths: Sequence[str],
        around: Around | None,
        search: Search | None = None,
        results: Results | None = None,
        jobs: int = 1,
        texts: Mapping[str, bytes] = MappingProxyType({}),
        hopeful: Sequence[str] = (),
    ) -> None:
        self._make_toolbox: Callable[[], Toolbox] = (lambda: toolbox) if isinstance(toolbox, Toolbox) else toolbox
        self._settings_of = settings_of
        self._texts = Texts(candidates, texts)
        self._candidates = self._texts.candidates
        self._search = search or Search()
        self._memory = Memory(results, settings_of)
        self._offers = Offers(self._texts, self._memory, lambda: self._toolbox)
        self._jobs = jobs if CAN_FORK else 1
        self._pool: Pool | None = None
        self._homes: dict[str, int] = {}
        self._found: dict[tuple[str, ...], list[FileReport]] = {}
        self._stopped = self._offers.stopped
        projects = around([*candidates, *hopeful]) if around is not None else [Surroundings(".", tuple(paths))]
        parts = [
            (project, *each)
            for project in projects
            for each in resolvers(project.root, project.files, self._is_described)
        ]
        self._resolvers: list[Resolver] = [resolver for _, resolver, _ in parts]
        asked = set(paths)
        plans = self._plans(projects, paths)
        plan = plans.recall() if plans is not None else None
        self._units: list[Unit] = []
        if plan is not None:
            self._units = [Unit(unit, self._resolvers[number]) for number, unit in plan]
        else:
            known = {project.root: self._find_known(project, prefilter, asked) for project in projects}
            if sum(len(files) for _, _, files in parts) > 1:
                others = [path for each in known.values() for path, is_one in (each or {}).items() if is_one]
                self._offers.there = self._find_there([*self._candidates, *others])
            # of all languages at once, and before all files are asked something: processes share what is not touched
            self._prepare([path for _, _, files in parts for path in files if path in self._candidates])
            for project, resolver, files in parts:
                self._units += self._find_units(resolver, files, known[project.root], prefilter, asked)
            if plans is not None and not self._stopped:
                answers = {place: stamp for each in self._resolvers for place, stamp in each.asked.items()}
                plans.keep([(self._place(unit), unit.paths) for unit in self._units], answers)
        self._unit_of = {path: unit for unit in reversed(self._units) for path in unit.paths}
        self._join(asked)

    # ------------------------------------------------------------ reports

    def reports(self) -> Iterator[FileReport]:
        """The report of each candidate; of other files only that they could not be looked at."""
        done: set[str] = set()
        units = [unit for unit in self._units if not self._candidates.keys().isdisjoint(unit.paths)]
        for found in self._check_units(units):
            for report in found:
                if report.source.path in self._candidates:
                    done.add(report.source.path)
                    yield self._report_stopped(report.source.path) if report.source.path in self._stopped else report
        for path in sorted(self._candidates.keys() - done):
            if path in self._stopped:
                yield self._report_stopped(path)
            else:
                yield check_data(path, self._candidates[path], self._toolbox, self._settings_of(path))
        for path in sorted(self._stopped.keys() - self._candidates.keys()):
            yield self._report_stopped(path)

    def put(self, source: SourceFile) -> None:
        """Take this text of a file from now on. Which files belong together stays as it was found."""
        self._candidates[source.path] = source.data

    def knows(self, path: str) -> bool:
        """Whether a file is one of the candidates."""
        return path in self._candidates

    def partners(self, path: str) -> Sequence[str]:
        """The paths of the files that are analysed with a candidate, itself included."""
        unit = self._unit_of.get(path)
        return (path,) if unit is None else unit.paths

    def together(self, path: str) -> tuple[list[SourceFile], Resolver | None]:
        """The files that are analysed with a candidate, itself included, and what resolves their imports."""
        unit = self._unit_of.get(path)
        if unit is None:
            return [open_source(path, self._candidates[path])], None
        return [source for each in unit.paths if (source := self._texts.source(each)) is not None], unit.resolver

    def check(self, sources: Sequence[SourceFile], settings_of: SettingsOf | None = None) -> list[FileReport]:
        """Check files that belong together again, in the forms given: the report on each.

        ``settings_of`` takes the place of the settings that the files have.
        """
        unit = self._unit_of.get(sources[0].path)
        resolver = unit.resolver if unit is not None else None
        return check_sources(sources, self._toolbox, settings_of or self._settings_of, resolver)

    def found(self, sources: Sequence[SourceFile]) -> list[FileReport] | None:
        """What came out of files that belong together, if they were analysed in this run in these very forms.

        It is known where something in them can be mended: proofs compare with it.
        """
        reports = self._found.get(tuple(source.path for source in sources))
        if reports is None or [report.source for report in reports] != list(sources):
            return None
        return reports

    @property
    def memory(self) -> Memory:
        """What is remembered of the files."""
        return self._memory

    def close(self) -> None:
        """End the processes that helped."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    # ------------------------------------------------------------ units

    def _plans(self, projects: Sequence[Surroundings], paths: Sequence[str]) -> Plans | None:
        """What remembers the units, where a project is checked as a whole and none of it has just changed."""
        verdicts = self._search.verdicts
        if verdicts is None or self._texts.given or len(projects) != 1 or tuple(projects[0].files) != tuple(paths):
            return None
        files = verdicts.fingerprint(paths)
        return None if files is None else self._memory.plans(projects[0].root, files, verdicts.began)

    def _find_known(self, project: Surroundings, prefilter: Prefilter, searched: set[str]) -> dict[str, bool] | None:
        """Which of the files around the ones that are checked are candidates, too; None where there are no others."""
        others = [path for path in project.files if path not in searched]
        if not others:
            return None
        passing = self._search.passing(others, prefilter).passing
        return {path: path in passing for path in others}

    def _find_there(self, candidates: Iterable[str]) -> frozenset[str]:
        """The SDKs that can be in use, by id."""

        def signs() -> frozenset[bytes]:
            return self._toolbox.signs()

        texts = (data for path in candidates if (data := self._texts.read(path)) is not None)
        return Presence(self._memory.words("signs", signs)).find(texts)

    def _find_units(
        self, resolver: Resolver, files: list[str], known: Mapping[str, bool] | None, prefilter: Prefilter,
        asked: Container[str],
    ) -> Iterable[Unit]:  # fmt: skip
        starts = self._candidates.keys() & set(files)
        hopeful: Iterable[str] = ()
        if known is not None:
            hints = prefilter.hints()
            others = [path for path in files if path in asked and path not in starts]
            hopeful = self._passing(others, hints) if hints is not None else ()
        if not starts and not hopeful:
            return []
        meeting = self._memory.words("meeting", lambda: self._toolbox.meeting)
        mounting = self._memory.words("mounting", lambda: self._toolbox.mounting)
        graph = Graph(
            files, resolver, self._texts.read, self._offers.of, meeting, self._importing, self._prepare, mounting
        )
        return graph.units(starts, known=known, hopeful=hopeful)

    def _join(self, asked: Iterable[str]) -> None:
        """Make candidates of the files that were asked for and belong to a unit: a client made in another file may be
        opened by a method with an everyday name, which is no word to look for.
        """
        for path in sorted({path for path in asked if path in self._unit_of} - self._candidates.keys()):
            data = self._texts.read(path)
            if data is not None:
                self._candidates[path] = data

    def _check_units(self, units: Sequence[Unit]) -> Iterator[list[FileReport]]:
        """The reports of each unit, in order."""
        answers: dict[int, list[FileReport]] = {}
        left: list[int] = []
        for number, unit in enumerate(units):
            recalled = self._memory.recall(unit, self._texts.source, self._candidates)
            if recalled is None:
                left.append(number)
            else:
                answers[number] = recalled
        if self._is_worth(path for number in left for path in units[number].paths):
            left.sort(key=lambda number: -sum(map(self._size, units[number].paths)))  # so that no large one is last
            tasks = [
                ("unit", (self._place(units[number]), units[number].paths, self._wanted(units[number])))
                for number in left
            ]
            homes = [self._homes.get(units[number].paths[0]) for number in left]
            for number, (answer, _) in zip(left, self._helpers().run(tasks, homes), strict=True):
                answers[number] = self._take_answer(units[number], answer)
            left = []
        for number, unit in enumerate(units):
            if number not in answers:
                key, queries, reports = self._check_unit(unit, self._wanted(unit))
                self._memory.keep(unit, key, queries, reports)
                self._note(unit, reports)
                yield reports
            else:
                yield answers.pop(number)

    def _wanted(self, unit: Unit) -> list[str]:
        """The files of a unit that are reported; also a process that was started before they were known is told."""
        return [path for path in unit.paths if path in self._candidates]

    def _check_unit(self, unit: Unit, wanted: Collection[str]) -> tuple[str, list[Any], list[FileReport]]:
        """The reports on a unit, and what they depend on."""
        sources = [source for path in unit.paths if (source := self._texts.source(path)) is not None]
        key, recorder = self._memory.unit_key(sources, wanted), self._memory.recorder(unit.resolver)
        reports = check_sources(sources, self._toolbox, self._settings_of, recorder, self._offers.take, wanted)
        return key, recorder.queries, reports

    def _note(self, unit: Unit, reports: Sequence[FileReport]) -> None:
        """Keep what came out of a unit for the proofs of fixes in it."""
        if _is_mendable(reports) and all(report.everything is not None for report in reports):
            self._found[unit.paths] = sorted(reports, key=lambda report: report.source.path)

    def _is_described(self, package: str) -> bool:
        """Whether the catalogue says what a package does, named as it names them."""
        return package.encode("utf-8", "replace") in self._described

    @cached_property
    def _described(self) -> frozenset[bytes]:
        return self._memory.words("described", lambda: self._toolbox.described)

    def _place(self, unit: Unit) -> int:
        return next(number for number, resolver in enumerate(self._resolvers) if resolver is unit.resolver)

    # ------------------------------------------------------------ several processes

    @cached_property
    def _toolbox(self) -> Toolbox:
        return self._make_toolbox()

    def _is_worth(self, paths: Iterable[str]) -> bool:
        """Whether the work on these files outweighs the start of processes."""
        if self._jobs < 2:
            return False
        size = 0
        for number, path in enumerate(paths):
            size += self._size(path)
            if size > ENOUGH and number:
                return True
        return False

    def _size(self, path: str) -> int:
        return len(self._texts.read(path) or b"")

    def _helpers(self) -> Pool:
        """The processes, which have everything that is imported by then."""
        if self._pool is None:
            for suffix in sorted({suffix_of(path) for path in self._candidates} & {".py", ".ts"}):
                self._toolbox.analyse(self._toolbox.lower(open_source(f"_{suffix}", b"")))
            self._toolbox.names()  # imports the rules
            self._pool = Pool(self._work, self._jobs)
        return self._pool

    def _work(self, task: tuple[str, Any]) -> Any:
        """What a helper does."""
        kind, what = task
        if kind == "offers":
            return self._offers.find(what)
        place: int = what[0]
        paths: tuple[str, ...] = what[1]
        wanted: list[str] = what[2]
        key, queries, reports = self._check_unit(Unit(paths, self._resolvers[place]), wanted)
        for_proofs = _is_mendable(reports)
        kept: list[tuple[Any, ...]] = [
            (each.source.path, each.diagnostics, each.suppressed, each.failure)
            + ((each.opened, each.everything) if for_proofs else ())
            for each in reports
        ]
        return key, queries, kept

    def _take_answer(self, unit: Unit, answer: Any) -> list[FileReport]:
        if isinstance(answer, Lost):
            own = [path for path in unit.paths if path in self._candidates]
            self._stopped.update(dict.fromkeys(own, Stop.of_lost(answer)))
            return [self._report_stopped(path) for path in own]
        key, queries, kept = answer
        sources = {path: source for path in unit.paths if (source := self._texts.source(path)) is not None}
        reports = [FileReport(sources[path], *rest) for path, *rest in kept]
        self._memory.keep(unit, key, queries, reports)
        self._note(unit, reports)
        return reports

    def _report_stopped(self, path: str) -> FileReport:
        source, stop = self._texts.source(path) or open_source(path, b""), self._stopped[path]
        diagnostics = in_force([not_analysed(path, stop.message)], self._settings_of(path))
        return FileReport(source, diagnostics, failure=Failure(path, stop.error, stop.error) if stop.error else None)

    # ------------------------------------------------------------ files

    def _passing(self, paths: Sequence[str], gate: Gate) -> Collection[str]:
        others = [path for path in paths if path not in self._candidates]
        found = self._search.passing(others, gate).passing
        own = {path: data for path in paths if (data := self._candidates.get(path)) is not None and gate.passes(data)}
        return [path for path, data in (found | own).items() if len(data) <= LIMIT]

    def _importing(self, paths: Sequence[str], gate: Importing, closer: Closer) -> Collection[str]:
        others = [path for path in paths if path not in self._candidates]
        found = self._search.passing(others, gate, closer, gate.texts).passing
        candidates = ((path, data) for path in paths if (data := self._candidates.get(path)) is not None)
        own = {path: data for path, data in candidates if gate.passes(data) and closer(path, data)}
        return [path for path, data in (found | own).items() if len(data) <= LIMIT]

    def _prepare(self, paths: Sequence[str]) -> None:
        """Find out what files offer, all at once."""
        fresh = [path for path in paths if not self._offers.is_known(path)]
        if not self._is_worth(fresh):
            return
        fresh.sort(key=self._size, reverse=True)  # so that no large one is last
        tasks = [("offers", path) for path in fresh]
        for path, (answer, home) in zip(fresh, self._helpers().run(tasks), strict=True):
            if isinstance(answer, Lost):
                self._offers.keep(path, "", None, Stop.of_lost(answer))
            else:
                self._homes[path] = home
                self._offers.keep(path, *answer)


def _is_mendable(reports: Iterable[FileReport]) -> bool:
    """Whether something is found for which there may be a fix."""
    return any(each.remedies for report in reports for each in report.diagnostics)
