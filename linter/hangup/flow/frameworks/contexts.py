"""Values that a component hands down to those below it, in a place or under a key."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Member, Object, Value, Values, one, only
from hangup.flow.execution.activations import MODULE_OWNER, Activation, Outcome
from hangup.flow.execution.machine import Machine, Missing
from hangup.flow.execution.modelled import ModelledCall
from hangup.flow.execution.reach import leads_to_connections
from hangup.ir import operations as ops

KIND = "context"
_VALUE = "value"
_DEFAULT = "default"


def make(call: ModelledCall) -> list[Outcome]:
    """A new place, with the value that is found there when nobody has handed one down."""
    made = call.state.allocate(f"context:{call.act.frame}:{call.op.result}", KIND)
    call.machine.contexts[made] = call.model.member
    call.state.set_field(made, _DEFAULT, call.initial())
    return call.done(call.state, one(made))


def provide(call: ModelledCall) -> list[Outcome]:
    """A value under a key."""
    place = _place(call.arguments.get(0) or NULL)
    if place is not None:
        _put(call.machine, call.act, call.state, place, call.arguments.get(1) or NULL)
    return call.done(call.state, call.arguments.get(1) or NULL)


def provide_element(machine: Machine, act: Activation, op: ops.Element, state: State, tag: Value) -> None:
    """An element that hands a value down: that of a place, or the place itself."""
    place = tag.receiver if isinstance(tag, Member) else tag
    if isinstance(place, Object) and place in machine.contexts:
        for entry in op.props:
            if entry.name == machine.contexts[place]:
                _put(machine, act, state, place, machine.register(act, state, entry.value))


def read(call: ModelledCall) -> list[Outcome]:
    """What is handed down: by somebody above, by default, or by somebody that was not run.

    A default that leads to no connection is a stand-in for what a provider hands down, and says nothing of that.
    """
    place = _place(call.arguments.get(0) or NULL)
    held = None if place is None else call.state.field(place, _VALUE)
    if held is not None:
        return call.done(call.state, held)
    if place is not None and call.machine.patient:
        raise Missing(place)
    default = None if place is None else call.state.field(place, _DEFAULT)
    if default and leads_to_connections(call.machine, call.state, default):
        return call.done(call.state, default)
    return call.done(call.state, call.machine.unknown(call.act, call.op.result, call.act.epoch))


def _put(machine: Machine, act: Activation, state: State, place: Object, values: Values) -> None:
    state.set_field(place, _VALUE, values)
    if act.owner != MODULE_OWNER:
        machine.providers.setdefault(place, act.owner)


def _place(keys: Values) -> Object | None:
    """The place that a key stands for: the same one for the same key."""
    key = only(keys)
    if isinstance(key, Object) and key.kind == KIND:
        return key
    return None if key is None else Object(f"context:{key!r}", 0, KIND)
