"""A tokenizer that is just good enough to count: it needs no stack and little memory, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

TAB = 8
SPEC = ":"
"""Stands for the quote where the text of an f-string is a format spec."""

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
    |(?P<separator>[,;]|=(?!=))
    |(?P<colon>:)
    |(?P<unterminated>["'])
    |(?P<operator>\*\*=?|//=?|>>=?|<<=?|->|\.\.\.|[-+*/%@&|^<>=!]=|.)
    |(?P<end>\Z))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = r"\\(?:\r\n|[^{}]|(?=[{}]))|\{\{|\}"
_TEXTS = {
    '"': re.compile(rf"""(?:[^{{}}"\\\r\n]++|{_ESCAPES})*+""", re.DOTALL),
    "'": re.compile(rf"""(?:[^{{}}'\\\r\n]++|{_ESCAPES})*+""", re.DOTALL),
    '"""': re.compile(rf"""(?:[^{{}}"\\]++|{_ESCAPES}|"(?!""))*+""", re.DOTALL),
    "'''": re.compile(rf"""(?:[^{{}}'\\]++|{_ESCAPES}|'(?!''))*+""", re.DOTALL),
    SPEC: re.compile(r"[^{}\r\n]*"),
}
"""The text of an f-string up to its end or its next replacement field, by its quote."""

Token = tuple[str, int, str]
"""Kind, offset, text. The kinds are those of the groups above; comments are left out.

A replacement field of an f-string is an ``open``, its code, and a ``close``; the string itself comes first as a
``string``. The text of a ``newline`` ends with the indentation behind it.
"""


class Unterminated(Exception):
    """A string literal without an end."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a file, also of one that is not valid Python.

    Raises:
        Unterminated: a string literal has no end.
    """
    match_code = _CODE.match
    position = depth = 0
    fields: list[tuple[int, str]] = []
    while (match := match_code(text, position)) is not None:
        kind = match.lastgroup or ""
        start, position = match.start(kind), match.end()
        inside = ""
        if kind == "end":
            return
        if kind == "comment":
            continue
        if kind == "unterminated":
            raise Unterminated(start)
        if kind == "formatted":
            kind, inside = "string", match["quote"]
        elif kind == "open":
            depth += 1
        elif fields and fields[-1][0] == depth and kind in {"close", "colon"}:
            inside = SPEC if kind == "colon" else fields.pop()[1]
        if kind == "close":
            depth -= 1
        yield kind, start, text[start:position]
        if inside:
            position, opened = _skip_text(text, position, inside)
            if opened:
                depth += 1
                fields.append((depth, inside))
                yield "open", position - 1, "{"


def _skip_text(text: str, position: int, quote: str) -> tuple[int, bool]:
    """Behind the text of an f-string that goes on here, and whether that is the code of a replacement field."""
    match = _TEXTS[quote].match(text, position)
    if match is not None:
        position = match.end()
    if text.startswith("{", position):
        return position + 1, True
    if quote == SPEC:
        return position, False
    if not text.startswith(quote, position):
        raise Unterminated(position)
    return position + len(quote), False


def indentation(newline: str) -> int:
    """The width of the indentation at the end of a ``newline`` token."""
    return len(newline.lstrip("\r\n").rpartition("\f")[2].expandtabs(TAB))
