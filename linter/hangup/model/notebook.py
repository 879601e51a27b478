"""Jupyter notebooks: the text of their code cells, and where its characters are in the file."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import cast

from hangup.model.source import Position, SourceFile, Span
from hangup.records import dataclass

_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[^\s"\[\]{},:]+|[\[\]{},:]', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]")
_OTHER_END = re.compile(r"\r\n?")


class NotebookError(Exception):
    """What makes a file no notebook that can be read, in words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell: its number among all cells (from 1), its text, and the byte offset of each character.

    ``offsets`` has one entry more than the text: where it ends.
    """

    number: int
    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class Notebook(SourceFile):
    """A notebook. Its rows are those of the code cells, one cell after the other; lines count from 1 in each cell."""

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The code cells.

        Raises:
            NotebookError: the file is no notebook.
        """
        return tuple(_cells(self.data))

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """The byte offset of each character of :attr:`text`, and of its end."""
        found = [offset for cell in self._readable for offset in cell.offsets]
        return (*found, found[-1] if found else 0)

    @cached_property
    def text(self) -> str:
        """The text of all code cells; each ends with a line end."""
        return "".join(cell.text + "\n" for cell in self._readable)

    @cached_property
    def on_disk(self) -> SourceFile:
        """The file as JSON."""
        return SourceFile(self.path, self.data)

    @cached_property
    def line_starts(self) -> list[int]:
        """Byte offset of the first character of each row."""
        if not self._readable:
            return super().line_starts
        return [self.offsets[start] for start in self._rows]

    def position(self, offset: int) -> Position:
        """The cell, and the line and column in it."""
        if not self._readable:
            return super().position(offset)
        index = min(bisect_right(self.offsets, max(offset, self.offsets[0])) - 1, len(self.text) - 1)
        if self.offsets[index] < offset:
            index = min(bisect_left(self.offsets, offset), len(self.text) - 1)
        row = bisect_right(self._rows, index)
        place = bisect_right(self._first_rows, row) - 1
        line = row - self._first_rows[place] + 1
        column = index - self._rows[row - 1] + 1
        return Position(line, column, self._readable[place].number, row)

    def line_text(self, line: int) -> str:
        """The text of a row (from 1) without its line end."""
        if not self._readable:
            return super().line_text(line)
        end = self._rows[line] if line < len(self._rows) else len(self.text)
        return self.text[self._rows[line - 1] : end].rstrip("\n")

    def slice(self, span: Span) -> str:
        """The code a span covers."""
        if not self._readable:
            return super().slice(span)
        return self.text[bisect_left(self.offsets, span.start) : bisect_left(self.offsets, span.end)]

    @cached_property
    def _readable(self) -> tuple[Cell, ...]:
        """The code cells; none where there is nothing to read them from."""
        try:
            return self.cells
        except NotebookError:
            return ()

    @cached_property
    def _rows(self) -> list[int]:
        """Where each row begins in the code."""
        return [0, *(match.end() for match in re.finditer("\n", self.text[:-1]))]

    @cached_property
    def _first_rows(self) -> list[int]:
        """The row that each cell begins at."""
        return list(accumulate((cell.text.count("\n") + 1 for cell in self._readable[:-1]), initial=1))


# ---------------------------------------------------------------- reading


def _cells(data: bytes) -> Iterator[Cell]:
    """The code cells of a notebook in Python."""
    before = len(b"\xef\xbb\xbf") if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        text = data[before:].decode("utf-8")
        content: object = json.loads(text)
    except UnicodeDecodeError as error:
        raise NotebookError(f"the notebook is not UTF-8 (byte {error.start + before})") from None
    except ValueError as error:
        raise NotebookError(f"the notebook is not JSON: {error}") from None
    if not isinstance(_member(content, "cells"), list):
        raise NotebookError("the file is no notebook of format 4: it has no list of cells")
    if not _is_python(content):
        return
    reader = _Reader(text, before)
    for number, (kind, source, place) in enumerate(reader.cells(), 1):
        if kind == "code":
            yield reader.cell(number, source, place)


def _is_python(content: object) -> bool:
    """Whether the cells are in Python, as far as the notebook says."""
    metadata = _member(content, "metadata")
    languages = (
        _member(_member(metadata, "language_info"), "name"),
        _member(_member(metadata, "kernelspec"), "language"),
    )
    known = [language.lower() for language in languages if isinstance(language, str)]
    return not known or known[0] in ("python", "ipython")


def _member(value: object, key: str) -> object:
    """A member of a JSON object; None of anything else."""
    return cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None


class _Reader:
    """Finds the strings of the cells' sources in a text that is valid JSON."""

    def __init__(self, text: str, before: int) -> None:
        self._text = text
        self._bytes = _byte_offsets(text, before)

    def cells(self) -> Iterator[tuple[str, list[tuple[int, int]], int]]:
        """The kind of each cell, where the strings of its source begin and end, quotes included, and its own place."""
        *_, start = (value for key, value in self._members(self._skip(0)) if key == "cells")
        for cell in self._items(start):
            kind, strings = "", list[tuple[int, int]]()
            for key, value in self._members(cell) if self._text[cell] == "{" else ():
                if key == "cell_type":
                    kind = self._text[value : self._end(value)].strip('"')
                elif key == "source":
                    listed = self._text[value] == "["
                    found = [(at, self._end(at)) for at in (self._items(value) if listed else [value])]
                    strings = [(begin, end) for begin, end in found if self._text[begin] == '"']
            yield kind, strings, cell

    def cell(self, number: int, strings: list[tuple[int, int]], place: int) -> Cell:
        """The text that strings of the file stand for, with the place of each character."""
        text: list[str] = []
        offsets: list[int] = []
        for begin, end in strings:
            for match in _ESCAPE.finditer(self._text, begin + 1, end - 1):
                written = match.group()
                character = str(json.loads(f'"{written}"', strict=False)) if written[0] == "\\" else written
                text.append("\ufffd" if "\ud800" <= character <= "\udfff" else character)
                offsets.append(self._byte(match.start()))
        final = self._byte(strings[-1][1] - 1 if strings else place)
        joined = "".join(text)
        if "\r" in joined:
            kept = [i for i in range(len(text)) if not (text[i] == "\n" and i and text[i - 1] == "\r")]
            joined, offsets = _OTHER_END.sub("\n", joined), [offsets[i] for i in kept]
        return Cell(number, joined, (*offsets, final))

    def _byte(self, index: int) -> int:
        return self._bytes[index] if isinstance(self._bytes, list) else index + self._bytes

    def _skip(self, index: int) -> int:
        match = _SPACE.match(self._text, index)
        return match.end() if match else index

    def _end(self, start: int) -> int:
        """Behind the value that begins at an index."""
        depth = 0
        for match in _TOKEN.finditer(self._text, start):
            depth += (match.group() in "[{") - (match.group() in "]}")
            if depth == 0:
                return match.end()
        return len(self._text)

    def _items(self, start: int) -> Iterator[int]:
        """Where the items of the list that begins at an index begin."""
        index = self._skip(start + 1)
        while self._text[index] != "]":
            yield index
            index = self._skip(self._end(index))
            index = self._skip(index + 1) if self._text[index] == "," else index

    def _members(self, start: int) -> Iterator[tuple[str, int]]:
        """The keys of the object that begins at an index, and where their values begin."""
        index = self._skip(start + 1)
        while self._text[index] != "}":
            behind = self._end(index)
            value = self._skip(self._skip(behind) + 1)
            yield self._text[index + 1 : behind - 1], value
            index = self._skip(self._end(value))
            index = self._skip(index + 1) if self._text[index] == "," else index


def _byte_offsets(text: str, before: int) -> list[int] | int:
    """The byte offset of each character; where all are one byte wide, that of the first."""
    if text.isascii():
        return before
    return list(accumulate((len(character.encode("utf-8", "surrogatepass")) for character in text), initial=before))
