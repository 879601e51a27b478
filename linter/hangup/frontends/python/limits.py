"""What is refused before it is parsed.

libcst's parser recurses on the machine's stack and copies subtrees at every level: small hostile or generated files
can kill the process or take gigabytes. A scan of the tokens, which needs neither, refuses them first.
"""

from __future__ import annotations

import re

from hangup.frontends.base import NotAnalysed
from hangup.frontends.python.decode import SourceText

MAX_BYTES = 2_000_000
MAX_BRACKETS = 200
MAX_INDENTATION = 100
MAX_RUN = 1000
"""Operators, attributes, calls, and subscripts in one expression; ``elif`` clauses in one ``if``."""
MAX_WORK = 12_000_000
"""The parser's work in about microseconds: 10 a token, 8 for each bracket around it, 1 for each operator before it."""

_TAB = 8
_REMEDY = "split it up or exclude the file"
_CODE = re.compile(
    r"""[ \t\f]*(?:\\(?:\r\n|\r|\n)[ \t\f]*)*+
    (?:(?P<comment>\#[^\r\n]*)
    |(?P<newline>(?:\r\n|\r|\n)(?P<indent>[ \t\f]*))
    |(?P<formatted>(?i:fr?|rf|tr?|rt)(?P<quote>\"{3}|'{3}|["']))
    |(?P<string>(?i:[rbu]{0,2})(?:\"{3}(?:[^"\\]++|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]++|\\.|'(?!''))*+'{3}
        |"(?!"")(?:[^"\\\r\n]++|\\(?:\r\n|.))*+"|'(?!'')(?:[^'\\\r\n]++|\\(?:\r\n|.))*+'))
    |(?P<word>\w+)
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<reset>[,;]|=(?!=))
    |(?P<colon>:)
    |(?P<unterminated>["'])
    |(?P<operator>\*\*=?|//=?|>>=?|<<=?|->|\.\.\.|[-+*/%@&|^<>=!]=|.)
    |(?P<end>\Z))""",
    re.VERBOSE | re.DOTALL,
)
_NESTING_WORDS = frozenset({"and", "or", "not", "if", "else", "await", "in", "is"})
_STICKY_WORDS = frozenset({"lambda", "for"})
"""Words that nest what follows even behind a comma (``lambda a, b: …``)."""
_ESCAPES = r"\\(?:\r\n|[^{}]|(?=[{}]))|\{\{|\}"
_TEXTS = {
    '"': re.compile(rf"""(?:[^{{}}"\\\r\n]++|{_ESCAPES})*+""", re.DOTALL),
    "'": re.compile(rf"""(?:[^{{}}'\\\r\n]++|{_ESCAPES})*+""", re.DOTALL),
    '"""': re.compile(rf"""(?:[^{{}}"\\]++|{_ESCAPES}|"(?!""))*+""", re.DOTALL),
    "'''": re.compile(rf"""(?:[^{{}}'\\]++|{_ESCAPES}|'(?!\'\'))*+""", re.DOTALL),
}
"""The text of an f-string up to its end or the next replacement field, by its quote."""
_SPEC = re.compile(r"[^{}\r\n]*")


def check_size(data: bytes) -> None:
    """Refuse a file that is too large."""
    if len(data) > MAX_BYTES:
        size, limit = len(data) / 1_000_000, MAX_BYTES // 1_000_000
        raise NotAnalysed(f"the file is {size:.1f} MB and the limit is {limit} MB: {_REMEDY}")


def check_text(source: SourceText) -> None:
    """Refuse a text whose parse could overflow the stack or take too much time or memory."""
    _Scan(source).run()


class _Scan:
    """One pass over the tokens.

    ``_run`` counts what nests in the current bracket since the last separator, ``_sticky`` what nests across them,
    ``_outer`` what nests in the brackets around it. ``_fields`` are the replacement fields of f-strings that are open:
    how many brackets stood where each began, and the quote of its string.
    """

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._work = 0
        self._run = self._sticky = self._outer = 0
        self._brackets: list[tuple[int, int]] = []
        self._fields: list[tuple[int, str]] = []
        self._indents = [0]
        self._elifs = [0]

    def run(self) -> None:
        text = self._source.text
        match_code = _CODE.match
        position = 0
        line_start = True
        indent = 0
        after_string = False
        while True:
            match = match_code(text, position)
            if match is None:  # not possible: `.` takes any character
                return
            kind = match.lastgroup
            start, position = position, match.end()
            if kind == "end":
                return
            if kind == "comment":
                continue
            if kind == "newline":
                if not self._brackets:
                    line_start, after_string = True, False
                    indent = len(match["indent"].replace("\f", "").expandtabs(_TAB))
                    self._run = self._sticky = 0
                continue
            self._work += 10 + 8 * len(self._brackets) + self._outer + self._run + self._sticky
            if self._work > MAX_WORK:
                self._refuse("the file would take the parser too long", self._work, MAX_WORK, "units of work", start)
            if line_start:
                self._begin_line(indent, match["word"], start)
                line_start = False
            string_before, after_string = after_string, False
            if kind == "word":
                word = match["word"]
                if word in _NESTING_WORDS:
                    self._nest(position)
                elif word in _STICKY_WORDS:
                    self._sticky += 1
                    self._nest(position)
            elif kind in ("operator", "colon"):
                if kind == "colon" and self._fields and self._fields[-1][0] == len(self._brackets):
                    position = self._spec(position)
                else:
                    self._nest(position)
            elif kind == "open":
                self._open(position)
            elif kind == "close":
                if self._fields and self._fields[-1][0] == len(self._brackets) and text[position - 1] == "}":
                    position = self._end_field(position)
                elif self._brackets:
                    self._close()
            elif kind == "reset":
                self._run = 0
            elif kind == "string":
                after_string = True
                if string_before:
                    self._nest(position)
            elif kind == "unterminated":
                self._refuse_string(start)
            elif kind == "formatted":
                after_string = True
                if string_before:
                    self._nest(position)
                position = self._formatted(position, match["quote"])

    # ------------------------------------------------------------ counting

    def _nest(self, position: int) -> None:
        self._run += 1
        if self._run + self._sticky > MAX_RUN:
            number = self._run + self._sticky
            self._refuse("an expression is too long", number, MAX_RUN, "operators and calls in a row", position)

    def _open(self, position: int) -> None:
        self._nest(position)
        self._brackets.append((self._run, self._sticky))
        self._outer += self._run + self._sticky
        self._run = self._sticky = 0
        if len(self._brackets) > MAX_BRACKETS:
            self._refuse("brackets are nested too deeply", len(self._brackets), MAX_BRACKETS, "levels", position)

    def _close(self) -> None:
        self._run, self._sticky = self._brackets.pop()
        self._outer -= self._run + self._sticky

    def _begin_line(self, indent: int, word: str | None, position: int) -> None:
        while indent < self._indents[-1]:
            self._indents.pop()
            self._elifs.pop()
        if indent > self._indents[-1]:
            self._indents.append(indent)
            self._elifs.append(0)
        if len(self._indents) - 1 > MAX_INDENTATION:
            self._refuse("the code is indented too deeply", len(self._indents) - 1, MAX_INDENTATION, "levels", position)
        self._elifs[-1] = self._elifs[-1] + 1 if word == "elif" else 0
        if self._elifs[-1] > MAX_RUN:
            self._refuse("an if is too long", self._elifs[-1], MAX_RUN, "elif clauses", position)

    def _refuse(self, what: str, number: int, limit: int, unit: str, position: int) -> None:
        span = self._source.span(position, position)
        raise NotAnalysed(f"{what} ({number:,} {unit}, the limit is {limit:,}): {_REMEDY}", span)

    def _refuse_string(self, position: int) -> None:
        raise NotAnalysed("syntax error: unterminated string literal", self._source.span(position, position))

    # ------------------------------------------------------------ f-strings

    def _formatted(self, position: int, quote: str) -> int:
        """Skip an f-string's text up to its end or to the code of its next replacement field."""
        text = self._source.text
        match = _TEXTS[quote].match(text, position)
        position = match.end() if match else position
        if text.startswith("{", position):
            self._open(position)
            self._fields.append((len(self._brackets), quote))
            return position + 1
        if not text.startswith(quote, position):
            self._refuse_string(position)
        return position + len(quote)

    def _end_field(self, position: int) -> int:
        """Go on behind the ``}`` of a replacement field: in its string, or in the format spec it stands in."""
        _, quote = self._fields.pop()
        self._close()
        if quote == ":":
            return self._spec(position)
        return self._formatted(position, quote)

    def _spec(self, position: int) -> int:
        """Skip a format spec up to the end of its field or to the code of a nested field."""
        text = self._source.text
        match = _SPEC.match(text, position)
        position = match.end() if match else position
        if text.startswith("{", position):
            self._open(position)
            self._fields.append((len(self._brackets), ":"))
            return position + 1
        return position
