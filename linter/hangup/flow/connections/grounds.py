"""How the receiver of an acquire is known to be a resource: a construction, an annotation, or other signs."""

from __future__ import annotations

from hangup.flow.execution.log import Acquired, Ground
from hangup.flow.execution.machine import Machine
from hangup.flow.verdicts.particulars import spelled
from hangup.model import Confidence


def ground(machine: Machine, event: Acquired) -> Ground:
    """What the resource of an acquire is known by."""
    made = next((made for made in machine.log.creates.values() if made.object == event.receiver), None)
    if made is not None:
        _, call = spelled(machine, made)
        return Ground("constructor", call, _module(machine, made.function, call), made.span)
    known = machine.grounds.get(event.receiver)
    if known is not None:
        module = known.module or _module(machine, event.function, known.text)
        return Ground(known.kind, known.text, module, known.span)
    if event.paired_class:
        return Ground("class")
    signs = machine.log.evidence.get(event.receiver, set()) - {event.method}
    if event.proof > Confidence.LOW or not signs:
        return Ground("name", event.method)
    return Ground("evidence", ", ".join(sorted(signs)))


def _module(machine: Machine, function: int, dotted: str) -> str:
    """The module that the first name of a dotted path is imported from."""
    return machine.imports(machine.program.functions[function]).get(dotted.partition(".")[0], ("", ""))[0]
