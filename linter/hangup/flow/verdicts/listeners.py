"""Which functions of a state may be called later to close a connection: what holds them says when they are called."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.flow.domain.state import State
from hangup.flow.domain.values import Closure, Member, Object, Value, Values
from hangup.flow.execution.activations import Registration
from hangup.flow.execution.log import LoopInfo
from hangup.flow.execution.machine import Machine
from hangup.flow.frameworks.registrations import ENDED


def listening(state: State, receiver: Value | None) -> Iterator[Values]:
    """What objects hold, but for listeners that are told when the connection of the receiver, if any, is over."""
    for fields in state.heap.values():
        for name, values in fields.items():
            if receiver not in fields.get(f"{ENDED}{name}", ()):
                yield values


def handed_methods(machine: Machine, state: State, receiver: Value) -> Iterator[tuple[Registration, Member]]:
    """The methods of a receiver that something is to call later, but not because its connection is over."""
    for fields in state.heap.values():
        for slot, values in fields.items():
            entry = machine.registrations.get(slot)
            if entry is not None and receiver not in fields.get(f"{ENDED}{slot}", ()):
                yield from ((entry, v) for v in values if isinstance(v, Member) and v.receiver == receiver)


def never_run(machine: Machine, state: State) -> set[Closure]:
    """Functions that were handed to what calls them, and waits for nothing: all that comes of it is a coroutine."""
    if not machine.program.lazy_async:
        return set()
    functions, entries = machine.program.functions, machine.registrations
    idle = [v for f in state.heap.values() for s in f if s in entries and not entries[s].waits for v in f[s]]
    return {value for value in idle if isinstance(value, Closure) and functions[value.function].is_async}


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
