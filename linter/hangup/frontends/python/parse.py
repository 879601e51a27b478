"""From text to libcst's tree with the place of every node."""

from __future__ import annotations

import re

import libcst as cst

from hangup.frontends.base import NotAnalysed
from hangup.frontends.python.decode import SourceText
from hangup.frontends.python.indents import evened
from hangup.frontends.python.positions import Positions, locate
from hangup.records import dataclass

LARGE = 20_000
"""Characters of a text from which on the memory of the parser is handed back: half a kilobyte for each."""

_EXPECTED_SHOWN = 4
_EXPECTED = re.compile(r"expected (?:one of )?(.+)$", re.DOTALL)
_LAST_TOKEN = re.compile(r"(?:\w+|[^\w\s])\Z")
_TOKEN_REACH = 100
_PLACE = re.compile(r"error at (\d+):(\d+)")
_QUOTED = re.compile(r"""["'](.+)["'] is not a valid""")
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


def parse(source: SourceText, misplaced: int | None = None) -> ParsedModule:
    """Parse a text that is within the limits. ``misplaced`` is where a line's indentation fits no other's."""
    try:
        module, text = _module(source.text)
    except cst.ParserSyntaxError as error:
        raise _syntax_error(source, error, misplaced) from None
    except cst.CSTValidationError as error:  # libcst finds this only when the tree stands
        raise NotAnalysed(f"syntax error: {error}") from None
    finally:
        if len(source.text) > LARGE:
            _give_back()
    return ParsedModule(source, module, locate(module, text))


def _module(text: str) -> tuple[cst.Module, str]:
    """The tree, and the text it was made from: places are the same in it."""
    try:
        return cst.parse_module(text), text
    except cst.ParserSyntaxError as error:
        even = evened(text) if "dedent" in error.message or "tabs and spaces" in error.message else None
        if even is None or even == text:
            raise
    return cst.parse_module(even), even


def _give_back() -> None:
    """Hand the memory that the parser has used to the system, ten times what the tree takes: glibc keeps it for the
    thread. Of other libraries nothing is known to be needed.
    """
    import ctypes

    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return
    trim(0)


def _syntax_error(source: SourceText, error: cst.ParserSyntaxError, misplaced: int | None) -> NotAnalysed:
    """What libcst says, in plain words, at the token it stumbled over: the one before the place it names."""
    text = source.text
    reason = error.message.partition("error: ")[2] or error.message
    place = _PLACE.search(error.message)
    if place is None:
        return NotAnalysed(f"syntax error: {reason}", source.span(*_tokenizer_place(text, reason, misplaced)))
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    line, column = int(place.group(1)), int(place.group(2))
    behind = min(starts[min(line, len(starts)) - 1] + column, len(text))
    before = text[:behind].rstrip()
    token = _LAST_TOKEN.search(before[-_TOKEN_REACH:])
    length = len(token.group()) if token else 0
    span = source.span(len(before) - length, len(before))
    return NotAnalysed(f"syntax error: {_expected(reason, before[len(before) - length :])}", span)


def _tokenizer_place(text: str, reason: str, misplaced: int | None) -> tuple[int, int]:
    """Where the tokenizer failed: libcst does not say, but names the characters it failed at."""
    quoted = _QUOTED.match(reason)
    if quoted is not None:
        name = quoted.group(1)
        start = text.find(name)
        return (start, start + len(name)) if start >= 0 else (0, 0)
    if "dedent" in reason and misplaced is not None:
        return misplaced, misplaced
    return (len(text), len(text)) if "end of file" in reason else (0, 0)


def _expected(reason: str, token: str) -> str:
    """``expected ) or ,``; where very much could stand, only that this may not."""
    match = _EXPECTED.search(reason)
    names = [_TOKEN_NAMES.get(name, name) for name in match.group(1).split(", ")] if match else []
    if names and len(names) <= _EXPECTED_SHOWN:
        return f"expected {' or '.join(names)} near {token!r}" if token else f"expected {' or '.join(names)}"
    return f"unexpected {token!r}" if token else "the file ends too early"
