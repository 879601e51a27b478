"""What an effect that runs because something changed knows of the change: an answer it had got is another one now.

Of a value that it only asks whether it is true (``if (isOpen)``), and of one that was what it is compared with
(``status === 'ready'``), the next run gets the other answer. Without that, it would open again what it has open.
"""

from __future__ import annotations

from collections.abc import Iterator

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NULL, Closure, Symbol, Value, Values, one, only
from hangup.flow.execution.conditions import OTHER_THAN, WAS, truth_of, truth_of_all
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops
from hangup.ir.program import Function
from hangup.ir.shape import values_read

MOST = 3
"""How many dependencies are looked at; of a longer list nothing is concluded."""


Answers = dict[Value, bool]
"""What is known of a dependency that has changed."""


def turned(
    machine: Machine, state: State, effect: Closure, last: list[Values | None], now: list[Values]
) -> list[Answers] | None:
    """What is known where each of the dependencies has changed; None where nothing tells that from any other state."""
    pairs = [(only(old or NULL), only(new)) for old, new in zip(last, now, strict=True) if old != new]
    if not pairs or len(pairs) > MOST:
        return None
    found: list[Answers] = []
    for old, new in pairs:
        known = _answers(machine, state, effect, old, new)
        if known is None:
            return None
        found += [known] if all(state.assumptions.get(a, is_so) == is_so for a, is_so in known.items()) else []
    return found


def turn_parameter(
    machine: Machine, state: State, watcher: Value, given: Values | None = None, epoch: int = 0
) -> bool:  # fmt: skip
    """Give what a watcher is called with another answer than it had the last time; False where there is none.

    That is its first parameter, unless it is ``given`` something; in an ``epoch`` of its own, if need be.
    """
    parameters = machine.program.functions[watcher.function].parameters if isinstance(watcher, Closure) else ()
    if not isinstance(watcher, Closure) or not parameters:
        return False
    root = f"parameter:{watcher.function}:{parameters[0].name}"
    old, new = (only(given), only(given)) if given else (Symbol(root), Symbol(root, (), epoch))
    others = [k for k, is_so in state.assumptions.items() if is_so and new and _is_other_than(k, new)]
    answers = dict.fromkeys(others, False) or _answers(machine, state, watcher, old, new) or {}
    state.assumptions |= answers
    return bool(answers)


def _is_other_than(known: Value, value: Value) -> bool:
    return isinstance(known, Symbol) and _is_step_of(known, value) and known.path[-1].startswith(OTHER_THAN)


def _answers(machine: Machine, state: State, effect: Closure, old: Value | None, new: Value | None) -> Answers | None:
    """What a dependency answers now that it has changed; None where nobody can tell."""
    if old is None or not isinstance(new, Symbol):
        return None
    answered = [k for k, is_so in state.assumptions.items() if is_so and isinstance(k, Symbol) and _is_step_of(k, old)]
    literal = next((k.path[-1].removeprefix(WAS) for k in answered if k.path[-1].startswith(WAS)), None)
    if literal is not None:
        return {new.step(f"{OTHER_THAN}{literal}"): True}
    truth = truth_of(machine, state, old)
    return {new: not truth} if truth is not None and _is_only_asked(machine, state, effect, one(new)) else None


def _is_step_of(known: Symbol, value: Value) -> bool:
    """Whether a symbol is one step behind a value."""
    return bool(known.path) and value == Symbol(known.root, known.path[:-1], known.epoch)


def asks_member(machine: Machine, function: Closure, name: str) -> bool:
    """Whether a function asks a member of this name whether it is true."""
    blocks = machine.program.functions[function.function].blocks
    read = {o.result for block in blocks for o in block.operations if isinstance(o, ops.GetAttr) and o.name == name}
    return any(isinstance(block.terminator, ops.Branch) and block.terminator.condition in read for block in blocks)


def as_one(machine: Machine, state: State, effect: Closure, values: Values) -> Values:
    """A value for several (``isOpen && user``), where an effect asks whether it is true and nothing else."""
    several = len(values) > 1 and truth_of_all(values) is None and any(isinstance(v, Symbol) for v in values)
    if not several or not _is_only_asked(machine, state, effect, values):
        return values
    epoch = max(value.epoch for value in values if isinstance(value, Symbol))
    known = one(Symbol(f"either:{'|'.join(sorted(map(repr, values)))}", (), epoch))
    inside = set(_inside(machine, effect.function))
    for function in (machine.program.functions[each] for each in inside):
        for load in _outer_loads(machine, function, inside):
            if machine.variable(state, effect.frame, load.cell) == values:
                state.environment[machine.home(effect.frame, load.cell)] = known
    return known


def _is_only_asked(machine: Machine, state: State, effect: Closure, values: Values) -> bool:
    """Whether a function, with those inside it, asks a value whether it is true, and does nothing else with it."""
    asked = False
    inside = set(_inside(machine, effect.function))
    for function in (machine.program.functions[each] for each in inside):
        held = _held(machine, state, effect, function, inside, values)
        for operation in (o for block in function.blocks for o in (*block.operations, block.terminator)):
            for known in [held[read] for read in values_read(operation) if read in held]:
                if known == values:
                    asked = True
                    if not isinstance(operation, ops.Branch):
                        return False
                elif _leads_to(known, values) and not isinstance(operation, ops.Branch | ops.GetAttr):
                    return False
    return asked


def _inside(machine: Machine, outermost: int) -> Iterator[int]:
    """A function and those that are written inside it."""
    yield outermost
    for function in machine.program.functions:
        if function.parent == outermost:
            yield from _inside(machine, function.id)


def _outer_loads(machine: Machine, function: Function, inside: set[int]) -> Iterator[ops.Load]:
    """Where a function reads variables from outside of the effect."""
    for operation in (o for block in function.blocks for o in block.operations):
        if isinstance(operation, ops.Load) and machine.program.cells[operation.cell].function not in inside:
            yield operation


def _held(
    machine: Machine, state: State, effect: Closure, function: Function, inside: set[int], given: Values
) -> dict[ops.Value, Values]:
    """The registers of a function that hold what the effect is given, if anything, or something from outside of it."""
    outer = {load.result: load for load in _outer_loads(machine, function, inside)}
    held = {result: machine.variable(state, effect.frame, load.cell) or NULL for result, load in outer.items()}
    first = {parameter.cell for parameter in machine.program.functions[effect.function].parameters[:1]}
    for operation in (o for block in function.blocks for o in block.operations):
        if isinstance(operation, ops.Load) and operation.cell in first:
            held[operation.result] = given
        elif isinstance(operation, ops.GetAttr) and isinstance(owner := only(held.get(operation.object, NULL)), Symbol):
            held[operation.result] = one(owner.step(operation.name))
    return held


def _leads_to(known: Values, values: Values) -> bool:
    """Whether a value holds another one."""
    holder, value = only(known), only(values)
    if not isinstance(holder, Symbol) or not isinstance(value, Symbol):
        return False
    return (holder.root, holder.epoch, holder.path) == (value.root, value.epoch, value.path[: len(holder.path)])
