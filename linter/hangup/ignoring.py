"""Writes suppression comments for findings, where the code allows one and as its language wants it.

A comment goes on a line of its own before the innermost statement that begins its line: no formatter moves it from
there. Where there is no such statement, or the comment would not be one (in a string, in the text of an element), the
next place is tried. Every comment is proved: the edited text is read again, and the finding must be covered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from hangup.frontends import NotAnalysed, encode
from hangup.ir.program import Program
from hangup.model import Diagnostic, SourceFile, Span
from hangup.records import dataclass, field, replace
from hangup.suppress import Suppression, find_suppressions

FORMS = {
    "#": ("  # ", "# ", ""),
    "//": (" // ", "// ", ""),
    "{/*": (" {/* ", "{/* ", " */}"),
    "<!--": (" <!-- ", "<!-- ", " -->"),
}
"""How a comment begins behind code, how on its own line, and how it ends; by the sign it begins with."""

_MARKUP = (".vue", ".svelte", ".astro", ".html", ".htm")
_NEXT_LINE = re.compile(r"next-line|ignore|expect-error|nosec|istanbul|prettier")
"""In comments that speak for the line below them. No line may come between."""
_LONGEST_TAG = 40
"""Lines of an element's attributes above which its beginning is not looked for."""
_BOM = b"\xef\xbb\xbf"


class ReasonError(ValueError):
    """A reason that cannot stand in a comment."""


def check_reason(reason: str) -> None:
    """Refuse a reason that would end the comment.

    Raises:
        ReasonError: in words.
    """
    if not reason.isprintable():
        raise ReasonError("a reason is one line of text")
    if "*/" in reason or "--" in reason:
        raise ReasonError("a reason cannot hold */ or --, which end comments")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file before and after, the findings that its new comments suppress, and those that none was written for."""

    before: SourceFile
    after: SourceFile
    done: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a comment may go: the byte it is inserted at, its form, and its indentation on a line of its own."""

    offset: int
    form: str
    indent: str | None = None


@dataclass(slots=True)
class _Wanted:
    """A finding with where it begins now, and how many places have been tried for its comment."""

    diagnostic: Diagnostic
    start: int
    tried: int = 0


@dataclass
class Ignorer:
    """Writes comments. ``lower`` is the front ends', ``rules`` maps codes and names of rules to codes."""

    lower: Callable[[SourceFile], Program]
    rules: Mapping[str, str]
    reason: str = ""
    _programs: dict[int, tuple[SourceFile, Program]] = field(default_factory=dict[int, "tuple[SourceFile, Program]"])

    def ignore(self, source: SourceFile, diagnostics: Sequence[Diagnostic]) -> Ignored:
        """Suppress findings of a file, each by a comment of its own or by one that it shares with its neighbours."""
        now = source
        waiting = [_Wanted(diagnostic, diagnostic.span.start) for diagnostic in diagnostics]
        done: list[Diagnostic] = []
        left: list[Diagnostic] = []
        try:
            self._read(now)
        except NotAnalysed:
            return Ignored(source, source, (), tuple(diagnostics))
        while waiting:
            placed: dict[_Place, list[_Wanted]] = {}
            for wanted in list(waiting):
                place = next(_skip(_places(now, self._read(now), wanted.start), wanted.tried), None)
                if place is None:
                    waiting.remove(wanted)
                    left.append(wanted.diagnostic)
                else:
                    placed.setdefault(place, []).append(wanted)
            tried, covered = self._together(now, placed)
            now = tried
            for wanted in list(waiting):
                wanted.tried += 1
                if wanted in covered:
                    waiting.remove(wanted)
                    done.append(wanted.diagnostic)
        return Ignored(source, now, tuple(done), tuple(left))

    def _together(self, source: SourceFile, placed: Mapping[_Place, list[_Wanted]]) -> tuple[SourceFile, list[_Wanted]]:
        """The file with as many of the comments as hold, and the findings they cover."""
        after = self._insert(source, placed)
        if after is not None:
            return after, [wanted for group in placed.values() for wanted in group]
        now, covered = source, list[_Wanted]()
        if len(placed) == 1:
            return now, covered
        for place, group in sorted(placed.items(), key=lambda item: item[0].offset, reverse=True):
            one = self._insert(now, {place: group}, others=[wanted for each in placed.values() for wanted in each])
            if one is not None:
                now = one
                covered += group
        return now, covered

    def _insert(
        self, source: SourceFile, placed: Mapping[_Place, list[_Wanted]], others: Sequence[_Wanted] = ()
    ) -> SourceFile | None:
        """The file with comments, where every one is a comment and covers its findings; where it begins is updated."""
        if not placed:
            return None
        try:
            comments = {place: self._comment(source, place, group) for place, group in placed.items()}
        except UnicodeEncodeError:
            return None
        data, grown = b"", 0
        begins: dict[_Place, int] = {}
        for place in sorted(comments, key=lambda place: place.offset):
            data += source.data[len(data) - grown : place.offset]
            begins[place] = len(data)
            data += comments[place]
            grown += len(comments[place])
        after = replace(source, data=data + source.data[len(data) - grown :])

        def moved(start: int) -> int:
            return start + sum(len(comment) for place, comment in comments.items() if place.offset <= start)

        try:
            program = self._read(after)
        except (NotAnalysed, RecursionError, MemoryError):
            return None
        if len(program.problems) > len(self._read(source).problems):
            return None
        found = find_suppressions(after, program, self.rules).valid
        for place, group in placed.items():
            line = after.position(begins[place] + 1).line
            codes = {wanted.diagnostic.code for wanted in group}
            lines = [after.position(moved(wanted.start)).line for wanted in group]
            if not any(
                _is(each, after, line) and codes <= {*each.codes} and all(map(each.covers, lines)) for each in found
            ):
                return None
        for wanted in {id(each): each for each in (*(w for g in placed.values() for w in g), *others)}.values():
            wanted.start = moved(wanted.start)
        return after

    def _comment(self, source: SourceFile, place: _Place, group: Sequence[_Wanted]) -> bytes:
        codes = ", ".join(sorted({wanted.diagnostic.code for wanted in group}))
        behind, alone, end = FORMS[place.form]
        text = f"hangup: ignore[{codes}]" + (f" -- {self.reason}" if self.reason else "") + end
        if place.indent is None:
            return encode(source, behind + text)
        return encode(source, place.indent + alone + text) + _line_end(source, place.offset)

    def _read(self, source: SourceFile) -> Program:
        """The lowered file. The last two are kept: a text and what it is edited to."""
        known = self._programs.get(id(source))
        if known is None:
            while len(self._programs) > 1:
                self._programs.pop(next(iter(self._programs)))
            known = self._programs[id(source)] = (source, self.lower(source))
        return known[1]


def _is(suppression: Suppression, source: SourceFile, line: int) -> bool:
    return suppression.lines is not None and source.position(suppression.span.start).line == line


def _skip(places: Iterator[_Place], count: int) -> Iterator[_Place]:
    for number, place in enumerate(places):
        if number >= count:
            yield place


# ---------------------------------------------------------------- places


def _places(source: SourceFile, program: Program, start: int) -> Iterator[_Place]:
    """Where a comment for a finding at a byte may go, the best first."""
    sign = "#" if program.language == "python" else "//"
    line = source.position(start).line
    around = sorted((span for span in program.statements if span.start <= start < span.end), key=_length)
    lines = [source.position(span.start).line for span in around if _begins_line(source, span.start)]
    if sign == "//":
        tag = _tag_above(source, line, min(lines, key=lambda first: line - first, default=0))
        if tag:
            yield _alone(source, program, tag, "<!--" if source.path.lower().endswith(_MARKUP) else "{/*")
    for first in dict.fromkeys(lines):
        yield _alone(source, program, first, sign)
    for last in dict.fromkeys((line, *(source.position(max(span.start, span.end - 1)).line for span in around[:1]))):
        yield _Place(_end_of(source, last), sign)
    if source.path.lower().endswith(_MARKUP):
        yield _alone(source, program, line, "<!--")
        yield _Place(_end_of(source, line), "<!--")


def _tag_above(source: SourceFile, line: int, first: int) -> int:
    """The line on which the element of a line seems to begin; 0 where there is none below a line of its statement."""
    for number in range(line, max(first, line - _LONGEST_TAG), -1):
        text = source.line_text(number).lstrip()
        if text.startswith("<") and not text.startswith("</"):
            return number
    return 0


def _length(span: Span) -> int:
    return span.end - span.start


def _begins_line(source: SourceFile, offset: int) -> bool:
    start = source.line_starts[source.position(offset).line - 1]
    return not source.data[start:offset].removeprefix(_BOM).strip()


def _alone(source: SourceFile, program: Program, line: int, form: str) -> _Place:
    """A line before a line; above comments there that speak for what is below them."""
    text = source.line_text(line)
    indent = text[: len(text) - len(text.lstrip())]
    own = {
        source.position(comment.span.start).line: comment.text
        for comment in program.comments
        if _begins_line(source, comment.span.start)
    }
    while line > 1 and _NEXT_LINE.search(own.get(line - 1, "")):
        line -= 1
    offset = source.line_starts[line - 1]
    return _Place(offset + len(_BOM) * (offset == 0 and source.data.startswith(_BOM)), form, indent)


def _end_of(source: SourceFile, line: int) -> int:
    """The byte behind the text of a line."""
    end = source.line_starts[line] if line < len(source.line_starts) else len(source.data)
    return len(source.data[:end].rstrip(b"\r\n")) if end else 0


def _line_end(source: SourceFile, offset: int) -> bytes:
    """How the line at a byte ends; the line before where it is the last and has no end."""
    line = source.position(offset).line
    for number in (line, line - 1):
        if 0 < number < len(source.line_starts):
            text = source.data[source.line_starts[number - 1] : source.line_starts[number]]
            return text[len(text.rstrip(b"\r\n")) :][-2:] if text.endswith(b"\r\n") else text[-1:]
    return b"\n"
