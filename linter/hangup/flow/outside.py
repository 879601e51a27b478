"""Calls of methods and of things from outside the file: what the catalogue knows of them, and what is left unknown."""

from __future__ import annotations

from hangup.flow import containers, managers, resources, roles
from hangup.flow.creates import create
from hangup.flow.invoke import done
from hangup.flow.log import Attempt
from hangup.flow.machine import Activation, Machine, Outcome
from hangup.flow.promises import force
from hangup.flow.spelling import spell
from hangup.flow.state import State
from hangup.flow.unknown import unknown_call
from hangup.flow.values import Arguments, Object, Promise, Symbol, Value, one
from hangup.ir import operations as ops
from hangup.model import Confidence


def call_member(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome]:
    """Call a method of an object."""
    if isinstance(receiver, Promise):
        match = machine.knowledge.method(name, machine.modules)
        if match is not None:
            return roles.execute(machine, act, op, state, match, arguments, receiver)
        if name == "result" and receiver.key in state.promises:  # a future, asked for its value
            outcomes = force(machine, act, state, receiver, state.promises[receiver.key])
            return [done(machine, act, op, o.state, o.values) if o.kind == "return" else o for o in outcomes]
    used = resources.method(machine, act, op, state, receiver, name, arguments)
    if used is not None:
        return used
    if isinstance(receiver, Object) and receiver in machine.managers:
        stacked = managers.stack_method(machine, act, op, state, receiver, name, arguments)
        if stacked is not None:
            return stacked
    contained = containers.method(machine, act, op, state, receiver, name, arguments)
    if contained is not None:
        return [done(machine, act, op, state, contained)]
    match = machine.knowledge.method(name, machine.modules)
    if match is not None:
        return roles.execute(machine, act, op, state, match, arguments, receiver)
    return unknown_call(machine, act, op, state, arguments, one(Symbol(f"unknown:call:{act.function.id}:{op.result}")))


def call_symbol(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Symbol, arguments: Arguments
) -> list[Outcome]:
    """Call something from outside the file."""
    module, path = callee.module, callee.path
    knowledge = machine.knowledge
    is_static = callee.is_import or callee.is_global
    if op.kind == "decorator":
        bare = path[:-1] if path[-1:] == ("()",) else path
        match = knowledge.role(module, bare, decorator=True, imported=machine.modules) if is_static else None
        return roles.decorate(machine, act, op, state, match, arguments, callee)
    if callee.is_global and len(path) == 2 and path[-1] in knowledge.release_names:
        machine.log.attempt(Attempt(op.span, "unresolved", path[-1], act.scope, Symbol("global", path[:1])))
    if is_static:
        created = knowledge.create(module, path, op.kind)
        if created is not None:
            return create(machine, act, op, state, created, arguments)
        helper = knowledge.helper(module, path)
        if helper is not None:
            resources.use_helper(machine, act, op, state, helper, arguments)
        provided = knowledge.provides(module, path)
        if provided is not None:
            ref, provides, proved = provided
            result = callee.step("()")
            target = result.step(provides.field) if provides.field else result
            machine.made.setdefault(target, (ref, Confidence.HIGH if proved else Confidence.MEDIUM))
            return [done(machine, act, op, state, one(result))]
        match = knowledge.role(module, path, decorator=False, imported=machine.modules)
        if match is not None:
            return roles.execute(machine, act, op, state, match, arguments, None)
    elif path:
        match = knowledge.method(path[-1], machine.modules)
        if match is not None and path[-1] not in knowledge.acquire_names and path[-1] not in knowledge.release_names:
            return roles.execute(machine, act, op, state, match, arguments, Symbol(callee.root, path[:-1]))
    if path and (len(path) > 1 or not is_static):
        receiver = Symbol(callee.root, path[:-1], callee.epoch)
        used = resources.method(machine, act, op, state, receiver, path[-1], arguments)
        if used is not None:
            return used
        contained = containers.method(machine, act, op, state, receiver, path[-1], arguments)
        if contained is not None:
            return [done(machine, act, op, state, contained)]
    if (
        op.kind == "new" or (path and path[-1][:1].isupper() and machine.program.calls_construct)
    ) and not knowledge.is_receiver(path):
        made = state.allocate(f"foreign:{act.frame}:{op.result}", "foreign")
        machine.made_by[made] = callee
        names = [a.name or spell(machine, act.function, a.value).rpartition(".")[2] for a in op.args]
        if any(knowledge.is_secret_name(name) for name in names if name):
            machine.secret.add(made)
        return unknown_call(machine, act, op, state, arguments, one(made))
    result = callee.step("()")
    if act.epoch and act.scope.kind in ("component", "hook"):
        result = Symbol(result.root, result.path, act.epoch)
    return unknown_call(machine, act, op, state, arguments, one(result))
