"""The rows of the full form: for each finding its frame, what is wrong, and what to do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from hangup.model import Confidence, Diagnostic, Span
from hangup.report import Report
from hangup.reporters.cutting import cut
from hangup.reporters.difference import difference
from hangup.reporters.fixes import by_file
from hangup.reporters.frame import Frame, Mark
from hangup.reporters.glyphs import ASCII, GUTTER, SEVERITY, STRONG, UNICODE
from hangup.reporters.prose import prose, wrap
from hangup.reporters.rows import Row, cell_len
from hangup.reporters.screen import Screen, clean

_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z`])|; (?=(?:[^`]*`[^`]*`)*[^`]*$)")
"""Where a message's first statement ends: behind a sentence, or at a semicolon that is not in code."""
_NOWHERE = Span(0, 0)
_INDENT = 2
_FIX_INDENT = 5
_LONGEST_FIX = 24
_TAB = 4
_GAP = "  ..."
_CHANGE = {"-": "red", "+": "green"}


def findings(report: Report, screen: Screen) -> Iterator[list[Row]]:
    """The rows of each finding. The first one of each rule says where to read more."""
    explained: set[str] = set()
    for diagnostic in report.diagnostics:
        yield [*_finding(diagnostic, report, screen, explain=diagnostic.code not in explained), Row()]
        explained.add(diagnostic.code)


def _finding(diagnostic: Diagnostic, report: Report, screen: Screen, *, explain: bool) -> Iterator[Row]:
    glyphs = UNICODE if screen.unicode else ASCII
    first, *rest = _SENTENCE.split(clean(diagnostic.message), maxsplit=1)
    label = f"{diagnostic.severity.label}[{diagnostic.code}]"
    head, *more = prose(wrap(f"{label} {first}", screen.width, _INDENT), STRONG)
    head.stylize(SEVERITY[diagnostic.severity], 0, len(label))
    page = screen.pages.get(diagnostic.code) if screen.links else None
    if page is not None:
        from rich.style import Style

        head.stylize(Style(link=page), len(diagnostic.severity.label) + 1, len(label) - 1)
    yield head
    for row in more:
        yield Row(" " * _INDENT).append(row)
    files = _files(diagnostic)
    last_line = max(
        report.source(path).position(mark.span.start).row + 1 for path, marks in files.items() for mark in marks
    )
    gutter = len(str(last_line))
    frame = Frame(report.source(diagnostic.path), screen, glyphs, gutter)
    for path, marks in files.items():
        frame = Frame(report.source(path), screen, glyphs, gutter)
        primary = path == diagnostic.path
        place = _location(path, marks[0].span, report, screen)
        row = Row(" " * (gutter + 1)).append(glyphs.open if primary else glyphs.also, GUTTER).append(" ").append(place)
        circumstances = f" {glyphs.middle} ".join(_circumstances(diagnostic)) if primary else ""
        around = f" {glyphs.middle} {circumstances}" if circumstances else ""
        if row.cell_len + cell_len(around) <= screen.width:
            yield row.append(around, STRONG)
        else:
            yield row
            for part in wrap(circumstances, screen.width - gutter - 4):
                yield frame.bar(glyphs.bar, Row("  " + part, STRONG))
        if any(mark.span != _NOWHERE for mark in marks):
            yield frame.bar(glyphs.bar)
            yield from frame.rows(marks)
        yield frame.bar(glyphs.bar)
    room = max(screen.width - len(frame.bar(glyphs.bar, " ").plain) - _FIX_INDENT, 20)
    fix = list(_fix_rows(diagnostic, report, room, glyphs.dots))
    yield from _notes(_note_texts(diagnostic, rest, explain), frame, screen, fix)


def _files(diagnostic: Diagnostic) -> dict[str, list[Mark]]:
    """The marks of a finding by file: its own first, the numbers in order of appearance."""
    files = {diagnostic.path: [Mark(diagnostic.span, style=SEVERITY[diagnostic.severity])]}
    for number, related in enumerate(diagnostic.related, 1):
        files.setdefault(related.path, []).append(Mark(related.span, number, related.label))
    return files


def _location(path: str, span: Span, report: Report, screen: Screen) -> Row:
    place = clean(path)
    if span != _NOWHERE:
        place += f":{report.source(path).position(span.start)}"
    if not screen.links:
        return Row(place, STRONG)
    from pathlib import Path

    from rich.style import Style

    return Row(place, Style(bold=True, link=Path(os.path.abspath(path)).as_uri()))


def _circumstances(diagnostic: Diagnostic) -> Iterator[str]:
    if diagnostic.scope:
        yield clean(diagnostic.scope)
    if diagnostic.confidence < Confidence.HIGH:
        yield f"{diagnostic.confidence.label} confidence"


def _note_texts(diagnostic: Diagnostic, rest: list[str], explain: bool) -> list[tuple[str, str]]:
    notes: list[tuple[str, str]] = []
    if rest:
        notes.append(("why", rest[0]))
    notes.append(("fix", clean(diagnostic.suggestion)))
    if diagnostic.fix is not None:
        notes.append(("", f"{diagnostic.fix.applicability.label} fix: {clean(diagnostic.fix.title)}"))
    if explain:
        more = f"`hangup rule {diagnostic.code}`"
        if not diagnostic.code.startswith("HUP9"):
            comment = "#" if diagnostic.path.endswith((".py", ".pyw", ".ipynb")) else "//"
            more += f", or ignore it with `{comment} hangup: ignore[{diagnostic.code}] -- reason`"
        notes.append(("more", more))
    return notes


def _fix_rows(diagnostic: Diagnostic, report: Report, room: int, dots: str) -> Iterator[Row]:
    """The lines that the fix changes, as far as they are few, each within so many cells."""
    if diagnostic.fix is None:
        return
    lines = list[str]()
    for path, _ in by_file(diagnostic.fix):
        lines += [f"in {path}:"] if path != diagnostic.path else []
        lines += difference(report.source(path), diagnostic.fix)
    shown = [_GAP if line == "@" else clean(line.rstrip().expandtabs(_TAB)) for line in lines[:_LONGEST_FIX]]
    for text in cut(shown, room, dots):
        yield Row(text, _CHANGE.get(text[:1], "dim"))
    if len(lines) > _LONGEST_FIX:
        yield Row(f"and {len(lines) - _LONGEST_FIX} more lines: `hangup check --diff`", "dim")


def _notes(notes: list[tuple[str, str]], frame: Frame, screen: Screen, fix: list[Row]) -> Iterator[Row]:
    glyphs = UNICODE if screen.unicode else ASCII
    for index, (key, text) in enumerate(notes):
        if index and not notes[index - 1][0]:
            yield from (frame.bar(glyphs.bar, Row(" " * _FIX_INDENT).append(row)) for row in fix)
        last = not any(later for later, _ in notes[index + 1 :])
        indent = len(frame.bar("").plain) + 7
        for line, part in enumerate(prose(wrap(text, screen.width - indent))):
            bar = (" " if last else glyphs.bar) if line or not key else glyphs.last if last else glyphs.note
            yield frame.bar(bar, Row().append(f"{'' if line else key:<5}", STRONG).append(part))
    if notes and not notes[-1][0]:
        yield from (frame.bar(" ", Row(" " * _FIX_INDENT).append(row)) for row in fix)
