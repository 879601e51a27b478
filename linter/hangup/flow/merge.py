"""Several states of one place become one per typestate."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.state import State


def merge_states(states: Iterable[State]) -> list[State]:
    """One state per typestate."""
    merged: dict[object, State] = {}
    for state in states:
        key = state.key()
        if key in merged:
            merged[key].absorb(state)
        else:
            merged[key] = state
    return list(merged.values())
