"""The life of a component behind its renders: effects that run, clean-ups, the unmount.

The rules are those of the hooks model (https://react.dev/reference/react): an effect runs after the render when its
dependencies changed; its clean-up is the one its last run returned.
"""

from __future__ import annotations

from collections.abc import Iterable

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    NULL,
    Closure,
    Constant,
    Object,
    Value,
    Values,
    one,
    only,
)
from hangup.flow.execution.activations import Activation, Registration
from hangup.flow.execution.invoke import invoke
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.promises import add_task, settle
from hangup.flow.execution.running import LEAVES_WORK
from hangup.flow.exploration.registered import run_all
from hangup.flow.exploration.turned import Answers, as_one, turned
from hangup.flow.frameworks import children
from hangup.flow.frameworks.hooks import changed, remember

# ---------------------------------------------------------------- effects


def commit(machine: Machine, act: Activation, state: State) -> list[State]:
    """Run the effects of the last render whose dependencies changed, each after its own last clean-up."""
    states = _unmount_left_out(machine, act, state)
    for slot in [s for s in machine.registrations if s.startswith("effect:")]:
        if all(current.field(act.owner, slot) is None for current in states):
            continue
        states = merge_states([after for current in states for after in _commit_one(machine, act, current, slot)])
    return states


def _unmount_left_out(machine: Machine, act: Activation, state: State) -> list[State]:
    """Unmount the components below this one that its last render has left out; the others go on."""
    states = [state]
    for path, certain in children.left_out(state, act.owner).items():
        slots = [s for s in machine.registrations if s.startswith(("effect:", "stop:")) and children.is_below(s, path)]
        staying = [] if certain else [current.fork() for current in states]
        gone = [after for current in states for after in unmount(machine, act, current, slots)]
        for after in gone:
            if children.keeps(after, act.owner, path):
                machine.log.left_out.add(children.scope_at(machine, act, path).span)
            children.forget(after, act.owner, path)
        states = merge_states(gone + staying)
    return states


def _commit_one(machine: Machine, act: Activation, state: State, slot: str) -> list[State]:
    owner = act.owner
    if state.field(owner, slot) is None:
        return [state]
    listed = state.field(owner, f"listed:{slot}") == one(Constant(True, "bool"))
    fields = state.heap[owner]
    now = [fields[name] for name in sorted(f for f in fields if f.startswith(f"now:{slot}:"))] if listed else None
    effect = only(state.field(owner, slot) or NULL)
    if now is not None and isinstance(effect, Closure):
        now = [as_one(machine, state, effect, values) for values in now]
    has_run = f"ran:{slot}" in fields
    if has_run and not changed(state, owner, slot, now):
        return [state]
    if has_run and machine.idle:
        _note_rerun(machine, state, owner, slot, now)
    if has_run and not machine.changing and _is_made_anew(state, owner, slot, now):
        machine.log.endless.add(owner)
    last = [state.field(owner, f"last:{slot}:{index}") for index in range(len(now or ()))]
    remember(state, owner, slot, now)
    state.set_field(owner, f"ran:{slot}", one(Constant(True, "bool")))
    told = turned(machine, state, effect, last, now or []) if has_run and isinstance(effect, Closure) else None
    if told is None:
        return _run_again(machine, act, state, slot, again=has_run)
    machine.log.turned.add(slot)
    return [after for answers in told for after in _run_turned(machine, act, state, slot, answers)]


def _run_turned(machine: Machine, act: Activation, state: State, slot: str, answers: Answers) -> list[State]:
    """Run an effect that gets other answers now; where something is open all the same, with the old ones again."""
    ahead = state.fork()
    ahead.assumptions |= answers
    states = _run_again(machine, act, ahead, slot, again=True)
    for after in [ran.fork() for ran in states if ran.has_live]:
        settle(after)
        after.assumptions |= {answer: not is_so for answer, is_so in answers.items()}
        states += _run_again(machine, act, after, slot, again=True)
    return states


def _run_again(machine: Machine, act: Activation, state: State, slot: str, *, again: bool) -> list[State]:
    """Run an effect, ``again`` behind the clean-up of its last run."""
    states: list[State] = []
    for cleaned in clean_up(machine, act, state, slot) if again else [state]:
        effects = cleaned.field(act.owner, slot)
        for value in sorted(effects or (), key=repr):
            states += _run_effect(machine, act, cleaned.fork(), slot, value)
        if not effects:
            states.append(cleaned)
    return states


def _is_made_anew(state: State, owner: Object, slot: str, now: list[Values] | None) -> bool:
    """Whether an effect depends on something that each render makes anew. What the state holds, no render makes."""
    if now is None:
        return True
    held = [values for name, values in state.heap.get(owner, {}).items() if name.startswith("state:")]
    return any(_fresh(state, owner, slot, index, values) and values not in held for index, values in enumerate(now))


def _fresh(state: State, owner: Object, slot: str, index: int, values: Values) -> bool:
    """Whether a member of the list is an object or a function that was not there at the last run."""
    fresh = values - (state.field(owner, f"last:{slot}:{index}") or NULL)
    return any(isinstance(value, Object | Closure) for value in fresh)


def _note_rerun(machine: Machine, state: State, owner: Object, slot: str, now: list[Values] | None) -> None:
    """The effect runs again although nothing changed: there is no list, or a member is made anew in every render."""
    entry = machine.registrations[slot]
    if now is None:
        machine.log.reruns.setdefault(entry.span, "")
        return
    names = entry.dependencies or ()
    for index, values in enumerate(now):
        if _fresh(state, owner, slot, index, values):
            machine.log.reruns.setdefault(entry.span, names[index] if index < len(names) else "…")


def _run_effect(machine: Machine, act: Activation, state: State, slot: str, value: Value) -> list[State]:
    if not isinstance(value, Closure):
        return [state]
    entry = machine.registrations[slot]
    scope = Scope(
        "effect",
        entry.runs,
        entry.label,
        entry.span,
        children.scope_at(machine, act, slot),
        dependencies=entry.dependencies,
        release_at=entry.release_at,
    )
    function = machine.program.functions[value.function]
    states: list[State] = []
    for outcome in invoke(machine, act, state, value, entry.given, slot, scope=scope):
        cleanup = outcome.values
        if outcome.kind == "suspend":
            add_task(machine, outcome, slot)
            cleanup = NULL
        elif outcome.kind != "return":
            continue  # the whole tree is taken down: no clean-up of this owner runs, whatever it holds
        if function.is_async:
            for returned in cleanup:
                if isinstance(returned, Closure):
                    machine.log.returned.setdefault(returned.function, "async")
            cleanup = NULL
        if entry.exposes:
            _expose(machine, act.owner, outcome.state, slot, cleanup)
        if entry.cleanup == "none":
            for returned in cleanup:
                if isinstance(returned, Closure):
                    machine.log.returned.setdefault(returned.function, "inner")
            cleanup = NULL
        machine.log.cleanups |= {value.function for value in cleanup if isinstance(value, Closure)}
        outcome.state.set_field(act.owner, f"cleanup:{slot}", cleanup)
        if LEAVES_WORK in outcome.state.marks:
            outcome.state.marks = outcome.state.marks - {LEAVES_WORK} | {_cleans(act.owner, slot)}
        states.append(outcome.state)
    return states


def repeat(machine: Machine, act: Activation, state: State) -> list[State]:
    """What an owner runs again and again while it lives, once more: the ends of it first, then the beginnings."""
    states = [state]
    chosen = [slot for slot, entry in machine.registrations.items() if entry.repeats]
    for slot in chosen:
        states = merge_states([after for current in states for after in _unmount_one(machine, act, current, slot)])
    for slot in [slot for slot in chosen if slot.startswith("effect:")]:
        for current in states:
            current.writable(act.owner).pop(f"ran:{slot}", None)
        states = merge_states([after for current in states for after in _commit_one(machine, act, current, slot)])
    return states


def _expose(machine: Machine, owner: Object, state: State, slot: str, given: Values) -> None:
    """Note the functions in what an effect gives to others: these call them as events come."""
    records = [value for value in given if isinstance(value, Object) and value.kind == "record"]
    for name, values in [entry for record in records for entry in state.heap.get(record, {}).items()]:
        functions = {v for v in values if isinstance(v, Closure) and v.function in machine.relevant}
        if functions:
            key, span = f"event:{slot}:{name}", machine.registrations[slot].span
            entry = Registration("event", "event", "event", span, f"callback `{name}`")
            machine.registrations.setdefault(key, entry)
            machine.log.handlers |= {value.function for value in functions}
            state.set_field(owner, key, frozenset[Value](functions))


# ---------------------------------------------------------------- clean-ups


def clean_up(machine: Machine, act: Activation, state: State, slot: str) -> list[State]:
    """Run the clean-up an effect's last run returned."""
    values = state.field(act.owner, f"cleanup:{slot}") or NULL
    state.set_field(act.owner, f"cleanup:{slot}", NULL)
    state.marks -= {_cleans(act.owner, slot)}
    entry = machine.registrations[slot]
    scope = Scope(
        "cleanup", _often(entry), f"clean-up of the {entry.label}", entry.span, children.scope_at(machine, act, slot)
    )
    return run_all(machine, act, state, values, scope, f"cleanup:{slot}")


def _cleans(owner: Object, slot: str) -> str:
    """The mark of a state in which an effect has a clean-up to run."""
    return f"cleans {owner}:{slot}"


def unmount(machine: Machine, act: Activation, state: State, slots: Iterable[str] | None = None) -> list[State]:
    """The end of the owner's life: clean-ups of its effects, then what it registered for its end; or some of these."""
    states = [state]
    chosen = [s for s in machine.registrations if s.startswith(("effect:", "stop:"))] if slots is None else slots
    for slot in chosen:
        states = merge_states([after for current in states for after in _unmount_one(machine, act, current, slot)])
    return states


def _unmount_one(machine: Machine, act: Activation, state: State, slot: str) -> list[State]:
    registered = state.field(act.owner, slot)
    if registered is None:
        return [state]
    if slot.startswith("effect:"):
        return clean_up(machine, act, state, slot)
    entry = machine.registrations[slot]
    scope = Scope("cleanup", _often(entry), entry.label, entry.span, children.scope_at(machine, act, slot))
    return run_all(machine, act, state, registered, scope, slot)


def _often(entry: Registration) -> str:
    """How often a clean-up runs: once for each run of what it is for, or with the tests."""
    return "test" if entry.runs == "test" else "once"
