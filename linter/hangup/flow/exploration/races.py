"""Objects that are closed while a task they have started is still connecting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Value, one
from hangup.flow.execution.promises import settle
from hangup.flow.exploration import registered, schedule
from hangup.flow.exploration.instances import ClassLife
from hangup.flow.exploration.lives import Ending
from hangup.records import replace

RACE = 20_000
"""Steps in which a race is looked for. What takes more is judged by its lives alone."""


class Races:
    """One method of an object starts the task, another one, which others call at any time, closes what it opens."""

    def __init__(self, life: ClassLife) -> None:
        self._life = life
        self._machine = life.machine
        self._releasing = life.exploration.releasing

    def explore(self, constructed: Sequence[State], names: Sequence[str]) -> None:
        """Look at each pair of methods that are not private to the object."""
        public = [name for name in names if not name.startswith("_")]
        closers = [name for name in public if self._may(name, self._releasing)] if self._has_opened() else []
        for name in public if closers else ():
            if self._may(name, self._life.exploration.acquiring & self._life.exploration.spawning):
                log = self._machine.log
                known = dict(log.attempts), dict(log.overwritten), dict(log.reacquired)
                self._life.exploration.try_out(partial(self._open, constructed, name, closers), RACE)
                log.attempts, log.overwritten, log.reacquired = known  # a method called too early means nothing else

    def _has_opened(self) -> bool:
        """Whether its methods, which were run by then, have opened anything: by themselves, or by what they call."""
        functions, made = self._machine.program.functions, self._life.made
        return any(
            event.scope.root.span == made.name_span or functions[event.function].class_id == made.id
            for event in self._machine.log.acquires
        )

    def _may(self, name: str, functions: frozenset[int] | set[int]) -> bool:
        closure = self._life.method(self._life.state, name)
        return closure is not None and closure.function in functions

    def _open(self, constructed: Sequence[State], name: str, closers: list[str]) -> None:
        """Start, and close at each point where the task waits."""
        life, machine = self._life, self._machine
        scope = life.method_scope(name)
        act = replace(life.exploration.act, racing=True, owner=life.instance, scope=scope, path="race")
        closure = life.method(life.state, name)
        for start in constructed:
            values = NULL if closure is None else one(closure)
            begun = registered.run_all(machine, act, start.fork(), values, scope, f"race:{name}")
            front = [state for state in begun if state.tasks]
            raced: list[list[Ending]] = []
            for closer in [closer for closer in closers if closer != name] if front else ():
                opened = self._closed_in_turn(front, closer)
                if opened:
                    raced.append(self._close(front, closer, opened))
            if raced and all(raced):  # where one of them sees to it, that is the one to call
                life.exploration.endings += [ending for endings in raced for ending in endings]

    def _closed_in_turn(self, front: list[State], closer: str) -> set[Value]:
        """What a method closes once the task is done."""
        found: set[Value] = set()
        for state in [drained for now in front for drained in schedule.drain(self._machine, now.fork())]:
            settle(state)
            live = {receiver for receiver, connection in state.connections.items() if connection.is_live}
            for ending in self._life.call(state, closer, self._life.method_scope(closer), "closer") if live else ():
                found |= {receiver for receiver in live if ending.kind != "raise" and ending.closed(receiver)}
        return found

    def _close(self, front: list[State], closer: str, opened: set[Value]) -> list[Ending]:
        """The ends that leave open what the method would have closed, had it come later."""
        life, machine = self._life, self._machine
        scope = life.method_scope(closer)
        act = replace(
            life.exploration.act, mode="concurrent", racing=True, owner=life.instance, scope=scope, path="race"
        )

        closure = life.method(life.state, closer)
        values = NULL if closure is None else one(closure)

        def end(state: State) -> list[State]:
            ended = registered.run_all(machine, act, state, values, scope, f"race:{closer}")
            return [after for after in ended if after is not state]  # nothing came of it: it waits for the other one

        found: list[Ending] = []
        for cut, drained in schedule.cuts(machine, [state.fork() for state in front], end):
            is_over = schedule.GOES_ON not in drained.marks  # what still runs may close it
            left = [r for r, c in drained.connections.items() if c.is_live and r in opened and is_over]
            if left:
                machine.log.closed_in_turn |= {drained.connections[receiver].acquire for receiver in left}
                span = life.made.name_span
                found.append(Ending("raced", drained, span, "end", NULL, scope, life.instance, cut_at=cut))
        return found
