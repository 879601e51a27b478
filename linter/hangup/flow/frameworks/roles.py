"""What the calls of frameworks do, by role. Which call has which role is data (``catalogue/frameworks``)."""

from __future__ import annotations

from collections.abc import Callable

from hangup.flow.domain.merge import merge_states
from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    ELEMENT,
    NULL,
    Closure,
    Member,
    Object,
    Promise,
    Raised,
    Symbol,
    Value,
    Values,
    one,
    verdict_of,
)
from hangup.flow.execution import constructed, containers, sizes, stand_ins
from hangup.flow.execution.activations import MODULE_OWNER, Catching, Closing, Lock, Outcome, Stack
from hangup.flow.execution.elements import elements, keep
from hangup.flow.execution.log import LoopInfo, Scope
from hangup.flow.execution.modelled import ModelledCall, first_text
from hangup.flow.frameworks import attributes, contexts, continuations, functions, hooks, signals, stores
from hangup.flow.frameworks.options import options
from hangup.flow.frameworks.registrations import decorate, register, registering, registration


def execute(call: ModelledCall) -> list[Outcome]:
    """Run a framework's call."""
    return _HANDLERS.get(call.model.role, _benign)(call)


# ---------------------------------------------------------------- callbacks that run now


def _each(call: ModelledCall) -> list[Outcome]:
    """The callback runs for every element: twice here, which is enough to see a second acquire."""
    machine, receiver = call.machine, call.receiver
    functions = call.callbacks()
    sequences = [one(receiver)] if receiver is not None else _behind_callback(call)
    items = [_items(call, values) for values in sequences] or [containers.ANY_ELEMENT]
    loops = (LoopInfo("element", call.op.span),)
    telling = any(not isinstance(v, Closure) or v.function in machine.relevant for v in functions)
    live, results = [call.state], set[Value]()
    outcomes: list[Outcome] = []
    for _ in range(2 if telling else 1):
        following: list[State] = []
        for current in live:
            for outcome in call.run(current, functions, *items, loops=loops, site="each"):
                if outcome.kind == "return":
                    following.append(outcome.state)
                    results |= outcome.values
                elif outcome.kind == "raise":
                    outcomes.append(outcome)
        live = merge_states(following)
    given = items[0] if call.model.gives == "elements" and items else frozenset(results)
    keep(machine, given)
    for current in live:
        made = call.state.allocate(f"sequence:{call.act.frame}:{call.op.result}", "sequence")
        current.replace(made, {ELEMENT: given} if given - NULL else {})
        outcomes += call.done(current, one(made))
    return outcomes


def _behind_callback(call: ModelledCall) -> list[Values]:
    """What a function goes through that is given the callback and, behind it, one or several sequences."""
    place = call.model.callback
    return list(call.arguments.positional[place + 1 :]) if isinstance(place, int) else []


def _items(call: ModelledCall, sequences: Values) -> Values:
    """What a callback is given, turn by turn, where some sequence is gone through."""
    machine, items = call.machine, elements(call.state, sequences)
    if not items.isdisjoint(machine.made):
        items -= NULL  # it is called for those as well
    if len(items) > 1:
        machine.together.add(items)
    return items


def _memoised(call: ModelledCall) -> list[Outcome]:
    """The callback runs once, and its result is kept; as a decorator it gives back what it was given."""
    if call.model.callback is None or not call.callbacks():
        return _same(call)
    slot = f"memoised:{call.act.path}:{call.op.result}"
    known = call.state.field(MODULE_OWNER, slot)
    if known is not None:
        return call.done(call.state, known)
    scope = Scope("memo", "once", "memoised function", call.op.span, call.act.scope)
    outcomes: list[Outcome] = []
    for outcome in call.run(call.state, call.callbacks(), scope=scope):
        if outcome.kind == "return":
            outcome.state.set_field(MODULE_OWNER, slot, outcome.values)
            outcomes += call.done(outcome.state, outcome.values)
        else:
            outcomes.append(outcome)
    return outcomes


def _now(call: ModelledCall) -> list[Outcome]:
    """Gives what the callback comes to. What is no function is given back: a dispatcher takes either."""
    functions, outcomes = call.callbacks(), call.failing()
    given = call.arguments.get(call.model.callback) if isinstance(call.model.callback, int) else None
    others = (given or NULL) - functions
    if others or not functions:
        outcomes += call.done(call.state.fork(), others or NULL)
    for outcome in call.run(call.state, functions, *call.given().positional) if functions else ():
        outcomes += call.done(outcome.state, outcome.values) if outcome.kind == "return" else [outcome]
    return outcomes


# ---------------------------------------------------------------- the rest


def _benign(call: ModelledCall) -> list[Outcome]:
    callees = call.machine.register(call.act, call.state, call.op.callee)
    named = frozenset(v.step("()") for v in callees if isinstance(v, Symbol) and v.is_import)
    return call.done(call.state, named or call.machine.unknown(call.act, call.op.result))


def _is_promise(call: ModelledCall) -> list[Outcome]:
    """Whether a value is a promise: asking starts nothing. Of what is outside of the program nobody knows."""
    given = call.arguments.get(0) or NULL
    known = verdict_of({isinstance(value, Promise) for value in given})
    unsure = any(isinstance(value, Symbol | Member | Object) for value in given)
    return _benign(call) if unsure or known is None else call.done(call.state, known)


def _mocks(call: ModelledCall) -> list[Outcome]:
    stand_ins.mock(call.machine, call.act, first_text(call.arguments))
    return _benign(call)


def _same(call: ModelledCall) -> list[Outcome]:
    """Gives back what it was given."""
    position = call.model.callback
    values = call.arguments.get(position if isinstance(position, int) else 0)
    if values is None:  # used as a factory: ``@keep(option=1)``
        callees = call.machine.register(call.act, call.state, call.op.callee)
        values = frozenset(v.step("()") for v in callees if isinstance(v, Symbol))
    member = call.model.member
    if member != "current":
        held = [call.state.field(value, member) or one(value) for value in values]
        values = frozenset(value for found in held for value in found)
    return call.done(call.state, values or NULL)


def _container(call: ModelledCall) -> list[Outcome]:
    """A new list, map or set, with the elements of what it is made of."""
    return call.done(call.state, containers.make(call.machine, call.act, call.op, call.state, call.arguments.get(0)))


def _size(call: ModelledCall) -> list[Outcome]:
    known = sizes.size(call.act, call.op.result, call.state, call.arguments.get(0) or NULL)
    return _benign(call) if known is None else call.done(call.state, known)


def _rows(call: ModelledCall) -> list[Outcome]:
    """Gives rows: an element of each argument."""
    state, site = call.state, f"{call.act.frame}:{call.op.result}"
    columns = [elements(state, values) for values in call.arguments.positional]
    if call.model.gives == "numbered":
        columns = [containers.ANY_ELEMENT, *columns[:1]]
    row, rows = state.allocate(f"row:{site}", "sequence"), state.allocate(f"rows:{site}", "sequence")
    state.replace(row, {str(index): values for index, values in enumerate(columns)})
    state.replace(rows, {ELEMENT: one(row)})
    return call.done(state, one(rows))


def _no_return(call: ModelledCall) -> list[Outcome]:
    """Never comes back: leaves by an exception that ``except Exception`` does not catch, or ends the process."""
    if call.machine.program.exit_raises or call.match.framework.packages:
        if call.state.has_live:
            call.state.step(call.op.span, "raises")
        return [Outcome("raise", call.state, one(Raised("cancel")), call.op.span)]
    return []


def _closing(call: ModelledCall) -> list[Outcome]:
    made = call.state.allocate(f"manager:{call.act.frame}:{call.op.result}", "manager")
    call.machine.managers[made] = Closing(call.arguments.get(0) or NULL)
    return call.done(call.state, one(made))


def _catching(call: ModelledCall) -> list[Outcome]:
    """A manager that ends exceptions of the classes it is given: all arguments, or the one at the callback's place."""
    position = call.model.callback
    given = call.arguments.positional
    classes = given[position : position + 1] if isinstance(position, int) else given
    made = call.state.allocate(f"manager:{call.act.frame}:{call.op.result}", "manager")
    call.machine.managers[made] = Catching(tuple(_listed(call.state, values) for values in classes), call.model.expects)
    return call.done(call.state, one(made))


def _listed(state: State, values: Values) -> Values:
    """Values, a sequence replaced by what it holds."""
    inner = [elements(state, one(v)) if isinstance(v, Object) and v.kind == "sequence" else one(v) for v in values]
    return frozenset[Value]().union(*inner)


def _lock(call: ModelledCall) -> list[Outcome]:
    made = call.state.allocate(f"lock:{call.act.frame}:{call.op.result}", "manager")
    call.machine.managers[made] = Lock()
    return call.done(call.state, one(made))


def _stack(call: ModelledCall) -> list[Outcome]:
    made = call.state.allocate(f"stack:{call.act.frame}:{call.op.result}", "stack")
    call.machine.managers[made] = Stack()
    return call.done(call.state, one(made))


def _timer(call: ModelledCall) -> list[Outcome]:
    entry = registration(call.op, call.match, "timer", "timer")
    register(call.machine, call.act, call.state, call.op, call.callbacks(), entry)
    return _benign(call)


def _or_benign(handler: Callable[[ModelledCall], list[Outcome] | None]) -> Callable[[ModelledCall], list[Outcome]]:
    return lambda call: handler(call) or _benign(call)


_HANDLERS: dict[str, Callable[[ModelledCall], list[Outcome]]] = {
    "effect": hooks.effect,
    "mount": hooks.effect,
    "unmount": registering("stop", "unmount hook"),
    "state": hooks.state_slot,
    "reducer": hooks.state_slot,
    "ref": hooks.ref,
    "aborter": signals.make,
    "signal": hooks.signal,
    "memo": hooks.memo,
    "keep": hooks.keep,
    "new-context": contexts.make,
    "provide": contexts.provide,
    "context": contexts.read,
    "new-store": stores.make,
    "same": _same,
    "container": _container,
    "size": _size,
    "attribute": _or_benign(attributes.get),
    "has-attribute": _or_benign(attributes.has),
    "set-attribute": _or_benign(attributes.put),
    "instance-of": _or_benign(attributes.instance_of),
    "bind": functions.bind,
    "apply": functions.apply,
    "finalise": functions.finalise,
    "rows": _rows,
    "mocks": _mocks,
    "options": options,
    "each": _each,
    "now": _now,
    "promise": constructed.construct,
    "later": registering("later", "delayed callback"),
    "timer": _timer,
    "event": registering("event", "event handler"),
    "handler": registering("handler", "handler"),
    "continuation": continuations.continuation,
    "join": continuations.join,
    "spawn": continuations.spawn,
    "cancel": continuations.cancel,
    "lock": _lock,
    "run": continuations.run,
    "is-promise": _is_promise,
    "wait": continuations.wait,
    "exit-hook": registering("exit", "shutdown hook"),
    "stop": registering("stop", "finaliser"),
    "closing": _closing,
    "ends-exceptions": _catching,
    "stack": _stack,
    "lifespan": registering("lifespan", "lifespan"),
    "no-return": _no_return,
    "memoize": _memoised,
    "generator-manager": _same,
}


__all__ = ["decorate", "execute"]
