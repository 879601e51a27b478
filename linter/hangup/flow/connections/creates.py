"""Constructions of resources: the objects they make, and whether they connect by themselves."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from hangup.catalogue.matcher import CreateMatch, ResourceRef
from hangup.catalogue.schema import Create
from hangup.flow.connections.acquires import acquire, note_signal
from hangup.flow.domain.state import FOUND_OVER, MADE, UNOPENED, PromiseState, State
from hangup.flow.domain.values import Arguments, Closure, Constant, Null, Object, Value, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.invoke import done, failing
from hangup.flow.execution.log import Created
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.unknown import unknown_call
from hangup.ir import operations as ops
from hangup.model import Confidence


def create(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: CreateMatch, arguments: Arguments
) -> list[Outcome]:
    """Make a resource object; a constructor that connects by itself acquires as well."""
    proof = Confidence.HIGH if match.proved else Confidence.MEDIUM
    return construct(machine, act, op, state, match.ref, match.create, arguments, proof, None)


def construct(
    machine: Machine, act: Activation, op: ops.Call, state: State, ref: ResourceRef, model: Create,
    arguments: Arguments, proof: Confidence, parent: Value | None,
) -> list[Outcome]:  # fmt: skip
    """Make a resource object, connect it where its construction does, and give it (or a promise of it)."""
    if model.mode == "promise" and any(isinstance(v, Closure) for values in arguments.positional for v in values):
        return unknown_call(machine, act, op, state, arguments, machine.unknown(act, op.result))  # calls back
    made = make(machine, act, op, state, ref, model, arguments, proof)
    if parent is not None:
        machine.parents_of[made] = parent
    outcomes: list[Outcome] = []
    if connects(state, model, arguments):
        if model.mode == "promise":
            outcomes = failing(machine, act, state, op.span)
        opening = act.mode == "concurrent" and ref.resource.status_pending
        acquire(machine, act, state, op.span, made, ref, "", arguments, "pending" if opening else "open")
    note_signal(machine, state, ref, made, arguments)
    if model.mode == "sync":
        return [*outcomes, done(machine, act, op, state, one(made))]
    promise = state.new_promise(f"{act.frame}:{op.result}", in_loop=bool(act.loops))
    state.promises[promise.key] = PromiseState("fulfilled", one(made))
    return [*outcomes, done(machine, act, op, state, one(promise))]


def make(
    machine: Machine, act: Activation, op: ops.Call, state: State, ref: ResourceRef, create: Create,
    arguments: Arguments, proof: Confidence,
) -> Object:  # fmt: skip
    """The object of a construction, noted in the log."""
    name = f"{ref.sdk.id}.{ref.resource.name}"
    if create.shared == "global":
        made = Object(f"shared:{name}", 0, "resource")
    elif create.shared.startswith("by:"):
        made = Object(f"shared:{name}:{act.function.id}:{op.result}", 0, "resource")
    else:
        made = state.allocate(f"resource:{act.frame}:{op.result}", "resource")
    if made not in state.heap:
        state.replace(made, {})
    state.renew(made)
    if act.turn and any(_is_left(machine, state, other) for other, at in machine.created_at.items() if at == op.span):
        machine.log.amassed.add((op.span, act.scope))
    state.counters[f"{MADE}{made}"] = act.turn
    found_over = {mark for mark in state.marks if mark.startswith(FOUND_OVER)}
    state.marks -= found_over
    if state.count(f"create {op.span.start} on {_way(act)}") > 1 and not found_over:
        machine.log.created_again.add((op.span, act.scope))
    pool = _has_pool(state, create, arguments)
    if pool:  # there is no connection by which the ways with and without it are told apart
        earlier = {machine.created_at.get(other) for other in machine.made if _is_made(machine, state, other)}
        machine.log.beside |= {(place, op.span) for place in earlier}
        state.marks |= {f"made {op.span.start}"}
    elif create.shared == "none" and made not in state.connections:
        state.marks |= {f"{UNOPENED}{made}"}
    machine.made[made] = (ref, proof)
    machine.created_at.setdefault(made, op.span)
    machine.shared[made] = create.shared
    secret = has_secret(create, arguments)
    if permits(state, ref, arguments):
        machine.allowed.add(made)
    if secret:
        machine.secret.add(made)
    kept = act.scope.enclosing("initialiser", "memo") is not None
    if kept:
        known = machine.log.kept_for.get(op.span, (frozenset[frozenset[Hashable]](), frozenset[str]()))[0]
        machine.log.kept_for[op.span] = (known | {identity(state, arguments)}, frozenset(create.tuning))
    machine.log.create(
        Created(
            op.span, act.function.id, act.scope, ref, proof, create.shared, connects(state, create, arguments),
            pool, act.loops, made, identity(state, arguments), secret,
            kept=kept, open_ended=arguments.spread,
        )
    )  # fmt: skip
    return made


def _is_left(machine: Machine, state: State, made: Value) -> bool:
    """Whether something was made on the way here that nobody has closed, nor a part of it."""
    if f"{MADE}{made}" not in state.counters:
        return False
    connection = state.connections.get(made)
    if connection is None:
        return not state.is_spent(made)
    return connection.is_live and not connection.partial


def _is_made(machine: Machine, state: State, made: Value) -> bool:
    """Whether a pool was made on the way here."""
    place = machine.created_at.get(made)
    return place is not None and f"made {place.start}" in state.marks


def _way(act: Activation) -> str:
    """The calls that led here from where the scope is entered: a second way makes one of its own, and none again."""
    calls: list[str] = []
    caller = act.caller
    while caller is not None and caller.caller is not None and caller.scope == act.scope:
        calls.append(act.path.removeprefix(caller.path))
        act, caller = caller, caller.caller
    return f"{act.scope.kind} {act.scope.span.start} {''.join(calls)}"


def _has_pool(state: State, create: Create, arguments: Arguments) -> bool:
    """Whether what is constructed has a pool of its own."""
    given = argument_path(state, create.pool_arg, arguments) if create.pool_arg else None
    return create.connects == "lazy-pool" and all(isinstance(value, Null) for value in given or ())


def connects(state: State, create: Create, arguments: Arguments) -> bool:
    """Whether this construction opens the connection by itself."""
    rule = create.connects
    if rule == "always":
        return True
    if rule.startswith("if-arg:"):
        values = argument_path(state, rule[7:], arguments)
        return bool(values) and any(not isinstance(v, Null) for v in values or ())
    if rule.startswith("unless-arg:"):
        path, _, wanted = rule[11:].partition("=")
        values = argument_path(state, path, arguments) or _option(state, path, arguments)
        if not wanted:
            return all(isinstance(v, Null) for v in values)
        return not any(isinstance(v, Constant) and str(v.value).lower() == wanted for v in values)
    return False


def _option(state: State, path: str, arguments: Arguments) -> Values:
    """The values of an option in any of the arguments."""
    found = [argument_path(state, f"{index}.{path}", arguments) for index in range(len(arguments.positional))]
    return frozenset(value for values in found for value in values or ())


def argument_path(state: State, path: str, arguments: Arguments) -> Values | None:
    """The values of a member of an argument: ``0.user``, or of a keyword: ``user``."""
    head, _, rest = path.partition(".")
    values = arguments.get(int(head)) if head.isdigit() else arguments.get(99, head)
    if not rest or values is None:
        return values
    found: set[Value] = set()
    for value in values:
        found |= state.field(value, rest) or frozenset()
    return frozenset(found) or None


def has_secret(create: Create, arguments: Arguments) -> bool:
    """Whether the API secret is handed over."""
    if not create.secret_arg:
        return False
    values = (
        arguments.get(int(create.secret_arg)) if create.secret_arg.isdigit() else arguments.get(1, create.secret_arg)
    )
    return bool(values) and not any(
        isinstance(v, Null) or (isinstance(v, Object) and v.kind == "record") for v in values or ()
    )


NESTED = 3
"""How deep records in records are told by their members."""


def identity(state: State, arguments: Arguments) -> frozenset[Hashable]:
    """What a client is made for: its arguments, records by their members."""
    out: set[Hashable] = set()
    for index, values in enumerate(arguments.positional):
        for value in values:
            out |= set(_members(state, (index,), value)) if _is_record(value) else {(index, value)}
    return frozenset(out | {(name, values) for name, values in arguments.named})


def _is_record(value: Value) -> bool:
    return isinstance(value, Object) and value.kind == "record"


def _members(state: State, path: tuple[Hashable, ...], record: Value) -> Iterator[Hashable]:
    """The members of a record, each with the way to it, and those of records among them."""
    for name, inner in state.heap.get(record, {}).items():
        nested = [value for value in inner if _is_record(value)] if len(path) <= NESTED else []
        if nested:
            for value in nested:
                yield from _members(state, (*path, name), value)
        elif not any(isinstance(value, Closure) for value in inner):
            yield (*path, name, inner)


def permits(state: State, ref: ResourceRef, arguments: Arguments) -> bool:
    """Whether an option that permits the use on a server (``allow_if``) is set at the construction."""
    name, _, wanted = ref.resource.allow_if.partition(":")
    for values in arguments.all() if wanted else ():
        for value in values:
            given = state.heap.get(value, {}).get(name.strip(), ()) if isinstance(value, Object) else ()
            if any(isinstance(v, Constant) and str(v.value).lower() == wanted.strip() for v in given):
                return True
    return False
