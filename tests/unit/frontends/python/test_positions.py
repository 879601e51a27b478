"""Spans are byte offsets into the file as it is on disk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hangup.ir.operations import Call, Import
from hangup.ir.program import Program
from hangup.model import SourceFile

Lower = Callable[[bytes], Program]


def _calls(program: Program, data: bytes) -> list[str]:
    source = SourceFile("file.py", data)
    operations = (item for function in program.functions for block in function.blocks for item in block.operations)
    return [source.slice(item.span) for item in operations if isinstance(item, Call)]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without mark", "with mark"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"], ids=["LF", "CR LF", "CR"])
def test_calls_are_found_where_they_stand(mark: bytes, newline: bytes, lowered: Lower) -> None:
    lines = ["# héllo 🎈", "ä = 'ß\u2028'", "if ä:", "\tclient.connect_user({'id': '🎈'}, tökén)", "Клиент()  # é", ""]
    data = mark + newline.join(line.encode() for line in lines)
    assert _calls(lowered(data), data) == ["client.connect_user({'id': '🎈'}, tökén)", "Клиент()"]


def test_a_call_is_the_call_alone(lowered: Lower) -> None:
    data = b"( (await (x).first( )\n .second(1)) ); f(\n  a,\n)\n@ deco ( 1 )\ndef g(): pass"
    expected = ["(x).first( )", "(x).first( )\n .second(1)", "f(\n  a,\n)", "deco ( 1 )", "deco ( 1 )"]
    assert _calls(lowered(data), data) == expected


@pytest.mark.parametrize(
    "text",
    [
        "\x0cdef f():\n    g(1)\n\x0c\n\x0ch(2)",
        "if x:\n    g(1)\n\x0c    \nh(2)\n   \x0c",
        "x = 1 \\\n  if y else \\\r\n  g(1)\nh(2)\n\n\n   ",
        "class A:\n  def b(self):\n\tg(1)\n\n\n  h(2)\n#\n",
    ],
)
def test_white_space_that_the_parser_drops_moves_nothing(text: str, lowered: Lower) -> None:
    data = text.encode()
    assert _calls(lowered(data), data) == ["h(2)", "g(1)"] if "def f" in text else ["g(1)", "h(2)"]


def test_other_encodings_count_their_own_bytes(lowered: Lower) -> None:
    for encoding in ("latin-1", "cp1252", "shift_jis", "gb2312"):
        letter = "é" if encoding in {"latin-1", "cp1252"} else "日"
        data = f"# coding: {encoding}\nx = '{letter}{letter}'; f('{letter}'); g(1)\n".encode(encoding)
        program = lowered(data)
        (end,) = {item.span.end for item in program.functions[0].blocks[0].operations[-1:]}
        assert data[end - 4 : end] == b"g(1)"


def test_comments_keep_their_mark_out_of_the_text(lowered: Lower) -> None:
    text = "#!/usr/bin/env python\nx = (  # é one\n  '# no', f'# {x:#>3}'\n)#two \nif x:  # three\n  y\n   # four\n"
    data = text.encode()
    source = SourceFile("file.py", data)
    found = [(source.slice(comment.span), comment.text) for comment in lowered(data).comments]
    texts = ["!/usr/bin/env python", " é one", "two ", " three", " four"]
    assert found == [(f"#{text}", text) for text in texts]


def test_statements_are_whole_or_heads(lowered: Lower) -> None:
    data = b"""\
import a; b = (1,
  2)
@deco
async def f(x) -> int :
    return 1
    never()
class C(B): x = 1
if a: b
elif c:
    d
else:
    e
try:
    with a as b, c: pass
except (A, B) as e:
    raise
finally:
    for x in y: pass
    else: z
match m:
    case 1 if x: pass
"""
    source = SourceFile("file.py", data)
    assert [source.slice(span) for span in lowered(data).statements] == [
        "import a", "b = (1,\n  2)", "@deco", "async def f(x) -> int :", "return 1", "never()", "class C(B):", "x = 1",
        "if a:", "b", "elif c:", "d", "else:", "e", "try:", "with a as b, c:", "pass", "except (A, B) as e:", "raise",
        "finally:", "for x in y:", "pass", "else:", "z", "match m", "case 1 if x:", "pass",
    ]  # fmt: skip


def test_functions_and_classes_know_their_extent(lowered: Lower) -> None:
    data = b"@deco\nasync def f(x):\n    return lambda y: (y)\n\n\nclass C:\n    pass\n"
    program = lowered(data)
    source = SourceFile("file.py", data)
    spans = [(source.slice(item.span), source.slice(item.name_span)) for item in program.functions[1:]]
    assert spans == [
        ("async def f(x):\n    return lambda y: (y)", "f"),
        ("lambda y: (y)", "lambda"),
    ]
    (made,) = program.classes
    assert (source.slice(made.span), source.slice(made.name_span)) == ("class C:\n    pass", "C")
    assert program.functions[0].span.end == len(data)


def test_imports_stand_at_the_name_that_is_taken(lowered: Lower) -> None:
    data = b"from stream import (\n    Chat as C,\n    Video,\n)\nimport a.b"
    (block,) = lowered(data).functions[0].blocks
    source = SourceFile("file.py", data)
    taken = [source.slice(item.span) for item in block.operations if isinstance(item, Import)]
    assert taken == ["Chat", "Video", "a.b"]
