"""Running functions of the program in place: their frames, parameters, instances, and the ways a call ends."""

from __future__ import annotations

from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    NULL,
    Arguments,
    ClassValue,
    Closure,
    Constant,
    Null,
    Object,
    Raised,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.flow.execution.activations import MODULE_OWNER, Activation, Outcome
from hangup.flow.execution.hints import trust_annotation
from hangup.flow.execution.inheritance import declared_fields, find_method
from hangup.flow.execution.log import LoopInfo, Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.reach import SINGLE
from hangup.flow.exploration import scopes
from hangup.ir import operations as ops
from hangup.ir.program import Cell, Function
from hangup.model import Confidence, Span
from hangup.records import replace

MAX_DEPTH = 14
"""How deep calls are run in place; deeper ones have an unknown result."""


def invoke(
    machine: Machine, act: Activation, state: State, callee: Closure, arguments: Arguments, site: object,
    *, scope: Scope | None = None, loops: tuple[LoopInfo, ...] = (), this: Values | None = None,
) -> list[Outcome]:  # fmt: skip
    """Run a function of the program in place. Outcomes are those of :meth:`Machine.run`."""
    function = machine.program.functions[callee.function]
    if act.depth >= MAX_DEPTH or act.times_running(function.id) >= 2:
        return [Outcome("return", state, one(Symbol(f"unknown:result:{function.id}")), function.name_span)]
    frame = machine.frame((act.frame, site, function.id, callee.frame, act.turn), function, callee.frame)
    inner = replace(
        act, function=function, frame=frame, caller=act, depth=act.depth + 1, scope=scope or act.scope,
        path=f"{act.path}/{site}.{function.id}", loops=(*act.loops, *loops),
    )  # fmt: skip
    ahead = machine.applied.get(callee.frame)
    bind_parameters(machine, inner, state, arguments if ahead is None else ahead.then(arguments), callee, this)
    outcomes = machine.run(inner, state)
    for outcome in outcomes:
        if outcome.kind not in ("suspend", "yield"):
            drop_activation(machine, outcome.state, function, frame)
    return outcomes


def drop_registers(state: State, frame: int) -> None:
    """Forget the registers of a finished activation (its variables may be captured and stay)."""
    for place in [place for place in state.environment.own() if place[0] == frame and place[1] < 0]:
        state.environment.discard(place)
    prefix = f"({frame}, "
    if state.marks:
        state.marks = frozenset(mark for mark in state.marks if not mark.startswith(prefix))


def drop_activation(machine: Machine, state: State, function: Function, frame: int) -> None:
    """Forget what a finished activation held, but for the variables that inner functions mention."""
    drop_registers(state, frame)
    for cell in machine.tables.own_cells.get(function.id, ()):
        state.environment.discard((frame, cell))


def bind_parameters(
    machine: Machine, act: Activation, state: State, arguments: Arguments, callee: Closure, this: Values | None
) -> None:
    """Give the parameters of an activation the arguments of the call."""
    function = act.function
    positional = list(arguments.positional)
    names = dict(arguments.named)
    receiver = this if this is not None else one(callee.bound) if callee.bound is not None else None
    if function.this is not None:
        place = machine.home(act.frame, function.this)
        state.environment[place] = receiver or one(Symbol(f"parameter:{function.id}:this"))
    elif function.takes_receiver and function.parameters and not _of_class(function, receiver):
        positional.insert(0, receiver or one(Symbol(f"parameter:{function.id}:self")))
    for parameter in function.parameters:
        cell = machine.program.cells[parameter.cell]
        if parameter.kind == "positional" and positional:
            values = positional.pop(0)
        elif parameter.name in names:
            values = names.pop(parameter.name)
        elif parameter.kind == "rest":
            made = state.allocate(f"rest:{act.frame}", "sequence")
            state.replace(made, {str(i): v for i, v in enumerate(positional)})
            values, positional = one(made), []
        elif parameter.has_default and not arguments.spread and machine.program.missing_is_null:
            values = NULL
        else:
            values = unknown_parameter(function, parameter.name, act.epoch)
        if cell.annotation and all(isinstance(v, Symbol) for v in values):
            declared = declared_instance(machine, act, state, cell)
            values = one(declared) if declared is not None else values
        state.environment[machine.home(act.frame, parameter.cell)] = values
        trust_annotation(machine, function, cell.annotation, values)


def _of_class(function: Function, receiver: Values | None) -> bool:
    """Whether a method of instances is looked up on its class: the call gives the instance as the first argument."""
    return function.binding == "instance" and any(isinstance(value, ClassValue) for value in receiver or ())


def unknown_parameter(function: Function, name: str, epoch: int = 0) -> Values:
    """What a parameter holds of which nothing is known."""
    return one(Symbol(f"parameter:{function.id}:{name}", (), epoch))


# ---------------------------------------------------------------- instances


def instance_of(machine: Machine, act: Activation, state: State, made: ClassValue, site: str) -> Object:
    """An instance of a class of the program, made by somebody else (injection, an annotation, a framework).

    There is one alone of a class that lives as long as the program, whoever asks for it first: what it listens for
    ends with the program.
    """
    known = scopes.class_scope(machine, machine.program.classes[made.class_id])
    is_single = known is not None and known[1].runs == "once"
    instance = Object(f"{SINGLE}{made.class_id}" if is_single else site, 0, "instance")
    if state.field(instance, "__class__") is None:
        state.set_field(instance, "__class__", one(made))
        _set_up(machine, replace(act, owner=MODULE_OWNER) if is_single else act, state, instance)
        _doubt_defaults(machine, state, instance, made)
    if made.class_id in machine.pairs:
        machine.made.setdefault(instance, (machine.pairs[made.class_id], Confidence.HIGH))
    return instance


def _set_up(machine: Machine, act: Activation, state: State, instance: Object) -> None:
    """Run the constructor for what the fields hold. One that opens something is judged as itself, not here."""
    outer = act.scope
    while outer.parent is not None:
        outer = outer.parent
    elsewhere = replace(act, scope=outer, loops=())
    for closure in find_method(state, instance, machine.program.constructor) or ():
        if isinstance(closure, Closure):
            site = f"made:{instance.site}"
            ways = invoke(machine, elsewhere, state.fork(), closure, Arguments(), site, this=one(instance))
            made = [way.state for way in ways if way.kind == "return"]
            if made and made[0].typestate() == state.typestate():
                state.become(made[0])


def _doubt_defaults(machine: Machine, state: State, instance: Object, made: ClassValue) -> None:
    """Of a class without a constructor, whoever makes an instance may give another value than the one declared."""
    if not machine.program.calls_construct or find_method(state, instance, machine.program.constructor):
        return
    for name in declared_fields(machine, state, made):
        default = find_method(state, instance, name) or frozenset[Value]()
        if default and all(isinstance(value, Constant | Null) for value in default):
            given = one(Symbol(f"unknown:{instance.site}", (name,)))
            state.set_field(instance, name, default | given)


def declared_instance(machine: Machine, act: Activation, state: State, cell: Cell) -> Object | None:
    """The instance an annotation with a class of the program stands for."""
    module = machine.tables.module_of(cell.function)
    for name in cell.annotation:
        variable = machine.tables.variable(module, name)
        variable = None if variable is None else machine.tables.exporter.get(variable, variable)
        for value in () if variable is None else state.environment.get((0, variable), ()):
            if isinstance(value, ClassValue):
                return instance_of(machine, act, state, value, f"declared:{cell.id}")
    return None


# ---------------------------------------------------------------- ways a call ends


def done(
    machine: Machine, act: Activation, op: ops.Call | ops.Await | ops.Element, state: State, values: Values
) -> Outcome:
    """The call went well and gave these values."""
    machine.set_register(act, state, op.result, values)
    return Outcome("next", state, NULL, op.span)


def failing(
    machine: Machine, act: Activation, state: State, span: Span, *, cancel: bool = False, waiting: bool = False
) -> list[Outcome]:
    """The way out where the operation raises. Only taken where somebody could tell the difference."""
    if not (act.guarded or state.has_live) or act.mode == "concurrent":
        return []
    if act.scope.kind == "cleanup" and act.scope.runs == "test":
        return []  # the runner reports a tear-down that raises, and the process of the tests ends
    if act.scope.kind == "cleanup" and not waiting and not machine.program.lazy_async:
        return []  # what a clean-up calls at once is trusted; what it waits for may be rejected
    outcomes: list[Outcome] = []
    for kind in ("error", "cancel") if cancel else ("error",):
        branch = state.fork()
        if branch.has_live:
            branch.step(span, "raises" if kind == "error" else "is cancelled")
        outcomes.append(Outcome("raise", branch, one(Raised(kind)), span))
    return outcomes
