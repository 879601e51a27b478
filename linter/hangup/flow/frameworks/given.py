"""Functions whose results a framework hands to others by name: a parameter says what a function wants."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from hangup.flow.execution.activations import Given
from hangup.flow.execution.machine import Machine
from hangup.flow.exploration import scopes
from hangup.ir import operations as ops
from hangup.ir.program import MODULE, Function


def takers(machine: Machine, given: Given) -> Iterator[Function]:
    """The functions that are handed what this one gives: of its own file, and of those that look for it there."""
    own = machine.program.functions[given.function]
    file = machine.path(own)
    folder, name = posixpath.split(file)
    is_for_all = posixpath.splitext(name)[0] == given.module
    for function in machine.program.functions:
        if function.id != own.id and any(parameter.name == given.name for parameter in function.parameters):
            path = machine.path(function)
            if path == file or (is_for_all and path.startswith(f"{folder}/" if folder else "")):
                yield function


def wanted(machine: Machine) -> dict[int, set[tuple[str, str]]]:
    """What functions of a file are handed by name from other files, as modules and names, by function."""
    modules = {m.by_name for framework in machine.knowledge.frameworks for m in framework.call if m.by_name}
    found: dict[int, set[tuple[str, str]]] = {}
    for function in machine.program.functions if modules else ():
        if function.parameters and scopes.may_be(machine, function, "test"):
            names = {parameter.name for parameter in function.parameters} - {"self", "cls"}
            found[function.id] = {(module, name) for module in modules for name in names}
    return found


def renamed(machine: Machine) -> Iterator[tuple[str, str]]:
    """Functions of a file's top level whose results have another name for others: that name, and the function's."""
    options = {m.renamed for framework in machine.knowledge.frameworks for m in framework.call if m.renamed}
    top = machine.program.functions[MODULE]
    for operation in (operation for block in top.blocks for operation in block.operations):
        if isinstance(operation, ops.Call) and operation.kind == "decorator":
            made = machine.definition(top, operation.args[0].value)
            named = [text for option, text in texts(machine, top, operation).items() if option in options]
            if named and isinstance(made, ops.MakeFunction):
                yield named[0], machine.program.functions[made.function].name


def texts(machine: Machine, function: Function, decorator: ops.Call) -> dict[str, str]:
    """The literal texts among the named arguments of a decorator."""
    made = machine.definition(function, decorator.callee)
    named = [argument for argument in made.args if argument.name] if isinstance(made, ops.Call) else []
    found = {argument.name or "": machine.definition(function, argument.value) for argument in named}
    return {
        name: made.value for name, made in found.items() if isinstance(made, ops.Const) and isinstance(made.value, str)
    }
