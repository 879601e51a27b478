"""The textual form loses nothing: every operation, every literal, every record of a program."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hangup.ir import operations as ops
from hangup.ir.program import Block, Function, Program
from hangup.ir.shape import RECORDS, REFERENCES, Shape, shapes
from hangup.ir.text import TextError, read, write
from hangup.model import Span

LITERALS: list[str | int | float | bool | None] = [
    None, True, False, 0, 1, -1, 10**30, 2**70_000, -(2**70_000), 0.0, -0.0, 1.0, 1e300, 5e-324, math.inf, "", "none",
    "true", 'say "hi"\\', "line\nbreak\r\t\0", "\u2028\x85\x7f", "héllo 🎈", "\ud83d", "\ud83d\ude00", "a = [b] (c) %1",
]  # fmt: skip

_SIMPLE: dict[str, st.SearchStrategy[Any]] = {
    "str": st.text(st.characters(codec=None), max_size=8),
    "bool": st.booleans(),
    "int": st.integers(0, 999),
    "Literal": st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.text(max_size=8),
        st.sampled_from(LITERALS),
    ),
    "Span": st.builds(Span, st.integers(0, 999), st.integers(0, 999)),
    **{kind: st.integers(0, 99) for kind in REFERENCES},
}


def _field(shape: Shape) -> st.SearchStrategy[Any]:
    if shape.kind == "Operation":
        return st.lists(st.one_of([_record(operation) for operation in ops.OPERATIONS]), max_size=6)
    if shape.kind == "Terminator":
        return st.one_of([_record(terminator) for terminator in ops.TERMINATORS])
    inner = _record(RECORDS[shape.kind]) if shape.kind in RECORDS else _SIMPLE[shape.kind]
    if shape.container == "list":
        return st.lists(inner, max_size=3)
    if shape.container:
        return st.lists(inner, max_size=3).map(frozenset if shape.container == "frozenset" else tuple)
    return st.none() | inner if shape.optional else inner


def _record(record: type[Any]) -> st.SearchStrategy[Any]:
    return st.builds(record, **{shape.name: _field(shape) for shape in shapes(record)})


def _around(operation: Any) -> Program:
    block = Block(0, None)
    if isinstance(operation, ops.TERMINATORS):
        block.terminator = operation  # type: ignore[assignment]
    else:
        block.operations.append(operation)
    function = Function(0, "", "module", None, Span(0, 9), Span(0, 0), blocks=[block])
    return Program("a.py", "python", True, functions=[function])


@pytest.mark.parametrize("operation", [*ops.OPERATIONS, *ops.TERMINATORS], ids=lambda found: found.__name__)
def test_every_operation_is_read_back(operation: type[Any]) -> None:
    @given(_record(operation))
    @settings(max_examples=25)
    def check(made: Any) -> None:
        program = _around(made)
        text = write(program)
        assert read(text) == program
        assert write(read(text)) == text

    check()


@given(_record(Program))
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_every_program_is_read_back(program: Program) -> None:
    text = write(program)
    assert read(text) == program
    assert write(read(text)) == text
    bare = write(program, spans=False)
    assert "!" not in "".join(line for line in bare.splitlines() if '"' not in line)
    assert write(read(bare), spans=False) == bare


@pytest.mark.parametrize("value", LITERALS, ids=[f"literal-{number}" for number in range(len(LITERALS))])
def test_literals_keep_value_and_type(value: str | float | bool | None) -> None:
    (block,) = read(write(_around(ops.Const(1, value, Span(0, 1))))).functions[0].blocks
    (constant,) = block.operations
    assert isinstance(constant, ops.Const)
    assert type(constant.value) is type(value)
    assert constant.value == value
    if isinstance(value, float):
        assert math.copysign(1, constant.value) == math.copysign(1, value)  # type: ignore[arg-type]


def test_not_a_number_is_read_back() -> None:
    text = write(_around(ops.Const(1, math.nan, Span(0, 1))))
    assert write(read(text)) == text


def test_lines_are_readable() -> None:
    arguments = (ops.Argument(1), ops.Argument(2, "name"), ops.Argument(3, spread=True))
    call = ops.Call(5, 4, arguments, "new", ("User",), Span(1, 9))
    assert '%5 = call %4 [%1 (%2 name="name") (%3 spread)] "new" ["User"] !1:9' in write(_around(call))
    read_attribute = ops.GetAttr(4, 3, "connectUser", Span(120, 140))
    assert '%4 = get_attr %3 "connectUser" !120:140' in write(_around(read_attribute))
    assert '%4 = get_attr %3 "connectUser"\n' in write(_around(read_attribute), spans=False)


def test_comments_blank_lines_and_indentation_do_not_matter() -> None:
    text = write(_around(ops.Load(1, 0, Span(0, 3))))
    loose = "# by hand\n\n" + "\n\n".join(line.strip() for line in text.splitlines()) + "\n"
    assert read(loose) == read(text)


def test_spans_may_be_left_out() -> None:
    program = read(write(_around(ops.Load(1, 0, Span(3, 4))), spans=False))
    assert program.functions[0].blocks[0].operations == [ops.Load(1, 0, Span(0, 0))]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("  %1 = fly %2", "unknown word"),
        ("  %1 = load %2", "expected @"),
        ("  %1 = load @2 !0:1 @3", "unexpected"),
        ("  %1 = load", "ends too early"),
        ('  %1 = get_attr %2 "open', "unreadable"),
        ("  %1 = store @0 %1", "result"),
        ("  load @0", "result"),
        ("  %1 = get_attr %2 3", "expected a text"),
        ("  %x = load @0", "invalid literal"),
    ],
)
def test_errors_name_the_line(line: str, says: str) -> None:
    head = 'program "a.py" "python"\nfunction fn0 "" "module" none\nblock ^0 none\n'
    with pytest.raises(TextError, match=rf"line 4: .*{says}"):
        read(head + line)


def test_a_text_must_begin_with_its_program() -> None:
    with pytest.raises(TextError, match="line 1"):
        read("block ^0 none")
    with pytest.raises(TextError, match="empty"):
        read("\n# nothing\n")
    with pytest.raises(TextError, match="line 2"):
        read('program "a.py" "python"\nblock ^0 none')
