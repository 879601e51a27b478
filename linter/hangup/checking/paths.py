"""Checks the files at paths: those that name a connection, as parts of the projects around them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from hangup.checking.checker import Checker
from hangup.diagnose import in_force, not_analysed, unreadable
from hangup.model import number_equals
from hangup.project.search import Search
from hangup.report import Report

if TYPE_CHECKING:
    from hangup.cache.results import Results
    from hangup.checking.partition import Around
    from hangup.engine import SettingsOf, Toolbox
    from hangup.project.prefilter import Prefilter
    from hangup.project.surroundings import Surroundings

TOGETHER = 512 * 1024 * 1024
"""Bytes of source that name connections in one run. Files beyond that are not analysed, which is said of each."""

FEW = 64
"""Files without a candidate among them that are looked through again before it is asked what is around them."""

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
