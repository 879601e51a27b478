"""Evidence: what an unproved value may be, by declared types, by the calls on it and by their arguments."""

from __future__ import annotations

from hangup.catalogue.matcher import ResourceRef
from hangup.flow.domain.state import State
from hangup.flow.domain.values import Arguments, Object, Symbol, Value, Values
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.log import Attempt, Ground
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.stand_ins import is_replaced
from hangup.ir import operations as ops
from hangup.ir.program import Function
from hangup.model import Confidence, Span


def trust_annotation(machine: Machine, function: Function, annotation: tuple[str, ...], values: Values) -> None:
    """Believe a declared type in a function where the value is unknown."""
    for name in annotation:
        ref = typed_name(machine, function, name)
        if ref is None:
            if _is_peer(machine, function, name):
                machine.peers |= {value: () for value in values if value not in machine.peers}
            continue
        for value in values:
            if isinstance(value, Symbol) and not value.is_import:
                machine.made.setdefault(value, ref)
                machine.grounds.setdefault(value, Ground("annotation", name))
        return


def typed_name(machine: Machine, function: Function, dotted: str) -> tuple[ResourceRef, Confidence] | None:
    """The resource a type name in the function's file stands for, with how well that is proved."""
    module, name = _declared(machine, function, dotted)
    known = machine.knowledge.typed(module, name) if name else None
    if known is None:
        return None
    return known[0], Confidence.HIGH if known[1] else Confidence.MEDIUM


def _is_peer(machine: Machine, function: Function, dotted: str) -> bool:
    """Whether a type name in the function's file stands for the connection of a peer."""
    module, name = _declared(machine, function, dotted)
    return bool(module) and machine.knowledge.is_peer(module, name)


def _declared(machine: Machine, function: Function, dotted: str) -> tuple[str, str]:
    """The module and the name that a type name in the function's file stands for; no name where nothing is known."""
    first, _, rest = dotted.partition(".")
    module, name = machine.imports(function).get(first, ("", ""))
    if module:
        return module, rest.rpartition(".")[2] if rest else (first if name in ("*", "default") else name)
    return "", "" if rest else first


def note_evidence(machine: Machine, owner: Value, name: str) -> None:
    """Note a member that is looked up, where its name tells something."""
    knowledge = machine.knowledge
    if name in knowledge.evidence_names or name in knowledge.acquire_names or name in knowledge.release_names:
        machine.log.evidence.setdefault(owner, set()).add(name)


def note_null_member(machine: Machine, act: Activation, op: ops.GetAttr) -> None:
    """Note a release that is looked up on nothing, in a life that was not cut short."""
    if op.name in machine.knowledge.release_names and not act.racing and not _is_for_other_objects(machine, act, op):
        machine.log.attempt(Attempt(op.span, "null", op.name, act.scope))


def _is_for_other_objects(machine: Machine, act: Activation, op: ops.GetAttr) -> bool:
    """Whether a member is looked up on a variable that holds what other libraries make, and nothing else but that."""
    loaded = machine.definition(act.function, op.object)
    if not isinstance(loaded, ops.Load):
        return False
    made = machine.tables.stored(loaded.cell)
    return bool(made) and all(_makes_another_object(machine, *known) for known in made)


def _makes_another_object(machine: Machine, function: Function, made: ops.Operation | None) -> bool:
    """Whether an operation makes an object of a class that is imported and opens nothing."""
    if not isinstance(made, ops.Call) or made.kind != "new":
        return False
    named = machine.definition(function, made.callee)
    if not isinstance(named, ops.Load):
        return False
    module, name = machine.imports(function).get(machine.program.cells[named.cell].name, ("", ""))
    return bool(module) and machine.knowledge.create(module, (name,), made.kind) is None


# ---------------------------------------------------------------- by the call


def guess(
    machine: Machine, act: Activation, state: State, receiver: Value, name: str, arguments: Arguments
) -> tuple[ResourceRef, Confidence] | None:
    """The resource an unproved receiver may be, by the name of the call. Proof stays low until evidence is found."""
    knowledge = machine.knowledge
    names = {n for ref in knowledge.generic for n in (*ref.acquires, *ref.releases)}
    if name not in names or is_homonym(machine, act, receiver):
        return None
    candidates = knowledge.acquire_names.get(name) or knowledge.release_names.get(name) or []
    modules = machine.imported(act.function)
    imported = (ref for ref in candidates if any(knowledge.belongs(m, ref.sdk.packages) for m in modules))
    chosen = next(imported, None)
    chosen = chosen or next((ref for ref in candidates if ref.is_generic), None)
    if chosen is None:
        return None
    note_shape(machine, state, receiver, arguments)
    machine.log.evidence.setdefault(receiver, set()).add(name)
    return chosen, Confidence.LOW


def note_shape(machine: Machine, state: State, receiver: Value, arguments: Arguments) -> None:
    """Note the argument shape ``({id…}, token)``."""
    first = arguments.get(0) or ()
    if len(arguments.all()) >= 2 and any(isinstance(v, Object) and "id" in state.heap.get(v, {}) for v in first):
        machine.log.evidence.setdefault(receiver, set()).add("({id}, token)")


def is_homonym(machine: Machine, act: Activation, receiver: Value) -> bool:
    """Whether the receiver is proved to be something else."""
    return bool(homonym(machine, act, receiver))


def homonym(machine: Machine, act: Activation, receiver: Value) -> str:
    """What the receiver is proved to be instead of a resource, in words; an empty text where nothing is proved."""
    if isinstance(receiver, Object):
        if receiver.kind != "foreign":
            return "its receiver is an object that the program makes itself"
        made_by = machine.made_by.get(receiver)
        if made_by is not None and is_replaced(machine, act.scope, made_by.module):
            return "a test puts something else in the place of its module"
        ignored = made_by is not None and machine.knowledge.is_ignored(made_by.module, made_by.path)
        return "its receiver is known to open nothing" if ignored else ""
    if not isinstance(receiver, Symbol):
        return "its receiver is no object"
    if is_replaced(machine, act.scope, receiver.module):
        return "a test puts something else in the place of its module"
    if machine.knowledge.is_ignored(receiver.module, tuple(step for step in receiver.path if step != "()")[:1]):
        return "its receiver is known to open nothing"
    if machine.knowledge.record_steps & set(receiver.path):
        return "its receiver is a record of a database"  # whatever its methods are called
    if receiver in machine.properties or receiver.path[-1:] == ("props",):
        return "its receiver are the properties of a component"
    return ""


def note_passed(machine: Machine, act: Activation, receiver: Value, name: str, span: Span) -> None:
    """Note a call that has the name of one that opens a connection and is not taken for one, with the reason."""
    if name in machine.knowledge.acquire_names:
        reason = homonym(machine, act, receiver) or "nothing but its name says that it opens a connection"
        machine.log.passed.setdefault(span, reason)
