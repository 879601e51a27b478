"""Generators that are run in parts: up to a ``yield``, and on from there when whoever uses them is done."""

from __future__ import annotations

from hangup.flow.domain.state import EXCEPTION, State
from hangup.flow.domain.values import NULL, TRUE, Constant, Invocation, Object, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import invoke
from hangup.flow.execution.machine import Machine
from hangup.model import Span
from hangup.records import replace


def start_generator(
    machine: Machine, act: Activation, state: State, manager: Object, started: Invocation
) -> list[Outcome]:
    """Run a generator up to its first ``yield``."""
    outcomes: list[Outcome] = []
    site = f"generator:{manager.site}:{manager.serial}"
    closure = started.closure
    for outcome in invoke(machine, replace(act, mode="sequential"), state, closure, started.arguments, site):
        if outcome.kind == "yield":
            frame = machine.frames[(act.frame, site, closure.function, closure.frame, act.turn)]
            place = f"{frame}:{outcome.at[0]}:{outcome.at[1]}"
            machine.suspended[place] = replace(
                act, function=machine.program.functions[closure.function], frame=frame, caller=act, depth=act.depth + 1
            )
            outcome.state.set_field(manager, "__at__", one(Constant(place, "str")))
            outcomes.append(replace(outcome, kind="return"))
        elif outcome.kind == "raise":
            outcomes.append(outcome)
    return outcomes


def resume_generator(
    machine: Machine, act: Activation, state: State, manager: Object, span: Span, raised: Values | None
) -> list[Outcome]:
    """Go on behind the ``yield``, or raise there. The value of a ``next`` outcome says if the exception ended."""
    outcomes: list[Outcome] = []
    for place in state.field(manager, "__at__") or ():
        if not isinstance(place, Constant) or str(place.value) not in machine.suspended:
            continue
        inner = machine.suspended[str(place.value)]
        _, block, index = (int(part) for part in str(place.value).split(":"))
        branch = state.fork()
        ended = resume(machine, inner, branch, (block, index), raised)
        for outcome in ended:
            if outcome.kind == "raise" and raised:  # the exception comes out again, and goes on
                outcomes.append(replace(outcome, kind="next", values=NULL))
            else:
                outcomes += as_next([replace(outcome, values=TRUE) if raised else outcome])
    return outcomes or [Outcome("next", state, NULL, span)]


def use_up(machine: Machine, act: Activation, state: State, manager: Object, span: Span) -> list[Outcome]:
    """Run a generator as somebody does who takes all it yields: to the first ``yield``, and on from there."""
    started = machine.managers.get(manager)
    if manager.kind != "generator" or not isinstance(started, Invocation):
        return [Outcome("next", state, NULL, span)]
    outcomes: list[Outcome] = []
    for way in start_generator(machine, act, state.fork(), manager, started):
        outcomes += [way] if way.kind == "raise" else resume_generator(machine, act, way.state, manager, span, None)
    return outcomes or [Outcome("next", state, NULL, span)]


def resume(
    machine: Machine, act: Activation, state: State, at: tuple[int, int], raised: Values | None
) -> list[Outcome]:
    """Go on in a suspended activation behind an operation, or by raising from it."""
    block = act.function.blocks[at[0]]
    if raised is None:
        return machine.run(act, state, (at[0], at[1] + 1))
    if block.handler is None:
        return [Outcome("raise", state, raised, act.function.name_span)]
    state.environment[(act.frame, EXCEPTION)] = raised
    return machine.run(act, state, (block.handler, 0))


def as_next(outcomes: list[Outcome]) -> list[Outcome]:
    """What goes on, or raises, behind something that was run to its end."""
    return [
        replace(o, kind="next") if o.kind == "return" else o for o in outcomes if o.kind in ("return", "raise", "next")
    ]
