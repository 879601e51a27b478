"""Callbacks handed to a framework: who owns them, and what kind of life they will be run in."""

from __future__ import annotations

from collections.abc import Callable

from hangup.catalogue.matcher import RoleMatch
from hangup.catalogue.schema import ClassScope, Framework
from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    NOTHING,
    NULL,
    TRUE,
    Arguments,
    ClassValue,
    Closure,
    Member,
    Object,
    Settler,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.flow.execution import stand_ins
from hangup.flow.execution.activations import MODULE_OWNER, Activation, Given, Outcome, Registration
from hangup.flow.execution.elements import elements
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.modelled import ModelledCall, first_text
from hangup.flow.frameworks import signals
from hangup.flow.frameworks.given import texts
from hangup.ir import operations as ops
from hangup.records import replace

_NOUNS = {
    "request": "request handler",
    "connection": "connection handler",
    "task": "task",
    "event": "event handler",
    "tick": "timer",
    "rerun": "re-run function",
    "test": "test",
}

REGISTERING = ("handler", "event", "timer", "exit-hook", "stop", "lifespan", "later", "mount", "unmount")
"""Roles by which a decorator registers its function."""

BEGUN, ENDED = "begun:", "ended:"
"""How the fields begin that hold the connections of which a handler tells that they are open, or have ended."""


def register(
    machine: Machine,
    act: Activation,
    state: State,
    op: ops.Call | ops.Element,
    values: Values,
    entry: Registration,
    mark: str = "",
) -> None:
    """Note callbacks with their owner; the owner's life runs them."""
    if not values:
        return
    machine.log.handlers |= {v.function for v in values if isinstance(v, Closure)}
    key = f"{entry.kind}:{act.path}:{op.result}{mark}"
    machine.registrations.setdefault(key, entry)
    state.set_field(act.owner, key, values)
    if act.owner == MODULE_OWNER and key not in machine.registered_in:
        machine.registered_in[key] = state.fork()


def registration(
    op: ops.Call, match: RoleMatch, kind: str, label: str, event: str = "", given: Arguments = NOTHING
) -> Registration:
    model = match.model
    return Registration(
        model.role,
        kind,
        model.runs,
        op.span,
        label,
        model.server,
        event=event,
        ends=bool(event) and event in model.events_end,
        peer_ends=tuple(model.peer_ends),
        framework=match.framework.id,
        release_at=match.framework.release_at,
        copies=model.copies,
        keyed=model.key == "arguments",
        given=given,
        repeats=model.repeats,
        waits=model.waits,
    )


def registering(kind: str, label: str) -> Callable[[ModelledCall], list[Outcome]]:
    """What a call does that registers its callbacks as this kind."""

    def handler(call: ModelledCall) -> list[Outcome]:
        if signals.listen(call):
            return call.done(call.state, NULL)
        if call.model.before_await and _is_too_late(call):
            return call.done(call.state, NULL)
        text = first_text(call.arguments)
        name = f"{label} {text!r}" if text and kind in ("event", "handler") else label
        name = "watcher" if kind == "event" and call.model.runs == "change" else name
        chosen = "exit" if text and text in call.model.events_end else kind
        chosen = "stop" if kind == "event" and _ends_peer(call.machine, call.receiver, text) else chosen
        functions = call.callbacks()
        once = chosen == "event" and (text in call.model.events_once or _is_once(call))
        chosen = "later" if once else chosen
        if kind == "later" and _rearms(call.act, functions):
            chosen, name = "timer", "timer that sets itself again"
        entry = registration(call.op, call.match, chosen, name, text, call.given())
        entry = replace(entry, runs="once") if once else entry
        entry = replace(entry, around=call.act.scope) if chosen == "later" else entry
        register(call.machine, call.act, call.state, call.op, functions, entry)
        key = f"{entry.kind}:{call.act.path}:{call.op.result}"
        note_told(call.machine, call.state, call.act.owner, key, call.receiver, _event(call))
        result = one(Symbol(f"unknown:handle:{call.act.function.id}:{call.op.result}"))
        made, peers = call.machine.made, call.machine.peers
        of_a_peer = _ends_peer(call.machine, call.receiver, text)
        known = call.receiver is None or call.receiver in made or call.receiver in peers or of_a_peer
        failing = call.failing() if kind == "event" and not known else []
        return [*failing, *call.done(call.state, result)]

    return handler


def _ends_peer(machine: Machine, receiver: Value | None, event: str) -> bool:
    """Whether an event says that the peer has gone whose connection is being handled.

    It has a name, or is an object of its own that takes listeners.
    """
    if isinstance(receiver, Symbol) and receiver.path:
        peer = Symbol(receiver.root, receiver.path[:-1], receiver.epoch)
        if receiver.path[-1] in machine.peers.get(peer, ()):
            return True
    return receiver is not None and event in machine.peers.get(receiver, ())


def _is_once(call: ModelledCall) -> bool:
    """Whether an option says that the callback runs for the first event alone."""
    options = [value for values in call.arguments.positional[1:] for value in values]
    return any(call.state.field(value, "once") == TRUE for value in options)


def _is_too_late(call: ModelledCall) -> bool:
    """Whether a callback is registered when nobody knows any more whose it is, and is never called."""
    machine, function = call.machine, call.act.function
    if not function.is_async or function.kind == "instance" or not machine.tables.is_behind_await(function, call.op):
        return False
    for value in call.callbacks():
        if isinstance(value, Closure):
            machine.log.returned.setdefault(value.function, "too-late")
    return True


def _rearms(act: Activation, functions: Values) -> bool:
    """Whether a delayed callback is the function that is running: a timer made by hand."""
    running: Activation | None = act
    ids = {v.function for v in functions if isinstance(v, Closure)}
    while running is not None:
        if running.function.id in ids:
            return True
        running = running.caller
    return False


def register_listener(machine: Machine, act: Activation, op: ops.SetAttr, state: State) -> None:
    """A function that is assigned to a property by which something outside of the program takes its listeners."""
    functions = frozenset(
        v for v in machine.register(act, state, op.value) if isinstance(v, Closure | Member | Settler)
    )
    owners = machine.register(act, state, op.object) if functions else ()
    if not any(_is_outside(machine, owner) for owner in owners):
        return
    known = machine.knowledge.listener(op.name)
    if known is None:
        return
    framework, listener = known
    kind = {"exit-hook": "exit"}.get(listener.role, listener.role)
    kind = "stop" if any(_ends_peer(machine, owner, op.name) for owner in owners) else kind
    entry = Registration(
        listener.role, kind, listener.runs, op.span, f"event handler `{op.name}`", event=op.name,
        ends=kind == "exit", framework=framework.id, release_at=framework.release_at,
    )  # fmt: skip
    machine.log.handlers |= {v.function for v in functions if isinstance(v, Closure)}
    key = f"{kind}:{act.path}:{op.span.start}:{op.name}"
    machine.registrations.setdefault(key, entry)
    state.set_field(act.owner, key, functions)
    for owner in owners:
        note_told(machine, state, act.owner, key, owner, op.name)


def _event(call: ModelledCall) -> str:
    """The event a listener is for: a literal text, or the last name of a constant of the library (``Events.Open``)."""
    named = (v.path[-1] for v in call.arguments.get(0) or () if isinstance(v, Symbol) and v.is_import and v.path)
    return first_text(call.arguments) or next(named, "")


def note_told(machine: Machine, state: State, owner: Object, key: str, receiver: Value | None, event: str) -> None:
    """Note that a handler runs when the connection of its receiver is open, or when it has ended."""
    known = machine.made.get(receiver) if receiver is not None else None
    if receiver is not None and known is not None and state.field(owner, key) is not None:
        for mark, events in ((BEGUN, known[0].resource.begins), (ENDED, known[0].resource.ends)):
            if event in events:
                state.set_field(owner, f"{mark}{key}", one(receiver))


def begun_connections(state: State, owner: Object) -> list[str]:
    """The handlers that are told now of connections that are open. Each is told once."""
    told: list[str] = []
    for field in [name for name in state.heap.get(owner, ()) if name.startswith(BEGUN)]:
        connections = [state.connections.get(receiver) for receiver in state.field(owner, field) or ()]
        if any(connection is not None and connection.status == "open" for connection in connections):
            state.set_field(owner, field, NULL)
            told.append(field.removeprefix(BEGUN))
    return told


def end_connections(state: State, owner: Object, key: str) -> State:
    """The state in which a handler runs: what it is told the end of has ended."""
    ended = [r for r in state.field(owner, f"{ENDED}{key}") or () if r in state.connections]
    if ended:
        state = state.fork()
        for receiver in ended:
            state.set_status(receiver, "ended")
    return state


def _is_outside(machine: Machine, owner: Value) -> bool:
    """Whether a value is something that others may call: nothing the program made and knows."""
    return isinstance(owner, Symbol) or (
        isinstance(owner, Object) and (owner.kind == "foreign" or owner in machine.made)
    )


def register_property(
    machine: Machine, act: Activation, op: ops.Element, state: State, name: str, values: Values
) -> None:
    """A function among an element's properties: an event handler, or a callback of the component.

    A box in the place of a callback that is handed the element holds the element from then on.
    """
    functions = frozenset(v for v in values if isinstance(v, Closure))
    boxes = [v for v in values if isinstance(v, Object) and v in machine.boxes]
    known = machine.knowledge.listener(name, element=True) if functions or boxes else None
    if known is not None and known[1].role == "mount":
        for box in boxes:
            held = Symbol(f"unknown:{act.function.id}:{op.result}")
            state.set_field(box, machine.boxes[box], (state.field(box, machine.boxes[box]) or NULL) | one(held))
        if not functions:
            return
        entry = Registration("mount", "effect", "mount", op.span, f"callback `{name}`", dependencies=())
        slot = f"effect:{act.path}:{op.result}:{name}"
        machine.registrations.setdefault(slot, entry)
        state.set_field(act.owner, slot, functions)
        state.set_field(act.owner, f"listed:{slot}", TRUE)
        return
    is_event = len(name) > 2 and name.startswith("on") and name[2].isupper()
    label = f"event handler `{name}`" if is_event else f"callback `{name}`"
    rendered = act.scope.kind in ("component", "hook")  # what a memo makes is kept
    entry = Registration("event", "event", "event", op.span, label, rendered=rendered)
    register(machine, act, state, op, functions, entry, f":{name}")


def forget_elements(machine: Machine, state: State, owner: Object) -> None:
    """A component renders anew: the elements of its last render are gone, and their callbacks with them."""
    for key in [
        k for k in state.heap.get(owner, ()) if k in machine.registrations and machine.registrations[k].rendered
    ]:
        state.set_field(owner, key, NULL)


def register_attributes(
    machine: Machine, state: State, value: ClassValue, framework: Framework, shape: ClassScope
) -> None:
    """Note the functions that attributes of a class list, each by the role of its attribute."""
    made = machine.program.classes[value.class_id]
    for name, role in shape.attributes.items():
        held = state.field(value.members, name) or frozenset()
        listed = [elements(state, one(v)) if isinstance(v, Object) and v.kind == "sequence" else one(v) for v in held]
        functions = frozenset(v for values in listed for v in values if isinstance(v, Closure))
        if functions:
            kind = {"exit-hook": "exit"}.get(role, role)
            runs = "once" if role in ("lifespan", "exit-hook") else shape.runs
            label = f"{_NOUNS.get(runs, 'function')} of `{made.name}`"
            entry = Registration(
                role, kind, runs, made.name_span, label, shape.server,
                framework=framework.id, release_at=framework.release_at,
            )  # fmt: skip
            key = f"{kind}:{made.id}:{name}"
            machine.registrations.setdefault(key, entry)
            state.set_field(MODULE_OWNER, key, functions)


def decorate(
    machine: Machine,
    act: Activation,
    op: ops.Call,
    state: State,
    match: RoleMatch | None,
    arguments: Arguments,
    callee: Symbol,
) -> list[Outcome]:
    """A decorator from outside: registers the function, changes how it runs, or (unknown) leaves it as it is."""
    decorated = arguments.get(0) or NULL
    closures = sorted((v for v in decorated if isinstance(v, Closure)), key=repr)
    machine.set_register(act, state, op.result, decorated)
    bare = tuple(step for step in callee.path if step != "()")
    for made in decorated:
        if isinstance(made, ClassValue):
            machine.decorators.setdefault(made.class_id, []).append((callee.module, bare))
    outcomes = [Outcome("next", state, NULL, op.span)]
    if match is None:
        return outcomes
    model = match.model
    name = machine.program.functions[closures[0].function].name if closures else ""
    text = machine.texts.get(callee, "")
    if not text and model.role == "event" and callee.path[-1:] != ("()",):
        text = name
    if model.role == "mocks":
        stand_ins.mock(machine, act, text)
    elif model.role == "memoize":
        for closure in closures:
            machine.memoized[closure.function] = registration(op, match, "memo", "memoised function")
    elif model.role in REGISTERING:
        kind = {"exit-hook": "exit"}.get(model.role, model.role)
        kind = "exit" if text and text in model.events_end else kind
        entry = registration(op, match, kind, f"{_NOUNS.get(model.runs, 'handler')} `{name}`", text)
        options = texts(machine, act.function, op)
        if model.once_if in [f"{option}={value}" for option, value in options.items()]:
            entry = replace(entry, runs="once")
        if model.by_name and closures:
            machine.given[op.span] = Given(closures[0].function, options.get(model.renamed, name), model.by_name)
        register(machine, act, state, op, frozenset(closures), entry)
        if model.deferred:
            machine.set_register(act, state, op.result, machine.unknown(act, op.result))
    return outcomes
