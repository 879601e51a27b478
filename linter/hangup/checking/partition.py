"""Which files belong together: the units of the projects around the files that are checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hangup.project.graph import Graph, Unit, resolvers
from hangup.project.presence import Presence
from hangup.project.read import LIMIT
from hangup.project.surroundings import Surroundings

if TYPE_CHECKING:
    from hangup.cache.plans import Plans
    from hangup.checking.memory import Memory
    from hangup.checking.offers import Offers, Texts
    from hangup.engine import Toolbox
    from hangup.project.gates import Gate
    from hangup.project.modules import Importing, Resolver
    from hangup.project.prefilter import Prefilter
    from hangup.project.search import Closer, Search

Around = Callable[[Sequence[str]], "list[Surroundings]"]
"""The projects that candidates belong to."""


class Partition:
    """Finds the units, or takes them from memory.

    ``prepare`` finds out what files offer, all at once; the toolbox is asked for when something has to be lowered.
    """

    def __init__(
        self, texts: Texts, offers: Offers, memory: Memory, search: Search, prefilter: Prefilter,
        toolbox: Callable[[], Toolbox], prepare: Callable[[Sequence[str]], None],
    ) -> None:  # fmt: skip
        self._texts = texts
        self._offers = offers
        self._memory = memory
        self._search = search
        self._prefilter = prefilter
        self._toolbox = toolbox
        self._prepare = prepare
        self._resolvers: list[Resolver] = []
        self.units: list[Unit] = []
        self._unit_of: dict[str, Unit] = {}

    def find(self, projects: Sequence[Surroundings], paths: Sequence[str]) -> None:
        """Find the units of the candidates in projects. ``paths`` are all files that are checked."""
        parts = [
            (project, *each)
            for project in projects
            for each in resolvers(project.root, project.files, self._is_described)
        ]
        self._resolvers = [resolver for _, resolver, _ in parts]
        plans = self._plans(projects, paths)
        plan = plans.recall() if plans is not None else None
        if plan is not None:
            self.units = [self.unit(*each) for each in plan]
        else:
            self.units = self._find_all(projects, parts, frozenset(paths))
            if plans is not None and not self._offers.stopped:
                answers = {place: stamp for each in self._resolvers for place, stamp in each.asked.items()}
                plans.keep([(self.place(unit), unit.paths) for unit in self.units], answers)
        self._unit_of = {path: unit for unit in reversed(self.units) for path in unit.paths}
        self._join(paths)

    def of(self, path: str) -> Unit | None:
        """The unit of a file, where it is in one."""
        return self._unit_of.get(path)

    def place(self, unit: Unit) -> int:
        """The number of what resolves the imports of a unit: another process knows it by that."""
        return next(number for number, resolver in enumerate(self._resolvers) if resolver is unit.resolver)

    def unit(self, place: int, paths: tuple[str, ...]) -> Unit:
        """The unit of these files."""
        return Unit(paths, self._resolvers[place])

    # ------------------------------------------------------------ units

    def _plans(self, projects: Sequence[Surroundings], paths: Sequence[str]) -> Plans | None:
        """What remembers the units, where a project is checked as a whole and none of it has just changed."""
        verdicts = self._search.verdicts
        if verdicts is None or self._texts.given or len(projects) != 1 or tuple(projects[0].files) != tuple(paths):
            return None
        files = verdicts.fingerprint(paths)
        return None if files is None else self._memory.plans(projects[0].root, files, verdicts.began)

    def _find_all(
        self, projects: Sequence[Surroundings], parts: Sequence[tuple[Surroundings, Resolver, list[str]]],
        asked: Collection[str],
    ) -> list[Unit]:  # fmt: skip
        candidates = self._texts.candidates
        known = {project.root: self._find_known(project, asked) for project in projects}
        if sum(len(files) for _, _, files in parts) > 1:
            others = [path for each in known.values() for path, is_one in (each or {}).items() if is_one]
            self._offers.there = self._find_there([*candidates, *others])
        # of all languages at once, and before all files are asked something: processes share what is not touched
        self._prepare([path for _, _, files in parts for path in files if path in candidates])
        units: list[Unit] = []
        for project, resolver, files in parts:
            units += self._find_in(resolver, files, known[project.root], asked)
        return units

    def _find_known(self, project: Surroundings, searched: Container[str]) -> dict[str, bool] | None:
        """Which of the files around the ones that are checked are candidates, too; None where there are no others."""
        others = [path for path in project.files if path not in searched]
        if not others:
            return None
        passing = self._search.passing(others, self._prefilter).passing
        return {path: path in passing for path in others}

    def _find_there(self, candidates: Iterable[str]) -> frozenset[str]:
        """The SDKs that can be in use, by id."""
        texts = (data for path in candidates if (data := self._texts.read(path)) is not None)
        return Presence(self._memory.words("signs", lambda: self._toolbox().signs())).find(texts)

    def _find_in(
        self, resolver: Resolver, files: list[str], known: Mapping[str, bool] | None, asked: Container[str]
    ) -> list[Unit]:
        """The units among the files of one language."""
        starts = self._texts.candidates.keys() & set(files)
        hopeful: Iterable[str] = ()
        if known is not None:
            hints = self._prefilter.hints()
            others = [path for path in files if path in asked and path not in starts]
            hopeful = self._passing(others, hints) if hints is not None else ()
        if not starts and not hopeful:
            return []
        meeting = self._memory.words("meeting", lambda: self._toolbox().meeting)
        mounting = self._memory.words("mounting", lambda: self._toolbox().mounting)
        graph = Graph(
            files, resolver, self._texts.read, self._offers.of, meeting, self._importing, self._prepare, mounting
        )
        return graph.units(starts, known=known, hopeful=hopeful)

    def _join(self, asked: Iterable[str]) -> None:
        """Make candidates of the files that were asked for and belong to a unit: a client made in another file may be
        opened by a method with an everyday name, which is no word to look for.
        """
        for path in sorted({path for path in asked if path in self._unit_of} - self._texts.candidates.keys()):
            data = self._texts.read(path)
            if data is not None:
                self._texts.candidates[path] = data

    def _is_described(self, package: str) -> bool:
        """Whether the catalogue says what a package does, named as it names them."""
        return package.encode("utf-8", "replace") in self._described

    @cached_property
    def _described(self) -> frozenset[bytes]:
        return self._memory.words("described", lambda: self._toolbox().described)

    # ------------------------------------------------------------ files

    def _passing(self, paths: Sequence[str], gate: Gate) -> Collection[str]:
        others, own = self._apart(paths)
        found = self._search.passing(others, gate).passing
        found |= {path: data for path, data in own.items() if gate.passes(data)}
        return [path for path, data in found.items() if len(data) <= LIMIT]

    def _importing(self, paths: Sequence[str], gate: Importing, closer: Closer) -> Collection[str]:
        others, own = self._apart(paths)
        found = self._search.passing(others, gate, closer, gate.texts).passing
        found |= {path: data for path, data in own.items() if gate.passes(data) and closer(path, data)}
        return [path for path, data in found.items() if len(data) <= LIMIT]

    def _apart(self, paths: Sequence[str]) -> tuple[list[str], dict[str, bytes]]:
        """The files that have to be searched, and the candidates among them, whose texts are at hand."""
        candidates = self._texts.candidates
        return [p for p in paths if p not in candidates], {p: candidates[p] for p in paths if p in candidates}
