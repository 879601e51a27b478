"""Reachability: who holds a resource when a scope has ended."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    NOTHING,
    ClassValue,
    Closure,
    Member,
    Object,
    Promise,
    Setter,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.flow.execution import namespaces
from hangup.flow.execution.activations import MODULE_OWNER
from hangup.flow.execution.captures import captured
from hangup.flow.execution.machine import Machine

FINAL = "final:"
"""How the fields begin that hold what is called when an object is gone."""

SINGLE = "single:"
"""How the sites of instances begin of which there is one in the program."""

HANDED_IN = ("declared:", "injected:", SINGLE)
"""How the sites of instances begin that were made by somebody else."""


def reachable(machine: Machine, state: State, roots: Iterable[Values]) -> set[Value]:
    """All values that can be reached from these: fields, elements, variables captured by closures."""
    seen: set[Value] = set()
    queue: list[Value] = [value for values in roots for value in values]
    while queue:
        value = queue.pop()
        if value in seen:
            continue
        seen.add(value)
        if isinstance(value, Member):
            if value.receiver not in machine.made or machine.is_method(value):
                queue.append(value.receiver)  # a method holds its receiver, what was read from a field does not
        elif isinstance(value, Closure):
            if value.bound is not None:
                queue.append(value.bound)
            for values in machine.applied.get(value.frame, NOTHING).all():
                queue += values
            for cell in captured(machine, value.function):
                queue += machine.variable(state, value.frame, cell) or ()
        elif isinstance(value, ClassValue):
            queue.append(value.members)
        elif isinstance(value, Object) and value.kind == "namespace":
            queue += namespaces.members(machine, state, value)
        elif isinstance(value, Promise) and value.key in state.promises:
            queue += state.promises[value.key].value
        for values in state.heap.get(value, {}).values():
            queue += values
    return seen


def leads_to_connections(machine: Machine, state: State, values: Values) -> bool:
    """Whether values hold a resource, or a function or a state through which one may come or go."""
    return any(
        value in machine.made
        or isinstance(value, Setter)
        or (isinstance(value, Closure) and value.function in machine.relevant)
        for value in reachable(machine, state, [values])
    )


def held_outside(machine: Machine, state: State, values: Values, *, owner: Object = MODULE_OWNER) -> dict[Value, str]:
    """What outlives a function: module variables, outside objects, the result, the receiver's fields."""
    found: dict[Value, str] = {}

    def note(how: str, roots: Iterable[Values]) -> None:
        for value in reachable(machine, state, roots):
            found.setdefault(value, how)

    note("returned", [values - one(owner)])  # who gets the object itself gets no more than its fields
    cells = machine.program.cells
    places = [(cell, held) for (frame, cell), held in state.environment.items() if frame == 0 and cell >= 0]
    note("module", [held for cell, held in places if machine.program.functions[cells[cell].function].parent is None])
    kept = state.heap.get(MODULE_OWNER, {})
    note("kept", [held for name, held in kept.items() if name.startswith("memoised:")])
    note("hook", [held for name, held in kept.items() if name.startswith("exit:")])
    outside = {key: fields.values() for key, fields in state.heap.items() if isinstance(key, Symbol)}
    others = [fields for key, fields in state.heap.items() if key != owner and _is_of_others(key)]
    stores = [key for key in outside if machine.knowledge.store(key.module, key.path) is not None]
    note("store", [held for key in stores for held in outside.pop(key)])
    note("outside", [held for fields in outside.values() for held in fields])
    note("outside", [held for fields in others for held in fields.values()])
    note("field", list(state.heap.get(owner, {}).values()) if owner.kind == "instance" else [])
    listening = (held for name, held in kept.items() if name.startswith(("event:", "later:", "timer:")))
    note("listener", listening)
    for value in state.escapes:
        found.setdefault(value, "argument")
    return found


def _is_of_others(holder: Value) -> bool:
    """Whether an object is somebody else's: it was handed in, or is what a field holds that nobody here has set."""
    if isinstance(holder, Member):
        return True
    return isinstance(holder, Object) and holder.kind == "instance" and holder.site.startswith(HANDED_IN)
