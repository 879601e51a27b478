"""Conditions: which way a branch can go, and what is known on that way."""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le, lt

from hangup.flow.domain.state import FOUND_OVER, State
from hangup.flow.domain.values import (
    FALSE,
    NULL,
    TRUE,
    Constant,
    Member,
    Null,
    Symbol,
    Value,
    Values,
    one,
    truth,
    verdict_of,
)
from hangup.flow.execution import sizes, types
from hangup.flow.execution.activations import Activation
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.ir import operations as ops

ZERO = Constant(0, "int")

_ORDERS: dict[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}

WAS = "=== "
"""How a step begins that stands for the answer whether a value is a literal."""

OTHER_THAN = "!== "
"""The same for what a value cannot be, since it was that before it changed."""

MAX_DEPTH = 6
"""How many negations deep a condition is looked into."""


def assume(machine: Machine, act: Activation, state: State, condition: ops.Value, taken: bool) -> State | None:
    """The state in which a condition came out as ``taken``, or None when it cannot."""
    values = machine.register(act, state, condition)
    over = _over(machine, act, state, condition, taken)
    kept = {v for v in values if truth_of(machine, state, v) in (taken, None)}
    if not kept and not any(state.connections[receiver].status == "open" for receiver in over):
        return None
    refined = state.fork()
    for receiver in over:
        refined.marks |= {f"{FOUND_OVER}{receiver}"}
        if state.connections[receiver].status == "open":  # it may have ended at any time
            refined.set_status(receiver, "ended")
    for receiver in _asked(machine, act, state, condition):
        refined.marks |= {f"asked {receiver}"}
    for value in kept:
        if len(values) == 1 and truth(value) is None:
            refined.assumptions[value] = taken
    _refine(machine, act, refined, condition, taken, 0)
    return refined


def truth_of(machine: Machine, state: State, value: Value) -> bool | None:
    """Whether a value counts as true in this state; None where both are possible."""
    if isinstance(value, Member) and value.receiver in machine.made:
        return _truth_of_status(machine, state, value, value.receiver)
    if isinstance(value, Symbol) and value.path and state.connections:
        told = machine.tells_status(value)
        if told is not None and told[0] in state.connections:  # whatever was found out before it was connected
            return _truth_of_status(machine, state, value, told[0])
    if value in state.connections:
        return True  # something that was connected is there
    if isinstance(value, Symbol) and any(value in connection.user_key for connection in state.connections.values()):
        return True  # and so is who it was connected for
    known = sizes.is_filled(state, value) if machine.program.empty_is_false else None
    known = truth(value) if known is None else known
    return state.assumptions.get(value) if known is None else known


def truth_of_all(values: Values) -> bool | None:
    """Whether values all count as true, or all as false; None else."""
    told = {truth(value) for value in values}
    return told.pop() if len(told) == 1 else None


def _truth_of_status(machine: Machine, state: State, member: Member | Symbol, receiver: Value) -> bool | None:
    """Whether a member that says the state of a resource counts as true; None where it says something else."""
    asked, connection = machine.tells_status(member), state.connections.get(receiver)
    if asked is not None and connection is None and not machine.made[receiver][0].resource.acquire:
        return state.is_spent(receiver) == asked[1]  # there as soon as it is made
    if asked is None and isinstance(member, Member) and machine.is_method(member):
        return True  # a method is there
    if asked is None or connection is None:
        return None
    is_there = connection.status == "open" or (connection.status == "pending" and machine.is_told_at_once(member))
    return is_there != asked[1]


def _over(machine: Machine, act: Activation, state: State, condition: ops.Value, taken: bool) -> list[Value]:
    """The connections that are over if a condition comes out as ``taken``: it asks for their state. Where code runs
    again for another user, they are there still.
    """
    if machine.changing or machine.again:
        return []
    operation = machine.definition(act.function, condition)
    while isinstance(operation, ops.Not):
        condition, taken = operation.value, not taken
        operation = machine.definition(act.function, condition)
    told = [machine.tells_status(value, alone=True) for value in machine.register(act, state, condition)]
    if None in told:
        return []
    asked = [answer[0] for answer in told if answer is not None and answer[1] == taken]
    return [r for r in asked if r in state.connections and state.connections[r].status in ("open", "closed", "ended")]


def _asked(machine: Machine, act: Activation, state: State, condition: ops.Value) -> set[Value]:
    """The open resources whose own state a comparison asks for (``call.state !== LEFT``)."""
    operation = machine.definition(act.function, condition)
    if not isinstance(operation, ops.Compare):
        return set()
    sides = machine.register(act, state, operation.left) | machine.register(act, state, operation.right)
    if sides & NULL or truth_of_all(machine.register(act, state, condition)) is not None:
        return set()  # whether there is a state at all, and not which; or it is known
    told = [machine.tells_status(v) for v in sides if isinstance(v, Member)]
    found = {answer[0] for answer in told if answer is not None}
    return {r for r in found if r in state.connections and state.connections[r].is_live}


def asked_who(machine: Machine, sides: Values) -> set[Value]:
    """The resources of which a comparison asks who is connected (``client.userID === user.id``)."""
    told = ((v, machine.tells_status(v)) for v in sides)
    return {answer[0] for v, answer in told if answer is not None and machine.tells_status(v, alone=True) is None}


def _refine(machine: Machine, act: Activation, state: State, condition: ops.Value, taken: bool, depth: int) -> None:
    """Narrow the variable a condition reads."""
    operation = machine.definition(act.function, condition)
    if depth > MAX_DEPTH:
        return
    match operation:
        case ops.Not():
            _refine(machine, act, state, operation.value, not taken, depth + 1)
        case ops.Load():
            place = machine.home(act.frame, operation.cell)
            kept = _kept(machine, state, state.environment.get(place), taken)
            if kept:
                state.environment[place] = kept
        case ops.GetAttr():
            for owner in machine.register(act, state, operation.object):
                kept = _kept(machine, state, state.field(owner, operation.name), taken)
                if kept:
                    state.set_field(owner, operation.name, kept)
        case ops.Compare(operator="==" | "!="):
            equal = taken == (operation.operator == "==")
            _refine_equal(machine, act, state, operation, equal)
        case ops.Compare(operator="typeof"):
            _refine_type(machine, act, state, operation, taken)
        case _:
            pass


def _kept(machine: Machine, state: State, values: Values | None, taken: bool) -> Values:
    """The values that may count as ``taken``."""
    return frozenset(v for v in values or () if truth_of(machine, state, v) in (taken, None))


def _refine_equal(machine: Machine, act: Activation, state: State, operation: ops.Compare, equal: bool) -> None:
    """Narrow a variable that is compared with literals."""
    wanted = machine.register(act, state, operation.right)
    if not all(isinstance(v, Null | Constant) for v in wanted):
        return
    definition = machine.definition(act.function, operation.left)
    if isinstance(definition, ops.Load):
        place = machine.home(act.frame, definition.cell)
        values = state.environment.get(place, frozenset())
        if equal:
            kept = values & wanted or (wanted if any(isinstance(v, Symbol) for v in values) else values)
        else:
            kept = values - wanted if len(wanted) == 1 else values
        if kept:
            state.environment[place] = kept
    for value in machine.register(act, state, operation.left):
        if isinstance(value, Symbol) and wanted == NULL:
            state.assumptions[value] = not equal
        elif isinstance(value, Symbol) and len(wanted) == 1 and _reacts(act.scope):
            state.assumptions |= {value.step(f"{WAS}{literal}"): equal for literal in wanted}


def _reacts(scope: Scope) -> bool:
    """Whether code runs when something has changed."""
    return scope.enclosing("effect") is not None or scope.runs == "change"


def _refine_type(machine: Machine, act: Activation, state: State, operation: ops.Compare, taken: bool) -> None:
    """Narrow a variable that is asked for its type."""
    definition = machine.definition(act.function, operation.left)
    if isinstance(definition, ops.Load):
        place, wanted = machine.home(act.frame, definition.cell), machine.register(act, state, operation.right)
        told = {v: types.compare(machine, one(v), wanted) for v in state.environment.get(place, ())}
        kept = frozenset(v for v, answer in told.items() if answer in (TRUE if taken else FALSE, None))
        if kept:
            state.environment[place] = kept


# ---------------------------------------------------------------- results


def compare(machine: Machine, state: State, operator: str, left: Values, right: Values) -> Values | None:
    """The possible results of a comparison; None where nothing is known."""
    if operator in _ORDERS:
        return _compare_order(state, operator, left, right)
    if operator == "typeof":
        return types.compare(machine, left, right)
    if operator not in ("==", "!="):
        return None
    results: set[bool] = set()
    for a in left:
        for b in right:
            verdict = _equal(a, b)
            if verdict is None and ZERO in (a, b):
                verdict = False if state.assumptions.get(a if b == ZERO else b) else None
            if verdict is None and isinstance(a, Symbol) and state.assumptions:
                is_other = state.assumptions.get(a.step(f"{OTHER_THAN}{b}"))
                verdict = None if is_other is None else not is_other
            if verdict is None:
                verdict = _equal_status(machine, state, a, b)
            if verdict is None and isinstance(b, Null):
                known = truth_of(machine, state, a)
                verdict = None if known is None else not known
            results |= {True, False} if verdict is None else {verdict}
    return verdict_of({not r for r in results} if operator == "!=" else results)


def _equal_status(machine: Machine, state: State, a: Value, b: Value) -> bool | None:
    """Whether the state of a connection that is being opened is what it is compared with; None for other states."""
    told = machine.tells_status(a)
    if told is None or told[0] not in state.connections or state.connections[told[0]].status != "pending":
        return None
    resource = machine.made[told[0]][0].resource
    name = str(b.value) if isinstance(b, Constant) else b.name if isinstance(b, Member) else ""
    name = b.path[-1] if isinstance(b, Symbol) and b.path else name
    if name in resource.status_others:
        state.marks |= {found_pending(told[0])}
        return False
    return True if name in resource.status_pending else None


def found_pending(receiver: Value) -> str:
    """The mark of a state in which a question about a connection was answered with: it is still being opened."""
    return f"pending {receiver}"


def _compare_order(state: State, operator: str, left: Values, right: Values) -> Values | None:
    """The result of comparing numbers that are known, or a size that is not with nought."""
    order = _ORDERS[operator]
    results: set[bool] = set()
    for a in left:
        for b in right:
            first, second = _number(state, a), _number(state, b)
            if (
                first is None
                or second is None
                or (sizes.is_size(a) and second != 0)
                or (sizes.is_size(b) and first != 0)
            ):
                return None
            results.add(order(first, second))
    return verdict_of(results)


def _number(state: State, value: Value) -> float | None:
    """A number, or one for a size that is known to be more than nought."""
    if isinstance(value, Constant) and value.kind == "int":
        return float(value.value)
    return 1.0 if sizes.is_size(value) and state.assumptions.get(value) else None


def negate(machine: Machine, state: State, values: Values) -> Values | None:
    """The result of ``not``; None where nothing is known."""
    truths = {truth_of(machine, state, value) for value in values}
    return None if None in truths else verdict_of({not t for t in truths})


def _equal(a: Value, b: Value) -> bool | None:
    if isinstance(a, Symbol | Member) or isinstance(b, Symbol | Member):
        return None
    if isinstance(a, Null | Constant) or isinstance(b, Null | Constant):
        return a == b
    if type(a) is type(b):
        return None
    return False
