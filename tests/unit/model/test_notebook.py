"""Notebooks: the text of the code cells, and positions that point into a cell and into the file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hangup.model import SourceFile, Span, open_source
from hangup.model.notebook import Notebook, NotebookError

PYTHON = {"kernelspec": {"language": "python", "name": "python3"}}


def notebook(*cells: dict[str, Any], metadata: object = PYTHON, **how: Any) -> Notebook:
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return Notebook("a.ipynb", json.dumps(content, **how).encode("utf-8"))


def code(*lines: str, **more: object) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "source": list(lines), **more}


def note(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def place_of(source: SourceFile, wanted: bytes) -> str:
    return str(source.position(source.data.index(wanted)))


def test_only_code_cells_are_code_and_all_cells_are_counted() -> None:
    source = notebook(note("# Title"), code("a = 1\n", "b = 2"), note("text"), code("c = 3"))
    assert [(cell.number, cell.text) for cell in source.cells] == [(2, "a = 1\nb = 2"), (4, "c = 3")]
    assert source.text == "a = 1\nb = 2\nc = 3\n"


def test_lines_count_in_the_cell() -> None:
    source = notebook(note("# Title"), code("a = 1\n", "bb = 2"), code("ccc = 3"), indent=1)
    assert place_of(source, b"a = 1") == "cell 2:1:1"
    assert place_of(source, b"= 2") == "cell 2:2:4"
    assert place_of(source, b"ccc") == "cell 3:1:1"


def test_rows_go_on_from_cell_to_cell() -> None:
    source = notebook(code("a = 1\n", "\n", "b = 2\n"), code("c = 3"))
    assert [source.line_text(row) for row in range(1, len(source.line_starts) + 1)] == [
        "a = 1",
        "",
        "b = 2",
        "",
        "c = 3",
    ]
    assert [source.position(start).row for start in source.line_starts] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("how", [{}, {"indent": 2}, {"ensure_ascii": False}, {"ensure_ascii": False, "indent": 1}])
def test_columns_count_code_points_however_they_are_written(how: dict[str, Any]) -> None:
    source = notebook(code('s = "\u00e4\u4e2d\U0001f388\\t\\"/"; target()\n'), **how)
    assert place_of(source, b"target") == "cell 1:1:17"


def test_a_source_of_one_text_is_like_one_of_lines() -> None:
    listed, whole = notebook(code("a = 1\n", "b = 2")), notebook(code(source="a = 1\nb = 2"))
    assert listed.text == whole.text
    assert place_of(whole, b"b = 2") == "cell 1:2:1"


def test_a_span_gives_its_code_back() -> None:
    source = notebook(code('say("h\u00f6")\n', "go()"), ensure_ascii=True)
    start = source.data.index(b"say")
    assert source.slice(Span(start, source.data.index(b"\\n"))) == 'say("h\u00f6")'
    assert source.slice(Span(start, source.data.index(b"go()") + 4)) == 'say("h\u00f6")\ngo()'


def test_offsets_grow() -> None:
    source = notebook(code("a\n", "\U0001f388"), code(), code("", "b"), indent=1)
    assert list(source.offsets) == sorted(source.offsets)
    assert len(source.offsets) == len(source.text) + 1


def test_line_ends_of_windows_are_line_ends() -> None:
    source = notebook(code("a = 1\r\n", "b = 2\r", "c = 3"))
    assert source.text == "a = 1\nb = 2\nc = 3\n"
    assert place_of(source, b"c = 3") == "cell 1:3:1"


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert notebook(code('a = "\ud83c"')).text == 'a = "\ufffd"\n'


def test_a_byte_order_mark_counts_in_offsets_and_not_in_columns() -> None:
    plain = notebook(code("a = 1"))
    marked = Notebook("a.ipynb", b"\xef\xbb\xbf" + plain.data)
    assert place_of(marked, b"a = 1") == "cell 1:1:1"
    assert marked.offsets[0] == plain.offsets[0] + 3


@pytest.mark.parametrize(
    "metadata",
    [{"kernelspec": {"language": "R"}}, {"language_info": {"name": "julia"}, "kernelspec": {"language": "python"}}],
)
def test_cells_of_other_languages_are_not_read(metadata: object) -> None:
    assert notebook(code("x <- 1"), metadata=metadata).cells == ()


@pytest.mark.parametrize("metadata", [{}, None, {"kernelspec": None}, {"language_info": {"name": 3}}])
def test_a_notebook_that_does_not_say_is_python(metadata: object) -> None:
    assert notebook(code("x = 1"), metadata=metadata).text == "x = 1\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON"),
        (b'{"cells": [', "not JSON"),
        (b'{"cells": "\xff"}', "not UTF-8 (byte 11)"),
        (b"[]", "no list of cells"),
        (b'{"worksheets": []}', "no list of cells"),
        (b'{"cells": {}}', "no list of cells"),
    ],
)
def test_what_is_no_notebook_is_named(data: bytes, message: str) -> None:
    source = Notebook("a.ipynb", data)
    with pytest.raises(NotebookError, match=message.replace("(", r"\(").replace(")", r"\)")):
        _ = source.cells
    assert source.text == ""
    assert str(source.position(0)) == "1:1"
    assert source.line_text(1) == SourceFile("a", data).line_text(1)


@pytest.mark.parametrize("cell", [3, None, [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": [1, None]}])
def test_cells_of_strange_shapes_are_empty(cell: Any) -> None:
    source = notebook(cell, code("a = 1"))
    assert source.text.strip() == "a = 1"
    assert place_of(source, b"a = 1") == "cell 2:1:1"


def test_the_suffix_makes_a_notebook() -> None:
    assert isinstance(open_source("A.IPYNB", b"{}"), Notebook)
    assert not isinstance(open_source("a.py", b""), Notebook)


def test_on_disk_it_is_json() -> None:
    source = notebook(code("a = 1"), indent=1)
    assert source.on_disk.position(source.data.index(b"a = 1")).line > 1
