"""Calls of methods and of things from outside the file: what the catalogue knows of them, and what is left unknown."""

from __future__ import annotations

from collections.abc import Callable

from hangup.catalogue.matcher import ResourceRef, RoleMatch
from hangup.catalogue.schema import Helper
from hangup.flow.connections import releases, resources
from hangup.flow.connections.creates import create
from hangup.flow.domain.state import State
from hangup.flow.domain.values import ANOTHER, NULL, Arguments, Closure, Member, Promise, Symbol, Value, one
from hangup.flow.execution import containers, inheritance, managers, stand_ins
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.elements import note_what_for
from hangup.flow.execution.invoke import done
from hangup.flow.execution.log import Attempt, Ground
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.modelled import ModelledCall
from hangup.flow.execution.spelling import spell
from hangup.flow.execution.unknown import unknown_call
from hangup.flow.frameworks import roles, signals, stores
from hangup.flow.frameworks.registrations import REGISTERING
from hangup.ir import operations as ops
from hangup.model import Confidence

Method = Callable[[Machine, Activation, ops.Call, State, Value, str, Arguments], "list[Outcome] | None"]
"""Calls a method of objects of one kind; None for any other object, or where the method is not its own."""

_WITH_METHODS: tuple[Method, ...] = (
    signals.method, stores.method, resources.method, managers.stack_method, containers.method,
)  # fmt: skip


def call_member(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome]:
    """Call a method of an object."""
    if isinstance(receiver, Promise):
        match = machine.knowledge.method(name, machine.imported(act.function))
        if match is not None:
            return roles.execute(ModelledCall(machine, act, op, state, match, arguments, receiver))
    inner, _, own = name.rpartition(".")
    match = machine.knowledge.of_functions.get(own)
    if match is not None and (inner or isinstance(receiver, Closure)):
        function = Member(receiver, inner) if inner else receiver
        return roles.execute(ModelledCall(machine, act, op, state, match, arguments, function))
    for known in _WITH_METHODS:
        outcomes = known(machine, act, op, state, receiver, name, arguments)
        if outcomes is not None:
            return outcomes
    match = machine.knowledge.method(name, machine.imported(act.function))
    if match is not None:
        return roles.execute(ModelledCall(machine, act, op, state, match, arguments, receiver))
    if op.kind == "decorator":
        return roles.decorate(machine, act, op, state, None, arguments, Symbol("unknown:decorator", (name,)))
    return unknown_call(machine, act, op, state, arguments, one(Symbol(f"unknown:call:{act.function.id}:{op.result}")))


def call_symbol(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Symbol, arguments: Arguments
) -> list[Outcome]:
    """Call something from outside the file."""
    if callee.root == ANOTHER.root:
        return [done(machine, act, op, state, one(callee.step("()")))]
    is_static = callee.is_import or callee.is_global
    if op.kind == "decorator":
        match = _decorator(machine, act, callee) if is_static else None
        return roles.decorate(machine, act, op, state, match, arguments, callee)
    known = (_call_static if is_static else _call_unproved)(machine, act, op, state, callee, arguments)
    if known is None and (len(callee.path) > 1 or (callee.path and not is_static)):
        known = _call_method(machine, act, op, state, callee, arguments)
    if known is not None:
        return known
    if _constructs(machine, op, callee):
        made = state.allocate(f"foreign:{act.frame}:{op.result}", "foreign")
        machine.made_by[made] = callee
        note_what_for(machine, made, arguments)
        names = [a.name or spell(machine, act.function, a.value).rpartition(".")[2] for a in op.args]
        if any(machine.knowledge.is_secret_name(name) for name in names if name):
            machine.secret.add(made)
        return unknown_call(machine, act, op, state, arguments, one(made))
    if inheritance.is_constructor(callee, machine.program.constructor):  # that of a base class is trusted
        ways = unknown_call(machine, act, op, state, arguments, NULL)
        return [way for way in ways if way.kind != "raise"]
    result = callee.step("()")
    if act.epoch and act.scope.kind in ("component", "hook"):
        result = Symbol(result.root, result.path, act.epoch)
    note_what_for(machine, result, arguments)
    if act.scope.kind in ("component", "hook"):
        effect = _effect_alike(machine, act, op, callee, arguments)
        if effect is not None:
            return roles.execute(ModelledCall(machine, act, op, state, effect, arguments, None))
    return unknown_call(machine, act, op, state, arguments, one(result))


def _decorator(machine: Machine, act: Activation, callee: Symbol) -> RoleMatch | None:
    """What a decorator means, with or without arguments of its own."""
    bare = callee.path[:-1] if callee.path[-1:] == ("()",) else callee.path
    imported, file = machine.imported(act.function), machine.path(act.function)
    return machine.knowledge.role(callee.module, bare, decorator=True, imported=imported, file=file)


def _decorated_by_call(machine: Machine, act: Activation, callee: Symbol, arguments: Arguments) -> RoleMatch | None:
    """What a decorator means that registers a function, and is called as one with it: ``on_start(begin)``."""
    given = list(arguments.all())
    if len(given) != 1 or not any(isinstance(value, Closure) for value in given[0]):
        return None
    match = _decorator(machine, act, callee)
    return match if match is not None and match.model.role in REGISTERING else None


def _effect_alike(
    machine: Machine, act: Activation, op: ops.Call, callee: Symbol, arguments: Arguments
) -> RoleMatch | None:
    """The role of an effect, for a hook nobody knows that is given a function and a list: it does as hooks do."""
    name = spell(machine, act.function, op.callee).rpartition(".")[2] or next(iter(callee.path[-1:]), "")
    if len(op.args) < 2 or not machine.knowledge.is_hook(name):
        return None
    listed = isinstance(machine.definition(act.function, op.args[1].value), ops.MakeSequence)
    functions = [v for v in arguments.get(0) or () if isinstance(v, Closure) and v.function in machine.relevant]
    return machine.knowledge.effect if listed and functions else None


def _call_static(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Symbol, arguments: Arguments
) -> list[Outcome] | None:
    """Call something that an import or a global name stands for, as the catalogue knows it."""
    knowledge, module, path = machine.knowledge, callee.module, callee.path
    misses = callee.is_global and len(path) == 2 and path[0] in machine.tables.declared  # elsewhere, out of reach
    if misses and path[1] in knowledge.release_names:
        machine.log.attempt(Attempt(op.span, "unresolved", path[1], act.scope, Symbol("global", path[:1])))
    if path and releases.release_by_argument(machine, act, state, path[-1], arguments, op.span):
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
    created = None if stand_ins.is_mocked(machine, act.scope, module, path) else knowledge.create(module, path, op.kind)
    if created is not None:
        outcomes = create(machine, act, op, state, created, arguments)
        if knowledge.is_receiver(module, path):  # a client whose methods a framework gives roles, too
            for made in machine.register(act, state, op.result):
                machine.made_by.setdefault(made, callee)
        return outcomes
    helper = knowledge.helper(module, path)
    if helper is not None:
        resources.use_helper(machine, act, op, state, helper, arguments)
        _note_owned(machine, act, op, callee, helper)
    provided = knowledge.provides(module, path)
    if provided is not None:
        ref, provides, proved = provided
        result = callee.step("()")
        target = result.step(provides.field) if provides.field else result
        machine.made.setdefault(target, (ref, Confidence.HIGH if proved else Confidence.MEDIUM))
        machine.grounds.setdefault(target, Ground("provider", provides.call, module, op.span))
        return [done(machine, act, op, state, one(result))]
    imported, file = machine.imported(act.function), machine.path(act.function)
    match = knowledge.role(module, path, decorator=False, imported=imported, file=file)
    if match is None:
        decorator = _decorated_by_call(machine, act, callee, arguments)
        return None if decorator is None else roles.decorate(machine, act, op, state, decorator, arguments, callee)
    continues = match.model.role == "continuation"
    receiver = Symbol(callee.root, path[:-1], callee.epoch) if continues else None
    outcomes = roles.execute(ModelledCall(machine, act, op, state, match, arguments, receiver))
    if knowledge.is_receiver(module, path):  # what is made is asked for more by its methods
        for outcome in [outcome for outcome in outcomes if outcome.kind == "next"]:
            machine.set_register(act, outcome.state, op.result, one(callee.step("()")))
    return outcomes


def _note_owned(
    machine: Machine, act: Activation, op: ops.Call, callee: Symbol, match: tuple[ResourceRef, Helper, bool]
) -> None:
    """What a hook of an SDK hands out is the resource that it connects and closes itself."""
    ref, helper, proved = match
    if helper.kind == "hook":
        result = callee.step("()")
        for owned in (result, Symbol(result.root, result.path, act.epoch)):
            machine.made.setdefault(owned, (ref, Confidence.HIGH if proved else Confidence.MEDIUM))
            machine.grounds.setdefault(owned, Ground("owner", helper.call, callee.module, op.span))


def _call_unproved(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Symbol, arguments: Arguments
) -> list[Outcome] | None:
    """Call a method that has a role by its name, on something nothing is known of."""
    knowledge = machine.knowledge
    name = callee.path[-1] if callee.path else ""
    match = knowledge.method(name, machine.imported(act.function))
    if match is None:
        return None
    call = ModelledCall(machine, act, op, state, match, arguments, Symbol(callee.root, callee.path[:-1]))
    if (name in knowledge.acquire_names or name in knowledge.release_names) and not call.callbacks():
        return None
    return roles.execute(call)


def _call_method(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Symbol, arguments: Arguments
) -> list[Outcome] | None:
    """Call a method of what may be a resource or a container."""
    receiver, name = Symbol(callee.root, callee.path[:-1], callee.epoch), callee.path[-1]
    used = resources.method(machine, act, op, state, receiver, name, arguments)
    return used if used is not None else containers.method(machine, act, op, state, receiver, name, arguments)


def _constructs(machine: Machine, op: ops.Call, callee: Symbol) -> bool:
    """Whether the call makes an object of a class of others."""
    name = callee.path[-1] if callee.path else ""
    makes = op.kind == "new" or (machine.program.calls_construct and name[:1].isupper())
    return makes and not machine.knowledge.is_receiver(callee.module, callee.path or ("default",))
