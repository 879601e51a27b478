"""Components below others: what an element hands to a component of the program, and when that leaves the page.

A component is a scope of its own, and is run as one with whatever it may be handed. One that is handed a connection,
or what opens or closes one, is run below the component that hands it as well: its effects are part of that life, and
end with it or as soon as a render leaves the element out (https://react.dev/learn/preserving-and-resetting-state).
"""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, TRUE, Arguments, Closure, Object, Symbol, one, only
from hangup.flow.execution.activations import MODULE_OWNER, Activation
from hangup.flow.execution.elements import make_record
from hangup.flow.execution.invoke import invoke
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.reach import leads_to_connections
from hangup.flow.exploration import scopes
from hangup.ir import operations as ops

_SHOWN = "shown:"
"""How the fields of a component begin that tell which components stand below it since its last render."""


_HANDED = "handed:"
"""How those begin that hold the connections each of these was handed at last."""


def render_below(machine: Machine, act: Activation, op: ops.Element, state: State, child: Closure) -> list[State]:
    """Render the component an element stands for, where it is handed something; else the state itself."""
    scope = _scope(machine, act, child)
    if scope is None:
        return [state]
    machine.rendered_by.setdefault(scope.span, set()).add(act.scope.root.span)
    record = ops.MakeRecord(op.result, op.props, op.span)
    made = make_record(machine, act, record, state)
    props = only(made)
    if not isinstance(props, Object) or not leads_to_connections(machine, state, one(props)):
        return [state]
    path = f"{act.path}/{op.result}.{child.function}"
    machine.below.setdefault(path, scope)
    state.set_field(act.owner, _SHOWN + path, TRUE)
    handed = frozenset(value for values in state.heap[props].values() for value in values if value in machine.made)
    state.set_field(act.owner, _HANDED + path, handed)
    outcomes = invoke(machine, act, state, child, Arguments((made,)), op.result, scope=scope)
    return [outcome.state for outcome in outcomes if outcome.kind == "return"] or [state]


def _scope(machine: Machine, act: Activation, child: Closure) -> Scope | None:
    """The scope of a component that may tell something of connections."""
    if act.owner == MODULE_OWNER or child.function not in machine.relevant:
        return None
    function = machine.program.functions[child.function]
    module = scopes.module_scope(machine, machine.tables.module_of(function.id))
    found = scopes.function_scope(machine, function, module)
    return found[1] if found is not None and found[0].role == "component" else None


def forget_shown(state: State, owner: Object) -> None:
    """A component renders anew: nothing stands below it until an element says so."""
    for name in [name for name in state.heap.get(owner, ()) if name.startswith(_SHOWN)]:
        state.set_field(owner, name, NULL)


def left_out(state: State, owner: Object) -> dict[str, bool]:
    """The paths of the components that the last render of another has left out, and whether it has done so for sure."""
    fields = {name: held for name, held in state.heap.get(owner, {}).items() if name.startswith(_SHOWN)}
    return {name.removeprefix(_SHOWN): held == NULL for name, held in fields.items() if held & NULL}


def keeps(state: State, owner: Object, path: str) -> bool:
    """Whether a component keeps a connection that it had handed to one which it leaves out."""
    fields = state.heap.get(owner, {})
    slots = [held for name, held in fields.items() if name.startswith(("state:", "memo:", "ref:")) and not held & NULL]
    for value in fields.get(_HANDED + path, ()):
        if any(value in held for held in slots):
            return True
        if isinstance(value, Symbol) and state.assumptions.get(value) is not False:
            return True
    return False


def forget(state: State, owner: Object, path: str) -> None:
    """Forget all slots of a component that was unmounted: one that is mounted in its place begins anew."""
    fields = state.writable(owner)
    for name in [name for name in fields if is_below(name, path)]:
        del fields[name]


def scope_at(machine: Machine, act: Activation, slot: str) -> Scope:
    """The component that a slot (``effect:…``) or a path belongs to: the one that is run, or one below it."""
    found = [path for path in machine.below if is_below(slot, path)]
    return machine.below[max(found, key=len)] if found else act.scope


def is_below(slot: str, path: str) -> bool:
    """Whether a slot (``effect:…``) or a path belongs to the component at a path, or to one below it."""
    _, found, rest = f":{slot}".partition(f":{path}")
    return bool(found) and rest[:1] in ("", ":", "/")
