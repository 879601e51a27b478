"""What an earlier run found out about files that are still the same, with everything it depended on.

A unit is the same when its files are, by name and content, what holds for them is, and every question that linking
asked (which file a module name stands for) has the same answer now. Whatever went wrong in a run is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from hangup.diagnose import NOT_ANALYSED
from hangup.model import SourceFile
from hangup.report import FileReport

if TYPE_CHECKING:
    from hangup.cache.plans import Plans
    from hangup.cache.results import Results
    from hangup.engine import SettingsOf
    from hangup.model import Diagnostic, Fix
    from hangup.project.graph import Interface, Unit
    from hangup.project.modules import Importing, Reference, Resolver

Query = tuple[str, str, str, Any]
"""What a resolver was asked, about which file and name, and its answer."""


class Recorder:
    """A resolver that notes what it was asked while files were linked."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._asked: dict[Query, None] = {}

    @property
    def queries(self) -> list[Query]:
        return list(self._asked)

    @property
    def asked(self) -> Mapping[str, str]:
        return self._resolver.asked

    def module(self, path: str, name: str) -> str | None:
        answer = self._resolver.module(path, name)
        self._asked["module", path, name, answer] = None
        return answer

    def parent(self, path: str) -> tuple[str, str] | None:
        answer = self._resolver.parent(path)
        self._asked["parent", path, "", answer] = None
        return answer

    def requirement(self, path: str, package: str) -> str | None:
        answer = self._resolver.requirement(path, package)
        self._asked["requirement", path, package, answer] = None
        return answer

    def members(self, path: str, reference: Reference) -> Iterable[str]:
        return self._resolver.members(path, reference)

    def references(self, data: bytes) -> Iterable[Reference]:
        return self._resolver.references(data)

    def importing(self, paths: Iterable[str]) -> Importing:
        return self._resolver.importing(paths)


class Memory:
    """Asks and feeds the results of a cache; without one it remembers nothing."""

    def __init__(self, results: Results | None, settings_of: SettingsOf) -> None:
        self._results = results
        self._settings_of = settings_of
        self._proofs: dict[str, str] = {}
        """By path: a key of the unit it was checked in, with everything that its result depended on."""

    def recorder(self, resolver: Resolver) -> Recorder:
        return Recorder(resolver)

    def words(self, kind: str, find: Callable[[], frozenset[bytes]]) -> frozenset[bytes]:
        """The names of a kind of calls that decide which files belong together."""
        if self._results is None:
            return find()
        known = self._results.get(kind)
        if known is None:
            known = tuple(sorted(name.decode() for name in find()))
            self._results.put(kind, known)
        return frozenset(name.encode() for name in known)

    def plans(self, root: str, files: bytes, began: int) -> Plans | None:
        """The plan of a project with these files."""
        if self._results is None:
            return None
        from hangup.cache.plans import Plans

        return Plans(self._results.folder, self._results.base, root, files, began)

    # ------------------------------------------------------------ interfaces

    def recall_interface(self, path: str, data: bytes, there: frozenset[str] | None) -> Interface | None:
        if self._results is None:
            return None
        from hangup.cache.interfaces import interface

        known = self._results.get(self.interface_key(path, data, there))
        return None if known is None else interface(known)

    def keep_interface(self, key: str, offered: Interface) -> None:
        if self._results is None:
            return
        from hangup.cache.interfaces import plain

        self._results.put(key, plain(cast("Any", offered)))

    def interface_key(self, path: str, data: bytes, there: frozenset[str] | None) -> str:
        """What an interface is kept under, where these SDKs can be in use; nothing where none is kept."""
        if self._results is None:
            return ""
        from hangup.cache.results import digest

        return digest("interface", path, data, *sorted(there or ()))

    # ------------------------------------------------------------ units

    def recall(
        self, unit: Unit, source: Callable[[str], SourceFile | None], wanted: Container[str]
    ) -> list[FileReport] | None:
        """The reports on the files of a unit, as an earlier run found them that wanted the same of them."""
        if self._results is None:
            return None
        sources = {path: found for path in unit.paths if (found := source(path)) is not None}
        key = self.unit_key(list(sources.values()), wanted)
        known = self._results.get(key)
        if known is None:
            return None
        queries, reports = known
        if any(_ask(unit.resolver, kind, path, name) != answer for kind, path, name, answer in queries):
            return None
        self._prove(unit, key, queries)
        return [FileReport(sources[path], found, suppressed) for path, found, suppressed in reports]

    def keep(
        self,
        unit: Unit,
        key: str,
        queries: Sequence[Query],
        reports: Sequence[FileReport],
    ) -> None:
        """Remember the reports on a unit, if all went well."""
        if self._results is None or any(report.failure or _is_partial(report) for report in reports):
            return
        kept = [(report.source.path, report.diagnostics, report.suppressed) for report in reports]
        self._results.put(key, (queries, kept))
        self._prove(unit, key, queries)

    def unit_key(self, sources: Sequence[SourceFile], wanted: Container[str]) -> str:
        """A key of files and of what holds for them; nothing where no reports are kept."""
        if self._results is None:
            return ""
        from hangup.cache.results import digest

        parts: list[bytes | str] = ["unit"]
        for source in sources:
            settings = self._settings_of(source.path)
            holding = repr((settings.selection(source.path).key, settings.confidence.value, source.path in wanted))
            parts += [source.path, source.data, holding]
        return digest(*parts)

    def _prove(self, unit: Unit, key: str, queries: Iterable[Query]) -> None:
        from hangup.cache.codec import dump
        from hangup.cache.results import digest

        proof = digest(key, dump(list(queries)))
        for path in unit.paths:
            self._proofs[path] = proof

    # ------------------------------------------------------------ fixes

    def fixes(
        self, diagnostics: Sequence[Diagnostic]
    ) -> tuple[Sequence[Fix | None] | None, Callable[[Sequence[Fix | None]], None]]:
        """The fixes of findings in one unit, None where they are not known; and what remembers them."""
        results, proof = self._results, self._proofs.get(diagnostics[0].path)
        if results is None or proof is None:
            return None, lambda _: None
        from hangup.cache.codec import dump
        from hangup.cache.results import digest

        key = digest("fixes", proof, dump(list(diagnostics)))
        return results.get(key), lambda found: results.put(key, tuple(found))


def _is_partial(report: FileReport) -> bool:
    return any(each.code == NOT_ANALYSED for each in (*report.diagnostics, *report.suppressed))


def _ask(resolver: Resolver, kind: str, path: str, name: str) -> object:
    match kind:
        case "module":
            return resolver.module(path, name)
        case "requirement":
            return resolver.requirement(path, name)
        case _:
            return resolver.parent(path)
