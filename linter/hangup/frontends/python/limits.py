"""What is refused before it is parsed.

libcst's parser recurses on the machine's stack and copies subtrees at every level: small hostile or generated files
can kill the process or take gigabytes. A count over the tokens, which needs neither, refuses them first.
"""

from __future__ import annotations

from hangup.frontends.base import NotAnalysed
from hangup.frontends.python.decode import SourceText
from hangup.frontends.python.tokens import Unterminated, indentation, tokens

MAX_BYTES = 2_000_000
MAX_BRACKETS = 200
MAX_STEEP_BRACKETS = 10
"""In a pattern or ``del``: the parser's time grows fourfold with each bracket."""
MAX_INDENTATION = 100
MAX_RUN = 1000
"""Operators, attributes, calls, and subscripts in one expression; ``elif`` clauses in one ``if``."""
MAX_WORK = 6_000_000
"""The parser's work: 40 a line, 10 a token, 8 for each bracket around it, 1 for each operator before it.

A unit takes the parser about a microsecond and 200 bytes; the densest files that people write come to 5 million.
"""

_REMEDY = "split it up or exclude the file"
_NESTING_WORDS = frozenset({"and", "or", "not", "if", "else", "await", "in", "is"})
_STICKY_WORDS = frozenset({"lambda", "for"})
"""Words that nest what follows even behind a comma (``lambda a, b: …``)."""


def check_size(data: bytes) -> None:
    """Refuse a file that is too large."""
    if len(data) > MAX_BYTES:
        size, limit = len(data) / 1_000_000, MAX_BYTES // 1_000_000
        raise NotAnalysed(f"the file is {size:.1f} MB and the limit is {limit} MB: {_REMEDY}")


def check_text(source: SourceText) -> tuple[int | None, list[int]]:
    """Refuse a text whose parse could overflow the stack or take too much time or memory.

    Returns where a line's indentation fits none of the lines around it, for the parser's error does not say, and where
    the lines without indentation begin, of those that begin a statement or a clause.
    """
    count = _Count(source)
    try:
        for kind, offset, text in tokens(source.text):
            count.add(kind, offset, text)
    except Unterminated as error:
        span = source.span(error.offset, min(error.offset + 1, len(source.text)))
        raise NotAnalysed("syntax error: unterminated string literal", span) from None
    return count.misplaced, count.heads


class _Count:
    """Counts what nests.

    ``_run`` is what nests in the current bracket since the last separator, ``_sticky`` what nests across them,
    ``_outer`` what nests in the brackets around it. ``_steep`` holds in a pattern or a ``del``.
    """

    def __init__(self, source: SourceText) -> None:
        self.misplaced: int | None = None
        self.heads: list[int] = []
        self._source = source
        self._work = self._offset = 0
        self._run = self._sticky = self._outer = 0
        self._brackets: list[tuple[int, int]] = []
        self._indents = [0]
        self._elifs = [0]
        self._line_start: int | None = 0
        self._string_before = self._steep = False
        self._handlers = {
            "word": self._word,
            "open": self._open,
            "close": self._close,
            "separator": self._separator,
            "colon": self._colon,
            "operator": self._nest,
            "string": self._string,
        }

    def add(self, kind: str, offset: int, text: str) -> None:
        self._offset = offset
        if kind == "newline":
            if not self._brackets:
                self._line_start = indentation(text)
                self._run = self._sticky = 0
                self._steep = self._string_before = False
            return
        self._spend(10 + 8 * len(self._brackets) + self._outer + self._run + self._sticky)
        if self._line_start is not None:
            self._begin_line(self._line_start, text)
            self._line_start = None
        if kind != "string":
            self._string_before = False
        self._handlers[kind](text)

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > MAX_WORK:
            self._refuse("the file would take the parser too long", self._work, MAX_WORK, "units of work")

    def _begin_line(self, indent: int, text: str) -> None:
        self._spend(40)
        if not indent:
            self.heads.append(self._offset)
        while indent < self._indents[-1]:
            self._indents.pop()
            self._elifs.pop()
            if indent > self._indents[-1] and self.misplaced is None:
                self.misplaced = self._offset
        if indent > self._indents[-1]:
            self._indents.append(indent)
            self._elifs.append(0)
        if len(self._indents) - 1 > MAX_INDENTATION:
            self._refuse("the code is indented too deeply", len(self._indents) - 1, MAX_INDENTATION, "levels")
        self._elifs[-1] = self._elifs[-1] + 1 if text == "elif" else 0
        if self._elifs[-1] > MAX_RUN:
            self._refuse("an if is too long", self._elifs[-1], MAX_RUN, "elif clauses")
        self._steep = text == "case"

    # ------------------------------------------------------------ tokens

    def _nest(self, _text: str) -> None:
        self._run += 1
        if self._run + self._sticky > MAX_RUN:
            number = self._run + self._sticky
            self._refuse("an expression is too long", number, MAX_RUN, "operators and calls in a row")

    def _word(self, text: str) -> None:
        if text in _STICKY_WORDS:
            self._sticky += 1
            self._nest(text)
        elif text in _NESTING_WORDS:
            self._nest(text)
            if text == "if" and not self._brackets:
                self._steep = False
        elif text == "del":
            self._steep = True

    def _open(self, text: str) -> None:
        self._nest(text)
        self._brackets.append((self._run, self._sticky))
        self._outer += self._run + self._sticky
        self._run = self._sticky = 0
        depth = len(self._brackets)
        if depth > MAX_BRACKETS:
            self._refuse("brackets are nested too deeply", depth, MAX_BRACKETS, "levels")
        if self._steep:
            if depth > MAX_STEEP_BRACKETS:
                what = "brackets in a pattern or del are nested too deeply"
                self._refuse(what, depth, MAX_STEEP_BRACKETS, "levels")
            self._spend(4**depth)

    def _close(self, _text: str) -> None:
        if self._brackets:
            self._run, self._sticky = self._brackets.pop()
            self._outer -= self._run + self._sticky

    def _separator(self, text: str) -> None:
        self._run = 0
        if not self._brackets and text != ",":
            self._steep = False

    def _colon(self, text: str) -> None:
        self._nest(text)
        if not self._brackets:
            self._steep = False

    def _string(self, text: str) -> None:
        if self._string_before:
            self._nest(text)
        self._string_before = True

    def _refuse(self, what: str, number: int, limit: int, unit: str) -> None:
        span = self._source.span(self._offset, self._offset)
        raise NotAnalysed(f"{what} ({number:,} {unit}, the limit is {limit:,}): {_REMEDY}", span)
