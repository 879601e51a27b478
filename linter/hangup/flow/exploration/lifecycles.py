"""Classes whose life cycle is known by their bases: constructed, mounted, rendered or updated, and unmounted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hangup.catalogue.schema import ClassScope
from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, ClassValue, Closure, Setter, Symbol, one
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.log import Attempt, Scope
from hangup.flow.execution.promises import settle
from hangup.flow.exploration import components, registered, schedule
from hangup.flow.exploration.instances import ClassLife
from hangup.flow.exploration.lives import MAX_STARTS, Ending
from hangup.flow.exploration.turned import asks_member, turn_parameter
from hangup.flow.frameworks.options import UPDATE, VALUE
from hangup.flow.frameworks.registrations import end_connections
from hangup.flow.frameworks.stores import MERGE
from hangup.ir.program import Class
from hangup.model import Span
from hangup.records import replace

if TYPE_CHECKING:
    from hangup.flow.exploration.explore import Exploration

_LATER = {
    "render": ("component", "render"),
    "update": ("effect", "change"),
    "handler": ("handler", "request"),
    "event": ("event", "event"),
}
"""The phases between mount and unmount, with the kind of their scopes and how often they run."""


class LifeCycle(ClassLife):
    """Construct, mount, (render, update, handlers), unmount."""

    def __init__(
        self, exploration: Exploration, start: State, value: ClassValue, made: Class, shape: ClassScope
    ) -> None:
        super().__init__(exploration, start, value, made)
        self.shape = shape
        self.phases = self._phases()
        self.life = "ordinary" if shape.runs in ("mount", "once", "test") else "function"

    def explore(self) -> None:
        constructed = self._begin(self._with_fields(), "construct")
        self.built = next(iter(constructed), self.state)
        fresh = [state.fork() for state in constructed]
        mounted = self._begin(constructed, "mount")
        if self.shape.runs == "mount":
            self._race(fresh)
        if self.shape.runs == "mount":
            self._registered(mounted)
        else:
            self.run_registered(mounted)
        for phase in _LATER:
            for name in self.phases.get(phase, []):
                for state in mounted:
                    self._pass(state, name, phase)
        self._others(mounted)
        self._unmount(mounted)

    def _with_fields(self) -> list[State]:
        """The instance with the members that functions give it, or compute."""
        states = [self.state]
        if self.shape.setter:
            self.state.set_field(self.instance, self.shape.setter, one(Setter(self.instance, MERGE + self.shape.state)))
        computed = [name for name in self.names() if name.startswith(VALUE)]
        for name in (*self.shape.fields, *computed):
            following: list[State] = []
            scope = self._scope("mount", name.removeprefix(VALUE), self.shape.runs)
            for ending in [ending for state in states for ending in self.call(state, name, scope, self.life)]:
                if ending.kind == "raise":
                    continue
                settle(ending.state)
                if name in computed:
                    ending.state.set_field(self.instance, name.removeprefix(VALUE), ending.values)
                for value in ending.values if name not in computed else ():
                    for member, values in ending.state.heap.get(value, {}).items():
                        ending.state.set_field(self.instance, member, values)
                following.append(ending.state)
            states = merge_states(following) or states
        return states

    def _phases(self) -> dict[str, list[str]]:
        """The methods of each phase; a key that is no plain name is a regular expression for several."""
        phases: dict[str, list[str]] = {}
        known = self.shape.calls
        others = [name for name in self.state.heap.get(self.value.members, {}) if name not in known]
        for pattern, phase in known.items():
            names = [pattern] if pattern.isidentifier() else [name for name in others if re.fullmatch(pattern, name)]
            phases.setdefault(phase, []).extend(names)
        phases.setdefault("update", []).extend(name for name in others if name.startswith(UPDATE))
        return phases

    def _scope(self, kind: str, name: str, runs: str) -> Scope:
        parent, made = self.exploration.scope_of(self.made.function), self.made
        label = f"`{made.name}.{name}`"
        return Scope(
            kind, runs, label, made.name_span, parent, server=self.shape.server, release_at=parent.release_at,
            is_ended=self.shape.reloaded or any(self.method(self.built, end) for end in self.phases.get("unmount", [])),
        )  # fmt: skip

    def _cleanup(self, name: str) -> Scope:
        return self._scope("cleanup", name, "test" if self.shape.runs == "test" else "once")

    def _end(self, life: str, state: State, span: Span, scope: Scope, cut_at: State | None = None) -> None:
        ending = Ending(life, state, span, "end", frozenset(), scope, self.instance, cut_at=cut_at)
        self.exploration.endings.append(ending)

    # ------------------------------------------------------------ phases

    def _begin(self, states: list[State], phase: str) -> list[State]:
        """Run a phase that comes once, at the beginning."""
        for name in self.phases.get(phase, []):
            following: list[State] = []
            scope = self._scope("mount", name, self.shape.runs)
            for ending in [ending for state in states for ending in self.call(state, name, scope, self.life)]:
                if ending.kind != "raise":
                    settle(ending.state)
                    following.append(ending.state)
                elif self.machine.program.lazy_async and ending.state.has_live:
                    self.exploration.endings.append(replace(ending, life="function"))
            states = merge_states(following)
        return states

    def _pass(self, state: State, name: str, phase: str) -> None:
        """Run a method of a phase between mount and unmount; a render comes twice."""
        testing = self.shape.runs == "test" and phase == "event"
        kind, runs = ("test", "test") if testing else _LATER[phase]
        scope = self._scope(kind, name, runs)
        endings = self.call(state.fork(), name, scope, self.life)
        if phase == "render":
            endings = [again for ended in endings for again in self.call(ended.state, name, scope, self.life)]
        self._once_more(endings, name, scope)
        endings += self._next_update(endings, name, scope)
        if phase == "handler":
            self.exploration.endings += [replace(ending, life="function") for ending in endings]
            return
        outside = replace(self.exploration.act, owner=self.instance, scope=self._cleanup(""))
        for ending in [ending for ending in endings if not (testing and ending.kind == "raise")]:  # it has failed
            settle(ending.state)
            states = [ending.state]
            for unmount in self.phases.get("unmount", []):
                states = self.after(states, unmount, self._cleanup(unmount), self.life)
            for ended in [e for state in states for e in components.unmount(self.machine, outside, state)]:
                self._end("event" if kind == "event" else self.life, ended, ending.span, ending.scope)

    def _once_more(self, endings: list[Ending], name: str, scope: Scope) -> None:
        """Call a method again, only to see what is made a second time."""
        self.machine.again = True
        for ending in [e for e in endings if e.kind != "raise"][:MAX_STARTS]:
            state = ending.state.fork()
            settle(state)
            self.call(state, name, scope, "again")
        self.machine.again = False

    def _next_update(self, endings: list[Ending], name: str, scope: Scope) -> list[Ending]:
        """How a method of an update ends that comes again, once there is something that was there before."""
        closure = self.method(self.built, name)
        if closure is not None and name.startswith(UPDATE):
            return self._next_value(endings, name, scope, closure)
        if closure is None or name not in self.shape.before:
            return []
        parameters = self.machine.program.functions[closure.function].parameters
        old = [p.name for p in parameters[self.shape.before[name] :][:1]]
        following: list[Ending] = []
        for ending in [e for e in endings if e.kind != "raise" and e.state.has_live][:MAX_STARTS]:
            state = ending.state.fork()
            settle(state)
            state.assumptions |= {Symbol(f"parameter:{closure.function}:{each}", (), 1): True for each in old}
            following += self.call(state, name, scope, self.life, epoch=1)
        return following

    def _next_value(self, endings: list[Ending], name: str, scope: Scope, watcher: Closure) -> list[Ending]:
        """How a watcher ends that runs for the next value. Where it asks for its truth, that is another one."""
        following: list[Ending] = []
        if asks_member(self.machine, watcher, name.removeprefix(UPDATE).rpartition(".")[2]):
            return following  # of a member, what it was the last time is not known
        for ending in [e for e in endings if e.kind != "raise" and e.state.has_live][:MAX_STARTS]:
            state = ending.state.fork()
            settle(state)
            turn_parameter(self.machine, state, watcher)
            following += self.call(state, name, scope, self.life)
        return following

    def _unmount(self, states: list[State]) -> None:
        scope = self._cleanup("unmount")
        for name in self.phases.get("unmount", []):
            states = merge_states(self.after(states, name, scope, self.life)) or states
        act = replace(self.exploration.act, owner=self.instance, scope=scope)
        for ended in merge_states([e for state in states for e in components.unmount(self.machine, act, state)]):
            settle(ended)
            self._end(self.life, ended, self.made.name_span, scope)
            for wrong, right in self.shape.misspelt.items():
                self._note_misspelt(ended, wrong, right, scope)

    def _note_misspelt(self, state: State, wrong: str, right: str, scope: Scope) -> None:
        """Note a method that would have closed what is open, had it the name the framework calls."""
        closure = self.method(state, wrong)
        if closure is None:
            return
        span = self.machine.program.functions[closure.function].name_span
        for receiver in [r for r, connection in state.connections.items() if connection.is_live]:
            for after in self.call(state.fork(), wrong, scope, "closer"):
                if after.closed(receiver):
                    self.machine.log.attempt(Attempt(span, "misspelt", right, scope, receiver))

    # ------------------------------------------------------------ in between

    def _registered(self, mounted: list[State]) -> None:
        """Handlers that the instance registered, each twice, then the unmount."""
        for key, entry in list(self.machine.registrations.items()):
            if not key.startswith(("event:", "timer:", "later:")):
                continue
            scope = entry.scope(self._scope("method", "", ""))
            for state in [state for state in mounted if state.field(self.instance, key)]:
                states = [state.fork()]
                for turn in range(1 if entry.kind == "later" else 2):
                    act = replace(self.exploration.act, owner=self.instance, turn=100 + turn)
                    following: list[State] = []
                    for before in states:
                        now = end_connections(before, self.instance, key)
                        values = now.field(self.instance, key) or NULL
                        site = f"{key}:{turn}"
                        following += registered.run_all(self.machine, act, now, values, scope, site, entry.given)
                    for now in following:
                        settle(now)
                    told = [registered.tell_begun(self.machine, replace(act, scope=scope), now) for now in following]
                    states = merge_states([state for ways in told for state in ways])
                self._end_by_event(states, entry.span, scope)

    def _others(self, mounted: list[State]) -> None:
        """Methods nobody has called so far: the page, or other code, may call them at any time."""
        phased = {name for names in self.phases.values() for name in names} | self.shape.misspelt.keys()
        for name in self.names():
            closure = self.method(self.built, name)
            if name in phased or closure is None or not self.may_acquire(name):
                continue
            if closure.function in self.machine.log.entered:
                continue
            for state in mounted:
                if self.shape.others == "event":
                    self._pass(state, name, "event")
                else:
                    self.run_method(state, name, self.method_scope(name), "method")

    def _end_by_event(self, states: list[State], span: Span, scope: Scope) -> None:
        outside = replace(self.exploration.act, owner=self.instance, scope=self._cleanup(""))
        for state in states:
            ended = [state]
            for unmount in self.phases.get("unmount", []):
                ended = self.after(ended, unmount, self._cleanup(unmount), self.life)
            for after in [e for now in ended for e in components.unmount(self.machine, outside, now)]:
                self._end("event", after, span, scope)

    # ------------------------------------------------------------ cut short

    def _race(self, constructed: list[State]) -> None:
        """Unmounted while what the mount method started is still under way."""
        act = replace(self.exploration.act, mode="concurrent", racing=True, owner=self.instance)
        front = [state.fork() for state in constructed]
        for name in self.phases.get("mount", []):
            scope = self._scope("mount", name, "mount")
            front = [after for state in front for after in self._call_concurrently(act, [state], state, name, scope)]
        reacting = replace(act, scope=self._scope("method", "", ""))
        front = [after for state in front for after in registered.respond(self.machine, reacting, state)]
        scope = self._scope("mount", "", "mount")
        for cut, drained in schedule.cuts(self.machine, front, lambda state: self._end_concurrently(act, state)):
            self._end("raced", drained, self.made.name_span, scope, cut)

    def _end_concurrently(self, act: Activation, state: State) -> list[State]:
        states = [state]
        for name in self.phases.get("unmount", []):
            states = self._call_concurrently(act, states, state, name, self._cleanup(name))
        act = replace(act, scope=self._cleanup(""))
        return [after for current in states for after in components.unmount(self.machine, act, current)]

    def _call_concurrently(
        self, act: Activation, states: list[State], start: State, name: str, scope: Scope
    ) -> list[State]:
        """Call a method, as it is known in ``start``; what it waits for goes on as a task."""
        closure = self.method(start, name)
        if closure is None:
            return states
        site = f"race:{name}"
        return [after for s in states for after in registered.run_all(self.machine, act, s, one(closure), scope, site)]
