"""How a component is mounted, rendered again and unmounted, and what may come in between."""

from __future__ import annotations

from collections.abc import Sequence

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Closure, Object, Setter, Symbol, Value, one, truth
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.calls import set_state
from hangup.flow.execution.invoke import drop_activation, unknown_parameter
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.promises import settle
from hangup.flow.exploration import components, registered, schedule
from hangup.flow.exploration.lives import Ending, note_stale
from hangup.flow.frameworks.children import forget_shown
from hangup.flow.frameworks.registrations import forget_elements
from hangup.ir.program import Function
from hangup.records import replace

FILLED_IN = "unknown:set:"
"""How the root of a value begins that somebody may have set."""


def is_made_up(value: Value) -> bool:
    """Whether a value is what somebody may have set: as a client, it is one that nobody has made."""
    return isinstance(value, Symbol) and value.root.startswith(FILLED_IN)


class ComponentLife:
    """Mounts, re-renders and unmounts one component (or a custom hook, as if a component of its own called it)."""

    def __init__(
        self, machine: Machine, act: Activation, closure: Closure, scope: Scope, around: Sequence[ComponentLife] = ()
    ) -> None:
        """``around``: the components it is mounted in, the innermost first; they are unmounted behind it."""
        self.around = around
        self.machine = machine
        self.closure = closure
        self.function: Function = machine.program.functions[closure.function]
        self.scope = scope
        self.owner = Object(f"component:{closure.function}", 0, "component")
        self.base = replace(act, owner=self.owner, path=f"root{closure.function}", scope=scope)
        self.renders_again = scope.runs == "render"
        """A set-up function runs once per mount; a render function whenever something was set."""
        self._turn = self._changed_at = 0

    def render(self, state: State, *, concurrent: bool = False, epoch: int = 0) -> list[State]:
        """One render and the effects behind it."""
        self._turn += 1
        act = self._activation(concurrent=concurrent, epoch=epoch)
        outer = self.closure.frame
        frame = self.machine.frame(("render", self.function.id, self._turn, outer), self.function, outer)
        act = replace(act, frame=frame, function=self.function)
        state.set_field(self.owner, "dirty", NULL)
        forget_elements(self.machine, state, self.owner)
        forget_shown(state, self.owner)
        self._bind(state, act, epoch)
        outcomes = [o for o in self.machine.run(act, state) if o.kind in ("return", "suspend")]
        for outcome in outcomes:
            if outcome.kind == "return":
                drop_activation(self.machine, outcome.state, self.function, frame)
        rendered = [outcome.state for outcome in outcomes]
        states: list[State] = []
        for current in merge_states(rendered):
            states += components.commit(self.machine, act, current)
        return merge_states(states)

    def _activation(self, *, concurrent: bool, epoch: int) -> Activation:
        return replace(
            self.base,
            mode="concurrent" if concurrent else "sequential",
            racing=concurrent,
            turn=self._turn,
            epoch=epoch,
        )

    def _bind(self, state: State, act: Activation, epoch: int) -> None:
        for index, parameter in enumerate(self.function.parameters):
            values = unknown_parameter(self.function, parameter.name, epoch)
            state.environment[self.machine.home(act.frame, parameter.cell)] = values
            if index == 0 and self.scope.kind == "component":
                self.machine.properties |= {v for v in values if isinstance(v, Symbol)}
        if self.function.this is not None:
            this = NULL if self.closure.bound is None else one(self.closure.bound)
            state.environment[self.machine.home(act.frame, self.function.this)] = this

    def settle(self, states: list[State], epoch: int = 0) -> list[State]:
        """Handshakes end, who waits for that is told, and the component renders again when its state was set.

        So do those around it, and it below them. One whose effects run at every render and set the state each time
        renders for ever: one more turn says all.
        """
        for turn in range(3):
            if turn and self.owner in self.machine.log.endless:
                break
            following: list[State] = []
            moved = False
            for state in states:
                settle(state)
                for told in self._told(state):
                    ways = self._rendered(told, epoch)
                    moved = moved or ways != [state]
                    following += ways
            states = merge_states(following)
            if not moved:
                break
        for state in states:
            settle(state)
        return states

    def _rendered(self, state: State, epoch: int) -> list[State]:
        """What comes of rendering what was set: the components around, and this one with them."""
        above = [state]
        for life in reversed(self.around):
            above = [way for now in above for way in life.render_dirty(now, epoch)]
        if above == [state]:
            return self.render_dirty(state, epoch)
        return [way for now in above for way in self.render(now.fork(), epoch=epoch)]

    def _told(self, state: State) -> list[State]:
        """What comes of telling the handlers that wait for what is open now."""
        act = replace(self.base, frame=0, function=self.machine.module_function(self.function))
        return registered.tell_begun(self.machine, act, state)

    def render_dirty(self, state: State, epoch: int) -> list[State]:
        """Render again where the state was set; else the state itself."""
        if self.renders_again and state.field(self.owner, "dirty") not in (None, NULL):
            return self.render(state.fork(), epoch=epoch)
        return [state]

    def unmount(self, state: State, *, racing: bool = False) -> list[State]:
        states = self._unmount_alone(state, racing=racing)
        for life in self.around:
            states = merge_states([after for current in states for after in life.unmount(current, racing=racing)])
        return states

    def _unmount_alone(self, state: State, *, racing: bool = False) -> list[State]:
        act = self._activation(concurrent=racing, epoch=0)
        outside = replace(act, frame=0, function=self.machine.module_function(self.function))
        return components.unmount(self.machine, outside, state)

    # ------------------------------------------------------------ lives

    def mounted(self, state: State) -> list[State]:
        """Mounted, everything ended, and rendered once more by a parent. What comes of these states shares them."""
        return [mounted.settled() for mounted in self._mounted(state)]

    def _mounted(self, state: State) -> list[State]:
        states = self.settle(self.render(state.fork()))
        if not self.renders_again:
            return states
        following: list[State] = []
        self.machine.idle = True
        try:
            for current in states:
                following += self.render(current.fork())
        finally:
            self.machine.idle = False
        return self.settle(merge_states(following))

    def filled(self, mounted: list[State]) -> list[State]:
        """Somebody has set what was still empty when it was mounted: a form was sent, something was chosen."""
        states: list[State] = []
        for current in mounted:
            held = current.heap.get(self.owner, {}).items()
            empty = [s for s, v in held if s.startswith("state:") and all(truth(value) is False for value in v)]
            if empty and self.renders_again:
                states.append(current.fork())
                for slot in empty:
                    set_state(states[-1], Setter(self.owner, slot), one(Symbol(f"{FILLED_IN}{slot}")))
        self.machine.changing = True
        try:
            return self.settle(merge_states(states))
        finally:
            self.machine.changing = False

    def repeated(self, mounted: list[State]) -> list[State]:
        """What it runs again and again, such as around each test of several, has run a second time."""
        act = self._activation(concurrent=False, epoch=0)
        outside = replace(act, frame=0, function=self.machine.module_function(self.function))
        states = [after for state in mounted for after in components.repeat(self.machine, outside, state.fork())]
        return self.settle(merge_states(states))

    def remounted(self, mounted: list[State]) -> list[State]:
        """Mounted for a second time, when all that belonged to the first one has gone. What is around it stays."""
        states = [after for state in mounted for after in self._unmount_alone(state.fork())]
        for state in states:
            settle(state)
            state.replace(self.owner, {})
        return [after for state in states for after in self.mounted(state)]

    def ordinary(self, mounted: list[State]) -> list[Ending]:
        """Unmounted when all is quiet."""
        endings: list[Ending] = []
        for state in mounted:
            for ended in self.unmount(state.fork()):
                settle(ended)
                endings.append(self._ending("ordinary", ended))
        return endings

    def changed(self, state: State) -> list[Ending]:
        """Another user comes while the component stays."""
        if not self.renders_again:
            return []
        self.machine.changing = True
        try:
            states = self.settle(self.render(state.fork()))
            self._changed_at = self._turn
            following: list[State] = []
            for current in states:
                following += self.render(current.fork(), epoch=1)
            endings: list[Ending] = []
            for current in self.settle(merge_states(following), epoch=1):
                self._note_stale(current)
                for ended in self.unmount(current):
                    settle(ended)
                    endings.append(self._ending("changed", ended))
            return endings
        finally:
            self.machine.changing = False

    def _note_stale(self, state: State) -> None:
        """Connections that still belong to the first user although the effect that opened them ran for the second."""
        log = self.machine.log
        for connection in state.connections.values():
            effect = log.acquires[connection.acquire].scope.enclosing("effect")
            if connection.status != "open" or effect is None:
                continue
            slots = [slot for slot, entry in self.machine.registrations.items() if entry.span == effect.span]
            if any(self._ran_for_second(state, slot) for slot in slots if slot not in log.turned):
                note_stale(self.machine, state, self._changed_at)

    def _ran_for_second(self, state: State, slot: str) -> bool:
        """Whether the last run of an effect depended on something of the second user."""
        last = [values for name, values in state.heap[self.owner].items() if name.startswith(f"last:{slot}:")]
        return any(isinstance(value, Symbol) and value.epoch for values in last for value in values)

    def raced(self, state: State) -> list[Ending]:
        """Unmounted at each point where something is still under way.

        What an effect sets at once is rendered before anything else happens.
        """
        first = self.render(state.fork(), concurrent=True)
        reacting = [after for current in first for after in self._respond(current)]
        front = merge_states([after for current in reacting for after in self._again(current)])
        return [
            replace(self._ending("raced", told), cut_at=cut)
            for cut, ended in schedule.cuts(self.machine, front, lambda s: self.unmount(s, racing=True), self._again)
            for told in self._told(ended)
        ]

    def _respond(self, state: State) -> list[State]:
        """Run what reacts to changes, as it does at the mount, without waiting for it."""
        act = self._activation(concurrent=True, epoch=0)
        outside = replace(act, frame=0, function=self.machine.module_function(self.function))
        return registered.respond(self.machine, outside, state)

    def _again(self, state: State) -> list[State]:
        """Render again when the state was set; not one that renders for ever, whose first render says all of races."""
        if self.owner in self.machine.log.endless:
            return [state]
        if not self.renders_again or state.field(self.owner, "dirty") in (None, NULL):
            return [state]
        return self.render(state, concurrent=True)

    def _ending(self, life: str, state: State) -> Ending:
        return Ending(life, state, self.function.name_span, "end", NULL, self.scope, self.owner)
