"""From bytes to text, and from offsets into the text back to offsets into the bytes."""

from __future__ import annotations

import io
import re
import tokenize
from bisect import bisect_left
from typing import Protocol

from hangup.frontends.base import NotAnalysed
from hangup.model import Span
from hangup.records import dataclass

_BOM = b"\xef\xbb\xbf"
_REMEDY = "save it as UTF-8 or exclude it"


class Offsets(Protocol):
    """Turns offsets into a text into offsets into the file as it is on disk, which has ``total`` bytes."""

    @property
    def total(self) -> int: ...

    def __call__(self, offset: int) -> int: ...


class ByteOffsets:
    """Turns offsets into the text into offsets into the file as it is on disk."""

    def __init__(self, text: str, encoding: str, before: int) -> None:
        self._before = before
        self._wide: list[int] = []
        self._extra = [0]
        if not text.isascii():
            for match in re.finditer(r"[^\x00-\x7f]", text):
                self._wide.append(match.start())
                self._extra.append(self._extra[-1] + len(match.group().encode(encoding, "replace")) - 1)
        self.total = self(len(text))

    def __call__(self, offset: int) -> int:
        if not self._wide:
            return offset + self._before
        return offset + self._before + self._extra[bisect_left(self._wide, offset)]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text without its byte-order mark, and where its characters are in the file."""

    text: str
    offsets: Offsets
    encoding: str

    def span(self, start: int, end: int) -> Span:
        return Span(self.offsets(start), self.offsets(end))


def decode(data: bytes) -> SourceText:
    """The text of a file: UTF-8, or what its coding cookie (PEP 263) says."""
    before = len(_BOM) if data.startswith(_BOM) else 0
    problem: str | None = None
    encoding = "utf-8"
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0].removesuffix("-sig")
    except SyntaxError as error:  # the cookie is wrong, or the first lines are not UTF-8
        problem = error.msg
    try:
        text = data[before:].decode(encoding)
    except UnicodeDecodeError as error:
        start, end = error.start + before, error.end + before
        message = f"the file is not {encoding.upper()} (byte {start}): {_REMEDY}"
        raise NotAnalysed(message, Span(start, min(end, len(data)))) from None
    except (LookupError, ValueError):
        raise NotAnalysed(f"the encoding {encoding} is not one of text: {_REMEDY}") from None
    if problem is not None:
        raise NotAnalysed(f"{problem}: {_REMEDY}")
    offsets = ByteOffsets(text, encoding, before)
    if offsets.total != len(data):
        raise NotAnalysed(f"the encoding {encoding} is not supported: {_REMEDY}")
    source = SourceText(text, offsets, encoding)
    refuse_null(source)
    return source


def refuse_null(source: SourceText) -> None:
    """Refuse a text that no Python file may hold."""
    null = source.text.find("\0")
    if null >= 0:
        raise NotAnalysed("the file holds a null byte: exclude it", source.span(null, null + 1))
