"""Lives: how the module and each function are run to their ends. The endings are what verdicts are made of."""

from __future__ import annotations

from hangup.flow.connections.releases import note_use
from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    NOTHING,
    Arguments,
    Closure,
    Object,
    Promise,
    Raised,
    Symbol,
    Value,
    Values,
    is_element,
    one,
)
from hangup.flow.execution.activations import MODULE_OWNER, Activation, Outcome
from hangup.flow.execution.generators import resume as resume_at
from hangup.flow.execution.invoke import instance_of, invoke
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.promises import force_all
from hangup.model import Span
from hangup.records import dataclass, replace

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


def module_activation(machine: Machine, module: int, scope: Scope) -> Activation:
    """Top-level code of a file, by its function: that of all files shares one frame."""
    return Activation(machine.program.functions[module], 0, scope, path="module")


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
    given: Arguments = NOTHING,
) -> list[Ending]:
    """Call a function as its framework (or nobody known) would, and wait for what it starts."""
    function = machine.program.functions[closure.function]
    made = None if function.class_id is None else machine.classes.get(function.class_id)
    if this is None and closure.bound is None and made is not None and function.binding == "instance":
        state = state.fork()
        owner = instance_of(machine, act, state, made, f"self:{made.class_id}")
        this = one(owner)
    start = replace(act, owner=owner, path=f"root{closure.function}", epoch=epoch, turn=epoch)
    endings: list[Ending] = []
    site = f"root:{life}:{owner.site}"
    for outcome in invoke(machine, start, state.fork(), closure, given, site, scope=scope, this=this):
        if outcome.kind == "yield":
            for value in outcome.values:
                note_use(machine, start, outcome.state, value, outcome.span)
            endings += _resume_both_ways(machine, start, outcome, closure, scope, owner, life)
            continue
        for ended in _wait(machine, start, outcome):
            endings.append(Ending(life, ended.state, ended.span, ended.kind, ended.values, scope, owner))
    return endings


def begin(machine: Machine, act: Activation, state: State, closure: Closure, scope: Scope) -> list[State]:
    """The states in which a function that begins a life has begun it: at its ``yield``, or at its end."""
    start = replace(act, owner=MODULE_OWNER, path=f"root{closure.function}")
    states: list[State] = []
    for outcome in invoke(machine, start, state.fork(), closure, NOTHING, "root:begun", scope=scope):
        ways = [outcome] if outcome.kind == "yield" else _wait(machine, start, outcome)
        states += [way.state for way in ways if way.kind in ("yield", "return")]
    return states


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


def note_stale(
    machine: Machine, state: State, before: int = 0, *, handler: int | None = None, of_elements: bool = False
) -> None:
    """Note the connections that are kept for the first user although a second one has come.

    ``handler``: the function that was run again, whose parameters say who comes. ``of_elements``: it was run again for
    another element of a list.
    """
    log = machine.log
    known = [(r, c) for r, c in state.connections.items() if log.acquires[c.acquire].ref.resource.is_of_user]
    live = [c for r, c in known if c.is_live and (r, log.acquires[c.acquire].function) not in log.asked_who]
    fresh = any(isinstance(v, Symbol) and v.epoch for connection in live for v in connection.user_key)
    for connection in live:
        old = [v for v in connection.user_key if isinstance(v, Symbol) and (v.is_parameter or "()" in v.path)]
        if handler is not None and not all(v.root.startswith(f"parameter:{handler}:") for v in old):
            continue
        if of_elements and not all(isinstance(v, Symbol) and is_element(v) for v in connection.user_key):
            continue
        event = log.acquires[connection.acquire]
        if machine.program.lazy_async and (event.span, event.scope) in log.opened_for_second:
            continue  # what goes wrong in a task stays there
        if not old or fresh or connection.acquire in log.tried or connection.run > before:
            continue
        if state.counters.get(f"acquire {log.acquires[connection.acquire].span.start}", 0) > 1:
            continue  # tried for the second user too, and refused
        if not any(v.epoch or v.root in log.compared for v in old):
            log.stale.add(connection.acquire)
