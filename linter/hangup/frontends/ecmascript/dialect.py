"""Valid code the grammars do not know, rewritten to code they do, byte for byte of the same length.

Only the copy that is parsed is rewritten: every offset stays true, and texts are taken from the original.
``using`` declarations become ``const`` and are remembered, which gives all grammars one shape for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_USING = re.compile(
    rb"(?<![\w$.#])(?P<await>await[ \t]+)?(?P<using>using)(?=[ \t]+(?!of\b|in\b|instanceof\b|as\b)[A-Za-z_$][\w$]*"
    rb"[ \t]*(?:=(?![=>])|:|,|;|of\b))"
)
_EXPORT_TYPE_ALL = re.compile(rb"(?<![\w$.])export\s+(?P<gap>type)\s*\*")
_IMPORT_PHASE = re.compile(
    rb"(?<![\w$.])import\s+(?P<gap>defer\s*(?=\*)|source\s+(?!from\s*['\"])(?=[A-Za-z_$][\w$]*\s+from\b))"
)
_VARIANCE = re.compile(rb"[<,]\s*(?P<gap>(?:in\s+out|in|out)\s+)(?=[A-Za-z_$][\w$]*\s*(?:[,>=]|extends\b))")
_ACCESSOR = re.compile(rb"(?<![\w$.])static\s+(?P<gap>accessor\s+)(?=[\w$#\[])")
_GAPS = (
    (b"export", _EXPORT_TYPE_ALL),
    (b"import", _IMPORT_PHASE),
    (b"accessor", _ACCESSOR),
)
_TYPE_PARAMETERS = re.compile(rb"\b(?:class|interface|type)\s+[A-Za-z_$][\w$]*\s*<[^>]*\b(?:in|out)\s[^>]*>")


@dataclass(frozen=True, slots=True)
class Disposal:
    """A ``using`` declaration: where it starts in the original, and whether it is ``await using``."""

    start: int
    is_async: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """The bytes to parse, and the ``using`` declarations by the offset of the ``const`` that stands for them."""

    data: bytes
    using: dict[int, Disposal] = field(default_factory=dict)


def rewrite(data: bytes, *, typescript: bool) -> Dialect:
    """The same program in the grammar's own dialect."""
    copy = bytearray(data)
    using: dict[int, Disposal] = {}
    if b"using" in data:
        for match in _USING.finditer(data):
            start, end = match.span("using")
            using[start] = Disposal(match.start(), match["await"] is not None)
            copy[match.start() : end] = b" " * (start - match.start()) + b"const"
    for word, pattern in _GAPS:
        if word in data:
            for match in pattern.finditer(data):
                _blank(copy, *match.span("gap"))
    if typescript:
        for head in _TYPE_PARAMETERS.finditer(data):
            for match in _VARIANCE.finditer(data, head.start(), head.end()):
                _blank(copy, *match.span("gap"))
    return Dialect(bytes(copy), using)


def _blank(copy: bytearray, start: int, end: int) -> None:
    """Spaces instead of the words; line ends stay."""
    for index in range(start, end):
        if copy[index] not in b"\r\n":
            copy[index] = 0x20
