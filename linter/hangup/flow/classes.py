"""The lives of classes: life cycles known by their bases, and classes that hold a connection between two methods."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hangup.catalogue.schema import ClassScope
from hangup.flow import components, schedule, scopes
from hangup.flow.lives import Ending, run_function
from hangup.flow.log import Attempt, Scope
from hangup.flow.promises import settle
from hangup.flow.merge import merge_states
from hangup.flow.state import State
from hangup.flow.transfer import find_method
from hangup.flow.values import ClassValue, Closure, Object, one
from hangup.ir.program import Class

if TYPE_CHECKING:
    from hangup.flow.explore import Exploration

_CONSTRUCTORS = ("__init__", "constructor")
_ENTER = ("__enter__", "__aenter__")
_LEAVE = ("__exit__", "__aexit__", "__del__")


def explore_classes(exploration: Exploration) -> None:
    """Run the life of every class whose methods acquire."""
    machine = exploration.machine
    for state in exploration.starts:
        found = {
            value for values in [*state.environment.values(), *(v for f in state.heap.values() for v in f.values())]
            for value in values if isinstance(value, ClassValue)
        }  # fmt: skip
        for value in sorted(found, key=lambda v: v.class_id):
            made = machine.program.classes[value.class_id]
            methods = {f.id for f in machine.program.functions if f.class_id == made.id}
            if methods & exploration.acquiring:
                exploration._guard(lambda s=state, v=value, c=made: _one(exploration, s, v, c), machine.program.functions[made.function])


def _one(exploration: Exploration, start: State, value: ClassValue, made: Class) -> None:
    machine = exploration.machine
    state = start.fork()
    instance = Object(f"self:{made.id}", 0, "instance")
    state.replace(instance, {"__class__": one(value)})
    known = scopes.class_scope(machine, made)
    if made.id in machine.pairs:
        return
    if known is not None:
        _life_cycle(exploration, state, instance, made, known[1])
    else:
        _ordinary(exploration, state, instance, value, made)


def method_of(exploration: Exploration, state: State, instance: Object, name: str) -> Closure | None:
    for value in find_method(exploration.machine, state, instance, name) or ():
        if isinstance(value, Closure):
            return value
    return None


def _run(exploration: Exploration, state: State, instance: Object, name: str, scope: Scope, life: str) -> list[Ending]:
    closure = method_of(exploration, state, instance, name)
    if closure is None:
        return [Ending(life, state, scope.span, "return", frozenset(), scope, instance)]
    act = replace(exploration.act, scope=scope)
    return run_function(exploration.machine, act, state, closure, scope, owner=instance, life=life, this=one(instance))


# ---------------------------------------------------------------- known life cycles


def _life_cycle(exploration: Exploration, state: State, instance: Object, made: Class, shape: ClassScope) -> None:
    """Construct, mount, (render, update, handlers), unmount."""
    parent = exploration.scope

    def scope(kind: str, name: str, runs: str) -> Scope:
        return Scope(kind, runs, f"`{made.name}.{name}`", made.name_span, parent, server=shape.server, release_at=parent.release_at)

    phases = phases_of(state, instance, shape)
    states = [state]
    life = "ordinary" if shape.runs in ("mount", "once", "test") else "function"
    constructed = states
    for phase in ("construct", "mount"):
        if phase == "mount":
            constructed = [s.fork() for s in states]
        for name in phases.get(phase, []):
            following: list[State] = []
            for current in states:
                kind = "mount"
                for ending in _run(exploration, current, instance, name, scope(kind, name, shape.runs), life):
                    if ending.kind == "raise" and not exploration.machine.program.lazy_async:
                        continue
                    if ending.kind == "raise" and ending.state.has_live:
                        exploration.endings.append(replace(ending, life="function"))
                    elif ending.kind != "raise":
                        settle(ending.state)
                        following.append(ending.state)
            states = merge_states(following)
    if shape.runs == "mount":
        _raced(exploration, constructed, instance, phases, scope, made)
    for phase in ("render", "update", "handler", "event"):
        for name in phases.get(phase, []):
            _phase(exploration, states, instance, name, phase, scope, phases, life)
    _unmount(exploration, states, instance, made, shape, scope("cleanup", "unmount", "once"), phases, life)


def phases_of(state: State, instance: Object, shape: ClassScope) -> dict[str, list[str]]:
    """The methods of each phase; a key that is no plain name is a regular expression for several."""
    phases: dict[str, list[str]] = {}
    members = [name for value in state.field(instance, "__class__") or () if isinstance(value, ClassValue) for name in state.heap.get(value.members, {})]
    for pattern, phase in shape.methods.items():
        names = [pattern] if pattern.isidentifier() else [n for n in members if re.fullmatch(pattern, n) and n not in shape.methods]
        phases.setdefault(phase, []).extend(names)
    return phases


def _raced(exploration, states, instance, phases, scope, made) -> None:  # type: ignore[no-untyped-def]
    """Unmounted while what the mount method started is still under way."""
    machine = exploration.machine
    act = replace(exploration.act, mode="concurrent", racing=True, owner=instance)
    front: list[State] = []
    for state in states:
        front.append(state.fork())
    for name in phases.get("mount", []):
        following: list[State] = []
        for state in front:
            closure = method_of(exploration, state, instance, name)
            following += [state] if closure is None else components.run_all(machine, act, state, one(closure), scope("mount", name, "mount"), f"race:{name}")
        front = following
    for cut, drained in schedule.cuts(machine, front, lambda s: _end(exploration, act, s, instance, phases, scope)):
        exploration.endings.append(Ending("raced", drained, made.name_span, "end", frozenset(), scope("mount", "", "mount"), instance, cut_at=cut))


def _end(exploration, act, state, instance, phases, scope):  # type: ignore[no-untyped-def]
    states = [state]
    for name in phases.get("unmount", []):
        closure = method_of(exploration, state, instance, name)
        if closure is not None:
            states = [e for s in states for e in components.run_all(exploration.machine, act, s, one(closure), scope("cleanup", name, "once"), f"race:{name}")]
    return states


def _phase(exploration, states, instance, name, phase, scope, phases, life) -> None:  # type: ignore[no-untyped-def]
    kind = {"render": "component", "update": "effect", "event": "event", "handler": "handler"}[phase]
    runs = {"render": "render", "update": "change", "event": "event", "handler": "request"}[phase]
    for state in states:
        endings = _run(exploration, state.fork(), instance, name, scope(kind, name, runs), life)
        if phase == "render":
            endings = [e for ended in endings for e in _run(exploration, ended.state, instance, name, scope(kind, name, runs), life)]
        for ending in endings:
            if phase == "handler":
                exploration.endings.append(replace(ending, life="function"))
                continue
            settle(ending.state)
            current = [ending.state]
            for unmount in phases.get("unmount", []):
                current = [e.state for s in current for e in _run(exploration, s, instance, unmount, scope("cleanup", unmount, "once"), life)]
            quiet = replace(exploration.act, owner=instance, scope=scope("cleanup", "", "once"))
            current = [e for s in current for e in components.unmount(exploration.machine, quiet, s)]
            for ended in current:
                exploration.endings.append(Ending("event" if phase == "event" else life, ended, ending.span, "end", frozenset(), ending.scope, instance))


def _unmount(exploration, states, instance, made, shape, scope, phases, life) -> None:  # type: ignore[no-untyped-def]
    machine = exploration.machine
    for name in phases.get("unmount", []):
        states = merge_states([e.state for s in states for e in _run(exploration, s, instance, name, scope, life)]) or states
    act = replace(exploration.act, owner=instance, scope=scope)
    states = merge_states([e for s in states for e in components.unmount(machine, act, s)])
    for ended in states:
        settle(ended)
        exploration.endings.append(Ending(life, ended, made.name_span, "end", frozenset(), scope, instance))
        for wrong, right in shape.misspelt.items():
            closure = method_of(exploration, ended, instance, wrong)
            if closure is not None and ended.has_live:
                function = machine.program.functions[closure.function]
                for receiver in [r for r, c in ended.connections.items() if c.is_live]:
                    for after in _run(exploration, ended.fork(), instance, wrong, scope, "closer"):
                        connection = after.state.connections.get(receiver)
                        if connection is not None and not connection.is_live:
                            machine.log.attempt(Attempt(function.name_span, "misspelt", right, scope, receiver))


# ---------------------------------------------------------------- other classes


def _ordinary(exploration: Exploration, state: State, instance: Object, value: ClassValue, made: Class) -> None:
    """A class nobody told us the life of: what one method opens, another one may close."""
    machine = exploration.machine
    names = [n for n, v in state.heap.get(value.members, {}).items() if not n.startswith("__bases__") and any(isinstance(x, Closure) for x in v)]
    parent = exploration.scope

    def scope(name: str) -> Scope:
        return Scope("method", "", f"`{made.name}.{name}`", made.name_span, parent, release_at=parent.release_at)

    constructed = [state]
    for name in [n for n in names if n in _CONSTRUCTORS]:
        endings = _run(exploration, state, instance, name, scope(name), "constructor")
        exploration.endings += endings
        constructed = merge_states([e.state.fork() for e in endings if e.kind != "raise"]) or [state]
    _events(exploration, constructed, instance, made)
    for name in names:
        closure = method_of(exploration, state, instance, name)
        if name in _CONSTRUCTORS or name in _LEAVE or closure is None or closure.function not in exploration.acquiring:
            continue
        function = machine.program.functions[closure.function]
        if closure.function in machine.log.handlers:
            continue
        life = "enter" if name in _ENTER else "method"
        if function.binding != "instance":
            continue
        for start in constructed:
            endings = _run(exploration, start.fork(), instance, name, scope(name), life)
            exploration.endings += endings
            exploration.again(endings, closure, scope(name), instance)


def _events(exploration: Exploration, states: list[State], instance: Object, made: Class) -> None:
    """Handlers that the instance registered while it was constructed, each twice."""
    machine = exploration.machine
    for key, entry in list(machine.registrations.items()):
        if not key.startswith(("event:", "timer:")):
            continue
        for state in states:
            scope = Scope(entry.kind, entry.runs, entry.label, entry.span, exploration.scope, server=entry.server)
            for value in sorted(state.field(instance, key) or (), key=repr):
                if isinstance(value, Closure):
                    endings = run_function(machine, exploration.act, state, value, scope, owner=instance)
                    for ending in endings:
                        exploration.endings.append(ending)
                        if ending.kind != "raise":
                            exploration.endings += run_function(machine, exploration.act, ending.state, value, scope, owner=instance)
