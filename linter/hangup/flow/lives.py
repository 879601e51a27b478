"""Lives: how each kind of scope is run from its beginning to its end. The endings are what verdicts are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hangup.flow import components, schedule
from hangup.flow.calls import Arguments, instance_of, invoke, unknown_parameter
from hangup.flow.log import Scope
from hangup.flow.machine import MODULE_OWNER, Activation, Machine, Outcome
from hangup.flow.managers import resume as resume_at
from hangup.flow.merge import merge_states
from hangup.flow.promises import force_all, settle
from hangup.flow.state import State
from hangup.flow.values import NULL, Closure, Object, Promise, Raised, Symbol, Value, Values, one
from hangup.ir.program import MODULE, Function
from hangup.model import Span

MAX_STARTS = 3
"""How many states of the module a life is begun from."""


@dataclass(frozen=True, eq=False)
class Ending:
    """One way a life ended."""

    life: str
    """How the scope was run.

    ``ordinary``, ``event``, ``raced`` (cut short while a handshake ran), ``changed`` (another user came while the
    component stayed), ``again`` (a second call, for another user), ``function``, ``constructor``, ``enter``,
    ``method``, ``module``, ``rerun``, ``closer`` (called only to see whether it closes something).
    """
    state: State
    span: Span
    kind: str
    """return, raise, end."""
    values: Values
    scope: Scope
    owner: Object
    cut_at: State | None = None
    """For ``raced``: the state the life was cut short in."""

    def closed(self, receiver: Value) -> bool:
        """Whether the receiver had a connection that this ending left closed."""
        connection = self.state.connections.get(receiver)
        return connection is not None and not connection.is_live


def module_activation(machine: Machine, scope: Scope) -> Activation:
    return Activation(machine.program.functions[MODULE], 0, scope, path="module")


def run_module(machine: Machine, scope: Scope) -> list[Outcome]:
    """Run the file's top-level code."""
    return machine.run(module_activation(machine, scope), State())


# ---------------------------------------------------------------- functions


def run_function(
    machine: Machine,
    act: Activation,
    state: State,
    closure: Closure,
    scope: Scope,
    owner: Object = MODULE_OWNER,
    life: str = "function",
    epoch: int = 0,
    this: Values | None = None,
) -> list[Ending]:
    """Call a function as its framework (or nobody known) would, and wait for what it starts."""
    function = machine.program.functions[closure.function]
    made = None if function.class_id is None else machine.classes.get(function.class_id)
    if this is None and closure.bound is None and made is not None and function.binding == "instance":
        state = state.fork()
        owner = instance_of(machine, state, made, f"self:{made.class_id}")
        this = one(owner)
    start = replace(act, owner=owner, path=f"root{closure.function}", epoch=epoch, turn=epoch)
    endings: list[Ending] = []
    site = f"root:{life}:{owner.site}"
    for outcome in invoke(machine, start, state.fork(), closure, Arguments(), site, scope=scope, this=this):
        if outcome.kind == "yield":
            endings += _resume_both_ways(machine, start, outcome, closure, scope, owner, life)
            continue
        for ended in _wait(machine, start, outcome):
            endings.append(Ending(life, ended.state, ended.span, ended.kind, ended.values, scope, owner))
    return endings


def _wait(machine: Machine, act: Activation, outcome: Outcome) -> list[Outcome]:
    """A returned coroutine is awaited by whoever called."""
    if outcome.kind == "return" and any(isinstance(v, Promise) for v in outcome.values):
        ways = force_all(machine, act, outcome.state, outcome.values)
        return [replace(way, values=outcome.values, span=outcome.span) for way in ways]
    return [outcome]


def _resume_both_ways(
    machine: Machine, act: Activation, outcome: Outcome, closure: Closure, scope: Scope, owner: Object, life: str
) -> list[Ending]:
    """A generator that a framework drives: it goes on behind the ``yield``, or its user's exception comes there."""
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
    live = [connection for connection in state.connections.values() if connection.is_live]
    fresh = any(isinstance(v, Symbol) and v.epoch for connection in live for v in connection.user_key)
    for connection in live:
        old = [v for v in connection.user_key if isinstance(v, Symbol) and (v.is_parameter or "()" in v.path)]
        if not old or fresh or connection.acquire in log.tried or connection.run > before:
            continue
        if not any(v.epoch or v.root in log.compared for v in old):
            log.stale.add(connection.acquire)


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
        outer = self.closure.frame
        frame = self.machine.frame(("render", self.function.id, self._turn, outer), self.function, outer)
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
        outside = replace(act, frame=0, function=self.machine.program.functions[MODULE])
        return components.unmount(self.machine, outside, state)

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
            if any(self._ran_for_second(state, slot) for slot in slots):
                note_stale(self.machine, state, self._changed_at)

    def _ran_for_second(self, state: State, slot: str) -> bool:
        """Whether the last run of an effect depended on something of the second user."""
        last = [values for name, values in state.heap[self.owner].items() if name.startswith(f"last:{slot}:")]
        return any(isinstance(value, Symbol) and value.epoch for values in last for value in values)

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
