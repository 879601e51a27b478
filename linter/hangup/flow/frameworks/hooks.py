"""The slots of a component: state, refs, memos and effects, by the place of the call that asks for them.

The rules are those of the hooks model (https://react.dev/reference/react): a render sees the state of its time, and
what depends on a list stays while the list is equal.
"""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Closure, Constant, Null, Object, Setter, Values, one
from hangup.flow.execution.activations import Outcome, Registration
from hangup.flow.execution.hints import trust_annotation
from hangup.flow.execution.log import Scope
from hangup.flow.execution.modelled import ModelledCall
from hangup.flow.execution.spelling import dependency_names, spell

READ = "()"
"""The member of a box whose value calling the box gives."""


def state_slot(call: ModelledCall) -> list[Outcome]:
    """``[value, setter]``: the value of this render, and what sets the next one's."""
    state, owner, slot = call.state, call.act.owner, call.slot("state")
    if call.act.path == f"root{call.act.function.id}" and call.act.scope.kind == "component":
        call.machine.state_calls.setdefault(call.act.function.id, set()).add(call.op.result)
    if state.field(owner, slot) is not None:
        _note_dropped(call)
        return _pair(call, state, slot)
    initial = call.initial()
    makers, given = _makers(call, initial)
    if makers:
        outcomes: list[Outcome] = []
        scope = Scope("initialiser", "render", "state initialiser", call.op.span, call.act.scope)
        for outcome in call.run(state, makers, *given, scope=scope):
            if outcome.kind == "return":
                outcome.state.set_field(owner, slot, outcome.values)
                outcomes += _pair(call, outcome.state, slot)
        return outcomes
    state.set_field(owner, slot, initial)
    for value in initial:
        trust_annotation(call.machine, call.act.function, call.op.types, one(value))
    return _pair(call, state, slot)


def _makers(call: ModelledCall, initial: Values) -> tuple[Values, tuple[Values, ...]]:
    """The functions that make the first state, and what they are given: the initial value itself, or one for it."""
    place = call.model.initialiser
    made_of = call.arguments.get(place) if place is not None else None
    given = () if made_of is None else (initial,)
    makers = initial if made_of is None and call.model.role == "state" else made_of or frozenset()
    return frozenset(v for v in makers if isinstance(v, Closure)), given


def _pair(call: ModelledCall, state: State, slot: str) -> list[Outcome]:
    owner = call.act.owner
    made = state.allocate(f"pair:{call.act.frame}:{call.op.result}", "sequence")
    state.replace(made, {"0": state.field(owner, slot) or NULL, "1": one(Setter(owner, slot))})
    return call.done(state, one(made))


def ref(call: ModelledCall) -> list[Outcome]:
    """A box that stays the same from render to render."""
    state, act, slot = call.state, call.act, call.slot("ref")
    known = state.field(act.owner, slot)
    if known is None:
        known = one(_box(call, call.model.member))
        state.set_field(act.owner, slot, known)
    else:
        _note_dropped(call)
    return call.done(state, known)


def _note_dropped(call: ModelledCall) -> None:
    """An initial value that comes when there is one already: nobody ever sees it."""
    created = call.machine.created_at
    call.machine.log.dropped |= {created[value] for value in call.initial() if value in created}


def _box(call: ModelledCall, member: str) -> Object:
    """An object that holds a value in a member, with the method that sets it."""
    state, act = call.state, call.act
    box = Object(f"ref:{act.owner.site}:{act.owner.serial}:{act.path}:{call.op.result}", 0, "record")
    call.machine.boxes[box] = member
    setter = {call.model.setter: one(Setter(box, member))} if call.model.setter else {}
    state.replace(box, {member: call.initial(), **setter})
    for value in call.initial():
        trust_annotation(call.machine, call.act.function, call.op.types, one(value))
    return box


def signal(call: ModelledCall) -> list[Outcome]:
    """``[getter, setter]``: the first is called for the value."""
    state, owner, slot = call.state, call.act.owner, call.slot("signal")
    known = state.field(owner, slot)
    if known is None:
        box = _box(call, READ)
        made = state.allocate(f"pair:{call.act.frame}:{call.op.result}", "sequence")
        state.replace(made, {"0": one(box), "1": one(Setter(box, READ))})
        known = one(made)
        state.set_field(owner, slot, known)
    return call.done(state, known)


def memo(call: ModelledCall) -> list[Outcome]:
    """A value computed while rendering, and kept while its dependencies are equal."""
    state, owner, slot = call.state, call.act.owner, call.slot("memo")
    dependencies = _dependencies(call)
    known = state.field(owner, slot)
    if known is not None and not changed(state, owner, slot, dependencies):
        return call.done(state, known)
    outcomes: list[Outcome] = []
    names = None
    if dependencies is not None:
        names = dependency_names(call.machine, call.act.function, call.model.dependencies, call.op)
    scope = Scope("memo", "render", "memo", call.op.span, call.act.scope, dependencies=names)
    remember(state, owner, slot, dependencies)
    for outcome in call.run(state, call.callbacks(), scope=scope):
        if outcome.kind == "return":
            outcome.state.set_field(owner, slot, outcome.values)
            outcomes += call.done(outcome.state, outcome.values)
        else:
            outcomes.append(outcome)
    return outcomes


def keep(call: ModelledCall) -> list[Outcome]:
    """The same function while its dependencies are equal."""
    state, owner, slot = call.state, call.act.owner, call.slot("keep")
    dependencies = _dependencies(call)
    known = state.field(owner, slot)
    if known is None or changed(state, owner, slot, dependencies):
        position = call.model.callback
        known = call.arguments.get(position if isinstance(position, int) else 0) or NULL
        state.set_field(owner, slot, known)
        remember(state, owner, slot, dependencies)
    return call.done(state, known)


def effect(call: ModelledCall) -> list[Outcome]:
    """Note an effect of this render; ``components.commit`` decides whether it runs."""
    model, state, owner, slot = call.model, call.state, call.act.owner, call.slot("effect")
    dependencies = [] if model.role == "mount" else _dependencies(call)
    names = None
    if dependencies is not None:
        names = dependency_names(call.machine, call.act.function, model.dependencies, call.op)
    runs = "render" if names is None else "change" if names else "mount"
    label = "effect" if names is None else f"effect on [{', '.join(names)}]"
    if model.by_identity:
        dependencies, names = [call.callbacks()], (_callback_name(call),)
    entry = Registration(
        model.role,
        "effect",
        model.runs if model.runs == "test" else runs,
        call.op.span,
        label,
        dependencies=names,
        release_at=call.match.framework.release_at,
        framework=call.match.framework.id,
        cleanup=model.cleanup,
        exposes=model.exposes,
        given=call.given(),
        repeats=model.repeats,
    )
    call.machine.registrations.setdefault(slot, entry)
    state.set_field(owner, slot, call.callbacks())
    for old in [f for f in state.heap.get(owner, {}) if f.startswith(f"now:{slot}:")]:
        del state.writable(owner)[old]
    for index, values in enumerate(dependencies or ()):
        state.set_field(owner, f"now:{slot}:{index}", values)
    state.set_field(owner, f"listed:{slot}", one(Constant(dependencies is not None, "bool")))
    return call.done(state, NULL)


def _callback_name(call: ModelledCall) -> str:
    """The callback as it is written, ``…`` where it has no name."""
    position, args = call.model.callback, call.op.args
    if not isinstance(position, int) or position >= len(args):
        return "…"
    return spell(call.machine, call.act.function, args[position].value) or "…"


# ---------------------------------------------------------------- dependencies


def _dependencies(call: ModelledCall) -> list[Values] | None:
    """The values of the dependency list, or None where there is none."""
    position = call.model.dependencies
    values = call.arguments.get(position) if position is not None else None
    if values is None or all(isinstance(v, Null) for v in values):
        return None
    listed: list[Values] = []
    for value in values:
        fields = call.state.heap.get(value) if isinstance(value, Object) else None
        if fields is None:
            return [values]
        listed = [fields[name] for name in sorted(fields, key=lambda n: (len(n), n))]
    return listed


def changed(state: State, owner: Object, slot: str, dependencies: list[Values] | None) -> bool:
    """Whether dependencies differ from those of the last run.

    One that may be fewer things than before is the same: a condition has told more of it since.
    """
    if dependencies is None:
        return True
    known = [state.field(owner, f"last:{slot}:{index}") for index in range(len(dependencies))]
    return any(last is None or not values <= last for last, values in zip(known, dependencies, strict=True))


def remember(state: State, owner: Object, slot: str, dependencies: list[Values] | None) -> None:
    for index, values in enumerate(dependencies or ()):
        state.set_field(owner, f"last:{slot}:{index}", values)
