"""From files to a report: lower, analyse, ask the rules, apply suppressions. One bad file never stops the others."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hangup.config import Settings
from hangup.frontends import NotAnalysed
from hangup.model import Confidence, Diagnostic, Related, Severity, SourceFile, Span, number_equals, open_source
from hangup.project.prefilter import Prefilter
from hangup.project.read import LIMIT, read
from hangup.report import Failure, FileReport, Report

if TYPE_CHECKING:
    from hangup.flow.facts import Fact
    from hangup.ir.program import Program, SyntaxProblem
    from hangup.registry import Registry
    from hangup.rule import Finding, Rule

NOT_ANALYSED, UNUSED, MALFORMED = "HUP900", "HUP901", "HUP902"

_REMEDY = re.compile(r"[;:] (?=(?:exclude|flatten|save|split) )")
"""Where a reason for not analysing something goes over into what to do about it."""
_LONGEST_ANCHOR = 200


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What the engine works with. ``analyse`` knows the catalogue already."""

    registry: Registry
    lower: Callable[[SourceFile], Program]
    analyse: Callable[[Program], Iterable[Fact]]

    def names(self) -> dict[str, str]:
        """The code and the name of each rule, mapped to its code."""
        return {word: rule.code for rule in self.registry for word in (rule.code, rule.name)}


def check_source(source: SourceFile, toolbox: Toolbox, settings: Settings) -> FileReport:
    """Check one file. Whatever goes wrong becomes a diagnostic that names the file."""
    failure: Failure | None = None
    try:
        return _check(source, toolbox, settings)
    except NotAnalysed as error:
        diagnostic = _not_analysed(source.path, error.message, error.span)
    except RecursionError:
        diagnostic = _not_analysed(source.path, "the code is nested too deeply to be analysed")
    except MemoryError:
        diagnostic = _not_analysed(source.path, "there is not enough memory to analyse this file")
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001  (a native parser's panic is no Exception)
        reason = f"{type(error).__name__}: {error}"
        failure = Failure(source.path, reason, traceback.format_exc())
        diagnostic = _not_analysed(source.path, f"hangup failed on this file ({reason}); please report it")
    return FileReport(source, _in_force([diagnostic], settings), failure=failure)


def check_paths(
    paths: Sequence[str],
    prefilter: Prefilter,
    toolbox: Callable[[], Toolbox],
    settings_of: Callable[[str], Settings],
    progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Check files, each with its own settings. The toolbox is asked for at the first candidate: without one nothing
    heavy is imported.
    """
    report = Report(files=len(paths))
    for index, path in enumerate(paths):
        if progress:
            progress(index, len(paths), path)
        try:
            data = read(path)
        except OSError as error:
            report.diagnostics += unreadable(path, error.strerror or str(error), settings_of(path))
            continue
        if prefilter.passes(data):
            report.add(check_data(path, data, toolbox(), settings_of(path)))
    report.diagnostics = number_equals(report.diagnostics)
    return report


def check_data(path: str, data: bytes, toolbox: Toolbox, settings: Settings) -> FileReport:
    """Check the bytes of one file, unless they are too many."""
    source = open_source(path, data)
    if len(data) > LIMIT:
        diagnostic = _not_analysed(path, f"the file is larger than {LIMIT // 1024 // 1024} MB")
        return FileReport(source, _in_force([diagnostic], settings))
    return check_source(source, toolbox, settings)


def unreadable(path: str, reason: str, settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostic for a file or directory that could not be read."""
    return _in_force([_not_analysed(path, f"cannot be read: {reason.lower()}")], settings)


def _check(source: SourceFile, toolbox: Toolbox, settings: Settings) -> FileReport:
    from hangup.suppress import find_suppressions

    program = _lower(source, toolbox)
    unread = len(program.problems)  # what the analysis adds is about code that was read
    diagnostics = [
        _diagnostic(rule, finding, source.path)
        for fact in toolbox.analyse(program)
        for rule in toolbox.registry
        for finding in rule.check(fact)
    ]
    suppressions = find_suppressions(source, program, toolbox.names())
    kept, suppressed, used = suppressions.apply(diagnostics)
    kept += _problems(source.path, program.problems[:unread], "syntax error: ")
    kept += _problems(source.path, program.problems[unread:])
    selection = settings.selection(source.path)
    for index, suppression in enumerate(suppressions.valid):
        idle = [
            code
            for code in suppression.codes
            if (index, code) not in used and selection.has(code, toolbox.registry[code].name)
        ]
        if idle and not program.problems:
            message = f"this suppression of {', '.join(idle)} suppresses nothing"
            kept.append(_comment(UNUSED, source, suppression.span, message, "remove it"))
    for problem in suppressions.malformed:
        advice = "name the codes or names of the rules it is meant for"
        kept.append(_comment(MALFORMED, source, problem.span, problem.message, advice))
    return FileReport(
        source,
        tuple(number_equals(list(_in_force(kept, settings)))),
        _in_force(suppressed, settings),
    )


def _lower(source: SourceFile, toolbox: Toolbox) -> Program:
    try:
        return toolbox.lower(source)
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "hangup":
            raise
        raise NotAnalysed(f"the parser for this language is not installed: no module named {error.name!r}") from error


def _in_force(diagnostics: Iterable[Diagnostic], settings: Settings) -> tuple[Diagnostic, ...]:
    return tuple(
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.confidence >= settings.confidence
        and settings.selection(diagnostic.path).has(diagnostic.code, diagnostic.name)
    )


def _diagnostic(rule: Rule, finding: Finding, path: str) -> Diagnostic:
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=finding.severity,
        confidence=finding.confidence,
        path=path,
        span=finding.span,
        message=finding.message,
        suggestion=finding.suggestion,
        resource=finding.resource,
        scope=finding.scope,
        related=tuple(Related(path, label.span, label.text) for label in finding.labels),
        anchor=finding.anchor,
        remedies=finding.remedies,
    )


def _not_analysed(path: str, message: str, span: Span | None = None, related: tuple[Related, ...] = ()) -> Diagnostic:
    reason, *remedy = _REMEDY.split(message, maxsplit=1)
    return Diagnostic(
        code=NOT_ANALYSED,
        name="not-analysed",
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        path=path,
        span=span or Span(0, 0),
        message=reason,
        suggestion=remedy[0] if remedy else "mend it, or leave the file out with `--exclude`",
        related=related,
        anchor=reason[:_LONGEST_ANCHOR],
    )


def _problems(path: str, problems: Sequence[SyntaxProblem], prefix: str = "") -> Iterable[Diagnostic]:
    """One diagnostic for all of a kind, at the first."""
    if not problems:
        return
    distinct = sorted({(problem.span, problem.message.removeprefix(prefix)) for problem in problems})
    (span, message), *others = distinct
    reason, *remedy = _REMEDY.split(message, maxsplit=1)
    if others:
        reason += f" (and {len(others):,} more in this file)"
    related = tuple(Related(path, place, _REMEDY.split(label, maxsplit=1)[0]) for place, label in others[:4])
    yield _not_analysed(path, "; ".join([prefix + reason, *remedy]), span, related)


def _comment(code: str, source: SourceFile, span: Span, message: str, suggestion: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        name={UNUSED: "unused-suppression", MALFORMED: "malformed-suppression"}[code],
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        path=source.path,
        span=span,
        message=message,
        suggestion=suggestion,
        anchor=source.slice(span)[:_LONGEST_ANCHOR],
    )
