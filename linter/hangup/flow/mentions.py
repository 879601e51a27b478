"""Which functions mention a name: those are worth running."""

from __future__ import annotations

from collections.abc import Callable

from hangup.flow.machine import Machine
from hangup.ir import operations as ops
from hangup.ir.program import Function


def mentioning(machine: Machine, wanted: Callable[[str], bool]) -> frozenset[int]:
    """The functions in which a name is mentioned, by themselves, by a function inside or by one they refer to."""
    program = machine.program
    direct: set[int] = set()
    refers: dict[int, set[int]] = {f.id: set() for f in program.functions}
    cell_functions: dict[int, int] = {}
    for function in program.functions:
        for block in function.blocks:
            made: dict[int, int] = {}
            for operation in block.operations:
                if isinstance(operation, ops.MakeFunction):
                    refers[function.id].add(operation.function)
                    made[operation.result] = operation.function
                elif isinstance(operation, ops.Store) and operation.value in made:
                    cell_functions[operation.cell] = made[operation.value]
                elif _mentions(operation, wanted):
                    direct.add(function.id)
    for function in program.functions:
        for cell in loads(function):
            name = program.cells[cell].name
            if cell in cell_functions:
                refers[function.id].add(cell_functions[cell])
            elif wanted(name) or wanted(machine.imports.get(name, ("", ""))[1]):
                direct.add(function.id)
    return frozenset(_with_referrers(direct, refers))


def _mentions(operation: ops.Operation, wanted: Callable[[str], bool]) -> bool:
    """Whether an operation names it; entering a block may do anything."""
    if isinstance(operation, ops.GetAttr | ops.Global | ops.Import):
        return wanted(operation.name)
    return isinstance(operation, ops.Enter)


def loads(function: Function) -> set[int]:
    """The cells a function reads."""
    return {o.cell for block in function.blocks for o in block.operations if isinstance(o, ops.Load)}


def _with_referrers(direct: set[int], refers: dict[int, set[int]]) -> set[int]:
    found = set(direct)
    while more := {f for f, targets in refers.items() if f not in found and targets & found}:
        found |= more
    return found
