"""How an expression was written, told from the operations that it became."""

from __future__ import annotations

from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.ir.program import Function


def spell(machine: Machine, function: Function, value: ops.Value) -> str:
    """The dotted name an expression is written as, or an empty text."""
    operation = machine.definition(function, value)
    match operation:
        case ops.Load():
            cell = machine.program.cells[operation.cell]
            stored = _spell_stored(machine, function, operation.cell) if cell.kind == "temporary" else ""
            return stored or cell.name
        case ops.GetAttr():
            owner = spell(machine, function, operation.object)
            return f"{owner}.{operation.name}" if owner else operation.name
        case ops.Global():
            return operation.name
        case _:
            return ""


def _spell_stored(machine: Machine, function: Function, cell: ops.CellId) -> str:
    """The first spelling among the values that a temporary is given."""
    for block in function.blocks:
        for operation in block.operations:
            if isinstance(operation, ops.Store) and operation.cell == cell:
                text = spell(machine, function, operation.value)
                if text:
                    return text
    return ""


def dependency_names(machine: Machine, function: Function, position: int | None, op: ops.Call) -> tuple[str, ...]:
    """A dependency list as it is written: dotted names, ``…`` for other expressions."""
    if position is None or position >= len(op.args):
        return ()
    made = machine.definition(function, op.args[position].value)
    if not isinstance(made, ops.MakeSequence):
        return ("…",)
    return tuple(spell(machine, function, item.value) or "…" for item in made.items)
