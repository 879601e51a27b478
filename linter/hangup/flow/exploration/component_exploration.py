"""Runs the lives of components, each below those that hand it what it asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Arguments, Closure, Object, Value, Values
from hangup.flow.execution.activations import MODULE_OWNER
from hangup.flow.execution.captures import of_another_element
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine, Missing
from hangup.flow.execution.promises import settle
from hangup.flow.execution.reach import held_outside
from hangup.flow.exploration import registered
from hangup.flow.exploration.component_lives import ComponentLife, is_made_up
from hangup.flow.exploration.lives import MAX_STARTS, Ending, note_stale
from hangup.flow.exploration.turned import turn_parameter
from hangup.flow.frameworks import children
from hangup.flow.frameworks.registrations import end_connections
from hangup.flow.summaries.mentions import unreached
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

MAX_AROUND = 3
"""How many components stand around one that asks for what they hand down."""

FIRST_TURN = 100
"""What the turns of a handler are counted from."""

STEPS_REMOUNTED = 20_000
"""Steps of a second mount of a component."""

STEPS_FILLED = 20_000
"""Steps of a component in which somebody has set what was empty."""


class Components:
    """The components of an exploration."""

    def __init__(self, exploration: Exploration) -> None:
        self._exploration = exploration
        self._machine = exploration.machine
        self._lives: dict[Object, ComponentLife] = {}
        """The components that were run, by the owner of their effects."""
        self._waiting: list[tuple[Closure, Scope, Object]] = []
        """Components that wait for what others hand down in a place."""

    def run(self, closure: Closure, scope: Scope, starts: list[State]) -> None:
        """Run the lives of a component. One that asks for what nobody has handed down yet waits for ``provide``."""
        try:
            self._live(ComponentLife(self._machine, self._exploration.act, closure, scope), starts)
        except Missing as missing:
            self._waiting.append((closure, scope, missing.place))

    def provide(self) -> None:
        """Run the components that wait for what others hand down, below these."""
        while self._waiting:
            closure, scope, place = self._waiting.pop(0)
            self._exploration.guard(partial(self._below, closure, scope, place))

    def _below(self, closure: Closure, scope: Scope, place: Object) -> None:
        """Run a component below those that provide what it asks for, one around the other."""
        starts, around = self._exploration.starts, list[ComponentLife]()
        provider = self._lives.get(self._machine.providers.get(place, MODULE_OWNER))
        while provider is not None and provider not in around and len(around) < MAX_AROUND:
            starts = merge_states([state for start in starts for state in provider.mounted(start)])[:MAX_STARTS]
            around.insert(0, provider)
            life, self._machine.patient = (
                ComponentLife(self._machine, self._exploration.act, closure, scope, around),
                True,
            )
            try:
                return self._live(life, starts)
            except Missing as missing:
                provider = self._lives.get(self._machine.providers.get(missing.place, MODULE_OWNER))
            finally:
                self._machine.patient = False
        return self._live(ComponentLife(self._machine, self._exploration.act, closure, scope, around), starts)

    def fill(self) -> None:
        """Run the components that lead to calls no life has come to, once somebody has set what was empty in them and
        around them. So are those that opened something in no life of their own, but when they stood around others.
        """
        machine, exploration = self._machine, self._exploration
        left = unreached(machine, exploration.opening.__contains__) if self._lives else ()
        told = self._told() if self._lives else set[int]()
        lent = {event.scope.root.span for index, event in enumerate(machine.log.acquires) if index not in told}
        for life in list(self._lives.values()):
            if life.function.id in left or life.function.name_span in lent:
                exploration.try_out(partial(self._fill, life), STEPS_FILLED)

    def _told(self) -> set[int]:
        """The acquires of which an end of their own life tells."""
        log = self._machine.log
        return {
            connection.acquire
            for ending in self._exploration.endings
            for connection in ending.state.connections.values()
            if log.acquires[connection.acquire].scope.root.span == ending.scope.root.span
        }

    def _fill(self, life: ComponentLife) -> None:
        exploration, log = self._exploration, self._machine.log
        known, before = {log.acquires[index].span for index in self._told()}, len(exploration.endings)
        starts = exploration.starts
        for provider in life.around:
            mounted = [state for start in starts for state in provider.mounted(start)]
            starts = merge_states(provider.filled(mounted) or mounted)[:MAX_STARTS]
        try:
            for start in starts:
                mounted = life.mounted(start)
                mounted = merge_states([*mounted, *life.filled(mounted)])
                exploration.endings += life.ordinary(mounted)
                if life.around:
                    exploration.endings += life.raced(start)
        finally:  # what the lives before this one have come to is known from these
            for ending in exploration.endings[before:]:
                for state in filter(None, (ending.state, ending.cut_at)):
                    open_ = state.connections.items()
                    old = [r for r, c in open_ if is_made_up(r) or log.acquires[c.acquire].span in known]
                    for receiver in old:
                        del state.connections[receiver]

    def _live(self, life: ComponentLife, starts: list[State]) -> None:
        closure = life.closure
        self._lives.setdefault(life.owner, life)
        for start in starts:
            mounted = life.mounted(start)
            ended = life.ordinary(mounted)
            self._exploration.endings += ended
            self._exploration.try_out(partial(self._note_taken_over, life, mounted, ended), STEPS_REMOUNTED)
            tests = self._tests(closure.function)
            if tests is None:
                self._exploration.endings += life.raced(start)
            elif tests > 1:
                self._exploration.endings += life.ordinary(life.repeated(mounted))
            self._exploration.endings += life.changed(start)
            self._events(life, mounted)

    def _note_taken_over(self, life: ComponentLife, mounted: list[State], ended: list[Ending]) -> None:
        """Note the resources that one mount leaves open and the next one uses: a variable of the module keeps them."""
        machine, log = self._machine, self._machine.log
        left = {known for ending in ended for known in self._opened(life, ending.state)}
        places = [machine.created_at.get(known) for known in left]
        own = [known for known in left if places.count(machine.created_at.get(known)) == 1]
        own = [known for known in own if machine.shared.get(known) == "none"]
        held = [held_outside(machine, ending.state, NULL) for ending in ended] if own else []
        own = [known for known in own if any(by.get(known) == "module" for by in held)]
        if not own:
            return
        machine.log = log.copy()  # a second mount tells nothing else
        try:
            open_ = [state for state in mounted if not self._opened(life, state).isdisjoint(own)]
            later = life.remounted(open_[:MAX_STARTS])
            others = {machine.created_at.get(known) for state in later for known in self._opened(life, state) - left}
        finally:
            machine.log = log
        log.taken_over |= {known for known in own if later and machine.created_at[known] not in others}

    def _opened(self, life: ComponentLife, state: State) -> set[Value]:
        """What is open in a state that the component has opened."""
        acquires, root = self._machine.log.acquires, life.function.name_span
        live = ((receiver, known) for receiver, known in state.connections.items() if known.is_live)
        return {receiver for receiver, known in live if acquires[known.acquire].scope.root.span == root}

    def _tests(self, function: int) -> int | None:
        """How many tests a file has whose top-level code this is; None for what belongs to no test: a test runner waits
        for what it started.
        """
        module_at = self._machine.tables.module_at
        if not self._exploration.is_module(function):
            return None
        entries = [entry for entry in self._machine.registrations.values() if entry.runs == "test"]
        here = [entry for entry in entries if module_at(entry.span.start).function == function]
        return sum(entry.kind == "handler" for entry in here) if entries else None

    def _events(self, life: ComponentLife, mounted: list[State]) -> None:
        """Each event handler twice, then the unmount."""
        for key in [k for k in self._machine.registrations if k.startswith(("event:", "timer:", "later:"))]:
            for state in mounted:
                if state.field(life.owner, key):
                    self._event(life, state, key)

    def _event(self, life: ComponentLife, state: State, key: str) -> None:
        machine, entry = self._machine, self._machine.registrations[key]
        scope = entry.scope(children.scope_at(machine, life.base, key))
        act = replace(life.base, frame=0, function=machine.module_function(life.function))
        states, several = [state.fork()], False
        machine.changing = True  # what a handler sets may well run effects again
        turns = 3 if entry.runs == "change" else 1 if entry.kind == "later" else 2
        for turn in range(turns):
            following: list[State] = []
            now, site = replace(act, turn=FIRST_TURN + turn), f"{key}:{turn}"
            for before in states:
                current = end_connections(before, life.owner, key)
                values = current.field(life.owner, key) or NULL
                if (
                    turn
                    and entry.runs == "change"
                    and not _turn(machine, current, values, entry.given, turn, following)
                ):
                    continue
                several |= bool(turn) and of_another_element(machine, current, values)
                following += registered.run_all(machine, now, current, values, scope, site, entry.given)
            states = [after for told in _by_row(following, several) for after in life.settle(merge_states(told))]
        machine.changing = False
        for current in states:
            if several:
                note_stale(machine, current, FIRST_TURN, of_elements=True)
            for ended in life.unmount(current.fork()):
                settle(ended)
                self._exploration.endings.append(Ending("event", ended, entry.span, "end", NULL, scope, life.owner))


def _turn(
    machine: Machine, state: State, values: Values, given: Arguments, turn: int, states: list[State]
) -> bool:  # fmt: skip
    """Whether a watcher runs once more: the second time with another answer, and back again where it has got one."""
    first = given.get(0)
    turned = [turn_parameter(machine, state, value, first) for value in sorted(values, key=repr)]
    if turn == 1 or (any(turned) and state.has_live):
        return True
    states.append(state)
    return False


def _by_row(states: list[State], several: bool) -> list[list[State]]:
    """Those in which the row before has opened something, apart from those in which the next one has: they look alike,
    and hold it open for two users.
    """
    if not several:
        return [states]
    before = [s for s in states if all(known.run <= FIRST_TURN for known in s.connections.values())]
    return [before, [s for s in states if s not in before]]
