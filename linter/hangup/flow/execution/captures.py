"""Variables of outer functions that a function mentions."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, SECOND, Closure, Symbol, Value, Values, is_element
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops


def captured(machine: Machine, function: int) -> frozenset[int]:
    """The cells of outer functions that a function, or one inside it, mentions."""
    known = machine.captures.get(function)
    if known is None:
        machine.captures[function] = frozenset()
        found: set[int] = set()
        for block in machine.program.functions[function].blocks:
            for operation in block.operations:
                if isinstance(operation, ops.Load | ops.Store):
                    found.add(operation.cell)
                elif isinstance(operation, ops.MakeFunction):
                    found |= captured(machine, operation.function)
        known = frozenset(c for c in found if machine.program.cells[c].function != function)
        machine.captures[function] = known
    return known


def functions_behind(machine: Machine, state: State, closure: Closure) -> set[int]:
    """A function, and those that it may call by its variables: a decorator's wrapper calls what it has wrapped."""
    found: set[Closure] = set()
    queue = [closure]
    while queue:
        known = queue.pop()
        if known not in found:
            found.add(known)
            for cell in captured(machine, known.function):
                queue += [v for v in machine.variable(state, known.frame, cell) or NULL if isinstance(v, Closure)]
    return {known.function for known in found}


def of_another_element(machine: Machine, state: State, functions: Values) -> bool:
    """Let functions mean another element of the lists that they were made for, as the next row of a page does; whether
    there are any.
    """
    found = False
    for closure in [value for value in functions if isinstance(value, Closure)]:
        for cell in captured(machine, closure.function):
            held = machine.variable(state, closure.frame, cell) or NULL
            if any(is_element(value) for value in held):
                state.environment[machine.home(closure.frame, cell)] = frozenset(map(_of_second, held))
                found = True
    return found


def _of_second(value: Value) -> Value:
    return Symbol(value.root, value.path, SECOND) if isinstance(value, Symbol) and is_element(value) else value
