"""From text to libcst's tree with the place of every node."""

from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from hangup.frontends.base import NotAnalysed
from hangup.frontends.python.decode import SourceText
from hangup.frontends.python.positions import Positions, locate

_EXPECTED_SHOWN = 4
_EXPECTED = re.compile(r"expected (?:one of )?(.+)$", re.DOTALL)
_LAST_TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*\Z")
_LINE_END = re.compile(r"\r\n|\r|\n")
_TOKEN_NAMES = {
    "EOF": "the end of the file",
    "INDENT": "an indented block",
    "DEDENT": "the end of the block",
    "NEWLINE": "the end of the line",
    "NAME": "a name",
    "NUMBER": "a number",
    "ASYNC": "async",
    "AWAIT": "await",
}


@dataclass(frozen=True, slots=True)
class ParsedModule:
    """The tree, and the place of its nodes in the text."""

    source: SourceText
    module: cst.Module
    positions: Positions


def parse(source: SourceText) -> ParsedModule:
    """Parse a text that is within the limits."""
    try:
        module = cst.parse_module(source.text)
    except cst.ParserSyntaxError as error:
        raise _syntax_error(source, error) from None
    return ParsedModule(source, module, locate(module, source.text))


def _syntax_error(source: SourceText, error: cst.ParserSyntaxError) -> NotAnalysed:
    """What libcst says, in plain words, at the token it stumbled over.

    Its position is the one behind that token.
    """
    line, column = error.raw_line, error.raw_column
    place = re.search(r"error at (\d+):(\d+)", error.message)
    if place is not None:
        line, column = int(place.group(1)), int(place.group(2))
    text = source.text
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    behind = min(starts[min(line, len(starts)) - 1] + column, len(text)) if line >= 1 else 0
    reason = error.message.partition("error: ")[2] or error.message
    if place is None:
        line_end = _LINE_END.search(text, behind)
        return NotAnalysed(f"syntax error: {reason}", source.span(behind, line_end.start() if line_end else len(text)))
    token = _LAST_TOKEN.search(text, 0, behind) if behind else None
    start, end = (token.start(), token.start() + len(token.group().rstrip())) if token else (behind, behind)
    return NotAnalysed(f"syntax error: {_expected(reason, text[start:end])}", source.span(start, end))


def _expected(reason: str, token: str) -> str:
    """``expected ) or ,``; where very much could stand, only that this may not."""
    match = _EXPECTED.search(reason)
    names = [_TOKEN_NAMES.get(name, name) for name in match.group(1).split(", ")] if match else []
    if names and len(names) <= _EXPECTED_SHOWN:
        return f"expected {' or '.join(names)} near {token!r}" if token else f"expected {' or '.join(names)}"
    return f"unexpected {token!r}" if token else "the file ends too early"
