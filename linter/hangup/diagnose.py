"""From facts to what is reported of a file: findings of the rules, suppressions, and files that were not analysed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from hangup.config import EVERYTHING, Settings
from hangup.model import Confidence, Diagnostic, Related, Severity, SourceFile, Span, number_equals
from hangup.model.moving import moved, spans_of
from hangup.records import dataclass, replace
from hangup.report import FileReport

if TYPE_CHECKING:
    from hangup.flow.facts import Fact
    from hangup.ir.program import Program, SyntaxProblem
    from hangup.model.remedy import Remedy
    from hangup.registry import Registry
    from hangup.rule import Finding, Rule

NOT_ANALYSED, UNUSED, MALFORMED = "HUP900", "HUP901", "HUP902"

_REMEDY = r"[;:] (?=(?:exclude|flatten|make|save|split) )"
"""Where a reason for not analysing something goes over into what to do about it."""
_LONGEST_ANCHOR = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """Which file each position of a program lies in: ``starts`` are the positions at which the files begin."""

    paths: tuple[str, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(program: Program) -> Layout:
        if not program.modules:
            return Layout((program.path,), (0,))
        return Layout(tuple(m.path for m in program.modules), tuple(m.start for m in program.modules))

    def number(self, position: int) -> int:
        return max(bisect_right(self.starts, position) - 1, 0)

    def locate(self, span: Span) -> tuple[str, Span]:
        """The file a span of the program lies in, and the span there."""
        number = self.number(span.start)
        return self.paths[number], moved(span, -self.starts[number])


def diagnostics_of(facts: Iterable[Fact], registry: Registry, layout: Layout) -> list[Diagnostic]:
    """What the rules find, each in the file it is about."""
    return [_diagnostic(rule, finding, layout) for fact in facts for rule in registry for finding in rule.check(fact)]


def _diagnostic(rule: Rule, finding: Finding, layout: Layout) -> Diagnostic:
    path, span = layout.locate(finding.span)
    places = [(*layout.locate(label.span), label.text) for label in finding.labels]
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=finding.severity,
        confidence=finding.confidence,
        path=path,
        span=span,
        message=finding.message,
        suggestion=finding.suggestion,
        resource=finding.resource,
        scope=finding.scope,
        related=tuple(Related(where, place, text) for where, place, text in places),
        anchor=finding.anchor,
        remedies=_remedies(finding, layout),
        about=rule.about,
    )


def _remedies(finding: Finding, layout: Layout) -> tuple[Remedy, ...]:
    """The remedies all of whose places lie in one file, which need not be that of the finding.

    Where a client is constructed need not be known, nor releases in other files beside those in this one.
    """
    number = layout.number(finding.span.start)
    return tuple(
        placed
        for remedy in finding.remedies
        if (placed := _placed(_known_in(remedy, number, layout), number, layout)) is not None
    )


def _placed(remedy: Remedy, number: int, layout: Layout) -> Remedy | None:
    """A remedy with its places as the file counts them that they lie in; nothing where that is more than one."""
    (first, *others) = {layout.number(span.start) for span in spans_of(remedy)}
    if others:
        return None
    placed = moved(remedy, -layout.starts[first])
    return placed if first == number else replace(placed, path=layout.paths[first])


def _known_in(remedy: Remedy, number: int, layout: Layout) -> Remedy:
    """A remedy without what need not be known of other files: the construction of the client, releases beside ours."""
    created: Span | None = getattr(remedy, "created", None)
    releases: tuple[Span, ...] = getattr(remedy, "releases", ())
    ours = tuple(span for span in releases if layout.number(span.start) == number)
    known: dict[str, Any] = {}
    if created is not None and layout.number(created.start) != number:
        known["created"] = None
    if ours and ours != releases:
        known["releases"] = ours
    return replace(remedy, **known) if known else remedy


# ---------------------------------------------------------------- one file


def report_file(
    source: SourceFile,
    program: Program,
    found: Sequence[Diagnostic],
    problems: Sequence[SyntaxProblem],
    registry: Registry,
    settings: Settings,
) -> FileReport:
    """What is reported of a file: its findings without the suppressed ones, and what was not read or not analysed.

    ``problems`` are what the analysis could not do in it.
    """
    from hangup.suppress import find_suppressions

    names = {word: rule.code for rule in registry for word in (rule.code, rule.name)}
    suppressions = find_suppressions(source, program, names)
    kept, suppressed, used = suppressions.apply(found)
    kept += _problems(source.path, program.problems, "syntax error: ")
    kept += _problems(source.path, problems)
    advice = "name the codes or names of the rules it is meant for"
    malformed = [_comment(MALFORMED, source, each.span, each.message, advice) for each in suppressions.malformed]
    is_whole = not program.problems and not problems

    def told(settings: Settings) -> tuple[Diagnostic, ...]:
        selection = settings.selection(source.path)
        unused: list[Diagnostic] = []
        for index, suppression in enumerate(suppressions.valid if is_whole else ()):
            left = [code for code in suppression.codes if (index, code) not in used]
            idle = [code for code in left if selection.has(code, registry[code].name)]
            if idle:
                message = f"this suppression of {', '.join(idle)} suppresses nothing"
                unused.append(_comment(UNUSED, source, suppression.span, message, "remove it"))
        return in_force([*kept, *unused, *malformed], settings)

    return FileReport(
        source,
        tuple(number_equals(list(told(settings)))),
        in_force(suppressed, settings),
        everything=(*told(EVERYTHING), *in_force(suppressed, EVERYTHING)),
    )


def in_force(diagnostics: Iterable[Diagnostic], settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostics of the selected rules that are sure enough."""
    return tuple(
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.confidence >= settings.confidence
        and settings.selection(diagnostic.path).has(diagnostic.code, diagnostic.name)
    )


def not_analysed(path: str, message: str, span: Span | None = None, related: tuple[Related, ...] = ()) -> Diagnostic:
    """The diagnostic for a file, or a part of one, that was not analysed."""
    reason, *remedy = re.split(_REMEDY, message, maxsplit=1)
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


def unreadable(path: str, reason: str, settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostic for a file or directory that could not be read."""
    message = f"cannot be read: {reason.lower()}; make it readable, or leave it out with `--exclude`"
    return in_force([not_analysed(path, message)], settings)


def _problems(path: str, problems: Sequence[SyntaxProblem], prefix: str = "") -> Iterable[Diagnostic]:
    """One diagnostic for all of a kind, at the first."""
    if not problems:
        return
    distinct = sorted({(problem.span, problem.message.removeprefix(prefix)) for problem in problems})
    (span, message), *others = distinct
    reason, *remedy = re.split(_REMEDY, message, maxsplit=1)
    if others:
        reason += f" (and {len(others):,} more in this file)"
    related = tuple(Related(path, place, re.split(_REMEDY, label, maxsplit=1)[0]) for place, label in others[:4])
    yield not_analysed(path, "; ".join([prefix + reason, *remedy]), span, related)


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
