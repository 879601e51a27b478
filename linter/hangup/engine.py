"""From files that belong together to reports: lower, link, analyse, ask the rules, apply suppressions.

Which files belong together is found by :mod:`hangup.checking.checker`. One bad file never stops the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from hangup.bounds import BOUNDS, OutOfBounds
from hangup.config import Settings
from hangup.diagnose import Layout, diagnostics_of, in_force, not_analysed, report_file, unreadable
from hangup.frames import roomy
from hangup.frontends import NotAnalysed
from hangup.model import SourceFile, open_source
from hangup.model.moving import moved
from hangup.project.read import LIMIT
from hangup.records import dataclass, field, replace
from hangup.report import Failure, FileReport

if TYPE_CHECKING:
    from hangup.flow.facts import Outcome
    from hangup.flow.summaries.interface import Interface
    from hangup.flow.verdicts.accounts import Account
    from hangup.ir.program import Program, Requirement, SyntaxProblem
    from hangup.nearby import Nearby
    from hangup.project.modules import Resolver
    from hangup.registry import Registry

SettingsOf = Callable[[str], Settings]
"""The settings in force for a file."""

NO_MEMORY = "there is not enough memory to analyse this file"


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What the engine works with. ``analyse``, ``explain`` and ``interface`` know the catalogue already.

    ``interface`` is told which SDKs can be in use, by id, where that is known.
    """

    registry: Registry
    lower: Callable[[SourceFile], Program]
    analyse: Callable[[Program], Outcome]
    interface: Callable[[Program, frozenset[str] | None], Interface]
    explain: Callable[[Program], Account]
    meeting: frozenset[bytes] = frozenset()
    """Names of calls that make places in which files meet."""
    varied: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Packages whose releases differ, so that it matters which one a project asks for: globs over the files that use
    them and need not say so."""
    mounting: frozenset[bytes] = frozenset()
    """Names of calls that mount pages."""
    described: frozenset[bytes] = frozenset()
    """Packages of which the catalogue says what they do, as ``npm:stream-chat``: their own source is not followed."""
    signs: Callable[[], frozenset[bytes]] = frozenset[bytes]
    """Gives the words that show an SDK to be in use: see :class:`hangup.project.presence.Presence`."""
    excerpt: Callable[[SourceFile], Program] | None = None
    """Lowers what of a file can matter where it is looked at alone."""

    def lower_alone(self, source: SourceFile) -> Program:
        """Lower a file that is a program of its own, or whose interface is asked for."""
        return (self.excerpt or self.lower)(source)

    def names(self) -> dict[str, str]:
        """The code and the name of each rule, mapped to its code."""
        return {word: rule.code for rule in self.registry for word in (rule.code, rule.name)}


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


@roomy
def check_sources(
    sources: Sequence[SourceFile],
    toolbox: Toolbox,
    settings_of: SettingsOf,
    resolver: Resolver | None = None,
    lowered: Callable[[SourceFile], Program | None] = lambda _: None,
    wanted: Container[str] | None = None,
) -> list[FileReport]:
    """Check files as one program. A file that cannot be lowered is reported, and the others go on without it.

    Where they are too much together, those of ``wanted`` are looked at alone; without it all of them. Where time or
    memory ends, each of them is reported as not analysed.
    """
    with BOUNDS.work():
        return _check_together(sources, toolbox, settings_of, resolver, lowered, wanted)


def _check_together(
    sources: Sequence[SourceFile],
    toolbox: Toolbox,
    settings_of: SettingsOf,
    resolver: Resolver | None,
    lowered: Callable[[SourceFile], Program | None],
    wanted: Container[str] | None,
) -> list[FileReport]:
    reports: list[FileReport] = []
    programs: dict[str, Program] = {}
    for source in sources:
        try:
            programs[source.path] = lowered(source) or _lower(source, toolbox.lower_alone)
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # noqa: BLE001  (a native parser's panic is no Exception)
            reports.append(_failed(source, error, settings_of(source.path)))
    left = [source for source in sources if source.path in programs]
    try:
        programs |= _in_full(left, programs, toolbox)
        return reports + (_analyse(left, programs, toolbox, settings_of, resolver, wanted) if left else [])
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001  (as above)
        if len(left) == 1:
            return [*reports, _failed(left[0], error, settings_of(left[0].path))]
        alone = [source for source in left if wanted is None or source.path in wanted]
        if isinstance(error, OutOfBounds | MemoryError):  # alone they may say less, and nothing would tell
            return reports + [_failed(source, error, settings_of(source.path)) for source in alone]
        if not alone:
            return reports
        for source in alone:  # together they cannot be analysed
            reports += check_sources([source], toolbox, settings_of, lowered=_part(toolbox))
        first = next(number for number, report in enumerate(reports) if report.source is alone[0])
        reports[first] = _with_failure(reports[first], error)
        return reports


def _part(toolbox: Toolbox) -> Callable[[SourceFile], Program]:
    """Lowers a file that is looked at without those it belongs together with."""
    return partial(_lower_part, toolbox.lower)


def _lower_part(lower: Callable[[SourceFile], Program], source: SourceFile) -> Program:
    program = _lower(source, lower)
    program.is_part = True
    return program


def _in_full(sources: Sequence[SourceFile], programs: Mapping[str, Program], toolbox: Toolbox) -> dict[str, Program]:
    """The whole programs of those files of which another one names something that was left out."""
    partial = [source for source in sources if programs[source.path].left_out] if len(sources) > 1 else []
    words = {source.path: frozenset(re.findall(rb"\w+", source.data)) for source in sources} if partial else {}
    found: dict[str, Program] = {}
    for source in partial:
        names = {name.encode() for name in programs[source.path].left_out}
        if any(not names.isdisjoint(others) for path, others in words.items() if path != source.path):
            found[source.path] = _lower(source, toolbox.lower)
    return found


def _lower(source: SourceFile, lower: Callable[[SourceFile], Program]) -> Program:
    BOUNDS.check_now()
    try:
        return lower(source)
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
    unread = {path: list(program.problems) for path, program in programs.items()}
    whole = joined(sources, programs, toolbox, resolver)
    BOUNDS.check_now()
    before = len(whole.problems)
    layout = Layout.of(whole)
    outcome = toolbox.analyse(whole)
    found = diagnostics_of(outcome.facts, toolbox.registry, layout)
    opened = [(path, replace(each, span=span)) for each in outcome.opened for path, span in (layout.locate(each.span),)]
    undone: dict[str, list[SyntaxProblem]] = {}
    for problem in whole.problems[before:]:  # what the analysis adds is about code that was read
        path, _ = layout.locate(problem.span)
        undone.setdefault(path, []).append(moved(problem, -layout.starts[layout.number(problem.span.start)]))
    reports: list[FileReport] = []
    nearby: Nearby | None = None
    for source in sources:
        if source.path in undone and len(sources) > 1:  # too much together
            if wanted is None or source.path in wanted:
                nearby = nearby or _nearby(programs, resolver)
                near = [source.path] if nearby is None else nearby.of(source.path)
                if any(each.path == source.path and each.needed.issubset(near) for each in outcome.too_long):
                    near = [source.path]  # it would be too much again, and in the same way
                reports += _with_fewer(source, sources, near, programs, toolbox, settings_of, resolver)
            continue
        program = programs[source.path]
        program.problems = unread[source.path]
        own = [diagnostic for diagnostic in found if diagnostic.path == source.path]
        report = report_file(
            source, program, own, undone.get(source.path, ()), toolbox.registry, settings_of(source.path)
        )
        reports.append(replace(report, opened=frozenset(each for path, each in opened if path == source.path)))
    return reports


def _nearby(programs: Mapping[str, Program], resolver: Resolver | None) -> Nearby | None:
    from hangup.nearby import Nearby

    return None if resolver is None else Nearby(programs, resolver)


def _with_fewer(
    source: SourceFile,
    sources: Sequence[SourceFile],
    near: Sequence[str],
    programs: Mapping[str, Program],
    toolbox: Toolbox,
    settings_of: SettingsOf,
    resolver: Resolver | None,
) -> list[FileReport]:
    """What can be said of a file with those near it; where these are all that there were, of the file alone."""
    if len(near) in (1, len(sources)):
        return check_sources([source], toolbox, settings_of, lowered=_part(toolbox))
    few = [each for each in sources if each.path in near]
    parts = {path: replace(programs[path], is_part=True, asked=source.path) for path in near}
    reports = check_sources(few, toolbox, settings_of, resolver, lambda each: parts[each.path], [source.path])
    return [report for report in reports if report.source.path == source.path]


def joined(
    sources: Sequence[SourceFile], programs: Mapping[str, Program], toolbox: Toolbox, resolver: Resolver | None
) -> Program:
    """One program of lowered files, which knows what its project asks for of packages whose releases differ."""
    whole = programs[sources[0].path]
    if resolver is not None:
        if len(sources) > 1:
            from hangup.ir.link import link

            whole = link([programs[source.path] for source in sources], resolver)
        whole.requirements = list(_requirements(sources, toolbox.varied, resolver))
    return whole


def _requirements(
    sources: Sequence[SourceFile], packages: Mapping[str, tuple[str, ...]], resolver: Resolver
) -> Iterator[Requirement]:
    """What the project asks for of those packages that a file uses; nothing said counts as any release."""
    from hangup.catalogue.globs import in_files
    from hangup.ir.program import Requirement

    for package, files in sorted(packages.items()):
        name = package.partition(":")[2]
        using = [s.path for s in sources if name in s.text or (files and in_files(s.path, files))]
        asked = {resolver.requirement(path, package) or "" for path in using}
        yield from (Requirement(package, releases) for releases in sorted(asked))


# ---------------------------------------------------------------- what goes wrong


def _failed(source: SourceFile, error: BaseException, settings: Settings) -> FileReport:
    """The report on a file that could not be analysed."""
    failure: Failure | None = None
    match error:
        case NotAnalysed():
            diagnostic = not_analysed(source.path, error.message, error.span)
        case OutOfBounds():
            diagnostic = not_analysed(source.path, str(error))
        case RecursionError():
            diagnostic = not_analysed(source.path, "the code is nested too deeply to be analysed")
        case MemoryError():
            BOUNDS.stops += 1
            diagnostic = not_analysed(source.path, NO_MEMORY)
        case _:
            failure = _failure(source.path, error)
            diagnostic = not_analysed(source.path, f"hangup failed on this file ({failure.reason}); please report it")
    return FileReport(source, in_force([diagnostic], settings), failure=failure)


def _with_failure(report: FileReport, error: BaseException) -> FileReport:
    if isinstance(error, RecursionError):
        return report
    return FileReport(report.source, report.diagnostics, report.suppressed, _failure(report.source.path, error))


def _failure(path: str, error: BaseException) -> Failure:
    import traceback

    details = "".join(traceback.format_exception(error))
    return Failure(path, f"{type(error).__name__}: {error}", details)


__all__ = ["Toolbox", "check_data", "check_source", "check_sources", "unreadable"]
