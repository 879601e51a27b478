"""Valid code the grammars do not know, rewritten to code they do, byte for byte of the same length.

Only the copy that is parsed is rewritten: every offset stays true, and texts are taken from the original.
``using`` declarations become ``const`` and are remembered, which gives all grammars one shape for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hangup.records import dataclass, field

_USING = (
    rb"(?P<await>\bawait[ \t]+)?(?<![\w$.#])using(?=[ \t]+(?!of\b|in\b|instanceof\b|as\b)[A-Za-z_$][\w$]*"
    rb"[ \t]*(?:=(?![=>])|:|,|;|of\b))"
)
"""Compiled where its word stands in a file, as those below."""
_EXPORT_TYPE_ALL = rb"export(?<![\w$.]export)\s+(?P<gap>type)\s*\*"
_IMPORT_PHASE = (
    rb"import(?<![\w$.]import)\s+(?P<gap>defer\s*(?=\*)|source\s+(?!from\s*['\"])(?=[A-Za-z_$][\w$]*\s+from\b))"
)
_ACCESSOR = rb"static(?<![\w$.]static)\s+(?P<gap>accessor\s+)(?=[\w$#\[])"
_TYPE_OF_IMPORT = (
    rb"(?<=[\w$])<\s*(?P<any>typeof\s+import\s*\(\s*(?:'[^'\n]*'|\"[^\"\n]*\")\s*\)(?:\s*\.\s*[\w$]+)*)(?=\s*[>,])"
)
_ARRAY_OF_IMPORT = (
    rb"(?<![\w$.])(?P<any>import\s*\(\s*(?:'[^'\n]*'|\"[^\"\n]*\")\s*\)(?:\s*\.\s*[\w$]+)+)(?=\s*\[\s*\])"
)
_NO_TYPE = frozenset(b";+*/%^~!\\")
_TYPE_HEAD = re.compile(rb"\b(?:class|interface|type)\s+[A-Za-z_$][\w$]*\s*(?=<)")
_TYPE_WORD = re.compile(rb"//[^\n]*|/\*.*?\*/|=>|(?:in\s+out|in|out)(?=\s+[A-Za-z_$])\b|[\w$]+|\S", re.DOTALL)
_VARIANCE = re.compile(rb"(?:in\s+out|in|out)\Z")
_EXPORT_DEFAULT_FROM = rb"(?<![\w$.])export(?=\s+[A-Za-z_$][\w$]*\s*(?:,\s*\{[^{}]*\}\s*)?from\s*['\"])"
_LONE_AND = rb"(?<!&)&(?!&)"
_MAX_TYPE = 2_000


@dataclass(frozen=True, slots=True)
class Disposal:
    """A ``using`` declaration: where it starts in the original, and whether it is ``await using``."""

    start: int
    is_async: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """The bytes to parse, and the ``using`` declarations by the offset of the ``const`` that stands for them."""

    data: bytes
    using: dict[int, Disposal] = field(default_factory=dict[int, Disposal])


def rewrite(data: bytes, *, typescript: bool) -> Dialect:
    """The same program in the grammar's own dialect."""
    copy = bytearray(data)
    using: dict[int, Disposal] = {}
    if b"using" in data:
        for match in re.finditer(_USING, data):
            start = match.end() - len(b"using")
            using[start] = Disposal(match.start(), match["await"] is not None)
            _blank(copy, match.start(), start)
            copy[start : match.end()] = b"const"
    for start, end in _gaps(data, typescript=typescript):
        _blank(copy, start, end)
    if typescript:
        for word, pattern in ((b"typeof", _TYPE_OF_IMPORT), (b"import", _ARRAY_OF_IMPORT)):
            for match in re.finditer(pattern, data) if word in data else ():
                _blank(copy, *match.span("any"))
                copy[match.start("any") : match.start("any") + 3] = b"any"
    return Dialect(bytes(copy), using)


def repair(data: bytes) -> bytes:
    """What to parse where the first attempt met errors.

    A bare ``&`` in the text of an element (``Terms & Conditions``) or in an attribute is valid, and the grammars
    stumble over it. A ``|`` reads the same way wherever an ``&`` can stand. ``export Name from "module"``, which Babel
    knows, has the shape of an import.
    """
    data = re.sub(_EXPORT_DEFAULT_FROM, b"import", data)
    return re.sub(_LONE_AND, b"|", data)


def _gaps(data: bytes, *, typescript: bool) -> Iterator[tuple[int, int]]:
    """The words to leave out."""
    for word, pattern in ((b"export", _EXPORT_TYPE_ALL), (b"import", _IMPORT_PHASE), (b"accessor", _ACCESSOR)):
        if word in data:
            yield from (match.span("gap") for match in re.finditer(pattern, data))
    if typescript:
        yield from _tag_types(data)
        read = 0
        for head in _TYPE_HEAD.finditer(data):
            if head.end() >= read:
                found, read = _variances(data, head.end())
                yield from found


def _tag_types(data: bytes) -> Iterator[tuple[int, int]]:
    """The type arguments between a tag and its template, read backwards from their end."""
    end = data.find(b">`")
    while end >= 0:
        depth = braces = 0
        for index in range(end, max(end - _MAX_TYPE, 0), -1):
            sign = data[index]
            if sign == 0x3E and data[index - 1] != 0x3D:  # > that is not part of =>
                depth += 1
            elif sign == 0x3C:  # <
                depth -= 1
                if depth == 0:
                    if data[index - 1 : index].isalnum() or data[index - 1] in b"_$)]":
                        yield index, end + 1
                    break
            elif sign in b"{}":
                braces += 1 if sign == 0x7D else -1
            elif sign == 0x60 or (sign in _NO_TYPE and braces <= 0):  # a backtick ends the search
                break
        end = data.find(b">`", end + 2)


def _variances(data: bytes, start: int) -> tuple[list[tuple[int, int]], int]:
    """``in`` and ``out`` at the start of a type parameter, and how far it was read."""
    found: list[tuple[int, int]] = []
    depth = 0
    end = start
    expecting = False
    for count, match in enumerate(_TYPE_WORD.finditer(data, start)):
        word = match.group()
        if word.startswith((b"//", b"/*")):
            continue
        if expecting and _VARIANCE.match(word):
            found.append(match.span())
        end = match.end()
        depth += (word == b"<") - (word == b">")
        if depth == 0 or count > _MAX_TYPE:
            break
        expecting = depth == 1 and word in {b"<", b","}
    return found, end


def _blank(copy: bytearray, start: int, end: int) -> None:
    """Spaces instead of the words; line ends stay."""
    for index in range(start, end):
        if copy[index] not in b"\r\n":
            copy[index] = 0x20
