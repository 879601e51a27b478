"""Places in a text: lines and columns as an editor counts them, and bytes of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangup.lsp.texts import Text, Unit
from hangup.model import SourceFile

UNITS: tuple[Unit, ...] = ("utf-8", "utf-16", "utf-32")


@pytest.mark.parametrize(("unit", "column"), [("utf-8", 9), ("utf-16", 4), ("utf-32", 3)])
def test_a_column_counts_units(unit: Unit, column: int) -> None:
    text = Text.written("a.ts", "x\n漢é🎧z\n")
    offset = text.source.data.index(b"z")
    assert text.place(offset, unit) == (1, column)
    assert text.offset((1, column), unit) == offset


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_of_the_protocol_ends_a_line(end: str) -> None:
    text = Text.written("a.ts", f"a{end}b{end}c")
    assert text.place(text.source.data.index(b"c"), "utf-16") == (2, 0)
    assert text.offset((0, 99), "utf-16") == 1
    assert text.offset((99, 0), "utf-16") == len(text.source.data)


def test_a_place_inside_a_character_is_its_beginning() -> None:
    text = Text.written("a.ts", "🎧z")
    assert text.offset((0, 1), "utf-16") == 0
    assert text.offset((0, 2), "utf-16") == 4


def test_a_file_is_written_in_the_encoding_that_it_names() -> None:
    text = Text.written("a.py", "# coding: latin-1\né = connect\n")
    assert text.source.data == "# coding: latin-1\né = connect\n".encode("latin-1")
    assert text.place(text.source.data.index(b"c", 20), "utf-8") == (1, 5)
    assert text.offset((1, 5), "utf-8") == text.source.data.index(b"c", 20)


def test_half_a_pair_is_written_as_a_question_mark() -> None:
    assert Text.written("a.ts", "'\ud83c'").source.data == b"'?'"


def test_a_mark_at_the_beginning_of_a_file_is_no_column() -> None:
    text = Text.of(SourceFile("a.ts", b"\xef\xbb\xbfab"))
    assert text.place(4, "utf-16") == (0, 1)
    assert text.offset((0, 1), "utf-16") == 4


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(UNITS))
def test_there_and_back(written: str, unit: Unit) -> None:
    text = Text.written("a.ts", "x" + written)
    data = text.source.data
    for index in range(len(written) + 2):
        offset = len(("x" + written)[:index].encode())
        inside = data[offset - 1 : offset + 1] == b"\r\n"  # no place of its own: a line ends before both
        assert inside or text.offset(text.place(offset, unit), unit) == offset
