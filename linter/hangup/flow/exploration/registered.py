"""Runs functions that were handed over: clean-ups, and handlers once what they wait for has come."""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import NOTHING, NULL, Arguments, Closure, Member, Promise, Symbol, Value, Values
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import invoke
from hangup.flow.execution.log import Attempt, Scope
from hangup.flow.execution.machine import MADE_UP, Machine
from hangup.flow.execution.promises import add_task, force_all
from hangup.flow.frameworks import children
from hangup.flow.frameworks.registrations import begun_connections
from hangup.ir import operations as ops
from hangup.records import replace


def run_all(
    machine: Machine, act: Activation, state: State, values: Values, scope: Scope, site: str,
    given: Arguments = NOTHING,
) -> list[State]:  # fmt: skip
    """Run functions that may stand at one place; the states they end in, whatever way."""
    states: list[State] = []
    for value in sorted(values, key=repr):
        current = state.fork()
        if isinstance(value, Closure):
            states += _run_closure(machine, act, current, value, scope, site, given)
        elif isinstance(value, Member | Symbol) or value in machine.made:
            states += _run_member(machine, replace(act, scope=scope), current, value)
        else:
            states.append(current)
    ended = merge_states(states) or [state]
    return run_put_off(machine, act, ended, scope) if scope.kind == "cleanup" else ended


def run_registered(
    machine: Machine, act: Activation, states: Iterable[State], key: str, scope: Scope, site: str, *, once: bool = False
) -> list[State]:
    """Run what an owner has registered in these states; with ``once`` it is registered no more then."""
    following: list[State] = []
    for state in states:
        values = state.field(act.owner, key) or NULL
        if once:
            state.set_field(act.owner, key, NULL)
        following += run_all(machine, act, state, values, scope, site, machine.registrations[key].given)
    return merge_states(following)


def run_put_off(machine: Machine, act: Activation, states: list[State], cleanup: Scope) -> list[State]:
    """What a clean-up has put off until a little later comes right behind it, once."""
    for key, entry in list(machine.registrations.items()):
        around = None if entry.around is None else entry.around.enclosing("cleanup")
        if around is not None and around.span == cleanup.span:
            scope = replace(entry.scope(cleanup), runs="once")
            states = run_registered(machine, act, states, key, scope, f"behind:{key}", once=True)
    return states


def tell_begun(machine: Machine, act: Activation, state: State) -> list[State]:
    """Run the handlers of the owner that wait for connections which are open by now; the state itself if none does."""
    states = [state]
    for key in begun_connections(state, act.owner):
        scope = machine.registrations[key].scope(act.scope)
        states = run_registered(machine, act, states, key, scope, f"begun:{key}")
    return states


def respond(machine: Machine, act: Activation, state: State) -> list[State]:
    """Run what an owner has registered to run whenever something changes."""
    states = [state]
    for key, entry in list(machine.registrations.items()):
        if key.startswith("event:") and entry.runs == "change" and state.field(act.owner, key):
            scope = entry.scope(children.scope_at(machine, act, key))
            states = run_registered(machine, act, states, key, scope, f"{key}:respond")
    return states


def _run_closure(
    machine: Machine, act: Activation, state: State, value: Closure, scope: Scope, site: str, given: Arguments
) -> list[State]:
    states: list[State] = []
    for outcome in invoke(machine, act, state, value, given, site, scope=scope):
        if outcome.kind == "suspend":
            add_task(machine, outcome, site)
        if outcome.kind == "return" and scope.kind == "cleanup":
            _note_handed_back(machine, outcome, scope)
        lazy = machine.program.lazy_async and any(isinstance(v, Promise) for v in outcome.values)
        if lazy and outcome.kind == "return":
            states += [o.state for o in force_all(machine, act, outcome.state, outcome.values)]
        else:
            states.append(outcome.state)
    return states


def _note_handed_back(machine: Machine, outcome: Outcome, scope: Scope) -> None:
    """Note functions that would close what is open, given to a framework that does not look at what it is given."""
    for value in outcome.values:
        if isinstance(value, Member) and value.receiver in outcome.state.connections:
            ref = machine.made[value.receiver][0] if value.receiver in machine.made else None
            if ref is not None and value.name in ref.releases and outcome.state.connections[value.receiver].is_live:
                machine.log.attempt(Attempt(outcome.span, "not-called", value.name, scope, value.receiver))
        connection = outcome.state.connections.get(value)
        made = machine.made.get(value)
        if connection is not None and connection.is_live and made is not None and made[0].called is not None:
            machine.log.attempt(Attempt(outcome.span, "handed-back", "", scope, value))


def _run_member(machine: Machine, act: Activation, state: State, value: Value) -> list[State]:
    """A method of something outside the program, handed over without being called."""
    call = ops.Call(MADE_UP, 0, (), "call", (), act.scope.span)
    states: list[State] = []
    for outcome in machine.call(act, call, state, value, Arguments()):
        if machine.program.lazy_async and act.mode != "concurrent":
            made = machine.register(act, outcome.state, call.result) if outcome.kind == "next" else NULL
            states += [o.state for o in force_all(machine, act, outcome.state, made)]
        else:
            states.append(outcome.state)
    return states
