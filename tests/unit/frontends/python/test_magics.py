"""What IPython adds to Python in a cell becomes a comment that is as long."""

from __future__ import annotations

import ast

import pytest

from hangup.frontends.python.magics import plain


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("%pip install x", "0#ip install x"),
        ("!ls", "0#s"),
        ("?x", "0#"),
        ("x?", "0#"),
        ("a.b??", "0#b??"),
        ("files = !ls -l", "files = 0#s -l"),
        ("a, b = %sx pwd", "a, b = 0#x pwd"),
        ("if x:\n    %time f()", "if x:\n    0#ime f()"),
        ("!one \\\n  two\nx = 1", "0#ne \\\n0#two\nx = 1"),
        ('%%bash\necho "\n\nx', '#%bash\n#cho "\n#\n#'),
        ("%%time\nx = 1", "#%time\nx = 1"),
        ("\n%%capture out\nx = 1", "\n#%capture out\nx = 1"),
    ],
)
def test_what_is_no_python_is_hidden(cell: str, expected: str) -> None:
    assert plain(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "x = (a\n% b)",
        's = """\n%time\n!ls\n"""',
        "x = a \\\n% b",
        "x = a != b",
        "print('%d' % 3)  # why?",
        "d = {'a': '!x'}",
        "x = [\n  1,\n  # really?\n]",
    ],
)
def test_python_stays_as_it_is(cell: str) -> None:
    assert plain(cell) == cell


@pytest.mark.parametrize("cell", ["%", "!", "?", "%%", "%%\n", "", "\n\n", "%%unknown\n"])
def test_what_is_left_can_be_parsed(cell: str) -> None:
    ast.parse(plain(cell))


def test_many_percent_signs_in_one_text_take_no_time() -> None:
    cell = 'sql = """\n' + "%s,\n" * 2_000 + '"""'
    assert plain(cell) == cell
