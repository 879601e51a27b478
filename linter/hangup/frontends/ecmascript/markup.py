"""The tags of a markup file: names, attributes, and where everything stands. Knows HTML, and braces as Svelte has them.

This is no HTML parser: it knows what must not be taken for a tag (comments, the text of scripts and styles, what
stands in quotes and braces), and nothing of how elements nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hangup.ir.program import Comment
from hangup.model import Span
from hangup.records import dataclass

_NAME = re.compile(rb"/?[A-Za-z][\w:.\-]*")
_SPACE = re.compile(rb"[\s/]*")
_ATTRIBUTE = re.compile(rb"[^\s=>/\"'{}]+")
_EQUALS = re.compile(rb"\s*=\s*")
_BARE = re.compile(rb"[^\s>\"'`{}]+")
_RAW = frozenset({"script", "style"})
_QUOTES = b"\"'`"


@dataclass(frozen=True, slots=True)
class Attribute:
    """``name`` as it is written; ``value`` is the span inside its quotes or braces, None where there is none."""

    name: str
    value: Span | None
    braced: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag, or a closing one (whose name begins with ``/``).

    ``content`` is what a script or style holds, up to its closing tag.
    """

    name: str
    span: Span
    attributes: tuple[Attribute, ...] = ()
    content: Span | None = None

    def attribute(self, name: str) -> Attribute | None:
        return next((each for each in self.attributes if each.name == name), None)


def read_markup(data: bytes, start: int = 0) -> Iterator[Tag | Comment]:
    """The tags and comments of a text, in order."""
    position = start
    while True:
        position = data.find(b"<", position)
        if position < 0:
            return
        if data.startswith(b"<!--", position):
            end = data.find(b"-->", position + 4)
            stop = len(data) if end < 0 else end + 3
            inner = data[position + 4 : len(data) if end < 0 else end]
            yield Comment(Span(position, stop), inner.decode("utf-8", errors="replace"))
            position = stop
            continue
        name = _NAME.match(data, position + 1)
        if name is None:
            position += 1
            continue
        tag = _read_tag(data, position, name)
        yield tag
        position = tag.span.end if tag.content is None else tag.content.end


def _read_tag(data: bytes, start: int, name: re.Match[bytes]) -> Tag:
    attributes: list[Attribute] = []
    position = name.end()
    while True:
        spaces = _SPACE.match(data, position)
        position = spaces.end() if spaces else position
        if position >= len(data):
            break
        if data[position : position + 1] == b">":
            position += 1
            break
        position = _read_attribute(data, position, attributes)
    text = (
        name.group().decode("ascii").lower()
        if name.group().lower().strip(b"/") in {b"script", b"style"}
        else (name.group().decode("utf-8", errors="replace"))
    )
    closed_itself = data[position - 2 : position] == b"/>"
    content = None if text not in _RAW or closed_itself else _content(data, position, text)
    return Tag(text, Span(start, position), tuple(attributes), content)


def _read_attribute(data: bytes, position: int, attributes: list[Attribute]) -> int:
    """Read one attribute; returns where it ends."""
    if data[position : position + 1] == b"{":  # `{name}` or `{...rest}`
        end = closing_brace(data, position)
        inner = Span(position + 1, max(position + 1, end - 1))
        word = data[inner.start : inner.end].strip().decode("utf-8", errors="replace")
        if word.isidentifier():
            attributes.append(Attribute(word, inner, braced=True))
        return end
    name = _ATTRIBUTE.match(data, position)
    if name is None:
        return position + 1
    text = name.group().decode("utf-8", errors="replace")
    equals = _EQUALS.match(data, name.end())
    if equals is None:
        attributes.append(Attribute(text, None))
        return name.end()
    position = equals.end()
    sign = data[position : position + 1]
    if sign == b"{":
        end = closing_brace(data, position)
        attributes.append(Attribute(text, Span(position + 1, max(position + 1, end - 1)), braced=True))
        return end
    if sign and sign in _QUOTES:
        end = data.find(sign, position + 1)
        end = len(data) if end < 0 else end
        attributes.append(Attribute(text, Span(position + 1, end)))
        return min(end + 1, len(data))
    bare = _BARE.match(data, position)
    end = bare.end() if bare else position
    attributes.append(Attribute(text, Span(position, end)))
    return end if bare else position + 1


def closing_brace(data: bytes, start: int) -> int:
    """The offset behind the brace that closes the one at ``start``; strings and comments count as one sign."""
    depth = 0
    position = start
    while position < len(data):
        sign = data[position]
        if sign == 0x7B:
            depth += 1
        elif sign == 0x7D:
            depth -= 1
            if depth == 0:
                return position + 1
        elif sign in _QUOTES:
            position = _string_end(data, position)
            continue
        elif data.startswith(b"/*", position):
            end = data.find(b"*/", position + 2)
            position = len(data) if end < 0 else end + 2
            continue
        position += 1
    return len(data)


def _string_end(data: bytes, start: int) -> int:
    quote = data[start]
    position = start + 1
    while position < len(data):
        if data[position] == 0x5C:
            position += 2
            continue
        if data[position] == quote:
            return position + 1
        position += 1
    return len(data)


def _content(data: bytes, start: int, name: str) -> Span:
    """What a raw element holds: everything up to its closing tag."""
    closing = re.compile(rb"</" + name.encode("ascii") + rb"(?=[\s>/])", re.IGNORECASE).search(data, start)
    return Span(start, closing.start() if closing else len(data))
