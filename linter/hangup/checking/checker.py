"""Checks candidates as parts of their projects, and again with other texts.

What is known from an earlier run is used where everything it depended on is the same (see ``memory.py``). The rest is
done by several processes where there is enough of it. The report is the same in every case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hangup.checking.crew import Crew
from hangup.checking.memory import Memory
from hangup.checking.offers import Offers, Stop, Texts
from hangup.checking.partition import Partition
from hangup.diagnose import in_force, not_analysed
from hangup.engine import SettingsOf, Toolbox, check_data, check_sources
from hangup.model import SourceFile, open_source
from hangup.names import suffix_of
from hangup.project.graph import Unit
from hangup.project.search import Search
from hangup.project.surroundings import Surroundings
from hangup.project.workers import Lost
from hangup.report import Failure, FileReport

if TYPE_CHECKING:
    from hangup.cache.results import Results
    from hangup.checking.memory import Query
    from hangup.checking.partition import Around
    from hangup.project.modules import Resolver
    from hangup.project.prefilter import Prefilter


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
        self._memory = Memory(results, settings_of)
        self._offers = Offers(self._texts, self._memory, lambda: self._toolbox)
        self._stopped = self._offers.stopped
        kinds: Mapping[str, Callable[[Any], Any]] = {"offers": self._offers.find, "unit": self._answer}
        self._crew = Crew(jobs, kinds, self._warm_up, self._texts.size)
        self._found: dict[tuple[str, ...], list[FileReport]] = {}
        self._partition = Partition(
            self._texts, self._offers, self._memory, search or Search(), prefilter, lambda: self._toolbox,
            lambda paths: self._offers.prepare(paths, self._crew),
        )  # fmt: skip
        projects = around([*candidates, *hopeful]) if around is not None else [Surroundings(".", tuple(paths))]
        self._partition.find(projects, paths)

    # ------------------------------------------------------------ reports

    def reports(self) -> Iterator[FileReport]:
        """The report of each candidate; of other files only that they could not be looked at."""
        done: set[str] = set()
        units = [unit for unit in self._partition.units if not self._candidates.keys().isdisjoint(unit.paths)]
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
        unit = self._partition.of(path)
        return (path,) if unit is None else unit.paths

    def together(self, path: str) -> tuple[list[SourceFile], Resolver | None]:
        """The files that are analysed with a candidate, itself included, and what resolves their imports."""
        unit = self._partition.of(path)
        if unit is None:
            return [open_source(path, self._candidates[path])], None
        return [source for each in unit.paths if (source := self._texts.source(each)) is not None], unit.resolver

    def check(self, sources: Sequence[SourceFile], settings_of: SettingsOf | None = None) -> list[FileReport]:
        """Check files that belong together again, in the forms given: the report on each.

        ``settings_of`` takes the place of the settings that the files have.
        """
        unit = self._partition.of(sources[0].path)
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
        self._crew.close()

    # ------------------------------------------------------------ units

    def _check_units(self, units: Sequence[Unit]) -> Iterator[list[FileReport]]:
        """The reports of each unit, in order."""
        answers: dict[int, list[FileReport]] = {}
        for number, unit in enumerate(units):
            recalled = self._memory.recall(unit, self._texts.source, self._candidates)
            if recalled is not None:
                answers[number] = recalled
        left = [number for number in range(len(units)) if number not in answers]
        if self._crew.is_worth(path for number in left for path in units[number].paths):
            answers |= self._share({number: units[number] for number in left})
        for number, unit in enumerate(units):
            if number in answers:
                yield answers.pop(number)
            else:
                yield self._keep(unit, *self._check_unit(unit, self._wanted(unit)))

    def _share(self, units: Mapping[int, Unit]) -> dict[int, list[FileReport]]:
        """The reports of units that several processes check, by the numbers of the units."""

        def size(number: int) -> int:
            return sum(map(self._texts.size, units[number].paths))

        place = self._partition.place
        order = sorted(units, key=size, reverse=True)  # so that no large one is last
        tasks = [("unit", (place(units[n]), units[n].paths, self._wanted(units[n]))) for n in order]
        homes = [self._offers.homes.get(units[number].paths[0]) for number in order]
        answers = zip(order, self._crew.run(tasks, homes), strict=True)
        return {number: self._take_answer(units[number], answer) for number, (answer, _) in answers}

    def _wanted(self, unit: Unit) -> list[str]:
        """The files of a unit that are reported; also a process that was started before they were known is told."""
        return [path for path in unit.paths if path in self._candidates]

    def _check_unit(self, unit: Unit, wanted: Collection[str]) -> tuple[str, list[Query], list[FileReport]]:
        """The reports on a unit, and what they depend on."""
        sources = [source for path in unit.paths if (source := self._texts.source(path)) is not None]
        key, recorder = self._memory.unit_key(sources, wanted), self._memory.recorder(unit.resolver)
        reports = check_sources(sources, self._toolbox, self._settings_of, recorder, self._offers.take, wanted)
        return key, recorder.queries, reports

    def _keep(self, unit: Unit, key: str, queries: Sequence[Query], reports: list[FileReport]) -> list[FileReport]:
        """Keep what came out of a unit, for other runs and for the proofs of fixes in it."""
        self._memory.keep(unit, key, queries, reports)
        if _is_mendable(reports) and all(report.everything is not None for report in reports):
            self._found[unit.paths] = sorted(reports, key=lambda report: report.source.path)
        return reports

    # ------------------------------------------------------------ several processes

    @cached_property
    def _toolbox(self) -> Toolbox:
        return self._make_toolbox()

    def _warm_up(self) -> None:
        """Import what all processes need."""
        for suffix in sorted({suffix_of(path) for path in self._candidates} & {".py", ".ts"}):
            self._toolbox.analyse(self._toolbox.lower(open_source(f"_{suffix}", b"")))
        self._toolbox.names()  # imports the rules

    def _answer(self, task: tuple[int, tuple[str, ...], list[str]]) -> tuple[Any, ...]:
        """What another process says of a unit."""
        place, paths, wanted = task
        key, queries, reports = self._check_unit(self._partition.unit(place, paths), wanted)
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
        return self._keep(unit, key, queries, [FileReport(sources[path], *rest) for path, *rest in kept])

    def _report_stopped(self, path: str) -> FileReport:
        source, stop = self._texts.source(path) or open_source(path, b""), self._stopped[path]
        diagnostics = in_force([not_analysed(path, stop.message)], self._settings_of(path))
        return FileReport(source, diagnostics, failure=Failure(path, stop.error, stop.error) if stop.error else None)


def _is_mendable(reports: Iterable[FileReport]) -> bool:
    """Whether something is found for which there may be a fix."""
    return any(each.remedies for report in reports for each in report.diagnostics)
