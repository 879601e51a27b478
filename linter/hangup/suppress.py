"""Suppression comments: ``hangup: ignore[HUP101] -- reason`` and ``hangup: file-ignore[HUP101] -- reason``.

One form in every language, in any comment. Beside code it means the innermost statement on its lines; on a line of
its own it means the next statement (inside a longer statement with none to follow: that one). Formatters move trailing
comments to the closing line of a statement, so a finding matches on any of its lines. Several codes or rule names are
separated by commas. There is no form without them, and the rules about the analysis itself cannot be suppressed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from hangup.ir.program import Program
from hangup.model import Diagnostic, SourceFile, Span
from hangup.records import dataclass
from hangup.selection import nearest

_DIRECTIVE = r"(?m)(?:^|[#;]|//|--)[\s*!]*hangup:\s*(?P<verb>[a-z][a-z-]*)[ \t]*(?P<list>\[(?P<codes>[^\]\n]*)\]?)?"
_VERBS = ("ignore", "file-ignore")
_FEW_LINES = 50
_FEW_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment. ``lines`` are the first and last line it speaks for, or None for the whole file."""

    span: Span
    codes: tuple[str, ...]
    lines: tuple[int, int] | None

    def covers(self, line: int) -> bool:
        return self.lines is None or self.lines[0] <= line <= self.lines[1]


@dataclass(frozen=True, slots=True)
class Malformed:
    """A comment that looks like a suppression and is none, and what is wrong with it."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What the comments of one file say."""

    source: SourceFile
    valid: tuple[Suppression, ...] = ()
    malformed: tuple[Malformed, ...] = ()

    def apply(
        self, diagnostics: Iterable[Diagnostic]
    ) -> tuple[list[Diagnostic], list[Diagnostic], set[tuple[int, str]]]:
        """Split diagnostics into kept and suppressed; with the (index, code) of ``valid`` that suppressed something."""
        kept: list[Diagnostic] = []
        suppressed: list[Diagnostic] = []
        used: set[tuple[int, str]] = set()
        near, wide = self._by_line()
        for diagnostic in diagnostics:
            line = self.source.position(diagnostic.span.start).row
            hits = {
                (index, diagnostic.code)
                for index in (*near.get(line, ()), *wide)
                if diagnostic.code in self.valid[index].codes and self.valid[index].covers(line)
            }
            used |= hits
            (suppressed if hits else kept).append(diagnostic)
        return kept, suppressed, used

    def _by_line(self) -> tuple[dict[int, list[int]], list[int]]:
        """The indices of suppressions of a few lines by line, and those of the others."""
        near: dict[int, list[int]] = {}
        wide: list[int] = []
        for index, suppression in enumerate(self.valid):
            first, last = suppression.lines or (0, _FEW_LINES)
            if last - first >= _FEW_LINES:
                wide.append(index)
                continue
            for line in range(first, last + 1):
                near.setdefault(line, []).append(index)
        return near, wide


def find_suppressions(source: SourceFile, program: Program, rules: Mapping[str, str]) -> Suppressions:
    """Read the comments of a file. ``rules`` maps the code and the name of each rule to its code."""
    valid: list[Suppression] = []
    malformed: list[Malformed] = []
    directives = [comment for comment in program.comments if "hangup:" in comment.text]
    statements = _Statements(source, program.statements if directives else ())
    for comment in directives:
        for found in re.finditer(_DIRECTIVE, comment.text):
            verb = found["verb"]
            if verb not in _VERBS:
                if found["list"] is not None or nearest(verb, _VERBS):
                    message = f"`hangup: {verb}` is no suppression; write `ignore` or `file-ignore`"
                    malformed.append(Malformed(comment.span, message))
                continue
            codes, problems = _codes(found, rules)
            malformed += [Malformed(comment.span, problem) for problem in problems]
            if codes:
                lines = statements.lines_of(comment.span) if verb == "ignore" else None
                valid.append(Suppression(comment.span, codes, lines))
    return Suppressions(source, tuple(valid), tuple(malformed))


def _codes(found: re.Match[str], rules: Mapping[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """The codes a directive names, and what is wrong with it."""
    verb = found["verb"]
    written = [code.strip() for code in (found["codes"] or "").split(",")]
    if not any(written):
        return (), [f"this suppression names no rule; write `hangup: {verb}[HUP101] -- reason`"]
    if not found["list"].endswith("]"):
        return (), [f"the list of rules is not closed; write `hangup: {verb}[{', '.join(filter(None, written))}]`"]
    codes: dict[str, None] = {}
    problems: list[str] = []
    for word in dict.fromkeys(filter(None, written)):
        code = rules.get(word)
        if code is None and len(problems) == _FEW_PROBLEMS:
            return tuple(codes), [*problems, "and more names after these that are no rules"]
        if code is None:
            problems.append(f"no rule is called {word!r}{nearest(word, rules)}")
        elif code.startswith("HUP9"):
            problems.append(f"{word} cannot be suppressed by a comment; use `--ignore {word}`")
        else:
            codes[code] = None
    return tuple(codes), problems


class _Statements:
    """Finds the statement a comment speaks for, by lines."""

    def __init__(self, source: SourceFile, statements: Iterable[Span]) -> None:
        self._source = source
        self._spans = sorted(statements, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self._spans]
        self._parents: list[int] = []
        open_spans: list[int] = []
        for index, span in enumerate(self._spans):
            while open_spans and self._spans[open_spans[-1]].end < span.end:
                open_spans.pop()
            self._parents.append(open_spans[-1] if open_spans else -1)
            open_spans.append(index)

    def lines_of(self, comment: Span) -> tuple[int, int]:
        first, last = self._lines(comment)
        if not self._alone(comment, first, last):
            inner = self._innermost_on(first, last, comment)
            return self._lines(inner) if inner else (first, last)
        around = self._around(comment)
        index = bisect_left(self._starts, comment.end)
        following = self._spans[index] if index < len(self._spans) else None
        if around and (following is None or following.start >= around.end):
            return self._lines(around)
        return self._lines(following) if following else (first, last)

    def _lines(self, span: Span) -> tuple[int, int]:
        end = max(span.start, span.end - 1)
        return self._source.position(span.start).row, self._source.position(end).row

    def _alone(self, comment: Span, first: int, last: int) -> bool:
        """Whether nothing but the comment (and the braces JSX needs around it) stands on its lines."""
        starts = self._source.line_starts
        before = self._source.slice(Span(starts[first - 1], comment.start))
        end = starts[last] if last < len(starts) else len(self._source.data)
        after = self._source.slice(Span(comment.end, end))
        rest = before.removeprefix("\ufeff").strip() + after.strip()
        return rest in ("", "{}")

    def _around(self, comment: Span) -> Span | None:
        """The innermost statement that begins before the comment and ends after it."""
        holding = (span for span in self._begun_before(comment.start) if comment.end <= span.end)
        return next(holding, None)

    def _begun_before(self, offset: int) -> Iterator[Span]:
        """The last statement that begins before an offset, the one that holds it, and so on outwards."""
        index = bisect_left(self._starts, offset) - 1
        while index >= 0:
            yield self._spans[index]
            index = self._parents[index]

    def _innermost_on(self, first: int, last: int, comment: Span) -> Span | None:
        """The innermost statement whose lines hold the comment; of several on one line, the nearest."""
        candidates: list[tuple[int, int, Span]] = []
        starts = self._source.line_starts
        after = starts[first] if first < len(starts) else len(self._source.data)
        on_line = self._spans[bisect_left(self._starts, starts[first - 1]) : bisect_left(self._starts, after)]
        for span in (*self._begun_before(starts[first - 1]), *on_line):
            begin, end = self._lines(span)
            if begin <= first and last <= end:
                distance = max(comment.start - span.end, span.start - comment.end, 0)
                candidates.append((end - begin, distance, span))
        if not candidates:
            return None
        return min(candidates, key=lambda item: (item[0], item[1], item[2].end - item[2].start))[2]
