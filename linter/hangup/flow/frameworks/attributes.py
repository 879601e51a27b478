"""Functions that ask for a member whose name they are given, or write it (``getattr``), or ask what an object is."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    FALSE,
    NULL,
    TRUE,
    ClassValue,
    Closure,
    Constant,
    Object,
    Symbol,
    Values,
    one,
    only,
)
from hangup.flow.execution import accessors, exceptions, members
from hangup.flow.execution.activations import Outcome
from hangup.flow.execution.elements import elements
from hangup.flow.execution.inheritance import bases_of_instance, find_method
from hangup.flow.execution.modelled import ModelledCall
from hangup.ir import operations as ops


def get(call: ModelledCall) -> list[Outcome] | None:
    """The member, or the default where there is none. None where the name is not known."""
    name, owners, default = _name(call), call.arguments.get(0) or NULL, call.arguments.get(2)
    if not name:
        return None
    known = _has(call.state, owners, name)
    if known is False and default is not None:
        return call.done(call.state, default)
    read = ops.GetAttr(call.op.result, call.op.args[0].value, name, call.op.span)
    outcomes = accessors.read(call.machine, call.act, read, call.state, owners)
    for outcome in outcomes if known is None and default is not None else ():
        if outcome.kind == "next":
            held = call.machine.register(call.act, outcome.state, call.op.result)
            call.machine.set_register(call.act, outcome.state, call.op.result, held | (default or NULL))
    return outcomes


def has(call: ModelledCall) -> list[Outcome] | None:
    """Whether there is such a member. None where nobody knows."""
    name = _name(call)
    known = _has(call.state, call.arguments.get(0) or NULL, name) if name else None
    return None if known is None else call.done(call.state, TRUE if known else FALSE)


def put(call: ModelledCall) -> list[Outcome] | None:
    """Write the member. None where the name is not known."""
    name = _name(call)
    if not name or len(call.op.args) < 3:
        return None
    written = ops.SetAttr(call.op.args[0].value, name, call.op.args[2].value, call.op.span)
    outcomes = accessors.write(call.machine, call.act, written, call.state)
    if outcomes is None:
        members.set_attribute(call.machine, call.act, written, call.state)
        return call.done(call.state, NULL)
    for outcome in outcomes:
        call.machine.set_register(call.act, outcome.state, call.op.result, NULL)
    return outcomes


def instance_of(call: ModelledCall) -> list[Outcome] | None:
    """Whether an object is of a class. What was connected is no exception, nor is any of those that are asked one by
    one where some were. None where nobody knows.
    """
    state, asked, classes = call.state, call.arguments.get(0), call.arguments.get(1)
    connected = any(value in state.connections for value in asked or ())
    listed = [elements(state, one(v)) if isinstance(v, Object) else one(v) for v in classes or ()]
    fails = bool(classes) and all(exceptions.is_class(call.machine, v) for values in listed for v in values)
    return call.done(state, FALSE) if connected and fails else None


def _name(call: ModelledCall) -> str:
    known = only(call.arguments.get(1) or NULL)
    return known.value if isinstance(known, Constant) and isinstance(known.value, str) else ""


def _has(state: State, owners: Values, name: str) -> bool | None:
    """Whether what is known of an object says that it has a member, or that it has none."""
    owner = only(owners)
    held = None if owner is None else state.field(owner, name)
    if held is not None:
        return None if held & NULL else True
    if isinstance(owner, Closure):
        return False
    if not isinstance(owner, Object) or owner.kind != "instance":
        return None
    if find_method(state, owner, name) is not None:
        return True
    outside = (base for base in bases_of_instance(state, owner) if not isinstance(base, ClassValue))
    return None if any(not isinstance(base, Symbol) or base.path != ("object",) for base in outside) else False
