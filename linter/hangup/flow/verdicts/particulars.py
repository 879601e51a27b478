"""What every fact says of its site: the handle and the call as they are written, and the places that belong to it."""

from __future__ import annotations

from hangup.flow.domain.values import Value
from hangup.flow.execution.log import Acquired, Created
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.spelling import spell
from hangup.flow.facts import Common, Place
from hangup.flow.frameworks.offers import ending
from hangup.ir import operations as ops
from hangup.model import Confidence, Span


def particulars(machine: Machine, event: Acquired | Created, confidence: Confidence) -> Common:
    """What is to be said of an acquire or a construction, whatever is wrong with it."""
    handle, call = spelled(machine, event)
    return {
        "span": event.span,
        "ref": event.ref,
        "confidence": confidence,
        "scope": event.scope,
        "handle": handle,
        "call": call,
        "anchor": f"{machine.program.functions[event.function].name}:{call}",
        "shared": sharing(machine, event),
        "places": (),
        "created": event.created if isinstance(event, Acquired) else event.span,
        "ending": ending(machine, event.scope),
        "releases": _releases(machine, event.receiver if isinstance(event, Acquired) else event.object),
    }


def sharing(machine: Machine, event: Acquired | Created) -> str:
    """Who has the client, as in ``catalogue.model.Create.shared``.

    One that the module makes is one for all as well, where a second connect on it opens no second connection; so is one
    that a variable of the module keeps, with which the next mount of a component goes on.
    """
    if event.shared != "none" or isinstance(event, Created) or not event.ref.resource.again:
        return event.shared
    if event.receiver in machine.log.taken_over:
        return "module"
    once = (made for made in machine.log.creates.values() if made.object == event.receiver and not made.loops)
    return "module" if any(made.scope.kind == "module" for made in once) else event.shared


def noting(common: Common, span: Span, label: str) -> Common:
    """The same with one place more."""
    return {**common, "places": (*common["places"], Place(span, label))}


def _releases(machine: Machine, receiver: Value) -> tuple[Span, ...]:
    """Where this resource is released: the same object, or one made at the same place."""
    made = machine.created_at.get(receiver)
    return tuple(
        sorted(
            {
                span
                for span, known in machine.log.releases
                if known == receiver or (made is not None and machine.created_at.get(known) == made)
            }
        )
    )


def spelled(machine: Machine, event: Acquired | Created) -> tuple[str, str]:
    """The receiver and the call as they are written."""
    function = machine.program.functions[event.function]
    for block in function.blocks:
        for operation in block.operations:
            if isinstance(operation, ops.Call) and operation.span == event.span:
                call = spell(machine, function, operation.callee)
                return call.rpartition(".")[0] or call, call
    return "", ""
