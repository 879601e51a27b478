"""By which framework's description a scope is one, found again for an account of it."""

from __future__ import annotations

from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.exploration.scopes import class_scope, function_scope


def framework_of(machine: Machine, scope: Scope) -> str:
    """The id of the framework whose tables say that this is a scope and how often it runs; empty for none."""
    if scope.kind == "module":
        return scope.label.removesuffix(" script") if scope.label.endswith(" script") else ""
    registered = (*machine.registrations.values(), *machine.memoized.values())
    found = next((entry.framework for entry in registered if entry.span == scope.span and entry.framework), "")
    return found or _by_shape(machine, scope)


def _by_shape(machine: Machine, scope: Scope) -> str:
    for function in machine.program.functions:
        if function.name_span == scope.span and scope.parent is not None:
            found = function_scope(machine, function, scope.parent)
            if found is not None:
                shapes = machine.knowledge.function_scopes()
                return next((framework.id for framework, shape in shapes if shape is found[0]), "")
    for made in machine.program.classes:
        if made.name_span == scope.span:
            known = class_scope(machine, made)
            return known[0].id if known is not None and known[0] is not None else ""
    return ""
