"""A component's runtime: state slots, refs, memos, effects, and the order in which renders and clean-ups come.

The rules are those of the hooks model (https://react.dev/reference/react): a render sees the state of its time; an
effect runs after the render when its dependencies changed; its clean-up is the one its last run returned.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hangup.catalogue.matcher import RoleMatch
from hangup.flow.log import Scope
from hangup.flow.machine import MODULE_OWNER, Activation, Machine, Outcome, Registration
from hangup.flow.state import State
from hangup.flow.values import NULL, Closure, Constant, Member, Null, Object, Promise, Setter, Symbol, Value, Values, one
from hangup.ir import operations as ops
from hangup.ir.program import Function

if TYPE_CHECKING:
    from hangup.flow.calls import Arguments


def _next(machine: Machine, act: Activation, op: ops.Call, state: State, values: Values) -> list[Outcome]:
    machine.set_register(act, state, op.result, values)
    return [Outcome("next", state, NULL, op.span)]


def _slot(act: Activation, op: ops.Call, kind: str) -> str:
    return f"{kind}:{act.path}:{op.result}"


# ---------------------------------------------------------------- roles


def state_slot(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """``[value, setter]``: the value of this render, and what sets the next one's."""
    slot = _slot(act, op, "state")
    initial = arguments.get(match.model.initial or 0) or NULL
    outcomes: list[Outcome] = []
    if state.field(act.owner, slot) is None:
        functions = frozenset(v for v in initial if isinstance(v, Closure))
        if functions and match.model.role == "state":
            from hangup.flow.calls import Arguments as Given
            from hangup.flow.roles import run_functions

            scope = Scope("initialiser", "render", "state initialiser", op.span, act.scope)
            for outcome in run_functions(machine, act, op, state, functions, Given(), scope=scope):
                if outcome.kind == "return":
                    outcome.state.set_field(act.owner, slot, outcome.values)
                    outcomes += _pair(machine, act, op, outcome.state, slot)
            return outcomes
        state.set_field(act.owner, slot, initial)
        for value in initial:
            from hangup.flow.calls import trust_annotation

            trust_annotation(machine, op.types, one(value))
    return _pair(machine, act, op, state, slot)


def _pair(machine: Machine, act: Activation, op: ops.Call, state: State, slot: str) -> list[Outcome]:
    made = state.allocate(f"pair:{act.frame}:{op.result}", "sequence")
    state.replace(made, {"0": state.field(act.owner, slot) or NULL, "1": one(Setter(act.owner, slot))})
    return _next(machine, act, op, state, one(made))


def ref(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """A box that stays the same from render to render."""
    slot = _slot(act, op, "ref")
    known = state.field(act.owner, slot)
    if known is None:
        box = Object(f"ref:{act.owner.site}:{act.owner.serial}:{act.path}:{op.result}", 0, "record")
        state.replace(box, {"current": arguments.get(match.model.initial or 0) or NULL})
        known = one(box)
        state.set_field(act.owner, slot, known)
    return _next(machine, act, op, state, known)


def memo(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """A value computed while rendering, and kept while its dependencies are equal."""
    from hangup.flow.calls import Arguments as Given
    from hangup.flow.roles import callbacks, run_functions

    slot = _slot(act, op, "memo")
    dependencies = _dependencies(state, match, arguments)
    known = state.field(act.owner, slot)
    if known is not None and not changed(state, act.owner, slot, dependencies):
        return _next(machine, act, op, state, known)
    outcomes: list[Outcome] = []
    scope = Scope("memo", "render", "memo", op.span, act.scope)
    remember(state, act.owner, slot, dependencies)
    for outcome in run_functions(machine, act, op, state, callbacks(match, arguments), Given(), scope=scope):
        if outcome.kind == "return":
            outcome.state.set_field(act.owner, slot, outcome.values)
            outcomes += _next(machine, act, op, outcome.state, outcome.values)
        else:
            outcomes.append(outcome)
    return outcomes


def keep(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """The same function while its dependencies are equal."""
    slot = _slot(act, op, "keep")
    dependencies = _dependencies(state, match, arguments)
    known = state.field(act.owner, slot)
    if known is None or changed(state, act.owner, slot, dependencies):
        position = match.model.callback
        known = arguments.get(position if isinstance(position, int) else 0) or NULL
        state.set_field(act.owner, slot, known)
        remember(state, act.owner, slot, dependencies)
    return _next(machine, act, op, state, known)


def effect(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """Note an effect of this render; :func:`commit` decides whether it runs."""
    from hangup.flow.roles import callbacks

    slot = _slot(act, op, "effect")
    dependencies = [] if match.model.role == "mount" else _dependencies(state, match, arguments)
    names = dependency_names(machine, act, match, op) if dependencies is not None else None
    label = "effect" if names is None else f"effect on [{', '.join(names)}]"
    runs = "render" if names is None else "change" if names else "mount"
    machine.registrations.setdefault(
        slot,
        Registration(
            match.model.role, "effect", match.model.runs if match.model.runs == "test" else runs, op.span, label, dependencies=names, release_at=match.framework.release_at
        ),
    )
    state.set_field(act.owner, slot, callbacks(match, arguments))
    for old in [f for f in state.heap.get(act.owner, {}) if f.startswith(f"now:{slot}:")]:
        del state.writable(act.owner)[old]
    for index, values in enumerate(dependencies or ()):
        state.set_field(act.owner, f"now:{slot}:{index}", values)
    state.set_field(act.owner, f"listed:{slot}", one(Constant(dependencies is not None, "bool")))
    return _next(machine, act, op, state, NULL)


# ---------------------------------------------------------------- dependencies


def _dependencies(state: State, match: RoleMatch, arguments: Arguments) -> list[Values] | None:
    """The values of the dependency list, or None where there is none."""
    position = match.model.dependencies
    values = arguments.get(position) if position is not None else None
    if values is None or all(isinstance(v, Null) for v in values):
        return None
    out: list[Values] = []
    for value in values:
        fields = state.heap.get(value) if isinstance(value, Object) else None
        if fields is None:
            return [values]
        out = [fields[name] for name in sorted(fields, key=lambda n: (len(n), n))]
    return out


def dependency_names(machine: Machine, act: Activation, match: RoleMatch, op: ops.Call) -> tuple[str, ...]:
    """The dependency list as it is written: dotted names, ``…`` for other expressions."""
    position = match.model.dependencies
    if position is None or position >= len(op.args):
        return ()
    made = machine.definition(act.function, op.args[position].value)
    if not isinstance(made, ops.MakeSequence):
        return ("…",)
    return tuple(spell(machine, act.function, item.value) or "…" for item in made.items)


def spell(machine: Machine, function: Function, value: ops.Value) -> str:
    """The dotted name an expression is written as, or an empty text."""
    operation = machine.definition(function, value)
    match operation:
        case ops.Load():
            cell = machine.program.cells[operation.cell]
            if cell.kind == "temporary":
                for block in function.blocks:
                    for candidate in block.operations:
                        if isinstance(candidate, ops.Store) and candidate.cell == operation.cell:
                            text = spell(machine, function, candidate.value)
                            if text:
                                return text
            return cell.name
        case ops.GetAttr():
            owner = spell(machine, function, operation.object)
            return f"{owner}.{operation.name}" if owner else operation.name
        case ops.Global():
            return operation.name
        case _:
            return ""


def changed(state: State, owner: Object, slot: str, dependencies: list[Values] | None) -> bool:
    """Whether dependencies differ from those of the last run."""
    if dependencies is None:
        return True
    return any(state.field(owner, f"last:{slot}:{index}") != values for index, values in enumerate(dependencies))


def remember(state: State, owner: Object, slot: str, dependencies: list[Values] | None) -> None:
    for index, values in enumerate(dependencies or ()):
        state.set_field(owner, f"last:{slot}:{index}", values)


# ---------------------------------------------------------------- the life of a component


def commit(machine: Machine, act: Activation, state: State) -> list[State]:
    """Run the effects of the last render whose dependencies changed, each after its own last clean-up."""
    from hangup.flow.roles import merge_states

    states = [state]
    for slot in [s for s in machine.registrations if s.startswith("effect:")]:
        following: list[State] = []
        for current in states:
            following += _commit_one(machine, act, current, slot)
        states = merge_states(following)
    return states


def _commit_one(machine: Machine, act: Activation, state: State, slot: str) -> list[State]:
    owner = act.owner
    if state.field(owner, slot) is None:
        return [state]
    listed = state.field(owner, f"listed:{slot}") == one(Constant(True, "bool"))
    fields = state.heap[owner]
    now = [fields[name] for name in sorted(f for f in fields if f.startswith(f"now:{slot}:"))] if listed else None
    has_run = f"ran:{slot}" in fields
    if has_run and not changed(state, owner, slot, now):
        return [state]
    if has_run and not machine.changing:
        _note_rerun(machine, state, owner, slot, now)
    remember(state, owner, slot, now)
    state.set_field(owner, f"ran:{slot}", one(Constant(True, "bool")))
    entry = machine.registrations[slot]
    scope = Scope(
        "effect", entry.runs, entry.label, entry.span, act.scope, dependencies=entry.dependencies, release_at=entry.release_at
    )
    states: list[State] = []
    for cleaned in clean_up(machine, act, state, slot) if has_run else [state]:
        for value in sorted(cleaned.field(owner, slot) or (), key=repr):
            states += _run_effect(machine, act, cleaned.fork(), slot, value, scope)
        if not cleaned.field(owner, slot):
            states.append(cleaned)
    return states


def _note_rerun(machine: Machine, state: State, owner: Object, slot: str, now: list[Values] | None) -> None:
    """The effect runs again although nothing changed: there is no list, or a member is new in every render."""
    entry = machine.registrations[slot]
    if now is None:
        machine.log.reruns.setdefault(entry.span, "")
        return
    for index, values in enumerate(now):
        if state.field(owner, f"last:{slot}:{index}") != values:
            names = entry.dependencies or ()
            machine.log.reruns.setdefault(entry.span, names[index] if index < len(names) else "…")


def _run_effect(machine: Machine, act: Activation, state: State, slot: str, value: Value, scope: Scope) -> list[State]:
    from hangup.flow.calls import Arguments as Given
    from hangup.flow.calls import invoke

    if not isinstance(value, Closure):
        return [state]
    states: list[State] = []
    function = machine.program.functions[value.function]
    for outcome in invoke(machine, act, state, value, Given(), f"{slot}", scope=scope):
        if outcome.kind == "suspend":
            from hangup.flow.promises import add_task

            add_task(machine, outcome, f"effect:{slot}")
            outcome = replace(outcome, kind="return", values=NULL)
        if outcome.kind != "return":
            continue  # the whole tree is taken down: no clean-up of this owner runs, whatever it holds
        result = NULL if function.is_async else outcome.values
        if function.is_async:
            for returned in outcome.values:
                if isinstance(returned, Closure):
                    machine.log.returned.setdefault(returned.function, "async")
        outcome.state.set_field(act.owner, f"cleanup:{slot}", result)
        states.append(outcome.state)
    return states


def clean_up(machine: Machine, act: Activation, state: State, slot: str) -> list[State]:
    """Run the clean-up an effect's last run returned."""
    values = state.field(act.owner, f"cleanup:{slot}") or NULL
    state.set_field(act.owner, f"cleanup:{slot}", NULL)
    entry = machine.registrations[slot]
    scope = Scope("cleanup", "once", f"clean-up of the {entry.label}", entry.span, act.scope)
    return run_all(machine, act, state, values, scope, f"cleanup:{slot}")


def run_all(machine: Machine, act: Activation, state: State, values: Values, scope: Scope, site: str) -> list[State]:
    """Run functions that may stand at one place; the states they end in, whatever way."""
    from hangup.flow.calls import Arguments as Given
    from hangup.flow.calls import dispatch, invoke
    from hangup.flow.promises import force_all
    from hangup.flow.roles import merge_states

    states: list[State] = []
    for value in sorted(values, key=repr):
        current = state.fork()
        if isinstance(value, Closure):
            for outcome in invoke(machine, act, current, value, Given(), site, scope=scope):
                if outcome.kind == "suspend":
                    from hangup.flow.promises import add_task

                    add_task(machine, outcome, site)
                states.append(outcome.state)
                forced = [p for p in outcome.values if isinstance(p, Promise)]
                if forced and outcome.kind == "return" and machine.program.lazy_async:
                    states.pop()
                    states += [o.state for o in force_all(machine, act, outcome.state, outcome.values)]
        elif isinstance(value, Member | Symbol):
            call = ops.Call(20_000, 0, (), "call", (), scope.span)
            running = replace(act, scope=scope)
            for outcome in dispatch(machine, running, call, current, value, Given()):
                made = machine.register(running, outcome.state, call.result) if outcome.kind == "next" else NULL
                lazy = machine.program.lazy_async and act.mode != "concurrent"
                states += [o.state for o in force_all(machine, running, outcome.state, made)] if lazy else [outcome.state]
        else:
            states.append(current)
    return merge_states(states) or [state]


def unmount(machine: Machine, act: Activation, state: State) -> list[State]:
    """The end of the owner's life: clean-ups of its effects, then what it registered for its end."""
    from hangup.flow.roles import merge_states

    states = [state]
    for slot in [s for s in machine.registrations if s.startswith(("effect:", "stop:"))]:
        following: list[State] = []
        for current in states:
            if slot.startswith("effect:"):
                following += clean_up(machine, act, current, slot) if current.field(act.owner, slot) is not None else [current]
            elif current.field(act.owner, slot) is not None:
                entry = machine.registrations[slot]
                scope = Scope("cleanup", "once", entry.label, entry.span, act.scope)
                following += run_all(machine, act, current, current.field(act.owner, slot) or NULL, scope, slot)
            else:
                following.append(current)
        states = merge_states(following)
    return states


__all__ = ["MODULE_OWNER", "clean_up", "commit", "effect", "keep", "memo", "ref", "run_all", "spell", "state_slot", "unmount"]
