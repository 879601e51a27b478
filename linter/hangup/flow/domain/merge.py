"""Several states of one place become one per typestate, and fewer where there are too many."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.domain.state import State

MANY = 8
"""How many typestates are told apart in full. Further ones join one that has as much open, made at the same places."""

MAX_STATES = 24
"""How many typestates are kept apart before the newest are merged regardless."""


class Apart:
    """The states that reached one place, told apart by their typestates."""

    def __init__(self) -> None:
        self.states: dict[object, State] = {}
        self._outlines: dict[object, object] = {}

    def key(self, state: State) -> object:
        """The key of the state that this one is to be merged with; its own where it stands for itself."""
        key = state.key()
        if key in self.states or len(self.states) < MANY:
            return key
        if not self._outlines:
            for known, other in self.states.items():
                self._outlines.setdefault(other.outline(), known)
        outline = state.outline()
        if outline in self._outlines:
            return self._outlines[outline]
        if len(self.states) >= MAX_STATES:
            return next(iter(self.states))
        self._outlines[outline] = key
        return key

    def add(self, state: State) -> tuple[object, bool]:
        """Take a state in. Its key, and whether it told something new."""
        key = self.key(state)
        known = self.states.setdefault(key, state)
        return key, known is state or known.absorb(state)


def merge_states(states: Iterable[State]) -> list[State]:
    """One state per typestate."""
    apart = Apart()
    for state in states:
        apart.add(state)
    return list(apart.states.values())
