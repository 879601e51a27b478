"""What an application holds for all its handlers: one place, whichever way they come to it."""

from __future__ import annotations

from hangup.catalogue.schema import Application
from hangup.flow.domain.state import State
from hangup.flow.domain.values import Symbol
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.machine import Machine


def place(machine: Machine, act: Activation, state: State, reached: Symbol) -> Symbol:
    """The place that a member of an application stands for, or the application itself; else what was reached.

    What a handler is given leads to it once something was put there. Until then it is the handler's own.
    """
    member = reached.path[-1] if reached.path else ""
    for application in machine.knowledge.applications:
        if member in application.holds:
            home = _home(application, member)
            if _leads_to(machine, act, state, application, Symbol(reached.root, reached.path[:-1]), home):
                return home
        elif application.items and _leads_to(machine, act, state, application, reached, _home(application)):
            return _home(application)
    return reached


def _home(application: Application, *member: str) -> Symbol:
    """By what the place is known: as the member of what the first constructor makes."""
    module, _, name = application.made_by[0].partition(".")
    return Symbol(f"import:{module}", (*name.split("."), "()", *member))


def _leads_to(
    machine: Machine, act: Activation, state: State, application: Application, holder: Symbol, home: Symbol
) -> bool:
    """Whether something is the application: what its life is given, a member of what a handler is, or what was made."""
    if holder.is_parameter:
        if not holder.path:
            return act.scope.enclosing("lifespan") is not None
        return holder.path[-1] in application.reached_by and home in state.heap
    is_made = holder.is_import and holder.path[-1:] == ("()",)
    return is_made and machine.knowledge.makes(holder.module, holder.path[:-1], application) and home in state.heap
