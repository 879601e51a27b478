"""What tests put in the place of packages and of their members: it opens nothing, where tests run."""

from __future__ import annotations

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine


def mock(machine: Machine, act: Activation, dotted: str) -> None:
    """Put a stand-in where a dotted name is, for the tests."""
    machine.mocked.add(dotted)
    machine.mocking.add(machine.tables.module_of(act.function.id).function)


def is_replaced(machine: Machine, scope: Scope, module: str) -> bool:
    """Whether a test that runs here, or the file that mocks, puts something else in the place of a module."""
    return bool(module) and module in machine.mocked and _is_in_test(machine, scope)


def is_stand_in(machine: Machine, scope: Scope, ref: ResourceRef) -> bool:
    """Whether what the program has made for itself is a stand-in where tests run: its package is replaced there."""
    names = {package.partition(":")[2] for package in ref.sdk.packages} if machine.mocked else set[str]()
    return not names.isdisjoint(machine.mocked) and _is_in_test(machine, scope)


def is_mocked(machine: Machine, scope: Scope, module: str, path: tuple[str, ...]) -> bool:
    """Whether tests that run here put something else in the place of a module, or of what this path calls."""
    if not machine.mocked or not _is_in_test(machine, scope):
        return False
    if module and module in machine.mocked:
        return True
    name, owner = path[-1] if path else "", path[-2:-1]
    for dotted in machine.mocked:
        *before, last = dotted.split(".")
        if last == name and (name[:1].isupper() or tuple(before[-1:]) == owner):
            return True
    return False


def _is_in_test(machine: Machine, scope: Scope) -> bool:
    if scope.running("test") is not None:
        return True
    while scope.parent is not None:
        scope = scope.parent
    return machine.tables.module_at(scope.span.start).function in machine.mocking
