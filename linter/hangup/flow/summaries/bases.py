"""The classes that classes derive from, as far as it can be told without running anything."""

from __future__ import annotations

from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops


def constructors_of(machine: Machine) -> dict[int, set[int]]:
    """By class: its constructor, and those of its bases in the program, which making an instance may run as well."""
    if machine.constructors is None:
        machine.constructors = _find_constructors(machine)
    return machine.constructors


def bases_of(machine: Machine) -> dict[int, set[int]]:
    """The classes of the program that each class may derive from: those in the variables that it names as its bases,
    and those that are called like the member of a module it names.
    """
    if machine.bases is None:
        machine.bases = _find_bases(machine)
    return machine.bases


def _find_constructors(machine: Machine) -> dict[int, set[int]]:
    program = machine.program
    found: dict[int, set[int]] = {made.id: set() for made in program.classes}
    for function in program.functions:
        if function.class_id is not None and function.name == program.constructor:
            found[function.class_id].add(function.id)
    bases = bases_of(machine)
    grows = True
    while grows:
        before = sum(map(len, found.values()))
        for derived, above in bases.items():
            found[derived].update(*(found[base] for base in above))
        grows = sum(map(len, found.values())) > before
    return found


def _find_bases(machine: Machine) -> dict[int, set[int]]:
    program, tables, kinds = machine.program, machine.tables, machine.tables.kinds
    found: dict[int, set[int]] = {made.id: set() for made in program.classes}
    for function in program.functions:
        made = kinds.of(function, ops.MakeClass)
        for load in kinds.of(function, ops.Load) if made else ():
            base = tables.class_in.get(tables.declaration(load.cell))
            if base is not None:
                for number in [derived.class_id for derived in made if load.result in derived.bases]:
                    found[number].add(base.id)
    named: dict[str, set[int]] = {}
    for base in program.classes:
        named.setdefault(base.name, set()).add(base.id)
    for derived in program.classes:
        members = [last for _, dot, last in [base.rpartition(".") for base in derived.bases] if dot]
        found[derived.id].update(*(named.get(member, ()) for member in members))
    return found
