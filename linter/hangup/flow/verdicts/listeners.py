"""Which functions of a state may be called later to close a connection: what holds them says when they are called."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.flow.domain.state import State
from hangup.flow.domain.values import Closure, Object, Value, Values
from hangup.flow.execution.log import LoopInfo
from hangup.flow.execution.machine import Machine
from hangup.flow.frameworks.registrations import ENDED


def listening(state: State, receiver: Value | None) -> Iterator[Values]:
    """What objects hold, but for listeners that are told when the connection of the receiver, if any, is over."""
    for fields in state.heap.values():
        for name, values in fields.items():
            if receiver not in fields.get(f"{ENDED}{name}", ()):
                yield values


def handed_in_turn(machine: Machine, state: State, owner: Object, receiver: Value, loop: LoopInfo) -> Iterator[Closure]:
    """Functions made in a turn of a loop that are called later, but not because the receiver's connection is over.

    Every turn makes its own, and the state holds those of the last one.
    """
    fields = state.heap.get(owner, {})
    for slot, values in fields.items():
        if slot in machine.registrations and receiver not in fields.get(f"{ENDED}{slot}", ()):
            for value in sorted(values, key=repr):
                if isinstance(value, Closure):
                    made = machine.program.functions[value.function].span
                    if loop.span.start <= made.start and made.end <= loop.span.end:
                        yield value
