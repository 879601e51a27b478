"""Making instances of the program's classes: their constructors, and those that are made from declared fields."""

from __future__ import annotations

from hangup.flow.domain.protocols import BEGUN
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Arguments, ClassValue, Closure, Object, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.inheritance import declared_fields, find_method
from hangup.flow.execution.invoke import done, invoke
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.model import Confidence


def construct(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: ClassValue, arguments: Arguments
) -> list[Outcome]:
    """Make an instance of a class of the program and run its constructor."""
    instance = state.allocate(f"instance:{act.frame}:{op.result}", "instance")
    state.set_field(instance, "__class__", one(callee))
    if callee.class_id in machine.pairs:
        machine.made.setdefault(instance, (machine.pairs[callee.class_id], Confidence.HIGH))
    constructor = find_method(state, instance, machine.program.constructor)
    if not constructor and machine.program.calls_construct:
        _fill(machine, state, instance, callee, arguments)
        constructor, arguments = find_method(state, instance, BEGUN), Arguments()
    outcomes: list[Outcome] = []
    for closure in constructor or ():
        if isinstance(closure, Closure):
            for outcome in invoke(machine, act, state.fork(), closure, arguments, op.result):
                if outcome.kind == "return":
                    outcomes.append(done(machine, act, op, outcome.state, one(instance)))
                else:
                    outcomes.append(outcome)
    return outcomes or [done(machine, act, op, state, one(instance))]


def _fill(machine: Machine, state: State, instance: Object, made: ClassValue, arguments: Arguments) -> None:
    """Set the declared fields, as a constructor does that is made from them (PEP 681): those of the bases first.

    Who makes it (a decorator, a base class) does not matter: a class without a constructor takes arguments for no other
    reason.
    """
    names = declared_fields(machine, state, made)
    given = [] if arguments.spread else list(zip(names, arguments.positional, strict=False))
    for name, values in [*given, *arguments.named]:
        state.set_field(instance, name, values or NULL)
