"""Loops over functions: each of them is run in its own turn, and not in every one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hangup.flow.domain.state import State
from hangup.flow.domain.values import ClassValue, Closure, Object
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.log import LoopInfo
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops


def loops_around(
    machine: Machine, act: Activation, state: State, op: ops.Call, loops: tuple[LoopInfo, ...]
) -> tuple[LoopInfo, ...]:
    """The loops around a call, without those that go over functions which are spelled out and of which it runs one."""
    values = [op.callee]
    if not any(isinstance(v, Closure | ClassValue) for v in machine.register(act, state, op.callee)):
        values += [argument.value for argument in op.args]  # code outside runs what it is given, and nothing else
    own = {loop for value in values for loop in _turns_of(machine, act, state, value)}
    return tuple(loop for loop in loops if loop not in own)


def _turns_of(machine: Machine, act: Activation, state: State, value: ops.Value) -> Iterator[LoopInfo]:
    """The loop of which a register holds this turn's function."""
    read = machine.definition(act.function, value)
    stored = machine.tables.stored(read.cell) if isinstance(read, ops.Load) else []
    for function, made in stored if len(stored) == 1 else ():
        if function is not act.function or not isinstance(made, ops.Next):
            continue
        if not _are_functions(machine, act, state, made.iterator):
            continue
        for loop in function.loops:
            header = function.blocks[loop.header].operations
            if any(isinstance(o, ops.HasNext) and o.iterator == made.iterator for o in header):
                yield LoopInfo(loop.kind, loop.span)


def _are_functions(machine: Machine, act: Activation, state: State, iterator: ops.Value) -> bool:
    """Whether what a loop goes over is known to be functions, each of them once."""
    containers = machine.register(act, state, iterator)
    if not containers or not all(isinstance(c, Object) and c.kind == "sequence" for c in containers):
        return False
    for container in containers:
        fields = state.heap.get(container, {})
        held = [value for values in fields.values() for value in values]
        if not fields or not all(name.isdigit() for name in fields):
            return False
        if not all(isinstance(v, Closure) and times == 1 for v, times in Counter(held).items()):
            return False
    return True
