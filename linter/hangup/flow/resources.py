"""Resources: constructions, acquires and releases, and what they do to the typestate of a connection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hangup.catalogue.matcher import CreateMatch, ResourceRef
from hangup.catalogue.schema import Acquire, Create, Release
from hangup.flow.log import Acquired, Attempt, Created, HelperUse
from hangup.flow.machine import Activation, Machine, Outcome
from hangup.flow.state import Connection, PromiseState, State
from hangup.flow.values import NULL, Closure, Constant, Member, Null, Object, Promise, Symbol, Value, Values, one
from hangup.ir import operations as ops
from hangup.model import Confidence, Span

if TYPE_CHECKING:
    from hangup.catalogue.schema import Helper
    from hangup.flow.calls import Arguments


# ---------------------------------------------------------------- constructions


def create(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: CreateMatch, arguments: Arguments
) -> list[Outcome]:
    """Make a resource object; a constructor that connects by itself acquires as well."""
    from hangup.flow.calls import done

    proof = Confidence.HIGH if match.proved else Confidence.MEDIUM
    made = make(machine, act, op, state, match.ref, match.create, arguments, proof)
    if connects(state, match.create, arguments):
        acquire(machine, act, state, op.span, made, match.ref, "", arguments, "open")
    return [done(machine, act, op, state, one(made))]


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
    if count(state, f"create {op.span.start}") > 1:
        machine.log.created_again.add(op.span)
    machine.made[made] = (ref, proof)
    machine.created_at.setdefault(made, op.span)
    machine.shared[made] = create.shared
    secret = has_secret(create, arguments)
    if permits(state, ref, arguments):
        machine.allowed.add(made)
    if secret:
        machine.secret.add(made)
    machine.log.create(
        Created(
            op.span, act.function.id, act.scope, ref, proof, create.shared, connects(state, create, arguments),
            create.connects == "lazy-pool", act.loops, made, identity(state, arguments), secret,
            kept=act.scope.enclosing("initialiser", "memo") is not None,
        )
    )  # fmt: skip
    return made


def count(state: State, what: str) -> int:
    """How often something was reached in this life, up to two."""
    state.counters[what] = min(state.counters.get(what, 0) + 1, 2)
    return state.counters[what]


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
        values = argument_path(state, path, arguments) or argument_path(state, f"0.{path}", arguments) or frozenset()
        return not any(isinstance(v, Constant) and str(v.value).lower() == wanted for v in values)
    return False


def argument_path(state: State, path: str, arguments: Arguments) -> Values | None:
    """The values of a member of an argument: ``0.user``, or of a keyword: ``user``."""
    head, _, rest = path.partition(".")
    values = arguments.get(int(head)) if head.isdigit() else arguments.get(99, head)
    if not rest or values is None:
        return values
    found: set[Value] = set()
    for value in values:
        fields = state.heap.get(value)  # type: ignore[call-overload]
        if fields is not None and rest in fields:
            found |= fields[rest]
    return frozenset(found) or None


def has_secret(create: Create, arguments: Arguments) -> bool:
    """Whether the API secret is handed over."""
    if not create.secret_arg:
        return False
    values = (
        arguments.get(int(create.secret_arg)) if create.secret_arg.isdigit() else arguments.get(1, create.secret_arg)
    )
    return bool(values) and not any(isinstance(v, Null) or (isinstance(v, Object) and v.kind == "record") for v in values or ())


# ---------------------------------------------------------------- methods


def method(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """A method call on something that is, or may be, a resource. None when it is nothing of the kind."""
    from hangup.flow.calls import done, unknown_call

    consumed = consume(machine, act, op, state, name, arguments)
    if consumed is not None:
        return consumed
    known = machine.made.get(receiver) or guess(machine, state, receiver, name, arguments)
    if known is None:
        return None
    ref, proof = known
    if name in ref.acquires:
        return call_acquire(machine, act, op, state, receiver, ref, name, ref.acquires[name], arguments)
    if name in ref.releases:
        return call_release(machine, act, op, state, receiver, ref, name, ref.releases[name])
    child = child_create(machine, ref, name)
    if child is not None:
        child_ref, create_model = child
        made = make(machine, act, op, state, child_ref, create_model, arguments, proof)
        return [done(machine, act, op, state, one(made))]
    machine.log.uses.setdefault(receiver, set()).add(name)
    if isinstance(receiver, Object):
        return unknown_call(machine, act, op, state, arguments, one(Symbol(f"unknown:method:{act.function.id}:{op.result}", (name, "()"))))
    return None


def child_create(machine: Machine, ref: ResourceRef, name: str) -> tuple[ResourceRef, Create] | None:
    """The child resource a method of this one makes."""
    for other in machine.knowledge.resources:
        if other.sdk.id != ref.sdk.id or name not in other.children:
            continue
        create_model = other.children[name]
        own = create_model.call.startswith("$r.") and other.key == ref.key
        if own or (other.resource.parent is not None and other.resource.parent.of == ref.resource.name):
            return other, create_model
    return None


def consume(
    machine: Machine, act: Activation, op: ops.Call, state: State, name: str, arguments: Arguments
) -> list[Outcome] | None:
    """A release that takes the resource as an argument."""
    for values in arguments.positional[:1]:
        for value in values:
            known = machine.made.get(value)
            if known is not None and name in known[0].consumers:
                return call_release(machine, act, op, state, value, known[0], name, known[0].consumers[name])
    return None


def guess(
    machine: Machine, state: State, receiver: Value, name: str, arguments: Arguments
) -> tuple[ResourceRef, Confidence] | None:
    """The resource an unproved receiver may be, by the name of the call. Proof stays low until evidence is found."""
    knowledge = machine.knowledge
    names = {n for ref in knowledge.generic for n in (*ref.acquires, *ref.releases)}
    if name not in names or is_homonym(machine, state, receiver):
        return None
    candidates = knowledge.acquire_names.get(name) or knowledge.release_names.get(name) or []
    modules = {module for module, _ in machine.imports.values()}
    chosen = next((ref for ref in candidates if any(knowledge.belongs(m, ref.sdk.packages) for m in modules)), None)
    chosen = chosen or next((ref for ref in candidates if ref.is_generic), None)
    if chosen is None:
        return None
    if shape(state, arguments):
        machine.log.evidence.setdefault(receiver, set()).add("({id}, token)")
    machine.log.evidence.setdefault(receiver, set()).add(name)
    return chosen, Confidence.LOW


def shape(state: State, arguments: Arguments) -> bool:
    """The argument shape ``({id…}, token)``."""
    first = arguments.get(0)
    if first is None or len(arguments.all()) < 2:
        return False
    return any(isinstance(v, Object) and "id" in state.heap.get(v, {}) for v in first)


def is_homonym(machine: Machine, state: State, receiver: Value) -> bool:
    """Whether the receiver is proved to be something else."""
    if isinstance(receiver, Object):
        if receiver.kind != "foreign":
            return True
        made_by = machine.made_by.get(receiver)
        return made_by is not None and machine.knowledge.is_ignored(made_by.module, made_by.path)
    if not isinstance(receiver, Symbol):
        return True
    if machine.knowledge.is_ignored(receiver.module, tuple(step for step in receiver.path if step != "()")[:1]):
        return True
    return receiver in machine.properties or receiver.path[-1:] == ("props",)


def call_acquire(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, ref: ResourceRef, name: str,
    model: Acquire, arguments: Arguments,
) -> list[Outcome]:  # fmt: skip
    """The acquiring call."""
    from hangup.flow.calls import done, failing

    if model.reopen:
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
    if shape(state, arguments):
        machine.log.evidence.setdefault(receiver, set()).add("({id}, token)")
    promise = Promise(f"{act.frame}:{op.result}")
    if machine.program.lazy_async and model.mode in ("await", "promise"):

        def thunk(now: State, running: Activation) -> list[Outcome]:
            ways = failing(machine, running, now, op.span, cancel=True)
            acquire(machine, replace(running, scope=act.scope, loops=act.loops), now, op.span, receiver, ref, name, arguments, "open")
            return [*ways, Outcome("return", now, one(receiver), op.span)]

        state.promises[promise.key] = PromiseState("lazy", receiver=receiver, thunk=thunk)
        return [done(machine, act, op, state, one(promise))]
    eager = machine.program.lazy_async or model.mode in ("with", "callback")
    outcomes = failing(machine, act, state, op.span) if eager else []
    acquire(machine, act, state, op.span, receiver, ref, name, arguments, "open" if eager else "pending")
    if eager:
        state.promises[promise.key] = PromiseState("fulfilled", one(Symbol(f"unknown:acquired:{act.function.id}:{op.result}")))
        return [*outcomes, done(machine, act, op, state, one(promise))]
    state.promises[promise.key] = PromiseState("pending", receiver=receiver)
    return [*outcomes, done(machine, act, op, state, one(promise))]


def acquire(
    machine: Machine, act: Activation, state: State, span: Span, receiver: Value, ref: ResourceRef, name: str,
    arguments: Arguments, status: str,
) -> None:  # fmt: skip
    """Open a connection on the receiver."""
    known = machine.made.get(receiver)
    user = arguments.get(0) or NULL
    previous = state.connections.get(receiver)
    event = Acquired(
        span, act.function.id, act.scope, ref, receiver, known[1] if known else Confidence.LOW, name, act.loops, user,
        machine.created_at.get(receiver), machine.shared.get(receiver, "none"), receiver in machine.secret,
        paired_class=isinstance(receiver, Object) and receiver.kind == "instance",
        allowed=receiver in machine.allowed, arguments=arguments, user_key=who(state, user),
        user_fields=frozenset(n for v in user if isinstance(v, Object) and "id" in state.heap.get(v, {}) for n in state.heap[v]),
    )  # fmt: skip
    index = machine.log.acquire(event)
    if previous is not None and previous.is_live:
        other = users_differ(machine, state, previous.user, user)
        before = machine.log.acquires[previous.acquire].arguments
        if event.paired_class and before is not None:
            other = any(not (a & b) for a, b in zip(before.positional, arguments.positional, strict=False))
        if machine.changing:
            machine.log.tried.add(previous.acquire)
        if not machine.again:
            machine.log.reacquired.setdefault((previous.acquire, index), "other" if other else "same")
        return
    if previous is not None and previous.status == "closing" and ref.resource.race == "await-acquire":
        machine.log.sessions.setdefault(("unsettled", span), (machine.log.release_spans.get(receiver, span), receiver))
    if count(state, f"acquire {span.start}") > 1 and not machine.changing:
        machine.log.acquired_again.add(span)
    state.connections[receiver] = Connection(status, index, user, who(state, user), run=act.turn)
    state.step(span, "opened")


def identity(state: State, arguments: Arguments) -> frozenset[object]:
    """What a client is made for: its arguments, records by their members."""
    out: set[object] = set()
    for index, values in enumerate(arguments.positional):
        for value in values:
            if isinstance(value, Object) and value.kind == "record":
                out |= {(index, name, inner) for name, inner in state.heap.get(value, {}).items() if not any(isinstance(v, Closure) for v in inner)}
            else:
                out.add((index, value))
    return frozenset(out | {(name, values) for name, values in arguments.named})


def permits(state: State, ref: ResourceRef, arguments: Arguments) -> bool:
    """Whether an option that permits the use on a server (``allow_if``) is set at the construction."""
    name, _, wanted = ref.resource.allow_if.partition(":")
    for values in arguments.all() if wanted else ():
        for value in values:
            given = state.heap.get(value, {}).get(name.strip(), ()) if isinstance(value, Object) else ()
            if any(isinstance(v, Constant) and str(v.value).lower() == wanted.strip() for v in given):
                return True
    return False


def who(state: State, values: Values) -> frozenset[object]:
    """Whom an acquire is for: the id of a user record, or the value itself."""
    out: set[object] = set()
    for value in values:
        fields = state.heap.get(value) if isinstance(value, Object) else None
        ids = next((fields[name] for name in ("id", "user_id", "user") if fields and name in fields), None)
        out |= set(ids) if ids else {value}
    return frozenset(out)


def users_differ(machine: Machine, state: State, old: Values, new: Values) -> bool:
    """Whether two acquires are for users that are known to differ."""
    first, second = who(state, old), who(state, new)
    return bool(first) and bool(second) and not (first & second)


def call_release(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, ref: ResourceRef, name: str, model: Release
) -> list[Outcome]:
    """The releasing call."""
    from hangup.flow.calls import done, failing

    looked_up = machine.definition(act.function, op.callee)
    if looked_up is not None:
        machine.log.called.add(looked_up.span)
    promise = Promise(f"{act.frame}:{op.result}")
    if machine.program.lazy_async and model.mode in ("await", "promise"):
        machine.log.unawaited[op.span] = Attempt(op.span, "not-awaited", name, act.scope, receiver)

        def thunk(now: State, running: Activation) -> list[Outcome]:
            machine.log.awaited.add(op.span)
            release(machine, replace(running, scope=act.scope), now, op.span, receiver, name, model)
            return [*failing(machine, running, now, op.span, cancel=True), Outcome("return", now, NULL, op.span)]

        state.promises[promise.key] = PromiseState("lazy", receiver=receiver, thunk=thunk)
        return [done(machine, act, op, state, one(promise))]
    if wrong_key(machine, act, op, state, receiver, name):
        machine.log.attempt(Attempt(op.span, "wrong-arguments", name, act.scope, receiver))
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
    release(machine, act, state, op.span, receiver, name, model)
    outcomes = failing(machine, act, state, op.span) if machine.program.lazy_async or model.mode == "sync" else []
    connection = state.connections.get(receiver)
    if not machine.program.lazy_async and connection is not None and connection.status == "closed":
        state.set_status(receiver, "closing")
        state.promises[promise.key] = PromiseState("pending", receiver=receiver)
        return [*outcomes, done(machine, act, op, state, one(promise))]
    return [*outcomes, done(machine, act, op, state, machine.unknown(act, op.result))]


def release_all(machine: Machine, act: Activation, op: ops.Call, state: State, members: list[Member]) -> list[Outcome]:
    """A release on what may be one of several resources, an element of a container: taken to reach each of them."""
    from hangup.flow.calls import done, failing

    def run(now: State, running: Activation) -> None:
        machine.log.awaited.add(op.span)
        for member in members:
            known = machine.made.get(member.receiver)
            model = known[0].releases.get(member.name) if known is not None else None
            release(machine, running, now, op.span, member.receiver, member.name, model)

    looked_up = machine.definition(act.function, op.callee)
    if looked_up is not None:
        machine.log.called.add(looked_up.span)
    refs = [machine.log.acquires[state.connections[member.receiver].acquire].ref for member in members]
    waits = any(r.releases[m.name].mode in ("await", "promise") for r, m in zip(refs, members, strict=True) if m.name in r.releases)
    if not (machine.program.lazy_async and waits):
        run(state, act)
        return [*failing(machine, act, state, op.span), done(machine, act, op, state, machine.unknown(act, op.result))]
    promise = Promise(f"{act.frame}:{op.result}")
    machine.log.unawaited[op.span] = Attempt(op.span, "not-awaited", members[0].name, act.scope, members[0].receiver)

    def thunk(now: State, running: Activation) -> list[Outcome]:
        run(now, replace(running, scope=act.scope))
        return [*failing(machine, running, now, op.span, cancel=True), Outcome("return", now, NULL, op.span)]

    state.promises[promise.key] = PromiseState("lazy", thunk=thunk)
    return [done(machine, act, op, state, one(promise))]


def wrong_key(machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str) -> bool:
    """Whether the program's own pair is released for another key than it was acquired for, by parameter name."""
    from hangup.flow.calls import evaluate

    connection = state.connections.get(receiver)
    if connection is None or not isinstance(receiver, Object) or receiver.kind != "instance":
        return False
    acquired = machine.log.acquires[connection.acquire]
    wanted = named_arguments(machine, state, receiver, acquired.method, acquired.arguments)
    given = named_arguments(machine, state, receiver, name, evaluate(machine, act, op, state))
    return any(key in wanted and not (spelled(values) & spelled(wanted[key])) for key, values in given.items())


def spelled(values: Values) -> frozenset[object]:
    """Values with parameters compared by name: two handlers get the same thing under the same name."""
    return frozenset(
        (value.root.rpartition(":")[2], value.path) if isinstance(value, Symbol) and value.is_parameter else value for value in values
    )


def named_arguments(machine: Machine, state: State, receiver: Object, name: str, arguments: Arguments | None) -> dict[str, Values]:
    """Arguments by the parameter names of the program's own method."""
    from hangup.flow.transfer import find_class_method

    closure = find_class_method(machine, state, receiver, name)
    if closure is None or arguments is None:
        return {}
    parameters = [p.name for p in machine.program.functions[closure.function].parameters]
    parameters = parameters[1:] if machine.program.language == "python" else parameters
    return {**dict(zip(parameters, arguments.positional, strict=False)), **dict(arguments.named)}


def release(machine: Machine, act: Activation, state: State, span: Span, receiver: Value, name: str, model: Release | None) -> None:
    """Close the receiver's connection, as far as this call does."""
    connection = state.connections.get(receiver)
    if model is not None and model.partial:
        machine.log.attempt(Attempt(span, "partial", name, act.scope, receiver))
        if connection is not None:
            state.set_status(receiver, connection.status, partial=True)
        return
    machine.log.releases.setdefault((span, receiver), act.scope)
    if connection is None or connection.status in ("closed", "closing"):
        unresolved = isinstance(receiver, Symbol) and receiver.is_global and len(receiver.path) == 1
        reason = "unresolved" if unresolved else "finished" if connection is not None else "other"
        machine.log.attempt(Attempt(span, reason, name, act.scope, receiver))
        return
    machine.log.release_spans[receiver] = span
    known = machine.made.get(receiver)
    races = known is not None and known[0].resource.race == "await-acquire"
    if connection.status == "pending" and act.racing and races:
        state.set_status(receiver, "orphan")
        return
    if connection.status != "orphan":
        state.set_status(receiver, "closed")
        state.step(span, "closed")


# ---------------------------------------------------------------- escapes and helpers


def hand_over(machine: Machine, state: State, value: Value, how: str = "argument") -> None:
    """The value is given to something unknown, which may keep it."""
    if value in machine.made or value in state.connections:
        state.escapes.setdefault(value, how)
        machine.log.uses.setdefault(value, set()).add("given away")
    elif isinstance(value, Object) and value.kind in ("record", "sequence", "instance"):
        for values in state.heap.get(value, {}).values():
            for inner in values:
                if inner in machine.made or inner in state.connections:
                    state.escapes.setdefault(inner, how)


def use_helper(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: tuple[ResourceRef, Helper, bool], arguments: Arguments
) -> None:
    """A hook of the SDK that owns the life cycle: note arguments that are new in every render."""
    ref, helper, proved = match
    for name in helper.stable_args:
        values = argument_path(state, f"0.{name}", arguments) or arguments.get(99, name)
        if values is None:
            continue
        slot = f"helper:{act.path}:{op.result}:{name}"
        before = state.field(act.owner, slot)
        if not machine.changing and before is not None and before != values and any(isinstance(v, Closure | Object) for v in values):
            machine.log.helpers[(op.span, name)] = HelperUse(
                op.span, act.scope, ref, name, Confidence.HIGH if proved else Confidence.MEDIUM
            )
        state.set_field(act.owner, slot, values)
