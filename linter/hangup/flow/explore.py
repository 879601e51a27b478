"""Finds the scopes of a file and runs each one's life. See ``lives`` for how, ``judge`` for what comes of it."""

from __future__ import annotations

from dataclasses import replace

from hangup.flow import components, scopes
from hangup.flow.classes import explore_classes
from hangup.flow.lives import MAX_STARTS, ComponentLife, Ending, module_activation, note_stale, run_function, run_module
from hangup.flow.log import Scope
from hangup.flow.machine import MODULE_OWNER, LimitExceeded, Machine
from hangup.flow.promises import settle
from hangup.flow.merge import merge_states
from hangup.flow.state import State
from hangup.flow.values import NULL, Closure, Member, Object, Symbol, one
from hangup.ir.program import MODULE, Function
from hangup.model import Span


class Exploration:
    """All lives of one file."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.scope = scopes.module_scope(machine)
        self.act = module_activation(machine, self.scope)
        self.endings: list[Ending] = []
        self.starts: list[State] = []
        self.exceeded: list[Function] = []
        knowledge = machine.knowledge
        names = {c.call.rpartition(".")[2].removeprefix("new ") for r in knowledge.resources for c in r.resource.create}
        names |= {h.call.rpartition(".")[2] for r in knowledge.resources for h in r.resource.helpers}
        acquires = set(knowledge.acquire_names) | names
        self.acquiring = scopes.mentioning(machine, acquires.__contains__)
        self.releasing = scopes.mentioning(machine, knowledge.release_names.__contains__)
        machine.relevant = self.acquiring | self.releasing
        self._done: set[tuple[str, int]] = set()

    def run(self) -> list[Ending]:
        """Run every life; one that goes over its budget is noted and the others go on."""
        self._guard(self._module, self.machine.program.functions[MODULE])
        if not self.starts:
            self.starts = [State()]
        for function in list(self.machine.program.functions):
            if function.id != MODULE and function.id in self.acquiring | self.releasing:
                self._guard(lambda f=function: self._recognised(f), function)
        self._guard(lambda: self._registered(self.starts), self.machine.program.functions[MODULE])
        explore_classes(self)
        for function in list(self.machine.program.functions):
            if function.id != MODULE and function.id in self.acquiring and function.id not in self.machine.log.entered:
                self._guard(lambda f=function: self._plain(f), function)
        return self.endings

    def _guard(self, life, function: Function) -> None:  # type: ignore[no-untyped-def]
        before = self.machine.budget
        try:
            life()
        except LimitExceeded as limit:
            self.exceeded.append(limit.function)
            self.machine.budget = max(before // 2, 20_000)

    # ------------------------------------------------------------ the module

    def _module(self) -> None:
        outcomes = run_module(self.machine, self.scope)
        if any(s.startswith("effect:") for o in outcomes for s in o.state.heap.get(MODULE_OWNER, {})):
            hooks = {e.role for e in self.machine.registrations.values() if e.kind == "effect"}
            runs = "mount" if hooks == {"mount"} else "render"
            scope = Scope("component", runs, "code at top level", self.scope.span, self.scope, release_at=self.scope.release_at)
            self._component(Closure(MODULE, 0), scope, [State()])
        self.starts = merge_states([o.state for o in outcomes])[:MAX_STARTS]
        rerun = [Scope("module", "rerun", self.scope.label, self.scope.span)] if self.scope.runs == "rerun" else []
        for outcome in outcomes:
            settle(outcome.state)
            self._end("module", outcome.state.fork(), outcome.span, outcome.kind)
        for _ in rerun:
            act = replace(self.act, turn=1)
            for state in self.starts:
                for again in self.machine.run(act, state.fork()):
                    settle(again.state)
                    self._end("rerun", again.state, again.span, again.kind)

    def _end(self, life: str, state: State, span: Span, kind: str) -> None:
        self.endings.append(Ending(life, state, span, kind, NULL, self.scope, MODULE_OWNER))

    # ------------------------------------------------------------ recognised functions

    def closure_of(self, function: Function) -> Closure:
        """The function as a value: as some state holds it, or with an outer frame that was run."""
        for state in self.starts:
            for values in state.environment.values():
                for value in values:
                    if isinstance(value, Closure) and value.function == function.id:
                        return value
        for (_, _, known, *_), frame in ((k, n) for k, n in self.machine.frames.items() if len(k) == 5):
            if known == function.parent:
                return Closure(function.id, frame)
        return Closure(function.id, 0)

    def _recognised(self, function: Function) -> None:
        found = scopes.function_scope(self.machine, function, self.scope)
        if found is None or ("root", function.id) in self._done:
            return
        shape, scope = found
        if shape.role == "hook" and function.id in self.machine.log.entered:
            return
        self._done.add(("root", function.id))
        closure = self.closure_of(function)
        if shape.role in ("component", "hook"):
            self._component(closure, scope, self.starts)
        else:
            for state in self.starts:
                self._handler(state, closure, scope)

    def _add(self, endings: list[Ending]) -> None:
        self.endings += endings
        fresh = [e.state for e in endings if e.kind != "raise"]
        if fresh:
            self._registered(merge_states([s.fork() for s in fresh])[:MAX_STARTS])

    # ------------------------------------------------------------ components

    def _component(self, closure: Closure, scope: Scope, starts: list[State]) -> None:
        life = ComponentLife(self.machine, self.act, closure, scope)
        for start in starts:
            mounted = life.mounted(start)
            self.endings += life.ordinary(mounted)
            awaited = any(e.runs == "test" for e in self.machine.registrations.values()) and closure.function == MODULE
            self.endings += [] if awaited else life.raced(start)  # a test runner waits for what it started
            self.endings += life.changed(start)
            self._events(life, mounted)

    def _events(self, life: ComponentLife, mounted: list[State]) -> None:
        """Each event handler twice, then the unmount."""
        for key in [k for k in self.machine.registrations if k.startswith(("event:", "timer:", "later:"))]:
            for state in mounted:
                values = state.field(life.owner, key)
                if values:
                    self._event(life, state, key)

    def _event(self, life: ComponentLife, state: State, key: str) -> None:
        machine, entry = self.machine, self.machine.registrations[key]
        scope = Scope(entry.kind, entry.runs, entry.label, entry.span, life.scope, release_at=life.scope.release_at)
        act = replace(life.base, frame=0, function=machine.program.functions[MODULE])
        states = [state.fork()]
        machine.changing = True  # what a handler sets may well run effects again
        for turn in range(2):
            following: list[State] = []
            for current in states:
                values = current.field(life.owner, key) or NULL
                following += components.run_all(machine, replace(act, turn=100 + turn), current, values, scope, f"{key}:{turn}")
            states = life.settle(merge_states(following))
        machine.changing = False
        for current in states:
            for ended in life.unmount(current.fork()):
                settle(ended)
                self.endings.append(Ending("event", ended, entry.span, "end", NULL, scope, life.owner))

    # ------------------------------------------------------------ what was registered with a framework

    def _registered(self, states: list[State]) -> None:
        for key, entry in list(self.machine.registrations.items()):
            if not key.startswith(("handler:", "event:", "timer:", "lifespan:", "later:")):
                continue
            for state in states:
                for value in sorted(state.field(MODULE_OWNER, key) or (), key=repr):
                    if isinstance(value, Closure) and (key, value.function) not in self._done:
                        self._done.add((key, value.function))
                        scope = Scope(
                            entry.kind, entry.runs, entry.label, entry.span, self.scope, server=entry.server,
                            release_at=self.scope.release_at,
                        )  # fmt: skip
                        self._guard(lambda v=value, s=state, c=scope: self._handler(s, v, c), self.machine.program.functions[value.function])

    def _handler(self, state: State, closure: Closure, scope: Scope) -> None:
        if closure.function not in self.acquiring:
            return
        endings = run_function(self.machine, self.act, state, closure, scope)
        self._add(endings)
        follow: list[Ending] = []
        self.machine.again = scope.kind not in ("event", "timer")
        done = [ending for ending in endings if ending.kind != "raise"]
        for ending in done[:MAX_STARTS]:
            follow += run_function(self.machine, self.act, ending.state.fork(), closure, scope, epoch=1)
        self.machine.again = False
        if scope.kind in ("event", "timer"):
            self.endings += follow

    def _plain(self, function: Function) -> None:
        """A function nobody in the file calls."""
        if function.class_id is not None:
            return
        label = f"function `{function.name}`" if function.name else "function"
        scope = Scope("function", "", label, function.name_span, self.scope, release_at=self.scope.release_at)
        for state in self.starts:
            endings = run_function(self.machine, self.act, state, self.closure_of(function), scope)
            self._add(endings)
            self.again(endings, self.closure_of(function), scope)

    def again(self, endings: list[Ending], closure: Closure, scope: Scope, owner: Object = MODULE_OWNER) -> None:
        """Call a function that left a connection open once more, for another user."""
        function = self.machine.program.functions[closure.function]
        if not [p for p in function.parameters if p.name not in ("self", "cls")]:
            return
        for ending in endings:
            if ending.kind != "raise" and ending.state.has_live:
                state = ending.state.fork()
                settle(state)
                this = one(owner) if owner != MODULE_OWNER else None
                self.machine.changing = self.machine.again = True
                endings = run_function(
                    self.machine, self.act, state, closure, scope, owner=owner, life="again", epoch=1, this=this
                )
                self.endings += endings
                for ended in endings:
                    if ended.kind != "raise":
                        note_stale(self.machine, ended.state)
                self.machine.changing = self.machine.again = False

    # ------------------------------------------------------------ who closes it later

    def closers(self, state: State, receiver: object, *, but: frozenset[int], among: set[int] | None = None) -> bool:
        """Whether some other function that can be called from this state closes the receiver's connection."""
        candidates: set[Closure] = set()
        for values in state.environment.values():
            candidates |= {v for v in values if isinstance(v, Closure)}
        for fields in state.heap.values():
            for values in fields.values():
                candidates |= {v for v in values if isinstance(v, Closure)}
        scope = Scope("function", "", "later", self.scope.span, self.scope)
        for closure in sorted(candidates, key=repr):
            function = self.machine.program.functions[closure.function]
            if closure.function not in self.releasing or closure.function in but or (among is not None and closure.function not in among):
                continue
            if function.kind == "module":
                continue
            for ending in run_function(self.machine, self.act, state, closure, scope, life="closer"):
                connection = ending.state.connections.get(receiver)  # type: ignore[call-overload]
                if ending.kind != "raise" and connection is not None and not connection.is_live:
                    return True
        return False


__all__ = ["Exploration", "Member", "Object", "Symbol"]
