"""What is refused says so; what is not refused neither crashes nor takes long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hangup.frontends.base import NotAnalysed
from hangup.frontends.ecmascript import lower
from hangup.frontends.ecmascript.limits import MAX_BYTES, MAX_DEPTH, MAX_USING
from hangup.ir.operations import Call
from hangup.ir.program import Program
from hangup.model import SourceFile, Span

DEEP = 5_000
NESTED = {
    "parentheses": "(" * DEEP + "1" + ")" * DEEP,
    "calls": "f(" * DEEP + ")" * DEEP,
    "elements": "x=" + "<a>" * DEEP + "</a>" * DEEP,
    "blocks": "{" * DEEP + "}" * DEEP,
    "arrays": "[" * DEEP + "]" * DEEP,
    "arrows": "x=" + "a=>" * DEEP + "1",
    "functions": "function f(){" * DEEP + "}" * DEEP,
    "templates": "x=" + "`${" * DEEP + "1" + "}`" * DEEP,
    "not": "!" * DEEP + "x",
    "try": "try{" * DEEP + "}finally{}" * DEEP,
    "loops": "while(a)" * DEEP + ";",
    "patterns": "let " + "[" * DEEP + "a" + "]" * DEEP + "=b",
    "assignments": "a=" * DEEP + "1",
}
CHAINS = {
    "sums": "x=" + "a+" * DEEP + "a",
    "and": "x=" + "a&&" * DEEP + "a",
    "and in a condition": "if(" + "a&&" * DEEP + "a);",
    "calls": "x" + ".x().y()" * DEEP,
    "optional members": "x" + "?.x" * DEEP,
    "subscripts": "x" + "[0]" * DEEP,
    "conditional": "x=" + "a?b:" * DEEP + "c",
    "else if": "if(a)b;" + "else if(a)b;" * DEEP,
    "commas": "a," * DEEP + "1",
    "cases": "switch(a){" + "case 1:b;break;" * DEEP + "}",
    "statements": "let a=1;" * DEEP,
    "parameters": "function f(" + ",".join(f"a{number}" for number in range(DEEP)) + "){}",
}
BROKEN = {
    "nothing": b"",
    "only a mark": b"\xef\xbb\xbf",
    "only spaces": b" \r\n\t",
    "nul bytes": b"a\0b;'\0'\0",
    "unclosed parentheses": b"(" * DEEP,
    "unclosed braces": b"{" * 100,
    "signs": b"({<a>=>`'\"[;" * 2_000,
    "keywords": b"function class async yield await static get set of using " * 2_000,
    "half a surrogate": b'"\\ud83d"',
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
@pytest.mark.parametrize("suffix", ["js", "tsx"])
def test_deep_nesting_is_refused(text: str, suffix: str) -> None:
    with pytest.raises(NotAnalysed, match=rf"levels deep, more than the limit of {MAX_DEPTH}") as refused:
        lower(SourceFile("file." + suffix, text.encode()))
    assert refused.value.span != Span(0, 0)


@pytest.mark.parametrize("text", CHAINS.values(), ids=CHAINS)
def test_long_chains_are_lowered(text: str) -> None:
    program = lower(SourceFile("file.js", text.encode()))
    assert program.problems == []


def test_nesting_below_the_limit_is_lowered(lowered: Callable[..., Program]) -> None:
    depth = MAX_DEPTH // 2 - 5
    program = lowered("f(" * depth + ")" * depth)
    assert sum(isinstance(op, Call) for block in program.functions[0].blocks for op in block.operations) == depth


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("suffix", ["js", "ts", "tsx"])
def test_broken_text_is_lowered_as_far_as_it_goes(data: bytes, suffix: str, lowered: Callable[..., Program]) -> None:
    assert lowered(data, "file." + suffix).functions[0].kind == "module"


def test_size_is_limited() -> None:
    with pytest.raises(NotAnalysed, match=r"2,000,001 bytes, more than the limit of 2,000,000"):
        lower(SourceFile("file.js", b"x" * (MAX_BYTES + 1)))


def test_other_encodings_are_refused_where_they_begin() -> None:
    with pytest.raises(NotAnalysed, match=r"not valid UTF-8: byte 0xe9 at offset 5") as refused:
        lower(SourceFile("file.js", b"// ca\xe9"))
    assert refused.value.span == Span(5, 6)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(codec: str) -> None:
    with pytest.raises(NotAnalysed, match="UTF-16"):
        lower(SourceFile("file.js", "\ufefflet a;".encode(codec)))


def test_using_is_limited() -> None:
    with pytest.raises(NotAnalysed, match=r"501 `using` declarations, more than the limit of 500"):
        lower(SourceFile("file.ts", b"using a = b;\n" * (MAX_USING + 1)))


def test_as_many_using_as_allowed_are_nested() -> None:
    assert lower(SourceFile("file.ts", b"using a = b;\n" * MAX_USING)).problems == []
