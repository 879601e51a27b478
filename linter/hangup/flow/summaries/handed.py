"""What a file hands to functions and components of others: a client, a promise of one, or what opens or closes one.

A helper (a retry, a hook that takes a callback, a base class) may name no connection at all, and yet decide what
becomes of one. Found without running anything: what a variable ever held counts for all of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hangup.flow.summaries.mentions import Marks
from hangup.ir import operations as ops
from hangup.ir.program import Function, Program
from hangup.ir.shape import values_read

_ROUNDS = 8
"""How often a file is gone through at most, for what variables hand on to others."""


class Handed:
    """``telling`` are the marks of functions, ``bits`` those of imports; ``own`` marks what is named a connection's.

    ``given`` marks parameters: what others hand to this file.
    """

    def __init__(
        self,
        program: Program,
        telling: Mapping[int, Marks],
        bits: Mapping[tuple[str, str], Marks],
        is_word: Callable[[str], bool],
        own: Marks,
        given: Marks,
    ) -> None:
        self._program = program
        self._telling = telling
        self._bits = bits
        self._imports = sum(bits.values())
        self._is_word = is_word
        self._own = own
        self._cells: dict[int, Marks] = {
            parameter.cell: given
            for function in program.functions
            for parameter in function.parameters
            if parameter.name not in ("self", "cls")
        }
        self.found: dict[Marks, Marks] = {}
        """The marks of what is handed to something imported, by its own mark."""

    def search(self) -> dict[Marks, Marks]:
        seen = {function.id: self._go_through(function) for function in self._program.functions}
        for _ in range(_ROUNDS - 1):
            pending = [function for function in self._program.functions if self._has_more(seen[function.id])]
            for function in pending:
                seen[function.id] = self._go_through(function)
            if not pending:
                break
        return self.found

    def _has_more(self, seen: Mapping[int, Marks]) -> bool:
        """Whether one of these variables holds more than was seen of it."""
        return any(self._cells.get(cell, 0) != marks for cell, marks in seen.items())

    def _go_through(self, function: Function) -> dict[int, Marks]:
        """Note what a function hands on, and say what the variables that it reads held when it did so first."""
        registers: dict[int, Marks] = {}
        """Those with marks."""
        loaded: dict[int, int] = {}
        seen: dict[int, Marks] = {}
        for operation in [operation for block in function.blocks for operation in block.operations]:
            if isinstance(operation, ops.Store):
                if operation.value in registers:
                    self._add(operation.cell, registers[operation.value])
                continue
            if isinstance(operation, ops.Load):
                loaded[operation.result] = operation.cell
                marks = self._cells.get(operation.cell, 0)
                seen.setdefault(operation.cell, marks)
            else:
                marks = self._marks(operation, registers, loaded)
            if marks:
                result = getattr(operation, "result", None)
                if result is not None:
                    registers[result] = marks
        return seen

    def _marks(self, operation: ops.Operation, registers: Mapping[int, Marks], loaded: Mapping[int, int]) -> Marks:
        """What the result of an operation holds. Notes what it hands on."""
        match operation:
            case ops.Import():
                own = self._own if self._is_word(operation.name) else 0
                return self._bits[operation.module, operation.name] | own
            case ops.MakeFunction():
                return self._telling.get(operation.function, 0)
            case ops.GetAttr() if self._is_word(operation.name) and operation.object in loaded:
                self._add(loaded[operation.object], self._own)
            case ops.Call() if operation.callee in registers:
                self._hand(registers[operation.callee], [registers.get(given.value, 0) for given in operation.args])
            case ops.Element(tag=int(tag)) if tag in registers:
                self._hand(registers[tag], [registers.get(entry.value, 0) for entry in operation.props])
            case ops.MakeClass():
                methods = [f.id for f in self._program.functions if f.class_id == operation.class_id]
                for base in operation.bases:
                    self._hand(registers.get(base, 0), [self._telling.get(method, 0) for method in methods])
            case _:
                pass
        marks = self._own if self._is_word(getattr(operation, "name", "") or "") else 0
        for number in values_read(operation) if registers else ():
            marks |= registers.get(number, 0)
        return marks

    def _add(self, cell: int, marks: Marks) -> None:
        self._cells[cell] = self._cells.get(cell, 0) | marks

    def _hand(self, callee: Marks, given: list[Marks]) -> None:
        marks = 0
        for one in given:
            marks |= one
        imported = callee & self._imports
        if marks and imported and imported & (imported - 1) == 0:  # one import, and no result of several
            self.found[imported] = self.found.get(imported, 0) | marks
