"""Spans are byte offsets into the file as it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from hangup.ir.operations import Call, Operation
from hangup.ir.program import Program
from hangup.model import SourceFile, Span

Lower = Callable[..., Program]


def _operations(program: Program) -> Iterator[Operation]:
    for function in program.functions:
        for block in function.blocks:
            yield from block.operations


def _calls(program: Program, data: bytes) -> list[str]:
    source = SourceFile("file", data)
    return [source.slice(operation.span) for operation in _operations(program) if isinstance(operation, Call)]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without mark", "with mark"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"], ids=["LF", "CR LF", "CR"])
def test_calls_are_found_where_they_stand(mark: bytes, newline: bytes, lowered: Lower) -> None:
    lines = ["/* héllo 🎈 */ const ä = 'ß\u2028';", "await client.connectUser({ id: '🎈' }, tökén);", "new Клиент();"]
    data = mark + newline.join(line.encode() for line in lines)
    assert _calls(lowered(data), data) == ["client.connectUser({ id: '🎈' }, tökén)", "new Клиент()"]


def test_a_call_is_the_call_alone(lowered: Lower) -> None:
    data = b"(await (x as Y).first().second(1))!; tag`t`; a?.b?.();"
    expected = ["(x as Y).first()", "(x as Y).first().second(1)", "tag`t`", "a?.b?.()"]
    assert _calls(lowered(data), data) == expected


def test_comments_keep_their_delimiters_out_of_the_text(lowered: Lower) -> None:
    data = b"#!/usr/bin/env node\n// line\r\n/* block */ let a = <b>{/* in jsx */} // text\n</b>; /**/ '// no'"
    program = lowered(data, "file.jsx")
    source = SourceFile("file.jsx", data)
    found = [(source.slice(comment.span), comment.text) for comment in program.comments]
    assert found == [("// line", " line"), ("/* block */", " block "), ("/* in jsx */", " in jsx "), ("/**/", "")]


def test_statements_are_whole_or_heads(lowered: Lower) -> None:
    text = """\
import a from "a";
if (a) { b(); } else if (c) d();
for (const e of f) { g(); }
try { h(); } catch (i) { j(); } finally { k(); }
export default class L extends M {
  n = 1;
  async o() { return p; }
}
switch (q) { case r: s(); }
"""
    program = lowered(text)
    assert [text[span.start : span.end] for span in program.statements] == [
        'import a from "a";',
        "if (a)",
        "b();",
        "if (c)",
        "d();",
        "for (const e of f)",
        "g();",
        "try",
        "h();",
        "catch (i)",
        "j();",
        "finally",
        "k();",
        "class L extends M",
        "n = 1",
        "async o()",
        "return p;",
        "switch (q)",
        "case r:",
        "s();",
    ]


def test_using_statements_begin_at_their_first_word(lowered: Lower) -> None:
    text = "{ await using a = b(); using c = d(); }"
    assert [text[span.start : span.end] for span in lowered(text).statements] == [
        "await using a = b();",
        "using c = d();",
    ]


def test_functions_and_names(lowered: Lower) -> None:
    text = "const run = async (a) => a;\nfunction named() {}\nitems.map(() => 1);"
    functions = lowered(text).functions
    assert functions[0].span == Span(0, len(text))
    spans = [(each.span, each.name_span) for each in functions[1:]]
    assert [tuple(text[span.start : span.end] for span in pair) for pair in spans] == [
        ("function named() {}", "named"),
        ("async (a) => a", "run"),
        ("() => 1", "()"),
    ]
