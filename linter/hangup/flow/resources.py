"""Methods and helpers of resources: which call creates, acquires or releases, and which only uses."""

from __future__ import annotations

from hangup.catalogue.matcher import ResourceRef
from hangup.catalogue.schema import Create, Helper
from hangup.flow.acquires import acquire, call_acquire
from hangup.flow.creates import argument_path, connects, make
from hangup.flow.hints import guess, note_passed
from hangup.flow.invoke import done
from hangup.flow.log import HelperUse
from hangup.flow.machine import Activation, Machine, Outcome
from hangup.flow.releases import call_release
from hangup.flow.state import State
from hangup.flow.unknown import unknown_call
from hangup.flow.values import Arguments, Closure, Object, Symbol, Value, one
from hangup.ir import operations as ops
from hangup.model import Confidence


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """A method call on something that is, or may be, a resource. None when it is nothing of the kind."""
    consumed = consume(machine, act, op, state, name, arguments)
    if consumed is not None:
        return consumed
    known = machine.made.get(receiver) or guess(machine, act, state, receiver, name, arguments)
    if known is None:
        machine.log.uses.setdefault(receiver, set()).add(name)
        note_passed(machine, receiver, name, op.span)
        return None
    ref, proof = known
    if name in ref.acquires:
        return call_acquire(machine, act, op, state, receiver, ref, name, ref.acquires[name], arguments)
    if name in ref.releases:
        return call_release(machine, act, op, state, receiver, name, ref.releases[name], arguments)
    child = child_create(machine, ref, name)
    if child is not None:
        child_ref, create_model = child
        made = make(machine, act, op, state, child_ref, create_model, arguments, proof)
        machine.parents_of[made] = receiver
        if connects(state, create_model, arguments):
            acquire(machine, act, state, op.span, made, child_ref, name, arguments, "open")
        return [done(machine, act, op, state, one(made))]
    machine.log.uses.setdefault(receiver, set()).add(name)
    if isinstance(receiver, Object):
        return unknown_call(
            machine,
            act,
            op,
            state,
            arguments,
            one(Symbol(f"unknown:method:{act.function.id}:{op.result}", (name, "()"))),
        )
    return None


def child_create(machine: Machine, ref: ResourceRef, name: str) -> tuple[ResourceRef, Create] | None:
    """The child resource a method of this one makes."""
    for other in machine.knowledge.resources:
        if other.sdk.id != ref.sdk.id or name not in other.children:
            continue
        create_model = other.children[name]
        own = create_model.call.startswith("$r.") and other.key == ref.key
        if own or (other.resource.parent is not None and other.resource.parent.of == ref.resource.name):
            return other, create_model
    return None


def consume(
    machine: Machine, act: Activation, op: ops.Call, state: State, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """A release that takes the resource as an argument."""
    for values in arguments.positional[:1]:
        for value in values:
            known = machine.made.get(value)
            if known is not None and name in known[0].consumers:
                return call_release(machine, act, op, state, value, name, known[0].consumers[name], arguments)
    return None


def use_helper(
    machine: Machine,
    act: Activation,
    op: ops.Call,
    state: State,
    match: tuple[ResourceRef, Helper, bool],
    arguments: Arguments,
) -> None:
    """A hook of the SDK that owns the life cycle: note arguments that are new in every render."""
    ref, helper, proved = match
    for name in helper.stable_args:
        values = argument_path(state, f"0.{name}", arguments) or arguments.get(99, name)
        if values is None:
            continue
        slot = f"helper:{act.path}:{op.result}:{name}"
        before = state.field(act.owner, slot)
        if (
            not machine.changing
            and before is not None
            and before != values
            and any(isinstance(v, Closure | Object) for v in values)
        ):
            machine.log.helpers[(op.span, name)] = HelperUse(
                op.span, act.scope, ref, name, Confidence.HIGH if proved else Confidence.MEDIUM
            )
        state.set_field(act.owner, slot, values)
