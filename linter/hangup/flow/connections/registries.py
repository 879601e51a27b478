"""Registries of peers: classes of the program that are handed the connection of a peer, and let go of it again."""

from __future__ import annotations

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.connections import resources
from hangup.flow.domain.state import State
from hangup.flow.domain.values import Arguments, Closure, Object
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.inheritance import find_method
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.model import Confidence


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Closure, arguments: Arguments
) -> list[Outcome] | None:
    """A call that hands a peer to a registry, which is a resource from now on. None when it is nothing of the kind."""
    receiver = callee.bound
    if not machine.peers or not isinstance(receiver, Object) or receiver in machine.made:
        return None
    name = machine.program.functions[callee.function].name
    ref = _registry(machine, state, receiver)
    if ref is None or name not in ref.acquires or act.scope.running("connection") is None:
        return None
    if not any(values & machine.peers.keys() for values in arguments.all()):
        return None
    machine.made[receiver] = (ref, Confidence.HIGH)
    return resources.method(machine, act, op, state, receiver, name, arguments)


def _registry(machine: Machine, state: State, receiver: Object) -> ResourceRef | None:
    """The kind of registry an instance is, by the methods that its class and the bases of it have."""
    names = {name for ref in machine.knowledge.registries for name in (*ref.acquires, *ref.releases)}
    return machine.knowledge.registry(name for name in names if find_method(state, receiver, name) is not None)
