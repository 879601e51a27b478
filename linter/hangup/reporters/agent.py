"""For coding tools: all that is known of a finding, one fact a line, and no drawing.

It is given only where it is asked for. It does not say how to suppress a finding: the fault is to be mended.
"""

from __future__ import annotations

from hangup.model import Confidence, Diagnostic, Severity, SourceFile, Span
from hangup.report import Report
from hangup.reporters.fixes import by_file, offered
from hangup.reporters.screen import Screen, clean
from hangup.reporters.summary import number

_LONGEST = 200
"""Characters of a line of code."""


def write(report: Report, screen: Screen) -> None:
    """Write a block of ``key: value`` lines for each finding, and a last one with the totals."""
    for diagnostic in report.diagnostics:
        for line in _lines(diagnostic, report):
            screen.line(line)
        screen.line()
    screen.line(_totals(report))
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    if codes:
        screen.line(f"explain: {'; '.join(f'hangup rule {code}' for code in codes)}")
    if any(offered(diagnostic) for diagnostic in report.diagnostics):
        screen.line("apply: hangup check --fix; unsafe fixes need --unsafe-fixes, and a look at what they did")


def _lines(diagnostic: Diagnostic, report: Report) -> list[str]:
    source = report.source(diagnostic.path)
    lines = [
        f"{diagnostic.severity.label}: {diagnostic.code} {diagnostic.name}",
        f"at: {_place(source, diagnostic.span)}",
        f"code: {_code(source, diagnostic.span)}",
        f"message: {clean(diagnostic.message)}",
    ]
    if diagnostic.scope:
        lines.append(f"scope: {clean(diagnostic.scope)}")
    if diagnostic.confidence < Confidence.HIGH:
        lines.append(f"confidence: {diagnostic.confidence.label}")
    for related in diagnostic.related:
        there = report.source(related.path)
        lines.append(f"related: {_place(there, related.span)} {clean(related.label)} | {_code(there, related.span)}")
    lines.append(f"suggestion: {clean(diagnostic.suggestion)}")
    return [*lines, *_fix_lines(diagnostic, report)]


def _fix_lines(diagnostic: Diagnostic, report: Report) -> list[str]:
    fix = offered(diagnostic)
    if fix is None:
        return []
    lines = [f"fix: {fix.applicability.label}; {clean(fix.title)}"]
    for path, edits in by_file(fix):
        source = report.source(path)
        lines += [f"edit: {_place(source, edit.span, ended=True)} becomes {_quoted(edit.text)}" for edit in edits]
    return lines


def _place(source: SourceFile, span: Span, *, ended: bool = False) -> str:
    start, end = source.position(span.start), source.position(span.end)
    place = f"{clean(source.path)}:{start}"
    return f"{place}-{end}" if ended else place


def _code(source: SourceFile, span: Span) -> str:
    text = source.line_text(source.position(span.start).row).strip()
    return clean(text if len(text) <= _LONGEST else text[:_LONGEST] + "…").replace("\t", " ")


def _quoted(text: str) -> str:
    """A text in quotes, as JSON would write it: line ends stay one line."""
    import json

    return clean(json.dumps(text, ensure_ascii=False))


def _totals(report: Report) -> str:
    counts = f"{number(report.count(Severity.ERROR), 'error')}, {number(report.count(Severity.WARNING), 'warning')}"
    notes = f"{number(report.files, 'file')} checked, {report.analysed:,} with connections"
    if report.suppressed:
        notes += f", {report.suppressed} suppressed"
    if report.baselined:
        notes += f", {report.baselined} in the baseline"
    if report.unchanged:
        notes += f", {report.unchanged} not new"
    return f"total: {counts}; {notes}"
