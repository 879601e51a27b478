"""What kind of thing an acquire is about: how well it is proved, a client or a registry, real users or made-up ones."""

from __future__ import annotations

from typing import cast

from hangup.flow.domain.state import State
from hangup.flow.domain.values import Constant, Symbol, Value, Values, one
from hangup.flow.execution.elements import is_given, is_of_a_run
from hangup.flow.execution.log import Acquired
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.reach import reachable
from hangup.ir import operations as ops
from hangup.model import Confidence, Span

USER_AND_TOKEN = "({id}, token)"
"""The evidence that lies in the shape of the arguments."""


def confidence(machine: Machine, event: Acquired) -> Confidence:
    """Proof, or what evidence adds up to."""
    if event.proof > Confidence.LOW:
        return event.proof
    noted = machine.log.evidence.get(event.receiver, set())
    both = bool(noted & set(event.ref.acquires)) and bool(noted & set(event.ref.releases))
    return Confidence.MEDIUM if both or _is_client(machine, noted) else Confidence.LOW


def _is_client(machine: Machine, noted: set[str]) -> bool:
    """Whether something is done with the receiver that is only done with a client."""
    return USER_AND_TOKEN in noted or bool(noted & machine.knowledge.evidence_names)


def is_registry(machine: Machine, event: Acquired) -> bool:
    """Whether the receiver is a registry of the program's own rather than a client.

    Its class offers both halves of a pair, or both halves are called on it and nothing says that it is a client.
    """
    if event.paired_class:
        return True
    if not event.ref.is_generic or event.proof > Confidence.LOW:
        return False
    return not _is_client(machine, machine.log.evidence.get(event.receiver, set()))


def made_on_server(machine: Machine) -> set[Span]:
    """The constructions that run on a server, by themselves or for whoever calls them."""
    return {made.span for made in machine.log.creates.values() if made.scope.on_server}


def holds_secret(machine: Machine, event: Acquired) -> bool:
    """Whether the client that connects holds the API secret. A shared one that only a server gives it to is another
    one in a browser: there are two processes. One that top-level code has made without it ignores it later.
    """
    if not event.secret or event.shared == "none":
        return event.secret
    alike = [made for made in machine.log.creates.values() if made.object == event.receiver]
    if alike and not alike[0].secret and alike[0].scope.kind == "module" and alike[-1].scope.kind == "module":
        return False
    if event.scope.on_server:
        return True
    served = made_on_server(machine)
    given = [made for made in alike if made.secret]
    return not given or any(made.span not in served for made in given)


def is_for_caller(machine: Machine, state: State, event: Acquired) -> bool:
    """Whether what a function was called with says what is connected to, or as whom."""
    given = list(event.arguments.all()) if event.arguments is not None else []
    entries = [entry for made in machine.log.creates.values() if made.object == event.receiver for entry in made.key]
    for entry in cast("list[tuple[Value | Values, ...]]", entries):
        given.append(entry[-1] if isinstance(entry[-1], frozenset) else one(entry[-1]))
    return any(_is_of_call(machine, value) for value in reachable(machine, state, given))


def _is_of_call(machine: Machine, value: Value) -> bool:
    """Whether a value came with a call, or was asked for with what did. What makes an instance says what it is for."""
    if is_of_a_run(machine, value) and not is_given(machine, value):
        return True
    if not isinstance(value, Symbol) or not value.is_parameter:
        return False
    _, function, name = value.root.split(":", 2)
    return name not in ("self", "this") and machine.program.functions[int(function)].name != machine.program.constructor


def _is_read(machine: Machine, event: Acquired) -> bool:
    """Whether what the connect gives is made use of, once it has been waited for."""
    function = machine.program.functions[event.function]
    operations = [operation for block in function.blocks for operation in block.operations]
    calls = {each.result for each in operations if isinstance(each, ops.Call) and each.span == event.span}
    waits = [each.result for each in operations if isinstance(each, ops.Await) and each.value in calls]
    return any(machine.is_used(function, result) for result in waits)


def creates_users(machine: Machine, event: Acquired) -> bool:
    """In a loop, for a user that differs from turn to turn, and nothing else is done with the connection."""
    if not event.loops or not event.user_key or _is_read(machine, event):
        return False
    if len(event.user_key) == 1 and any(isinstance(v, Constant) for v in event.user_key):
        return False
    if any(isinstance(v, Symbol) and v.is_parameter and "[]" not in v.path for v in event.user_key):
        return False
    if event.span in machine.log.closed_each & machine.log.closed_behind:
        return False  # each user is there until the next one comes, the last one until the end
    return not (machine.log.uses.get(event.receiver, set()) - machine.knowledge.token_names)
