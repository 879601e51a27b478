"""Runs what was registered with a framework: handlers, timers and events of the program, and the end of the process.

A handler may register further ones. These wait in a queue, so that however many are nested, none runs inside another.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Closure, Symbol
from hangup.flow.execution.activations import MODULE_OWNER, Registration
from hangup.flow.execution.captures import functions_behind
from hangup.flow.execution.log import Scope
from hangup.flow.execution.promises import settle
from hangup.flow.exploration.components import unmount
from hangup.flow.exploration.lives import MAX_STARTS, Ending, begin, run_function
from hangup.flow.exploration.registered import tell_begun
from hangup.flow.frameworks.registrations import end_connections
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

_BEGINNING = "lifespan:"
_KINDS = ("handler:", "event:", "timer:", "lifespan:", "later:")


class Handlers:
    """The handlers of an exploration."""

    def __init__(self, exploration: Exploration) -> None:
        self._exploration = exploration
        self._machine = exploration.machine
        self._done: set[tuple[str, int]] = set()
        self._waiting: list[list[State]] = []
        """States in which something may be registered that did not run yet."""
        self._is_running = False

    def run(self, states: list[State]) -> None:
        """Run what is registered in these states and did not run yet, and what that registers."""
        self._waiting.append(states)
        if self._is_running:
            return
        self._is_running = True
        try:
            while self._waiting:
                self._run_in(self._waiting.pop(0))
        finally:
            self._is_running = False

    def run_left_over(self) -> None:
        """Run what was registered by code that never comes to an end: it waits in a loop, where others return."""
        if not self._machine.program.lazy_async:
            return
        done = {key for key, _ in self._done}
        for key, state in list(self._machine.registered_in.items()):
            if key not in done:
                self.run([state])

    def run_with_exit(self, state: State) -> None:
        """Run what is registered in a state, and what is registered there for the end of the process."""
        self.at_exit([state])
        self.run([state])

    def at_exit(self, states: list[State]) -> None:
        """Hooks for the end of the process: what they release is released."""
        exploration = self._exploration
        for key, entry in list(self._machine.registrations.items()):
            for state in states if key.startswith("exit:") else ():
                for value in sorted(state.field(MODULE_OWNER, key) or (), key=repr):
                    if isinstance(value, Closure) and value.function in exploration.releasing:
                        scope = exploration.scope_below(value.function, "exit", "once", entry.label, entry.span)
                        exploration.guard(partial(self._run_hook, state, value, scope))

    def handle(self, state: State, closure: Closure, scope: Scope) -> None:
        """Run a handler through its life, and once more."""
        if not self._tells(state, closure) or closure.function in self._machine.memoized:
            return
        patient, self._machine.patient = self._machine.patient, False  # no component stands above a handler
        try:
            self._handle(state, closure, scope)
        finally:
            self._machine.patient = patient

    def _tells(self, state: State, closure: Closure) -> bool:
        """Whether a function may open something, or close for good what is there: by what it names, or holds."""
        exploration, known = self._exploration, self._machine.made.values()
        if closure.function in exploration.releasing and any(r.final for ref, _ in known for r in ref.resource.release):
            return True
        acquiring = exploration.acquiring
        if not acquiring or not exploration.is_near(closure.function):
            return False
        return not functions_behind(self._machine, state, closure).isdisjoint(acquiring)

    # ------------------------------------------------------------ one handler

    def _run_in(self, states: list[State]) -> None:
        """Run what did not run yet, in each of these states: what a variable holds may differ from one to the other."""
        exploration = self._exploration
        begun, before_these = self._begun(states), frozenset(self._done)
        for key, entry in list(self._machine.registrations.items()):
            now = states if key.startswith(_BEGINNING) else begun
            for state in now if key.startswith(_KINDS) else ():
                for value in sorted(state.field(MODULE_OWNER, key) or (), key=repr):
                    if isinstance(value, Closure) and (key, value.function) not in before_these:
                        self._done.add((key, value.function))
                        function, server = value.function, entry.server
                        scope = exploration.scope_below(
                            function, entry.kind, entry.runs, entry.label, entry.span, server=server
                        )
                        if entry.around is not None and entry.around.kind != "module":
                            scope = replace(scope, parent=entry.around)
                        self._note_peer(function, entry)
                        before = end_connections(state, MODULE_OWNER, key)
                        exploration.guard(partial(self.handle, before, value, scope))

    def _begun(self, states: list[State]) -> list[State]:
        """The states in which handlers are called: what begins with the process has begun."""
        machine, exploration = self._machine, self._exploration
        for key, entry in list(machine.registrations.items()):
            if not key.startswith(_BEGINNING) or entry.runs == "test" or (key, -1) in self._done:
                continue
            for closure in {v for state in states for v in state.field(MODULE_OWNER, key) or ()}:
                if isinstance(closure, Closure) and closure.function in exploration.acquiring:
                    self._done.add((key, -1))
                    scope = exploration.scope_below(closure.function, entry.kind, entry.runs, entry.label, entry.span)
                    states = self._begin(states, closure, scope) or states
        return states

    def _begin(self, states: list[State], closure: Closure, scope: Scope) -> list[State]:
        found: list[State] = []

        def life() -> None:
            for state in states:
                found.extend(begin(self._machine, self._exploration.act, state, closure, scope))

        self._exploration.guard(life)
        return merge_states(found)[:MAX_STARTS]

    def _handle(self, state: State, closure: Closure, scope: Scope) -> None:
        machine, act = self._machine, self._exploration.act
        endings = self._to_the_end(run_function(machine, act, state, closure, scope), state, scope)
        self._exploration.add(endings)
        follow: list[Ending] = []
        machine.again = scope.kind not in ("event", "timer")
        life = "again" if machine.again else "function"
        done = [ending for ending in endings if ending.kind != "raise"]
        for ending in done[:MAX_STARTS]:
            again = ending.state.fork()
            settle(again, releases=False)  # nobody has waited for those
            self._empty_stores(again, scope)
            for begun in tell_begun(machine, replace(act, owner=MODULE_OWNER), again):
                follow += run_function(machine, act, begun, closure, scope, life=life, epoch=1)
        machine.again = False
        if life == "function" or scope.runs != "once":
            self._exploration.endings += follow

    def _run_hook(self, state: State, closure: Closure, scope: Scope) -> None:
        run_function(self._machine, self._exploration.act, state, closure, scope, life="exit")

    def _note_peer(self, function: int, entry: Registration) -> None:
        """The first argument of a handler may be the connection of a peer."""
        parameters = self._machine.program.functions[function].parameters
        if entry.peer_ends and parameters:
            self._machine.peers[Symbol(f"parameter:{function}:{parameters[0].name}")] = entry.peer_ends

    # ------------------------------------------------------------ the end of its life

    def _to_the_end(self, endings: list[Ending], before: State, scope: Scope) -> list[Ending]:
        """Run what a handler registered for the end of its life, and what is registered for the end of all like it."""
        known = before.heap.get(MODULE_OWNER, {})
        act = replace(self._exploration.act, scope=scope)
        ended: list[Ending] = []
        for ending in endings:
            slots = [slot for slot in ending.state.heap.get(MODULE_OWNER, {}) if slot.startswith("stop:")]
            own = [slot for slot in slots if slot not in known]
            of_all = [slot for slot in slots if slot in known and self._machine.registrations[slot].runs == scope.runs]
            for state in unmount(self._machine, act, ending.state, [*own, *of_all]):
                for slot in own:
                    state.set_field(MODULE_OWNER, slot, NULL)
                ended.append(replace(ending, state=state))
        return ended

    def _empty_stores(self, state: State, scope: Scope) -> None:
        """What a framework held for the run that has ended is gone."""
        for key in [key for key in state.heap if isinstance(key, Symbol)]:
            store = self._machine.knowledge.store(key.module, key.path)
            if store is not None and store.holds == scope.runs:
                del state.heap[key]
