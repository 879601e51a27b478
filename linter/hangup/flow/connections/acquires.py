"""Acquires: the calls that open a connection, and whom they open it for."""

from __future__ import annotations

from hangup.catalogue.matcher import ResourceRef
from hangup.catalogue.schema import Acquire
from hangup.flow.domain.state import MAX_SERIAL, UNOPENED, Connection, PromiseState, State
from hangup.flow.domain.values import NULL, Arguments, Object, Symbol, Value, Values, one
from hangup.flow.execution.activations import Activation, Outcome
from hangup.flow.execution.hints import note_shape
from hangup.flow.execution.invoke import done, failing
from hangup.flow.execution.log import Acquired
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.model import Confidence, Span
from hangup.records import replace

TRIED = "tried "
"""How the counters of acquires begin that found their connection open."""

_IDS = (("id",), ("user_id",))
"""How the id of a user is looked up."""


def call_acquire(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, ref: ResourceRef, name: str,
    model: Acquire, arguments: Arguments,
) -> list[Outcome]:  # fmt: skip
    """The acquiring call."""
    if model.reopen:
        return [done(machine, act, op, state, machine.unknown(act, op.result))]
    note_shape(machine, state, receiver, arguments)
    note_signal(machine, state, ref, receiver, arguments)
    if model.mode == "lazy-run":
        acquire(machine, act, state, op.span, receiver, ref, name, arguments, "open")
        state.set_status(receiver, "ended")  # in a task or thread of its own it runs on
        return [*failing(machine, act, state, op.span), done(machine, act, op, state, NULL)]
    if model.mode.startswith("returns-"):
        return [_call_handle(machine, act, op, state, receiver, ref, name, arguments)]
    if model.mode == "sync" and not machine.program.lazy_async:
        acquire(machine, act, state, op.span, receiver, ref, name, arguments, "open")
        given = one(receiver) if model.gives_self else machine.unknown(act, op.result)
        return [done(machine, act, op, state, given)]
    promise = state.new_promise(f"{act.frame}:{op.result}", in_loop=bool(act.loops))
    waits = model.mode in ("await", "promise") or (model.mode == "await-in-async" and act.function.is_async)
    if machine.program.lazy_async and waits:

        def thunk(now: State, running: Activation) -> list[Outcome]:
            ways = failing(machine, running, now, op.span, cancel=True)
            acquire(
                machine,
                replace(running, scope=act.scope, loops=act.loops),
                now,
                op.span,
                receiver,
                ref,
                name,
                arguments,
                "pending" if running.mode == "concurrent" else "open",
            )
            return [*ways, Outcome("return", now, one(receiver), op.span)]

        state.promises[promise.key] = PromiseState("lazy", receiver=receiver, thunk=thunk)
        return [done(machine, act, op, state, one(promise))]
    eager = machine.program.lazy_async or model.mode in ("with", "callback")
    outcomes = failing(machine, act, state, op.span) if eager else []
    acquire(machine, act, state, op.span, receiver, ref, name, arguments, "open" if eager else "pending")
    answer = Symbol(f"unknown:acquired:{act.function.id}:{op.result}")
    if eager:
        state.promises[promise.key] = PromiseState("fulfilled", one(answer))
        return [*outcomes, done(machine, act, op, state, one(promise))]
    state.assumptions[answer] = True  # one that says no has not connected
    given = one(receiver if model.gives_self else answer)
    state.promises[promise.key] = PromiseState("pending", given, receiver=receiver)
    return [*outcomes, done(machine, act, op, state, one(promise))]


def _call_handle(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, ref: ResourceRef, name: str,
    arguments: Arguments,
) -> Outcome:  # fmt: skip
    """An acquire whose result is what has to be closed."""
    made = state.allocate(f"resource:{act.frame}:{op.result}", "resource")
    machine.made[made] = (ref.handle, machine.made[receiver][1] if receiver in machine.made else Confidence.LOW)
    machine.created_at.setdefault(made, op.span)
    machine.parents_of[made] = receiver
    acquire(machine, act, state, op.span, made, ref.handle, name, arguments, "open")
    return done(machine, act, op, state, one(made))


def note_signal(machine: Machine, state: State, ref: ResourceRef, receiver: Value, arguments: Arguments) -> None:
    """Note the signal that closes a connection, where an option gives one."""
    if not ref.resource.signal:
        return
    for values in arguments.positional:
        for value in values:
            for signal in state.field(value, ref.resource.signal) or ():
                machine.signals.setdefault(signal, set()).add(receiver)


def acquire(
    machine: Machine, act: Activation, state: State, span: Span, receiver: Value, ref: ResourceRef, name: str,
    arguments: Arguments, status: str,
) -> None:  # fmt: skip
    """Open a connection on the receiver."""
    known = machine.made.get(receiver)
    user = arguments.get(0) or NULL
    previous = state.connections.get(receiver)
    shared = machine.shared.get(receiver, ref.resource.shared)
    event = Acquired(
        span, act.function.id, act.scope, ref, receiver, known[1] if known else Confidence.LOW, name, act.loops, user,
        machine.created_at.get(receiver), shared, receiver in machine.secret,
        paired_class=isinstance(receiver, Object) and receiver.kind == "instance",
        allowed=receiver in machine.allowed, arguments=arguments, user_key=who(state, user),
        in_browser=_in_browser(machine, state),
        user_fields=_user_fields(state, user),
    )  # fmt: skip
    index = machine.log.acquire(event)
    if act.epoch:
        machine.log.opened_for_second.add((span, act.scope))
    _note_replaced(machine, state, ref, index)
    if previous is not None and previous.is_live:
        other = users_differ(state, previous.user, user)
        before = machine.log.acquires[previous.acquire].arguments
        if event.paired_class and before is not None:
            other = any(not (a & b) for a, b in zip(before.positional, arguments.positional, strict=False))
        if machine.changing:
            machine.log.tried.add(previous.acquire)
        if not machine.again:
            machine.log.reacquired.setdefault((previous.acquire, index), "other" if other else "same")
        state.count(f"{TRIED}{span.start}")
        return
    one_of_many = isinstance(receiver, Object) and receiver.serial == MAX_SERIAL  # another object may be meant
    closing = previous is not None and previous.status == "closing" and not one_of_many
    if closing and ref.resource.race == "await-acquire":
        machine.log.sessions.setdefault(("unsettled", span), (machine.log.release_spans.get(receiver, span), receiver))
    if state.count(f"acquire {span.start}") > 1:
        if not machine.changing:
            machine.log.acquired_again.add(span)
        opened = [c for c in state.connections.values() if machine.log.acquires[c.acquire].span == span]
        if any(c.is_live for c in opened):
            machine.log.piled.add(span)
        earlier = [c for c in opened if c.run == act.turn]
        if earlier and all(c.status in ("closed", "closing") for c in earlier):
            machine.log.closed_each.add(span)
    if act.scope.enclosing("memo") is not None and _is_personal(machine, event.user_key, act.computing):
        machine.log.kept_for_first.add(index)
    if state.marks:
        state.marks -= {f"{UNOPENED}{receiver}"}
    state.connections[receiver] = Connection(
        status, index, user, who(state, user), run=act.turn, place=span.start, epoch=act.epoch
    )
    state.step(span, "opened")


def _note_replaced(machine: Machine, state: State, ref: ResourceRef, index: int) -> None:
    """Note whether the program asked about those like it that are open before it opened another one."""
    known = machine.log.acquires
    alike = [r for r, c in state.connections.items() if c.is_live and known[c.acquire].ref.resource is ref.resource]
    if alike:
        opened = known[index].created
        machine.log.beside |= {(machine.created_at.get(receiver), opened) for receiver in alike}
        asked = all(f"asked {receiver}" in state.marks for receiver in alike)
        machine.log.replacing[index] = machine.log.replacing.get(index, True) and asked


def _is_personal(machine: Machine, user: frozenset[object], function: int) -> bool:
    """Whether a user is one of those who use the program at the same time. What results are kept for does not count."""
    asked = [value for value in user if isinstance(value, Symbol) and value.is_import]
    given = [value for value in machine.kept_by.get(function, ()) if isinstance(value, Symbol)]
    return any(
        machine.knowledge.is_personal(value.module, value.path)
        for value in asked
        if not any(value.root == of.root and value.path[: len(of.path)] == of.path for of in given)
    )


def _in_browser(machine: Machine, state: State) -> bool:
    """Whether a question that tells a browser from a server was answered as a browser does."""
    marks = machine.knowledge.browser_marks
    for value, held in state.assumptions.items():
        if isinstance(value, Symbol) and (value.is_global or value.is_import):
            name = ".".join(value.path)
            if marks.get(f"{value.module}#{name}" if value.is_import else name) == held:
                return True
    return False


def _user_fields(state: State, user: Values) -> frozenset[str]:
    """The members of the record of the user an acquire is for."""
    records = [state.heap.get(value, {}) for value in user if isinstance(value, Object)]
    return frozenset(name for fields in records if "id" in fields for name in fields)


def who(state: State, values: Values) -> frozenset[object]:
    """Whom an acquire is for: the id of a user record, also of one among options, or the value itself."""
    out: set[object] = set()
    for value in values:
        fields = state.heap.get(value) if isinstance(value, Object) else None
        ids = next((fields[name] for name in ("id", "user_id", "user") if fields and name in fields), None)
        out |= {value} if not ids else who(state, ids - {value}) if fields and fields.get("user") == ids else set(ids)
    return frozenset(out)


def users_differ(state: State, old: Values, new: Values) -> bool:
    """Whether two acquires are for users that are known to differ."""
    first, second = _records(who(state, old)), _records(who(state, new))
    return bool(first) and bool(second) and not (first & second)


def _records(users: frozenset[object]) -> frozenset[object]:
    """The users, each as the record of which only its id may be known: `{ id: user.id }` is for `user`."""
    return frozenset(
        replace(user, path=user.path[:-1]) if isinstance(user, Symbol) and user.path[-1:] in _IDS else user
        for user in users
    )
