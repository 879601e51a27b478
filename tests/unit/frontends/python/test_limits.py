"""What could kill the parser is refused before it is parsed, and what is refused says what to do."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from hangup.frontends.base import NotAnalysed
from hangup.frontends.python import lower
from hangup.ir.program import Program
from hangup.model import SourceFile, Span

Lower = Callable[[str | bytes], Program]

NESTED: dict[str, Callable[[int], str]] = {
    "calls": lambda n: "f(" * n + ")" * n,
    "parentheses": lambda n: "(" * n + "1" + ")" * n,
    "lists": lambda n: "[" * n + "]" * n,
    "dicts": lambda n: "{1:" * n + "1" + "}" * n,
    "subscripts in subscripts": lambda n: "x[" * n + "0" + "]" * n,
    "not": lambda n: "not " * n + "x",
    "minus": lambda n: "-" * n + "x",
    "plus": lambda n: "+".join("x" * n),
    "and": lambda n: " and ".join("x" * n),
    "power": lambda n: "**".join("x" * n),
    "comparison": lambda n: "<".join("x" * n),
    "chained calls": lambda n: "x" + ".f()" * n,
    "attributes": lambda n: "x" + ".f" * n,
    "subscripts": lambda n: "x" + "[0]" * n,
    "adjacent strings": lambda n: "x = (" + '"a" ' * n + ")",
    "conditional expressions": lambda n: "x if y else " * n + "z",
    "lambdas": lambda n: "lambda a, b=1: " * n + "z",
    "comprehension": lambda n: "[x " + "for x, z in y " * n + "]",
    "elif": lambda n: "if x: pass\n" + "elif x: pass\n" * n,
    "fields of f-strings": lambda n: 'f"{' * n + "x" + '}"' * n,
    "brackets in an f-string": lambda n: 'f"{' + "(" * n + "x" + ")" * n + '}"',
    "format specs": lambda n: 'f"' + "{x:" * n + "}" * n + '"',
    "indentation": lambda n: "".join(" " * i + "if x:\n" for i in range(n)) + " " * n + "pass",
    "patterns": lambda n: "match x:\n case " + "{1: " * n + "a" + "}" * n + ": pass",
    "del": lambda n: "del " + "(" * n + "x" + ",)" * n,
    "managers": lambda n: "with " + ", ".join("a" * n) + ": pass",
    "annotation": lambda n: "x: " + "A[" * n + "1" + "]" * n,
    "import": lambda n: "import " + ".".join("a" * n),
}
FLAT: dict[str, Callable[[int], str]] = {
    "statements": lambda n: "x = 1\n" * n,
    "arguments": lambda n: "f(" + "x, " * n + ")",
    "targets": lambda n: "x = " * n + "1",
    "decorators": lambda n: "@x\n" * n + "def f(): pass",
    "handlers": lambda n: "try: pass\n" + "except A: pass\n" * n,
    "cases": lambda n: "match x:\n" + " case 1: pass\n" * n,
    "text in brackets": lambda n: "x = '" + "(" * n + "'  # " + "[" * n,
    "text of an f-string": lambda n: 'x = f"' + "(" * n + "{{" * n + '"',
    "type in quotes": lambda n: "x: '" + "A[" * n + "'",
    "semicolons": lambda n: "x;" * n,
}


@pytest.mark.parametrize("count", [500, 5000])
@pytest.mark.parametrize("make", NESTED.values(), ids=list(NESTED))
def test_deep_code_is_analysed_or_refused_at_once(make: Callable[[int], str], count: int) -> None:
    began = time.process_time()
    refused = ""
    try:
        lower(SourceFile("deep.py", make(count).encode()))
    except NotAnalysed as refusal:
        refused = refusal.message
    assert time.process_time() - began < 5
    assert refused or count == 500
    assert not refused or "split" in refused


@pytest.mark.parametrize("make", NESTED.values(), ids=list(NESTED))
def test_what_people_write_is_within_the_limits(make: Callable[[int], str], lowered: Lower) -> None:
    lowered(make(8))


@pytest.mark.parametrize("make", FLAT.values(), ids=list(FLAT))
def test_long_code_that_is_not_deep_is_analysed(make: Callable[[int], str], lowered: Lower) -> None:
    lowered(make(2000))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x = 1\n" * 900_000, "the file is 5.4 MB and the limit is 2 MB: split it up or exclude the file"),
        (b"f(" * 201, "brackets are nested too deeply (201 levels, the limit is 200): split it up or exclude the file"),
        (b"x = 1\0", "the file holds a null byte: exclude it"),
        (b"x = '\xff'", "the file is not UTF-8 (byte 5): save it as UTF-8 or exclude it"),
        (b"# coding: rot13\n", "the encoding rot13 is not one of text: save it as UTF-8 or exclude it"),
        (b"# coding: nonsense\n", "unknown encoding: nonsense: save it as UTF-8 or exclude it"),
        (b"# coding: utf-7\nx = '+AOkA6Q-'", "the encoding utf-7 is not supported: save it as UTF-8 or exclude it"),
    ],
)
def test_a_refusal_says_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(NotAnalysed) as refusal:
        lower(SourceFile("file.py", data))
    assert refusal.value.message == message


def test_dense_data_is_refused_before_it_takes_the_parser_too_long() -> None:
    data = b"x = [" + b"[[[1, 2], [3, 4]]],\n" * 50_000 + b"]"
    with pytest.raises(NotAnalysed, match="would take the parser too long"):
        lower(SourceFile("file.py", data))


def test_many_ways_out_of_nested_managers_are_refused() -> None:
    head = "".join(" " * depth + "with a:\n" for depth in range(1, 21))
    text = "def f():\n" + head + (" " * 21 + "if x: return 1\n") * 3000
    with pytest.raises(NotAnalysed, match="more than 50,000 ways out"):
        lower(SourceFile("file.py", text.encode()))


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("x = (1 2)", "unexpected '2'", "2"),
        ("if x:\npass\n", "expected an indented block near 'pass'", "pass"),
        ("def f(:\n  pass", "expected ) or * or ** or a name near ':'", ":"),
        ("x = 'abc\ny = 1", "unterminated string literal", "'"),
        ("x = $", "'$' is not a valid character in this position", "$"),
        ("if x:\n    a\n  b\n", "no matching outer block for dedent", ""),
        ("x = 'a' b'b'", "Cannot concatenate string and bytes.", ""),
        ("print 'é'", 'unexpected "\'"', "'"),
    ],
)
def test_a_syntax_error_stands_where_it_is(text: str, message: str, at: str) -> None:
    source = SourceFile("file.py", text.encode())
    with pytest.raises(NotAnalysed) as refusal:
        lower(source)
    assert refusal.value.message == f"syntax error: {message}"
    assert source.slice(refusal.value.span) == at


def test_a_dedent_that_fits_nothing_is_located() -> None:
    with pytest.raises(NotAnalysed) as refusal:
        lower(SourceFile("file.py", b"if x:\n    a\n  b\n"))
    assert refusal.value.span == Span(14, 14)


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"# only a comment", b"  \n\t\n", b"pass\n\n "])
def test_a_file_without_code_has_an_empty_module(data: bytes, lowered: Lower) -> None:
    (module,) = lowered(data).functions
    assert [block.operations for block in module.blocks] == [[]]


@pytest.mark.parametrize("text", ["x = 1", "x = ", "f(" * 300])
def test_the_interpreter_is_left_as_it_was(text: str) -> None:
    before = (sys.getrecursionlimit(), threading.stack_size(), gc.isenabled(), threading.active_count())
    with suppress(NotAnalysed):
        lower(SourceFile("file.py", text.encode()))
    assert (sys.getrecursionlimit(), threading.stack_size(), gc.isenabled(), threading.active_count()) == before
