"""Calls: which function or outside thing is called, and what that does."""

from __future__ import annotations

from collections.abc import Sequence

from hangup.catalogue.schema import Release
from hangup.flow.connections import registries, releases
from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import PromiseState, State
from hangup.flow.domain.values import (
    NULL,
    Arguments,
    ClassValue,
    Closure,
    Constant,
    Invocation,
    Member,
    Object,
    Promise,
    Setter,
    Settler,
    Symbol,
    Value,
    Values,
    one,
    only,
)
from hangup.flow.execution import inheritance
from hangup.flow.execution.activations import MODULE_OWNER, Activation, Outcome
from hangup.flow.execution.captures import functions_behind
from hangup.flow.execution.constructed import settle
from hangup.flow.execution.construction import construct
from hangup.flow.execution.elements import elements
from hangup.flow.execution.invoke import done, failing, invoke
from hangup.flow.execution.log import Scope
from hangup.flow.execution.machine import Machine
from hangup.flow.execution.modelled import first_text
from hangup.flow.execution.outside import call_member, call_symbol
from hangup.flow.execution.promises import add_task, adopted
from hangup.flow.execution.turns import loops_around
from hangup.flow.execution.unknown import unknown_call
from hangup.flow.frameworks import stores
from hangup.flow.frameworks.children import render_below
from hangup.flow.frameworks.contexts import provide_element
from hangup.flow.frameworks.hooks import READ
from hangup.flow.frameworks.registrations import register_property
from hangup.flow.summaries.shown import is_only_shown
from hangup.ir import operations as ops
from hangup.ir.program import Block, Function
from hangup.records import replace

MAX_CALLEES = 6
"""How many possible callees of one call are run."""


def call(machine: Machine, act: Activation, op: ops.Call, state: State, block: Block) -> list[Outcome]:
    """Run a call operation."""
    if block.handler is not None and not act.guarded:
        act = replace(act, guarded=True)
    loops = machine.loops_of(act.function, block.id)
    loops = loops_around(machine, act, state, op, loops) if loops else loops
    inner = replace(act, loops=(*act.loops, *loops)) if loops else act
    arguments = evaluate(machine, act, op, state)
    callees = sorted(machine.register(act, state, op.callee), key=repr)[:MAX_CALLEES]
    outcomes: list[Outcome] = []
    for callee in callees:
        if isinstance(callee, Symbol) and arguments.positional:
            text = first_text(arguments)
            if text:
                machine.texts[callee.step("()")] = text
    closing = [c for c in callees if isinstance(c, Member) and c.name in machine.knowledge.release_names]
    group = [c for c in closing if c.receiver in state.connections]
    elements = frozenset(c.receiver for c in closing)
    if len(group) > 1 or (group and len(elements) > 1 and elements in machine.together):
        return releases.release_all(machine, inner, op, state, group)
    if len(callees) > 1 and _are_together(machine, callees):
        return _call_each(machine, inner, op, state, callees, arguments)
    for number, callee in enumerate(callees):
        branch = state if number == len(callees) - 1 else state.fork()
        receiver = _receiver(callee) if len(callees) > 1 else None
        if receiver is not None:
            _tell_receiver(machine, act, op, branch, receiver)
        outcomes += dispatch(machine, inner, op, branch, callee, arguments)
    return outcomes


def _are_together(machine: Machine, callees: Sequence[Value]) -> bool:
    """Whether the callees are the elements of a container, or a method of each of them."""
    receivers = frozenset(c.bound for c in callees if isinstance(c, Closure) and c.bound is not None)
    return frozenset(callees) in machine.together or (len(receivers) == len(callees) and receivers in machine.together)


def _receiver(callee: Value) -> Value | None:
    """What a method was looked up on."""
    if isinstance(callee, Closure):
        return callee.bound
    if isinstance(callee, Symbol) and callee.path:
        return replace(callee, path=callee.path[:-1])
    return callee.receiver if isinstance(callee, Member) else None


def _tell_receiver(machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value) -> None:
    """Where a method of one of several objects is called, the variable or field it was read from holds that one."""
    method = machine.definition(act.function, op.callee)
    read = machine.definition(act.function, method.object) if isinstance(method, ops.GetAttr) else None
    if isinstance(read, ops.Load):
        place = machine.home(act.frame, read.cell)
        if receiver in state.environment.get(place, ()):
            state.environment[place] = one(receiver)
    elif isinstance(read, ops.GetAttr):
        owner = only(machine.register(act, state, read.object))
        if owner is not None and receiver in (state.field(owner, read.name) or ()):
            state.set_field(owner, read.name, one(receiver))


def _call_each(
    machine: Machine, act: Activation, op: ops.Call, state: State, callees: Sequence[Value], arguments: Arguments
) -> list[Outcome]:
    """Call the elements of a container one after the other: together they are what its loop does."""
    live, outcomes, results = [state], list[Outcome](), frozenset[Value]()
    are_methods = all(_receiver(callee) is not None for callee in callees)
    for callee in callees:
        ways = [way for current in live for way in dispatch(machine, act, op, current, callee, arguments)]
        raised = [way for way in ways if way.kind != "next"]
        outcomes = raised if are_methods else [*outcomes, *raised]  # a method is taken to be called on each of them
        live = merge_states([way.state for way in ways if way.kind == "next"])
        results = results.union(*(machine.register(act, current, op.result) for current in live))
    if len(results) > 1 and all(isinstance(result, Promise) for result in results):
        machine.together.add(results)
    return [*outcomes, *(done(machine, act, op, current, results) for current in live)]


def evaluate(machine: Machine, act: Activation, op: ops.Call, state: State) -> Arguments:
    """The arguments of a call, from their registers."""
    positional: list[Values] = []
    named: list[tuple[str, Values]] = []
    spread = False
    for argument in op.args:
        values = machine.register(act, state, argument.value)
        if argument.spread:
            spread = True
            positional.append(elements(state, values))
        elif argument.name is not None:
            named.append((argument.name, values))
        else:
            positional.append(values)
    return Arguments(tuple(positional), tuple(named), spread)


def dispatch(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Value, arguments: Arguments
) -> list[Outcome]:
    """Run a call of one possible callee."""
    match callee:
        case Closure():
            return call_closure(machine, act, op, state, callee, arguments)
        case ClassValue():
            return construct(machine, act, op, state, callee, arguments)
        case Setter(slot=slot) if slot.startswith(stores.MERGE):
            return stores.merge(machine, act, op, state, callee, arguments)
        case Object(kind=stores.KIND):
            return stores.call_store(machine, act, op, state, callee, arguments)
        case Object(kind=inheritance.SUPER):
            return call_super(machine, act, op, state, callee, arguments)
        case Settler():
            settle(state, callee, arguments.get(0) or NULL)
            return [done(machine, act, op, state, NULL)]
        case Setter():
            return update_state(machine, act, op, state, callee, arguments)
        case Member(receiver=receiver, name=name):
            return call_member(machine, act, op, state, receiver, name, arguments)
        case Symbol():
            return call_symbol(machine, act, op, state, callee, arguments)
        case Object() if state.field(callee, READ) is not None:
            return [done(machine, act, op, state, state.field(callee, READ) or NULL)]
        case Object() if callee in machine.made and machine.made[callee][0].called is not None:
            model = machine.made[callee][0].called
            return releases.call_release(machine, act, op, state, callee, "", model or Release(call=""), arguments)
        case _:
            return unknown_call(machine, act, op, state, arguments, machine.unknown(act, op.result))


# ---------------------------------------------------------------- functions of the program


def call_closure(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Closure, arguments: Arguments
) -> list[Outcome]:
    registered = registries.method(machine, act, op, state, callee, arguments)
    if registered is not None:
        return registered
    function = machine.program.functions[callee.function]
    ahead = machine.applied.get(callee.frame)
    given = arguments if ahead is None else ahead.then(arguments)
    is_inert = machine.is_inert(function, result=True) and not function.is_async
    if is_inert and not _hands_on(machine, given) and not _wraps(machine, state, callee):
        return [*failing(machine, act, state, op.span), done(machine, act, op, state, NULL)]
    if function.id in machine.memoized and not _runs_already(act, function):
        return call_memoized(machine, act, op, state, callee, arguments)
    if function.is_generator:
        made = state.allocate(f"generator:{act.frame}:{op.result}", "generator")
        machine.managers[made] = Invocation(callee, arguments)
        return [done(machine, act, op, state, one(made))]
    if function.is_async and machine.program.lazy_async:
        promise = state.new_promise(f"{act.frame}:{op.result}", in_loop=bool(act.loops))
        state.promises[promise.key] = PromiseState("lazy", thunk=Invocation(callee, arguments))
        return [done(machine, act, op, state, one(promise))]
    outcomes = invoke(machine, act, state, callee, arguments, op.result)
    if function.is_async:
        return [settle_async(machine, act, op, outcome) for outcome in outcomes]
    return [
        done(machine, act, op, outcome.state, outcome.values) if outcome.kind == "return" else outcome
        for outcome in outcomes
    ]


def _hands_on(machine: Machine, arguments: Arguments) -> bool:
    """Whether the arguments hold a function that names a resource, so that running the callee may tell something."""
    held = (value for values in arguments.all() for value in values)
    return any(
        isinstance(value, Settler) or (isinstance(value, Closure) and value.function in machine.relevant)
        for value in held
    )


def _wraps(machine: Machine, state: State, callee: Closure) -> bool:
    """Whether a function holds another one that names a resource, as a decorator's wrapper does."""
    return not functions_behind(machine, state, callee).isdisjoint(machine.relevant)


def _runs_already(act: Activation, function: Function) -> bool:
    """Whether a memoised function is being run for its result."""
    return act.scope.kind == "memo" or act.computing == function.id


def call_memoized(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Closure, arguments: Arguments
) -> list[Outcome]:
    """A function whose result is kept: it runs once, and gives the same result afterwards."""
    entry = machine.memoized[callee.function]
    slot = f"{'copied' if entry.copies else 'memoised'}:{callee.function}{_kept_for(arguments) if entry.keyed else ''}"
    known = state.field(MODULE_OWNER, slot)
    if known is not None:
        return [done(machine, act, op, state, known)]
    if entry.keyed:
        machine.kept_by.setdefault(callee.function, set()).update(v for values in arguments.all() for v in values)
    memo = Scope("memo", "once", entry.label, entry.span, act.scope)
    scope = act.scope if entry.copies else memo  # what is open in a copy is nobody's
    outcomes: list[Outcome] = []
    for outcome in call_closure(
        machine, replace(act, scope=scope, computing=callee.function), op, state, callee, arguments
    ):
        if outcome.kind == "next":
            outcome.state.set_field(MODULE_OWNER, slot, machine.register(act, outcome.state, op.result))
        outcomes.append(outcome)
    return outcomes


def _kept_for(arguments: Arguments) -> str:
    """What a result is kept for, where all arguments are known."""
    given = (*arguments.positional, *(values for _, values in arguments.named))
    if not given or arguments.spread or not all(isinstance(only(values), Constant) for values in given):
        return ""
    named = [f"{name}={only(values)}" for name, values in sorted(arguments.named)]
    return f" for {', '.join([*(str(only(values)) for values in arguments.positional), *named])}"


def settle_async(machine: Machine, act: Activation, op: ops.Call, outcome: Outcome) -> Outcome:
    """The promise an async function's call gives, for one way its first part ended."""
    promise = outcome.state.new_promise(f"{act.frame}:{op.result}", in_loop=bool(act.loops))
    if outcome.kind == "suspend":
        status = PromiseState("pending")
        add_task(machine, outcome, promise.key)
    else:
        status = adopted(outcome)
        if outcome.kind == "return":
            for value in outcome.values:
                if isinstance(value, Closure):
                    machine.log.returned.setdefault(value.function, "async")
    outcome.state.promises[promise.key] = status
    return done(machine, act, op, outcome.state, one(promise))


def call_super(
    machine: Machine, act: Activation, op: ops.Call, state: State, bases: Object, arguments: Arguments
) -> list[Outcome]:
    """``super(…)``: it runs the base's constructor, or (where calls make objects) gives what looks members up."""
    if machine.program.calls_construct:
        return [done(machine, act, op, state, one(bases))]
    outcomes: list[Outcome] = []
    for closure in inheritance.super_member(state, bases, machine.program.constructor):
        if isinstance(closure, Closure):
            outcomes += call_closure(machine, act, op, state.fork(), closure, arguments)
    return outcomes or unknown_call(machine, act, op, state, arguments, machine.unknown(act, op.result))


def update_state(
    machine: Machine, act: Activation, op: ops.Call, state: State, setter: Setter, arguments: Arguments
) -> list[Outcome]:
    """Set a component's state slot, to a value or to what a function makes of the one it has."""
    given = arguments.get(0) or NULL
    updaters = sorted((v for v in given if isinstance(v, Closure)), key=repr)
    if not any(updater.function in machine.relevant for updater in updaters):
        values = one(Symbol(f"unknown:update:{setter.slot}")) if updaters else given
        if act.function.id not in machine.relevant and is_only_shown(machine, setter):
            state.set_field(setter.component, setter.slot, values)
        else:
            set_state(state, setter, values)
        return [done(machine, act, op, state, NULL)]
    current = Arguments((state.field(setter.component, setter.slot) or NULL,))
    outcomes: list[Outcome] = []
    for updater in updaters:
        for outcome in invoke(machine, act, state.fork(), updater, current, op.result):
            if outcome.kind == "return":
                set_state(outcome.state, setter, outcome.values)
                outcome = done(machine, act, op, outcome.state, NULL)  # noqa: PLW2901
            outcomes.append(outcome)
    return outcomes


def set_state(state: State, setter: Setter, values: Values) -> None:
    """Set a component's state slot; a new value makes the component render again."""
    if state.field(setter.component, setter.slot) != values:
        state.set_field(setter.component, setter.slot, values)
        state.set_field(setter.component, "dirty", one(Constant(True, "bool")))


# ---------------------------------------------------------------- elements of the page


def element(machine: Machine, act: Activation, op: ops.Element, state: State) -> list[Outcome]:
    """A JSX element: event handlers among its props are registered; a component that is handed a connection is run."""
    for entry in op.props:
        values = machine.register(act, state, entry.value)
        if entry.name is not None:
            register_property(machine, act, op, state, entry.name, values)
    states = [state]
    for tag in sorted(machine.register(act, state, op.tag), key=repr) if op.tag is not None else ():
        for current in states:
            provide_element(machine, act, op, current, tag)
        if isinstance(tag, Closure):
            machine.log.rendered.add(tag.function)
            states = [after for current in states for after in render_below(machine, act, op, current, tag)]
    made = Object(f"element:{act.frame}:{op.result}", 0, "element")  # nothing is ever looked up in it
    return [done(machine, act, op, current, one(made)) for current in states]
