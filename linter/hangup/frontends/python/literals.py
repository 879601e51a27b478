"""Numbers and strings."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from hangup.frontends.python.frame import ExpressionHandler, Frame
from hangup.ir.operations import Value

_ESCAPE = re.compile(r"\\(\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", re.DOTALL)
_SIMPLE = {
    "\n": "", "\r": "", "\r\n": "", "\\": "\\", "'": "'", '"': '"',
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
}  # fmt: skip


def string_value(node: cst.CSTNode) -> str | None:
    """The text of a string literal, also of adjacent ones; None for bytes and f-strings."""
    if isinstance(node, cst.SimpleString):
        return _text(node)
    if not isinstance(node, cst.ConcatenatedString):
        return None
    parts = [_text(part) if isinstance(part, cst.SimpleString) else None for part in _adjacent(node)]
    return None if None in parts else "".join(part for part in parts if part is not None)


def _text(node: cst.SimpleString) -> str | None:
    prefix = node.prefix
    if "b" in prefix:
        return None
    raw = node.raw_value
    return raw if "r" in prefix or "\\" not in raw else _ESCAPE.sub(_unescape, raw)


def _unescape(match: re.Match[str]) -> str:
    """The character an escape stands for; what cannot stand in UTF-8, and names, stay as written."""
    escape = match.group(1)
    if escape in _SIMPLE:
        return _SIMPLE[escape]
    code = -1
    if escape[0] in "xuU" and len(escape) > 1:
        code = int(escape[1:], 16)
    elif escape[0] in "01234567":
        code = int(escape, 8)
    is_character = 0 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else match.group()


def _adjacent(node: cst.ConcatenatedString) -> Iterator[cst.CSTNode]:
    part: cst.CSTNode = node
    while isinstance(part, cst.ConcatenatedString):
        yield part.left
        part = part.right
    yield part


def _string(frame: Frame, node: cst.SimpleString) -> Value:
    text = _text(node)
    return frame.opaque((), frame.span(node)) if text is None else frame.builder.const(text, frame.span(node))


def _concatenated(frame: Frame, node: cst.ConcatenatedString) -> Value:
    text = string_value(node)
    if text is not None:
        return frame.builder.const(text, frame.span(node))
    reads: list[Value] = []
    for part in _adjacent(node):
        reads += _replacements(frame, part)
    return frame.opaque(tuple(reads), frame.span(node))


def _formatted(frame: Frame, node: cst.FormattedString | cst.TemplatedString) -> Value:
    return frame.opaque(tuple(_replacements(frame, node)), frame.span(node))


def _replacements(frame: Frame, node: cst.CSTNode) -> list[Value]:
    """The values of the replacement fields of an f-string or t-string, also of those in format specs."""
    values: list[Value] = []
    for part in getattr(node, "parts", ()):
        values += _field(frame, part)
    return values


def _field(frame: Frame, part: cst.CSTNode) -> list[Value]:
    if not isinstance(part, cst.FormattedStringExpression | cst.TemplatedStringExpression):
        return []
    values = [frame.evaluate(part.expression)]
    for inner in part.format_spec or ():
        values += _field(frame, inner)
    return values


def _integer(frame: Frame, node: cst.Integer) -> Value:
    try:
        number = int(node.value, 0)
    except ValueError:  # more digits than int() takes
        return frame.opaque((), frame.span(node))
    return frame.builder.const(number, frame.span(node))


def _float(frame: Frame, node: cst.Float) -> Value:
    number = float(node.value)
    if number == float("inf"):
        return frame.opaque((), frame.span(node))
    return frame.builder.const(number, frame.span(node))


def _unmodelled(frame: Frame, node: cst.CSTNode) -> Value:
    return frame.opaque((), frame.span(node))


EXPRESSIONS: dict[type[cst.CSTNode], ExpressionHandler] = {
    cst.SimpleString: _string,
    cst.ConcatenatedString: _concatenated,
    cst.FormattedString: _formatted,
    cst.TemplatedString: _formatted,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.Imaginary: _unmodelled,
    cst.Ellipsis: _unmodelled,
}
