"""Functions with arguments that are given ahead of the call (``bind``, ``partial``), and calls by way of a method."""

from __future__ import annotations

from hangup.flow.domain.values import Arguments, Closure, Member, Object, Value, Values, one, only
from hangup.flow.execution.activations import MODULE_OWNER, Outcome
from hangup.flow.execution.elements import elements
from hangup.flow.execution.modelled import ModelledCall
from hangup.flow.execution.reach import FINAL
from hangup.flow.execution.unknown import unknown_call
from hangup.records import replace


def bind(call: ModelledCall) -> list[Outcome]:
    """The same function, which is given these arguments before those of its calls."""
    functions, arguments, receiver = _taken(call)
    if any(not isinstance(function, Closure | Member) for function in functions):
        return [way for way in _unknown(call) if way.kind != "raise"]  # nothing is called so far
    bound = (_bound(call, function, arguments, receiver) for function in functions)
    return call.done(call.state, frozenset(bound))


def finalise(call: ModelledCall) -> list[Outcome]:
    """The function, with its arguments, is called when an object is gone, or by whoever calls what this gives."""
    given = call.arguments
    outcomes = bind(replace(call, arguments=Arguments(given.positional[1:], given.named, given.spread)))
    for outcome in outcomes:
        if outcome.kind == "next":
            held = call.machine.register(call.act, outcome.state, call.op.result)
            outcome.state.set_field(MODULE_OWNER, f"{FINAL}{call.act.path}:{call.op.result}", held)
    return outcomes


def _bound(call: ModelledCall, function: Value, arguments: Arguments, receiver: Object | None) -> Value:
    if not isinstance(function, Closure):
        return function  # a method of something from outside, which knows its receiver
    known = function if receiver is None else Closure(function.function, function.frame, receiver)
    frame = call.machine.applied_frame((call.act.frame, call.op.result), known, arguments)
    return Closure(known.function, frame, known.bound)


def apply(call: ModelledCall) -> list[Outcome]:
    """The function is called with the arguments, or with those that a sequence holds."""
    functions, arguments, receiver = _taken(call)
    function = only(functions)
    if not isinstance(function, Closure | Member):
        return _unknown(call)
    if isinstance(function, Closure) and receiver is not None:
        function = Closure(function.function, function.frame, receiver)
    if call.model.listed:
        held = arguments.get(0) or frozenset()
        arguments = Arguments(tuple(_items(call, held)), spread=True)
    return call.machine.call(call.act, call.op, call.state, function, arguments)


def _items(call: ModelledCall, listed: Values) -> list[Values]:
    """What a sequence holds, in order; one value for all where that is not known."""
    (holder,) = listed if len(listed) == 1 else (None,)
    fields = call.state.heap.get(holder, {}) if holder is not None else {}
    if fields and all(name.isdigit() for name in fields):
        return [fields[name] for name in sorted(fields, key=int)]
    return [elements(call.state, listed)] if listed else []


def _taken(call: ModelledCall) -> tuple[Values, Arguments, Object | None]:
    """The function, the arguments that are meant for it, and what ``this`` is to be in it."""
    given, named = list(call.arguments.positional), call.arguments.named
    functions = one(call.receiver) if call.receiver is not None else given.pop(0) if given else frozenset[Value]()
    receiver = None
    if call.model.receiver_first and given:
        known = only(given.pop(0))
        receiver = known if isinstance(known, Object) and known.kind == "instance" else None
    return functions, Arguments(tuple(given), named, call.arguments.spread), receiver


def _unknown(call: ModelledCall) -> list[Outcome]:
    unknown = call.machine.unknown(call.act, call.op.result)
    return unknown_call(call.machine, call.act, call.op, call.state, call.arguments, unknown)
