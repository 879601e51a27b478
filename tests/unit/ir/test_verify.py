"""The verifier accepts what the builder makes and names each kind of damage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hangup.ir import operations as ops
from hangup.ir.builder import FunctionBuilder, make_program
from hangup.ir.program import Cell, Class, Export, Loop, Parameter, Program
from hangup.ir.text import read, write
from hangup.ir.verify import verify
from hangup.model import Span

SPAN = Span(0, 1)
LENGTH = 100

TEXT = """\
program "a.ts" "ecmascript"
function fn0 "" "module" none !0:90 !0:0
  block ^0 none
    %1 = make_function fn1 !0:9
    %2 = make_class class0 [] [] !0:9
    store @0 %1 !0:9
    return none implicit !90:90
function fn1 "connect" "function" fn0 !10:60 !10:14 parameters=[("user" @1)] this=@2
  block ^0 none
    %1 = load @1 !20:24
    jump ^1
  block ^1 ^3
    %2 = call %1 [] "call" [] !30:40
    branch %2 ^2 ^1 !30:40
  block ^2 none
    return %2 !50:60
  block ^3 none
    %3 = caught !40:42
    raise %3 !42:44
  block ^4 none
    unreachable
  loop ^1 [^1 ^2] "while" !20:60
class class0 "Chat" fn0 [] !60:70 !60:64
cell @0 "connect" fn0 "function" [] !10:14
cell @1 "user" fn1 "parameter" [] !15:19
cell @2 "this" fn1 "this" [] !10:60
export "connect" @0
comment !70:80 " hello"
statement !0:9
problem !80:85 "unexpected }"
"""


def program() -> Program:
    return read(TEXT)


def test_a_sound_program_has_no_problems() -> None:
    assert verify(program(), LENGTH) == []


def _operation(function: int, block: int, position: int, operation: ops.Operation) -> Callable[[Program], None]:
    def damage(made: Program) -> None:
        made.functions[function].blocks[block].operations[position : position + 1] = [operation]

    return damage


def _end(block: int, terminator: ops.Terminator) -> Callable[[Program], None]:
    def damage(made: Program) -> None:
        made.functions[1].blocks[block].terminator = terminator

    return damage


def _set(path: Callable[[Program], object], **fields: object) -> Callable[[Program], None]:
    def damage(made: Program) -> None:
        for name, value in fields.items():
            setattr(path(made), name, value)

    return damage


def _append(items: Callable[[Program], list[Any]], item: object) -> Callable[[Program], None]:
    return lambda made: items(made).append(item)


def _replace_cell(number: int, **fields: Any) -> Callable[[Program], None]:
    def damage(made: Program) -> None:
        made.cells[number] = replace(made.cells[number], **fields)

    return damage


DAMAGE: dict[str, tuple[Callable[[Program], None], str]] = {
    "result twice": (_operation(1, 1, 0, ops.Load(1, 1, SPAN)), "%1 is assigned 2 times"),
    "operand of no operation": (_operation(1, 1, 0, ops.Not(2, 77, SPAN)), "block 1: %77 is never computed"),
    "operand in an argument": (
        _operation(1, 1, 0, ops.Call(2, 1, (ops.Argument(78),), "call", (), SPAN)),
        "%78 is never computed",
    ),
    "operand of a terminator": (_end(1, ops.Branch(79, 2, 1, SPAN)), "%79 is never computed"),
    "operand before its definition": (_operation(1, 0, 0, ops.Not(1, 2, SPAN)), "block 0: %2 is used before"),
    "operand from another branch": (_end(2, ops.Return(3, False, SPAN)), "block 2: %3 is used before"),
    "no such cell": (_operation(1, 0, 0, ops.Load(1, 55, SPAN)), "cell 55 does not exist"),
    "no such function": (_operation(0, 0, 0, ops.MakeFunction(1, 55, SPAN)), "function 55 does not exist"),
    "no such class": (_operation(0, 0, 1, ops.MakeClass(2, 55, (), (), SPAN)), "class 55 does not exist"),
    "cell of an inner function": (_operation(0, 0, 2, ops.Store(1, 1, SPAN)), "cell 1 belongs to function 1"),
    "no such block": (_end(0, ops.Jump(55)), "block 55 does not exist"),
    "no such handler": (_set(lambda made: made.functions[1].blocks[1], handler=55), "handler 55 does not exist"),
    "no such entry": (_set(lambda made: made.functions[1], entry=55), "entry block 55 does not exist"),
    "no end": (_end(2, ops.Unreachable()), "block 2: a path leads here and the block has no end"),
    "loop without its block": (
        _append(lambda made: made.functions[1].loops, Loop(1, frozenset((55,)), "for", SPAN)),
        "block 55 of a loop does not exist",
    ),
    "loop without its header": (
        _append(lambda made: made.functions[1].loops, Loop(56, frozenset((1,)), "for", SPAN)),
        "block 56 of a loop does not exist",
    ),
    "span past the end": (_operation(1, 0, 0, ops.Load(1, 1, Span(99, 101))), "span 99:101 is not inside"),
    "span backwards": (_end(2, ops.Return(2, False, Span(9, 3))), "span 9:3 is not inside"),
    "negative span": (_set(lambda made: made.functions[1], name_span=Span(-1, 3)), "span -1:3 is not inside"),
    "statement past the end": (
        _append(lambda made: made.statements, Span(0, 200)),
        "span 0:200 is not inside",
    ),
    "parameter of another function": (
        _set(lambda made: made.functions[1], parameters=(Parameter("user", 0),)),
        'parameter "user" has cell 0, which belongs to function 0',
    ),
    "parameter without a cell": (
        _set(lambda made: made.functions[1], parameters=(Parameter("user", 55),)),
        "cell 55 does not exist",
    ),
    "receiver of another function": (_set(lambda made: made.functions[1], this=0), "which belongs to function 0"),
    "function twice": (_set(lambda made: made.functions[1], id=0), "function 0 is declared 2 times"),
    "function at another place": (_set(lambda made: made.functions[1], id=7), "function 7 stands at position 1"),
    "class twice": (
        _append(lambda made: made.classes, Class(0, "Twin", 0, (), SPAN, SPAN)),
        "class 0 is declared 2 times",
    ),
    "cell twice": (
        _append(lambda made: made.cells, Cell(0, "twin", 0, "local", (), SPAN)),
        "cell 0 is declared 2 times",
    ),
    "block twice": (_set(lambda made: made.functions[1].blocks[4], id=3), "block 3 is declared 2 times"),
    "cell of no function": (_replace_cell(0, function=55), "function 55 does not exist"),
    "class of no function": (_set(lambda made: made.classes[0], function=55), "function 55 does not exist"),
    "method of no class": (_set(lambda made: made.functions[1], class_id=55), "class 55 does not exist"),
    "parent of no function": (_set(lambda made: made.functions[1], parent=55), "function 55 does not exist"),
    "export of no cell": (
        _append(lambda made: made.exports, Export("gone", 55)),
        "cell 55 does not exist",
    ),
    "caught late": (
        lambda made: made.functions[1].blocks[3].operations.append(ops.Caught(9, SPAN)),
        "block 3: Caught is not the first operation",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(name: str) -> None:
    damage, says = DAMAGE[name]
    damaged = program()
    damage(damaged)
    problems = verify(damaged, LENGTH)
    assert any(says in problem for problem in problems), problems


def test_a_value_may_come_from_the_handlers_block() -> None:
    made = program()
    made.functions[1].blocks[3].terminator = ops.Raise(2, SPAN)
    assert verify(made, LENGTH) == []


def test_operands_of_dead_code_are_not_asked_for() -> None:
    made = program()
    made.functions[1].blocks[4].operations.append(ops.Not(9, 77, SPAN))
    assert verify(made, LENGTH) == []


def _build(fill: Callable[[FunctionBuilder], None]) -> Program:
    builder = make_program("a.py", "python", lazy_async=True)
    function = builder.function("", "module", None, Span(0, LENGTH), Span(0, 0))
    fill(function)
    if function.is_reachable:
        function.return_(None, Span(LENGTH, LENGTH), implicit=True)
    return builder.program


def test_the_builder_makes_sound_programs() -> None:
    def fill(function: FunctionBuilder) -> None:
        header, body, after = function.new_block(), function.new_block(), function.new_block()
        function.jump(header)
        with function.loop("while", header, after, SPAN):
            function.start(header)
            condition = function.choose(
                function.const(True, SPAN), lambda: function.const(1, SPAN), lambda: function.const(2, SPAN), SPAN
            )
            function.branch(condition, body, after, SPAN)
            function.start(body)

            def turn() -> None:
                leave, stay = function.new_block(), function.new_block()
                function.branch(function.const(False, SPAN), leave, stay, SPAN)
                function.start(leave)
                function.break_()
                function.start(stay)
                function.return_(function.const("done", SPAN), SPAN)

            function.try_finally(turn, lambda: function.emit(ops.Opaque(function.value(), (), SPAN)), SPAN)
            function.jump(header)
        function.start(after)
        function.try_except(
            lambda: function.emit(ops.Global(function.value(), "risk", SPAN)),
            lambda caught: function.raise_(caught, SPAN),
            SPAN,
        )

    made = _build(fill)
    assert verify(made, LENGTH) == []
    assert read(write(made)) == made
