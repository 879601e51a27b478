"""What a file hands to functions of others: a client, a promise of one, or a function that opens or closes one.

A helper (a retry, a hook that takes a callback, a base class) may name no connection at all, and yet decide what
becomes of one. Found without running anything: what a variable ever held counts for all of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hangup.flow.summaries.mentions import Marks, loads
from hangup.ir import operations as ops
from hangup.ir.program import Function, Program
from hangup.ir.shape import references

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
        self._changed: set[int] = set()
        """The variables that were found to hold more in this round."""
        self.found: dict[Marks, Marks] = {}
        """The marks of what is handed to something imported, by its own mark."""

    def search(self) -> dict[Marks, Marks]:
        read = [(function, loads(function)) for function in self._program.functions]
        pending = self._program.functions
        for _ in range(_ROUNDS):
            self._changed.clear()
            for function in pending:
                self._go_through(function)
            if not self._changed:
                break
            pending = [function for function, cells in read if not cells.isdisjoint(self._changed)]
        return self.found

    def _go_through(self, function: Function) -> None:
        registers: dict[int, Marks] = {}
        loaded: dict[int, int] = {}
        for operation in [operation for block in function.blocks for operation in block.operations]:
            match operation:
                case ops.Store():
                    self._add(operation.cell, registers.get(operation.value, 0))
                    continue
                case ops.Load():
                    loaded[operation.result] = operation.cell
                    registers[operation.result] = self._cells.get(operation.cell, 0)
                    continue
                case ops.Import():
                    own = self._own if self._is_word(operation.name) else 0
                    registers[operation.result] = self._bits[operation.module, operation.name] | own
                    continue
                case ops.MakeFunction():
                    registers[operation.result] = self._telling.get(operation.function, 0)
                    continue
                case ops.GetAttr() if self._is_word(operation.name) and operation.object in loaded:
                    self._add(loaded[operation.object], self._own)
                case _:
                    self._hand_on(operation, registers)
            result = getattr(operation, "result", None)
            if result is not None:
                own = self._own if self._is_word(getattr(operation, "name", "") or "") else 0
                for kind, number in references(operation):
                    own |= registers.get(number, 0) if kind == "Value" else 0
                registers[result] = own

    def _hand_on(self, operation: ops.Operation, registers: Mapping[int, Marks]) -> None:
        """What an operation hands to something imported: arguments, properties, the methods of a class."""
        match operation:
            case ops.Call():
                given = [registers.get(argument.value, 0) for argument in operation.args]
                self._hand(registers.get(operation.callee, 0), given)
            case ops.Element() if operation.tag is not None:
                given = [registers.get(entry.value, 0) for entry in operation.props]
                self._hand(registers.get(operation.tag, 0), given)
            case ops.MakeClass():
                methods = [f.id for f in self._program.functions if f.class_id == operation.class_id]
                for base in operation.bases:
                    self._hand(registers.get(base, 0), [self._telling.get(method, 0) for method in methods])
            case _:
                pass

    def _add(self, cell: int, marks: Marks) -> None:
        known = self._cells.get(cell, 0)
        if known | marks != known:
            self._cells[cell] = known | marks
            self._changed.add(cell)

    def _hand(self, callee: Marks, given: list[Marks]) -> None:
        marks = 0
        for one in given:
            marks |= one
        imported = callee & self._imports
        if marks and imported and imported & (imported - 1) == 0:  # one import, and no result of several
            self.found[imported] = self.found.get(imported, 0) | marks
