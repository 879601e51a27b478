"""Stores outside of components: a state that everybody shares, with the functions that change it."""

from __future__ import annotations

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Arguments, Closure, Member, Object, Setter, Symbol, Value, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import done, invoke
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.members import overwritten
from hangup.flow.execution.modelled import ModelledCall
from hangup.ir import operations as ops
from hangup.model import Span

KIND = "store"
MERGE = "..."
"""The slot of a setter that merges a record into its object; with a name behind it, into what that member holds."""

_STATE = "state"


def make(call: ModelledCall) -> list[Outcome]:
    """A store of what a function returns, or of an object with a state and methods; of neither, the maker itself."""
    machine, state = call.machine, call.state
    place = call.model.callback if isinstance(call.model.callback, int) else 0
    given = [v for v in call.arguments.get(place) or () if isinstance(v, Closure | Object)]
    if not given:
        callees = machine.register(call.act, state, call.op.callee)
        return call.done(state, frozenset(v for v in callees if isinstance(v, Symbol)) or NULL)
    store = state.allocate(f"store:{call.act.frame}:{call.op.result}", KIND)
    held = Object(f"state of {store.site}", store.serial, "record")
    machine.stores[store] = call.model
    state.replace(held, {})
    state.set_field(store, _STATE, one(held))
    states = [state]
    for value in given:
        states = merge_states([after for current in states for after in _fill(call, current, store, held, value)])
    return [outcome for current in states for outcome in call.done(current, one(store))]


def _fill(call: ModelledCall, state: State, store: Object, held: Object, value: Closure | Object) -> list[State]:
    """Give a store its first state."""
    if isinstance(value, Closure):
        functions, methods = one(value), dict[str, Values]()
    else:
        fields = state.heap.get(value, {})
        functions = frozenset(v for v in fields.get(call.model.state, ()) if isinstance(v, Closure))
        groups = [inner for name in call.model.actions for inner in fields.get(name, ())]
        methods = {name: _bound(v, held) for group in groups for name, v in state.heap.get(group, {}).items()}
    setter, getter = one(Setter(held, MERGE)), one(Member(store, call.model.getter))
    states: list[State] = []
    for outcome in call.run(state, functions, setter, getter, one(store)) if functions else []:
        if outcome.kind == "return":
            for name, values in _fields(outcome.state, outcome.values).items():
                outcome.state.set_field(held, name, values)
            states.append(outcome.state)
    for current in states or [state]:
        for name, values in methods.items():
            current.set_field(held, name, values)
    return states or [state]


def _bound(values: Values, held: Object) -> Values:
    return frozenset(Closure(v.function, v.frame, held) if isinstance(v, Closure) else v for v in values)


def _fields(state: State, values: Values) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for value in values:
        for name, inner in state.heap.get(value, {}).items() if isinstance(value, Object) else ():
            found[name] = found.get(name, frozenset()) | inner
    return found


# ---------------------------------------------------------------- use


def call_store(
    machine: Machine, act: Activation, op: ops.Call, state: State, store: Object, arguments: Arguments
) -> list[Outcome]:
    """Call a store: for its state, or for what a selector takes of it."""
    held = state.field(store, _STATE) or NULL
    selectors = sorted((v for v in arguments.get(0) or () if isinstance(v, Closure)), key=repr)
    if not selectors:
        return [done(machine, act, op, state, held)]
    outcomes: list[Outcome] = []
    for selector in selectors:
        for outcome in invoke(machine, act, state.fork(), selector, Arguments((held,)), op.result):
            returned = outcome.kind == "return"
            outcomes.append(done(machine, act, op, outcome.state, outcome.values) if returned else outcome)
    return outcomes


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """Call a method of a store. None when it is no store, or the method says nothing about its state."""
    model = machine.stores.get(receiver)
    if model is None or not isinstance(receiver, Object) or name not in (model.getter, model.setter):
        return None
    held = state.field(receiver, _STATE) or NULL
    if name == model.getter:
        return [done(machine, act, op, state, held)]
    targets = [value for value in held if isinstance(value, Object)]
    return [o for target in targets for o in merge(machine, act, op, state, Setter(target, MERGE), arguments)]


def merge(
    machine: Machine, act: Activation, op: ops.Call, state: State, setter: Setter, arguments: Arguments
) -> list[Outcome]:
    """Merge a record, or what a function makes of the state, into a state; then call the function behind it."""
    held = _held(state, setter)
    states: list[State] = []
    for value in sorted(arguments.get(0) or NULL, key=repr):
        if isinstance(value, Closure):
            given = Arguments((one(held),))
            for outcome in invoke(machine, act, state.fork(), value, given, op.result):
                if outcome.kind == "return":
                    _merge_into(machine, outcome.state, held, outcome.values, op.span)
                    states.append(outcome.state)
        else:
            current = state.fork()
            _merge_into(machine, current, held, one(value), op.span)
            states.append(current)
    merged = merge_states(states)
    for callback in [v for v in arguments.get(1) or () if isinstance(v, Closure)][:1]:
        ways = [way for now in merged for way in invoke(machine, act, now, callback, Arguments(), f"{op.result}:2")]
        merged = [way.state for way in ways if way.kind == "return"]
    return [done(machine, act, op, current, NULL) for current in merged]


def _held(state: State, setter: Setter) -> Object:
    """The record that a setter merges into; a new one where there is none yet."""
    owner, member = setter.component, setter.slot.removeprefix(MERGE)
    if not member:
        return owner
    known = [v for v in state.field(owner, member) or () if isinstance(v, Object)]
    held = known[0] if known else Object(f"state of {owner.site}", owner.serial, "record")
    if not known:
        state.replace(held, {})
        state.set_field(owner, member, one(held))
    return held


def _merge_into(machine: Machine, state: State, held: Object, values: Values, span: Span) -> None:
    for name, new in _fields(state, values - one(held)).items():
        overwritten(machine, state, state.field(held, name), new, span, (held, name))
        state.set_field(held, name, new)
