"""Moves a program to other numbers and positions, so that several can stand side by side in one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from hangup.ir.program import MODULE, Block, Function, Program
from hangup.ir.shape import RECORDS, REFERENCES, Shape, shapes_of
from hangup.model import Span
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """What is added to numbers: of functions, classes, cells and positions, and of values of top-level code.

    Top-level code of all files runs in one frame, so its value numbers must be unique in the whole program.
    """

    functions: int = 0
    classes: int = 0
    cells: int = 0
    values: int = 0
    position: int = 0


class Relocation:
    """Moves what a program holds. The blocks and lists of the original are not changed."""

    def __init__(self, shift: Shift) -> None:
        self._shift = {
            "FunctionId": shift.functions,
            "ClassId": shift.classes,
            "CellId": shift.cells,
            "Value": 0,
        }
        self._values = shift.values
        self._position = shift.position
        self._movers: dict[type[Any], list[Callable[[Any], Any] | None]] = {}

    def into(self, program: Program, target: Program) -> None:
        """Append the moved functions, classes, cells and statements to another program."""
        for function in program.functions:
            self._shift["Value"] = self._values if function.id == MODULE else 0
            target.functions.append(self._function(function))
        self._shift["Value"] = 0
        target.classes += [self.move(made) for made in program.classes]
        target.cells += [self.move(cell) for cell in program.cells]

    def move(self, record: object) -> Any:
        """The record with its numbers and positions moved."""
        if isinstance(record, Span):
            return Span(record.start + self._position, record.end + self._position)
        movers = self._movers.get(type(record))
        if movers is None:
            movers = self._movers[type(record)] = [self._mover(shape) for shape in shapes_of(record)]
        held = [getattr(record, shape.name) for shape in shapes_of(record)]
        make: Callable[..., Any] = type(record)
        return make(
            *[value if move is None or value is None else move(value) for move, value in zip(movers, held, strict=True)]
        )

    def _function(self, function: Function) -> Function:
        moved: Function = self.move(function)
        moved.blocks = [
            Block(b.id, b.handler, [self.move(o) for o in b.operations], self.move(b.terminator))
            for b in function.blocks
        ]
        moved.loops = [self.move(loop) for loop in function.loops]
        return moved

    def _mover(self, shape: Shape) -> Callable[[Any], Any] | None:
        """How a field is moved; None where it is not."""
        if shape.kind in REFERENCES and shape.kind != "BlockId":
            one: Callable[[Any], Any] = partial(self._number, shape.kind)
        elif shape.kind == "Span" or shape.kind in RECORDS:
            one = self.move
        else:
            return None
        if shape.container == "tuple":
            return lambda items: tuple([one(item) for item in items])
        return None if shape.container else one

    def _number(self, kind: str, number: int) -> int:
        return number + self._shift[kind]
