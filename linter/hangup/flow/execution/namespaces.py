"""Modules of the program as values: their exported variables and their inner modules are attributes."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import Object, Symbol, Value, Values, one
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.ir.program import DEFAULT, STAR, Module

KIND = "namespace"


def take(machine: Machine, op: ops.Import, state: State) -> Values:
    """What an import gives: a variable of another file, a module of the program, or something outside."""
    if op.cell is not None:
        cell = machine.tables.declaration(op.cell) if machine.program.live_imports else op.cell
        held = state.environment.get((0, cell))
        return one(Symbol(f"unknown:cell:{cell}")) if held is None else held
    if op.namespace is not None:
        return one(_namespace(op.namespace))
    return one(Symbol(f"import:{op.module}", () if op.name == STAR else (op.name,)))


def member(machine: Machine, state: State, owner: Object, name: str) -> Values:
    """What a module's attribute holds."""
    module = machine.tables.module_of(_function(owner))
    cell = _variable(machine, state, module, name, frozenset())
    if cell is not None:
        held = state.environment.get((0, cell))
        return one(Symbol(f"unknown:cell:{cell}")) if held is None else held
    for inner in module.members:
        if inner.name == name:
            return one(_namespace(inner.function))
    return one(Symbol(f"unknown:module:{module.function}", (name,)))


def members(machine: Machine, state: State, owner: Object) -> list[Value]:
    """Everything the attributes of a module hold."""
    module = machine.tables.module_of(_function(owner))
    return [value for export in module.exports for value in state.environment.get((0, export.cell), ())]


def assign(machine: Machine, state: State, owner: Value, name: str, values: Values) -> bool:
    """Give a module's attribute a value. False where the owner is no module, or has no such variable."""
    if not isinstance(owner, Object) or owner.kind != KIND:
        return False
    cell = _variable(machine, state, machine.tables.module_of(_function(owner)), name, frozenset())
    if cell is None:
        return False
    state.environment[(0, cell)] = values
    return True


def _variable(machine: Machine, state: State, module: Module, name: str, seen: frozenset[int]) -> int | None:
    """The variable behind an attribute of a module, through star exports."""
    tables = machine.tables
    cell = next((export.cell for export in module.exports if export.name == name), None)
    if cell is None and not machine.program.live_imports:
        cell = tables.variable(module, name)
    if cell is not None:
        return tables.exporter.get(cell, cell)
    for export in module.exports if name != DEFAULT else ():
        taken = tables.taken.get(export.cell) if export.name == STAR else None
        if taken is not None and taken.namespace is not None and taken.namespace not in seen:
            inner = tables.module_of(taken.namespace)
            cell = _variable(machine, state, inner, name, seen | {module.function})
            if cell is not None:
                return cell
    return None


def _namespace(function: int) -> Object:
    return Object(f"module:{function}", 0, KIND)


def _function(owner: Object) -> int:
    """The top-level function of the module that an object stands for."""
    return int(owner.site.partition(":")[2])
