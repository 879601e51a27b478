"""Signals by which several are told to end: who makes one, who listens to it, and what becomes of them.

The rules are those of https://dom.spec.whatwg.org/#aborting-ongoing-activities: whoever listens is called once, in
order, and what was given the signal is closed.
"""

from __future__ import annotations

from hangup.flow.connections.releases import release
from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import FALSE, NULL, TRUE, Arguments, Closure, Member, Object, Raised, Value, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import done, invoke
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.modelled import ModelledCall
from hangup.ir import operations as ops

KIND = "signal"
END, CHECK = "end()", "check()"
"""The methods by which a signal is ended, and which raises once it is."""

_LISTENERS = "listeners"
_ENDED = "ended"


def make(call: ModelledCall) -> list[Outcome]:
    """An object with a signal, and with a method that ends whatever was given the signal."""
    state, model = call.state, call.model
    made = state.allocate(f"aborter:{call.act.frame}:{call.op.result}", "record")
    signal = Object(f"{KIND}:{made.site}", made.serial, KIND)
    fields = {_ENDED: FALSE, model.status: FALSE, model.check: one(Member(signal, CHECK))}
    state.replace(signal, {name: values for name, values in fields.items() if name})
    state.replace(made, {model.member: one(signal), model.setter: one(Member(signal, END))})
    call.machine.statuses[signal] = model.status
    return call.done(state, one(made))


def listen(call: ModelledCall) -> bool:
    """Note who listens to a signal; False where the receiver is none."""
    signal = call.receiver
    if not isinstance(signal, Object) or signal.kind != KIND:
        return False
    known = call.state.field(signal, _LISTENERS) or frozenset[Value]()
    call.state.set_field(signal, _LISTENERS, known | call.callbacks())
    return True


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, signal: Value, name: str, _: Arguments
) -> list[Outcome] | None:
    """What a method of a signal does; None for any other."""
    if name == CHECK:
        if state.field(signal, _ENDED) == TRUE:
            return [Outcome("raise", state, one(Raised("error")), op.span)]
        return [done(machine, act, op, state, NULL)]
    return _end(machine, act, op, state, signal) if name == END else None


def _end(machine: Machine, act: Activation, op: ops.Call, state: State, signal: Value) -> list[Outcome]:
    """Close what the signal closes, and call who listens."""
    listeners = state.field(signal, _LISTENERS) or frozenset[Value]()
    for name in (_ENDED, machine.statuses.get(signal, "")):
        if name:
            state.set_field(signal, name, TRUE)
    state.set_field(signal, _LISTENERS, frozenset())
    for receiver in machine.signals.get(signal, ()):
        if receiver in state.connections:
            release(machine, act, state, op.span, receiver, "", None)
    states = [state]
    for listener in sorted((v for v in listeners if isinstance(v, Closure)), key=repr):
        site = f"{op.result}:{listener.function}"
        ways = [way for now in states for way in invoke(machine, act, now, listener, Arguments(), site)]
        states = merge_states([way.state for way in ways if way.kind in ("return", "raise")])
    return [done(machine, act, op, now, NULL) for now in states]
