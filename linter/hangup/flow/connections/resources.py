"""Methods and helpers of resources: which call creates, acquires or releases, and which only uses."""

from __future__ import annotations

from collections.abc import Hashable

from hangup.catalogue.matcher import ResourceRef
from hangup.catalogue.schema import Create, Helper, Release
from hangup.flow.connections.acquires import call_acquire, who
from hangup.flow.connections.creates import argument_path, construct
from hangup.flow.connections.releases import call_release, note_use, release_by_argument, release_children
from hangup.flow.domain.state import State
from hangup.flow.domain.values import Arguments, Closure, Member, Object, Symbol, Value, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.hints import guess, note_passed
from hangup.flow.execution.invoke import done
from hangup.flow.execution.log import HelperCall, HelperUse
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.modelled import ModelledCall
from hangup.flow.execution.stand_ins import is_stand_in
from hangup.flow.execution.unknown import unknown_call
from hangup.flow.frameworks.roles import execute
from hangup.ir import operations as ops
from hangup.model import Confidence


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """A method call on something that is, or may be, a resource. None when it is nothing of the kind."""
    consumed = consume(machine, act, op, state, name, arguments)
    if consumed is not None:
        return consumed
    receiver, name = _static(machine, receiver, name)
    known = machine.made.get(receiver) or guess(machine, act, state, receiver, name, arguments)
    if known is None:
        return _method_of_unknown(machine, act, op, state, receiver, name, arguments)
    ref, proof = known
    if is_stand_in(machine, act.scope, ref):
        return None
    _note_use(machine, act, op, state, receiver, ref, name)
    if name in ref.acquires:
        return call_acquire(machine, act, op, state, receiver, ref, name, ref.acquires[name], arguments)
    if name in ref.releases:
        return call_release(machine, act, op, state, receiver, name, ref.releases[name], arguments)
    asked = receiver.step(name) if isinstance(receiver, Symbol) else Member(receiver, name)
    if not op.args and machine.tells_status(asked) is not None:  # a method that is asked as a property elsewhere
        return [done(machine, act, op, state, one(asked))]
    child = child_create(machine, ref, name)
    if child is not None:
        child_ref, create_model = child
        return construct(machine, act, op, state, child_ref, create_model, arguments, proof, receiver)
    if _release_all(machine, act, op, state, receiver, ref, name):
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
    listened = _listen(machine, act, op, state, receiver, ref, name, arguments)
    if listened is not None:
        return listened
    if name in ref.resource.chain:
        return unknown_call(machine, act, op, state, arguments, one(receiver))
    _note_work(machine, state, receiver, name)
    if not isinstance(receiver, Object):
        return None
    role = machine.knowledge.method(name, machine.imported(act.function))
    if role is not None and role.model.role == "continuation":  # it is its own promise, and comes to itself
        return execute(ModelledCall(machine, act, op, state, role, arguments, receiver))
    result = one(Symbol(f"unknown:method:{act.function.id}:{op.result}", (name, "()")))
    outcomes = unknown_call(machine, act, op, state, arguments, result)
    listens = role is not None and role.model.role == "event"  # to add a listener does not fail
    return [outcome for outcome in outcomes if not (listens and outcome.kind == "raise")]


def _method_of_unknown(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome] | None:
    guessed = _release_of_guess(machine, state, receiver, name)
    if guessed is not None:
        return call_release(machine, act, op, state, receiver, name, guessed, arguments)
    machine.log.uses.setdefault(receiver, set()).add(name)
    note_passed(machine, act, receiver, name, op.span)
    return None


def _release_of_guess(machine: Machine, state: State, receiver: Value, name: str) -> Release | None:
    """How a method closes what is open on a receiver that only its names tell: as any resource does that opens so."""
    connection = state.connections.get(receiver)
    event = None if connection is None else machine.log.acquires[connection.acquire]
    if event is None or not event.ref.is_generic:
        return None
    alike = machine.knowledge.acquire_names.get(event.method, ())
    return next((ref.releases[name] for ref in alike if name in ref.releases), None)


def _note_use(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, ref: ResourceRef, name: str
) -> None:
    """Note what the call of a method says of its receiver."""
    if name not in ref.releases and len(machine.register(act, state, op.callee)) == 1:
        note_use(machine, act, state, receiver, op.span)
    if name in ref.resource.reserving:
        machine.log.reserved.add(receiver)


def _note_work(machine: Machine, state: State, receiver: Value, name: str) -> None:
    """Note what else is done with a connection: in front of its acquire and behind its release, nothing is."""
    connection = state.connections.get(receiver)
    if connection is not None and connection.is_live:
        machine.log.uses.setdefault(receiver, set()).add(name)


def _static(machine: Machine, receiver: Value, name: str) -> tuple[Value, str]:
    """The receiver and the method; where a name of a package stands for the one resource there is, that name."""
    if not isinstance(receiver, Symbol) or not (receiver.is_import or receiver.is_global):
        return receiver, name
    for end in range(min(len(receiver.path), 2) + 1):
        ref = machine.knowledge.static(receiver.module, receiver.path[:end])
        if ref is not None:
            owner = Symbol(receiver.root, receiver.path[:end])
            machine.made[owner] = (ref, Confidence.HIGH)
            machine.shared[owner] = "global"
            return owner, ".".join((*receiver.path[end:], name))
    return receiver, name


def _release_all(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, ref: ResourceRef, name: str
) -> bool:
    """Close all children of one kind, where the method does so."""
    for other in machine.knowledge.resources:
        parent = other.resource.parent
        is_child = other.sdk.id == ref.sdk.id and parent is not None and parent.of == ref.resource.name
        if is_child and name in other.parent_releases:
            release_children(machine, act, state, receiver, op.span, other)
            return True
    return False


def _listen(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, ref: ResourceRef, name: str,
    arguments: Arguments,
) -> list[Outcome] | None:  # fmt: skip
    """A call that registers a listener with a resource; one for the end of its connection runs when it has ended.
    One that takes a listener away runs none.
    """
    match = machine.knowledge.method(name, machine.imported(act.function))
    role = "" if match is None else match.model.role
    registers = role == "event" and (ref.resource.ends or ref.resource.chain)
    if match is None or not (registers or role == "benign"):
        return None
    outcomes = execute(ModelledCall(machine, act, op, state, match, arguments, receiver))
    if name in ref.resource.chain:
        for outcome in outcomes:
            if outcome.kind == "next":
                machine.set_register(act, outcome.state, op.result, one(receiver))
    return outcomes


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
    if release_by_argument(machine, act, state, name, arguments, op.span):
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
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
    """A hook of the SDK that owns the life cycle: note whom it is for, and arguments that are new in every render."""
    ref, helper, proved = match
    proof = Confidence.HIGH if proved else Confidence.MEDIUM
    if helper.kind == "hook":
        key = _made_for(state, helper, arguments)
        machine.log.helped.setdefault((op.span, act.scope), HelperCall(op.span, act.scope, ref, proof, key))
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
            machine.log.helpers[(op.span, name)] = HelperUse(op.span, act.scope, ref, name, proof)
        state.set_field(act.owner, slot, values)


def _made_for(state: State, helper: Helper, arguments: Arguments) -> frozenset[Hashable]:
    """What the client of a helper is for: all options but those that only have to stay the same."""
    options = [state.heap.get(value, {}) for values in arguments.positional[:1] for value in values]
    entries = [(name, who(state, held)) for fields in options for name, held in fields.items()]
    return frozenset((name, users) for name, users in entries if name not in helper.stable_args)
