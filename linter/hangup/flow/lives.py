"""Lives: how each kind of scope is run from its beginning to its end. The endings are what verdicts are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hangup.flow import components, schedule
from hangup.flow.calls import Arguments, instance_of, invoke, unknown_parameter
from hangup.flow.log import Scope
from hangup.flow.machine import MODULE_OWNER, Activation, Machine, Outcome
from hangup.flow.managers import resume as resume_at
from hangup.flow.promises import force_all, settle
from hangup.flow.merge import merge_states
from hangup.flow.state import Connection, State
from hangup.flow.values import NULL, Closure, Object, Promise, Raised, Symbol, Values, one
from hangup.ir.program import MODULE, Function
from hangup.model import Span

MAX_STARTS = 3
"""How many states of the module a life is begun from."""


@dataclass(frozen=True, eq=False)
class Ending:
    """One way a life ended."""

    life: str
    """ordinary, raced (cut short while a handshake ran), changed (another user came), event, function, module."""
    state: State
    span: Span
    kind: str
    """return, raise, end."""
    values: Values
    scope: Scope
    owner: Object
    cut_at: State | None = None


def module_activation(machine: Machine, scope: Scope) -> Activation:
    return Activation(machine.program.functions[MODULE], 0, scope, path="module")


def run_module(machine: Machine, scope: Scope) -> list[Outcome]:
    """Run the file's top-level code."""
    return machine.run(module_activation(machine, scope), State())


# ---------------------------------------------------------------- functions


def run_function(
    machine: Machine, act: Activation, state: State, closure: Closure, scope: Scope, owner: Object = MODULE_OWNER,
    life: str = "function", epoch: int = 0, this: Values | None = None,
) -> list[Ending]:  # fmt: skip
    """Call a function as its framework (or nobody known) would, and wait for what it starts."""
    made = machine.classes.get(-1 if machine.program.functions[closure.function].class_id is None else machine.program.functions[closure.function].class_id)
    if this is None and closure.bound is None and made is not None and machine.program.functions[closure.function].binding == "instance":
        state = state.fork()
        owner = instance_of(machine, state, made, f"self:{made.class_id}")
        this = one(owner)
    start = replace(act, owner=owner, path=f"root{closure.function}", epoch=epoch, turn=epoch)
    endings: list[Ending] = []
    for outcome in invoke(machine, start, state.fork(), closure, Arguments(), f"root:{life}:{owner.site}", scope=scope, this=this):
        if outcome.kind == "yield":
            endings += _resume_both_ways(machine, start, outcome, closure, scope, owner, life)
            continue
        for ended in _wait(machine, start, outcome):
            endings.append(Ending(life, ended.state, ended.span, ended.kind, ended.values, scope, owner))
    return endings


def _wait(machine: Machine, act: Activation, outcome: Outcome) -> list[Outcome]:
    """A returned coroutine is awaited by whoever called."""
    if outcome.kind == "return" and any(isinstance(v, Promise) for v in outcome.values):
        return [
            replace(o, values=outcome.values, span=outcome.span) for o in force_all(machine, act, outcome.state, outcome.values)
        ]
    return [outcome]


def _resume_both_ways(
    machine: Machine, act: Activation, outcome: Outcome, closure: Closure, scope: Scope, owner: Object, life: str
) -> list[Ending]:
    """A generator that a framework drives: it goes on behind the ``yield``, or the exception of its user comes there."""
    function = machine.program.functions[closure.function]
    frame = machine.frames[(act.frame, f"root:{life}:{owner.site}", function.id, closure.frame, act.turn)]
    inner = replace(act, function=function, frame=frame, scope=scope, depth=act.depth + 1)
    endings: list[Ending] = []
    alone = scope.kind in ("fixture", "lifespan", "test")  # nobody's exception comes to the ``yield`` of these
    for raised in (None,) if alone else (None, one(Raised("error"))):
        for ended in resume_at(machine, inner, outcome.state.fork(), outcome.at, raised):
            if ended.kind in ("return", "raise"):
                endings.append(Ending(life, ended.state, ended.span, ended.kind, ended.values, scope, owner))
    return endings


def note_stale(machine: Machine, state: State, before: int = 0) -> None:
    """Note the connections that are kept for the first user although a second one has come."""
    log = machine.log
    fresh = any(isinstance(v, Symbol) and v.epoch for c in state.connections.values() if c.is_live for v in whose(machine, c))
    for connection in state.connections.values():
        users = whose(machine, connection)
        old = [v for v in users if isinstance(v, Symbol) and (v.is_parameter or "()" in v.path)]
        if not connection.is_live or not old or fresh or connection.acquire in log.tried or connection.run > before:
            continue
        if not any(v.epoch or v.root in log.compared for v in old):
            log.stale.add(connection.acquire)


def whose(machine: Machine, connection: Connection) -> frozenset[object]:
    """Whom a connection was opened for."""
    return connection.user_key


# ---------------------------------------------------------------- components


class ComponentLife:
    """Mounts, re-renders and unmounts one component (or a custom hook, as if a component of its own called it)."""

    def __init__(self, machine: Machine, act: Activation, closure: Closure, scope: Scope) -> None:
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
        frame = self.machine.frame(("render", self.function.id, self._turn, self.closure.frame), self.function, self.closure.frame)
        act = replace(act, frame=frame, function=self.function)
        state.set_field(self.owner, "dirty", NULL)
        self._bind(state, act, epoch)
        rendered = [o.state for o in self.machine.run(act, state) if o.kind in ("return", "suspend")]
        states: list[State] = []
        for current in merge_states(rendered):
            states += components.commit(self.machine, act, current)
        return merge_states(states)

    def _activation(self, *, concurrent: bool, epoch: int) -> Activation:
        return replace(
            self.base, mode="concurrent" if concurrent else "sequential", racing=concurrent, turn=self._turn, epoch=epoch
        )

    def _bind(self, state: State, act: Activation, epoch: int) -> None:
        for index, parameter in enumerate(self.function.parameters):
            values = unknown_parameter(self.function, parameter.name, epoch)
            state.environment[self.machine.home(act.frame, parameter.cell)] = values
            if index == 0 and self.scope.kind == "component":
                self.machine.properties |= {v for v in values if isinstance(v, Symbol)}
        if self.function.this is not None:
            state.environment[self.machine.home(act.frame, self.function.this)] = NULL

    def settle(self, states: list[State], epoch: int = 0) -> list[State]:
        """Handshakes end, delayed callbacks run, and the component renders again when its state was set."""
        for _ in range(3):
            following: list[State] = []
            moved = False
            for state in states:
                settle(state)
                if self.renders_again and state.field(self.owner, "dirty") not in (None, NULL):
                    moved = True
                    following += self.render(state.fork(), epoch=epoch)
                else:
                    following.append(state)
            states = merge_states(following)
            if not moved:
                break
        for state in states:
            settle(state)
        return states

    def unmount(self, state: State, *, racing: bool = False) -> list[State]:
        act = self._activation(concurrent=racing, epoch=0)
        return components.unmount(self.machine, replace(act, frame=0, function=self.machine.program.functions[MODULE]), state)

    # ------------------------------------------------------------ lives

    def mounted(self, state: State) -> list[State]:
        """Mounted, everything ended, and rendered once more by a parent."""
        states = self.settle(self.render(state.fork()))
        if not self.renders_again:
            return states
        following: list[State] = []
        for current in states:
            following += self.render(current.fork())
        return self.settle(merge_states(following))

    def ordinary(self, mounted: list[State]) -> list[Ending]:
        """Unmounted when all is quiet."""
        endings = []
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
            endings = []
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
            ran = any(
                entry.span == effect.span and any(
                    isinstance(v, Symbol) and v.epoch for name, values in state.heap[self.owner].items()
                    if name.startswith(f"last:{slot}:") for v in values
                )
                for slot, entry in self.machine.registrations.items()
            )  # fmt: skip
            if ran:
                note_stale(self.machine, state, self._changed_at)

    def raced(self, state: State) -> list[Ending]:
        """Unmounted at each point where something is still under way."""
        front = self.render(state.fork(), concurrent=True)
        return [
            replace(self._ending("raced", ended), cut_at=cut)
            for cut, ended in schedule.cuts(self.machine, front, lambda s: self.unmount(s, racing=True), self._again)
        ]

    def _again(self, state: State) -> list[State]:
        """Render again when the state was set."""
        if not self.renders_again or state.field(self.owner, "dirty") in (None, NULL):
            return [state]
        return self.render(state, concurrent=True)

    def _ending(self, life: str, state: State) -> Ending:
        return Ending(life, state, self.function.name_span, "end", NULL, self.scope, self.owner)
