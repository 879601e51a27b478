"""What the calls of frameworks do, by role. Which call has which role is data (``catalogue/frameworks``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from hangup.catalogue.matcher import RoleMatch
from hangup.flow import components, managers, promises
from hangup.flow.log import LoopInfo, Scope
from hangup.flow.machine import Activation, Machine, Outcome, Registration
from hangup.flow.state import PromiseState, State
from hangup.flow.values import NULL, Closure, Constant, Member, Object, Promise, Raised, Symbol, Value, Values, one
from hangup.ir import operations as ops

if TYPE_CHECKING:
    from hangup.flow.calls import Arguments

Handler = Callable[[Machine, Activation, ops.Call, State, RoleMatch, "Arguments", Value | None], list[Outcome]]


def execute(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """Run a framework's call."""
    handler = _HANDLERS.get(match.model.role, _benign)
    return handler(machine, act, op, state, match, arguments, receiver)


# ---------------------------------------------------------------- helpers


def _done(machine: Machine, act: Activation, op: ops.Call, state: State, values: Values) -> list[Outcome]:
    machine.set_register(act, state, op.result, values)
    return [Outcome("next", state, NULL, op.span)]


def callbacks(match: RoleMatch, arguments: Arguments) -> Values:
    """The functions handed over as callbacks."""
    position = match.model.callback
    if position == "all":
        found: set[Value] = set()
        for values in arguments.all():
            found |= {v for v in values if isinstance(v, Closure | Member)}
        return frozenset(found)
    values = arguments.get(position) if isinstance(position, int) else arguments.get(99, position or "")
    return frozenset(v for v in values or () if isinstance(v, Closure | Member | Symbol))


def first_text(arguments: Arguments) -> str:
    for value in arguments.get(0) or ():
        if isinstance(value, Constant) and isinstance(value.value, str):
            return value.value
    return ""


def merge_states(states: list[State]) -> list[State]:
    """One state per typestate."""
    merged: dict[object, State] = {}
    for state in states:
        key = state.key()
        if key in merged:
            merged[key].absorb(state)
        else:
            merged[key] = state
    return list(merged.values())


def register(machine: Machine, act: Activation, state: State, op: ops.Operation, values: Values, entry: Registration, mark: str = "") -> None:
    """Note callbacks with their owner; the owner's life runs them."""
    if not values:
        return
    machine.log.handlers |= {v.function for v in values if isinstance(v, Closure)}
    key = f"{entry.kind}:{act.path}:{getattr(op, 'result', 0)}{mark}"
    machine.registrations.setdefault(key, entry)
    state.set_field(act.owner, key, values)


def registration(op: ops.Call, match: RoleMatch, kind: str, label: str, event: str = "") -> Registration:
    model = match.model
    return Registration(
        model.role, kind, model.runs, op.span, label, model.server, event=event,
        ends=bool(event) and event in model.events_end, framework=match.framework.id,
        release_at=match.framework.release_at,
    )  # fmt: skip


# ---------------------------------------------------------------- registrations


def _register(kind: str, label: str) -> Handler:
    def handler(
        machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
    ) -> list[Outcome]:  # fmt: skip
        text = first_text(arguments)
        name = f"{label} {text!r}" if text and kind in ("event", "handler") else label
        chosen = "exit" if text and text in match.model.events_end else kind
        functions = callbacks(match, arguments)
        if kind == "later" and rearms(machine, act, functions):
            chosen, name = "timer", "timer that sets itself again"
        register(machine, act, state, op, functions, registration(op, match, chosen, name, text))
        result = one(Symbol(f"unknown:handle:{act.function.id}:{op.result}"))
        if kind == "event" and receiver is not None:
            from hangup.flow.calls import failing

            return [*failing(machine, act, state, op.span), *_done(machine, act, op, state, result)]
        return _done(machine, act, op, state, result)

    return handler


def rearms(machine: Machine, act: Activation, functions: Values) -> bool:
    """Whether a delayed callback is the function that is running: a timer made by hand."""
    running: Activation | None = act
    ids = {v.function for v in functions if isinstance(v, Closure)}
    while running is not None:
        if running.function.id in ids:
            return True
        running = running.caller
    return False


def register_property(machine: Machine, act: Activation, op: ops.Element, state: State, name: str, values: Values) -> None:
    """A function among an element's properties: an event handler, or a callback of the component."""
    functions = frozenset(v for v in values if isinstance(v, Closure))
    is_event = len(name) > 2 and name.startswith("on") and name[2].isupper()
    entry = Registration("event", "event", "event", op.span, f"event handler `{name}`" if is_event else f"callback `{name}`")
    register(machine, act, state, op, functions, entry, f":{name}")


def decorate(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch | None, arguments: Arguments, callee: Symbol
) -> list[Outcome]:
    """A decorator from outside: registers the function, changes how it runs, or (unknown) leaves it as it is."""
    decorated = arguments.get(0) or NULL
    functions = frozenset(v for v in decorated if isinstance(v, Closure))
    if match is None:
        return _done(machine, act, op, state, decorated)
    model = match.model
    text = machine.texts.get(callee, "")
    if not text and functions and model.role == "event":
        text = machine.program.functions[next(iter(functions)).function].name if callee.path[-1:] != ("()",) else ""
    if model.role == "memoize":
        for closure in functions:
            machine.memoized[closure.function] = registration(op, match, "memo", "memoised function")
    elif model.role in ("handler", "event", "timer", "exit-hook", "stop", "lifespan", "later", "mount", "unmount"):
        kind = {"exit-hook": "exit"}.get(model.role, model.role)
        kind = "exit" if text and text in model.events_end else kind
        name = machine.program.functions[next(iter(functions)).function].name if functions else ""
        register(machine, act, state, op, functions, registration(op, match, kind, f"{_NOUNS.get(model.runs, 'handler')} `{name}`", text))
    return _done(machine, act, op, state, decorated)


_NOUNS = {
    "request": "request handler", "connection": "connection handler", "task": "task", "event": "event handler",
    "tick": "timer", "rerun": "re-run function", "test": "test",
}  # fmt: skip


# ---------------------------------------------------------------- running functions


def run_functions(
    machine: Machine, act: Activation, op: ops.Call, state: State, functions: Values, arguments: Arguments, *,
    scope: Scope | None = None, loops: tuple[LoopInfo, ...] = (), site: str = "",
) -> list[Outcome]:  # fmt: skip
    """Run each possible callback now. Async ones are run to their end."""
    from hangup.flow.calls import dispatch, invoke

    outcomes: list[Outcome] = []
    for function in sorted(functions, key=repr):
        current = state.fork()
        if isinstance(function, Closure):
            outcomes += invoke(
                machine, act, current, function, arguments, f"{op.result}{site}", scope=scope, loops=loops
            )
        else:
            for outcome in dispatch(machine, act, op, current, function, arguments):
                values = machine.register(act, outcome.state, op.result)
                outcomes.append(replace(outcome, kind="return", values=values) if outcome.kind == "next" else outcome)
    return outcomes or [Outcome("return", state, NULL, op.span)]


def _each(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """The callback runs for every element: twice here, which is enough to see a second acquire."""
    from hangup.flow.calls import Arguments
    from hangup.flow.transfer import elements

    functions = callbacks(match, arguments)
    items = elements(machine, state, one(receiver)) if receiver is not None else one(Symbol("unknown:element"))
    loops = (LoopInfo("element", op.span),)
    live, ways_out, results = [state], [], set()
    telling = any(not isinstance(v, Closure) or v.function in machine.relevant for v in functions)
    for _ in range(2 if telling else 1):
        following: list[State] = []
        for current in live:
            for outcome in run_functions(machine, act, op, current, functions, Arguments((items,)), loops=loops, site="each"):
                if outcome.kind == "return":
                    following.append(outcome.state)
                    results |= outcome.values
                elif outcome.kind == "raise":
                    ways_out.append(outcome)
        live = merge_states(following)
    outcomes = list(ways_out)
    for current in live:
        made = state.allocate(f"sequence:{act.frame}:{op.result}", "sequence")
        current.replace(made, {"[]": frozenset(results)} if results - NULL else {})
        outcomes += _done(machine, act, op, current, one(made))
    return outcomes


def _now(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    from hangup.flow.calls import Arguments, failing

    outcomes = failing(machine, act, state, op.span)
    for outcome in run_functions(machine, act, op, state, callbacks(match, arguments), Arguments()):
        if outcome.kind == "return":
            outcomes += _done(machine, act, op, outcome.state, outcome.values)
        else:
            outcomes.append(outcome)
    return outcomes


# ---------------------------------------------------------------- promises


def _continuation(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """``then``, ``catch``, ``finally``. In the concurrent mode the continuation waits as a task of its own."""
    from hangup.flow.calls import Arguments

    functions = callbacks(match, arguments)
    on = match.model.on or "fulfilled"
    result = Promise(f"{act.frame}:{op.result}")
    values = one(receiver) if receiver is not None else NULL
    if act.mode == "concurrent":
        waits = receiver.key if isinstance(receiver, Promise) else ""
        status = state.promises.get(waits)
        if status is None or status.status != "rejected" or on != "fulfilled":
            running = [v for v in sorted(functions, key=repr) if isinstance(v, Closure)]
            for number, function in enumerate(running or [None]):
                key = f"{result.key}/{number}"
                machine.suspended[key] = act
                machine.task_promise[key] = result.key
                state.tasks = (*state.tasks, promises.Task(key, (0, 0), waits, kind="then", on=on, callback=function))
        state.promises[result.key] = PromiseState("pending")
        return _done(machine, act, op, state, one(result))
    source = state.promises.get(receiver.key) if isinstance(receiver, Promise) else None
    if on == "rejected" and source is not None and source.status == "pending":
        state.promises[result.key] = source  # still under way, and fulfilled as it was
        return _done(machine, act, op, state, one(result))
    outcomes: list[Outcome] = []
    for settled in promises.settle_receiver(machine, act, state, values):
        runs = on == "settled" or (on == "fulfilled") == (settled.kind == "return")
        if not runs or not functions:
            rejected = settled.kind != "return"
            settled.state.promises[result.key] = PromiseState("rejected" if rejected else "fulfilled", settled.values)
            outcomes += _done(machine, act, op, settled.state, one(result))
            continue
        for outcome in run_functions(machine, act, op, settled.state, functions, Arguments((settled.values,))):
            inner = [outcome]
            if outcome.kind == "return":
                inner = promises.force_values(machine, act, outcome.state, outcome.values)
            for ended in inner:
                status = "fulfilled" if ended.kind == "return" else "rejected"
                ended.state.promises[result.key] = PromiseState(status, ended.values)
                outcomes += _done(machine, act, op, ended.state, one(result))
    return outcomes


def _join(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """Wait for all: everything lazy runs, everything pending ends."""
    from hangup.flow.calls import failing

    given: set[Value] = set()
    for values in arguments.all():
        given |= values
    if act.mode == "concurrent":
        return _done(machine, act, op, state, frozenset(given) or NULL)
    outcomes = failing(machine, act, state, op.span, cancel=machine.program.lazy_async)
    for outcome in promises.force_all(machine, act, state, frozenset(given)):
        if outcome.kind == "return":
            result = next(iter(given)) if len(given) == 1 and not isinstance(next(iter(given)), Promise) else None
            values = one(result) if result is not None else one(Symbol(f"unknown:joined:{act.function.id}:{op.result}"))
            outcomes += _done(machine, act, op, outcome.state, values)
        else:
            outcomes.append(outcome)
    return outcomes


def _spawn(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """A task of its own: runs on, whoever waits; its exception stays inside."""
    from hangup.flow.calls import Arguments

    result = Promise(f"{act.frame}:{op.result}")
    outcomes: list[Outcome] = []
    started: list[Outcome] = [Outcome("return", state, NULL, op.span)]
    if match.model.callback is not None and callbacks(match, arguments):
        started = run_functions(machine, act, op, state, callbacks(match, arguments), Arguments())
    for outcome in started:
        for values in arguments.all()[:1] or (NULL,):
            for ended in promises.force_all(machine, act, outcome.state, values):
                plain = frozenset(v for v in values if not isinstance(v, Promise))
                status = "fulfilled" if ended.kind == "return" else "rejected"
                ended.state.promises[result.key] = PromiseState(status, ended.values - NULL | plain)
                outcomes += _done(machine, act, op, ended.state, one(result))
    return outcomes


def _run(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """Run a coroutine to its end and give its result."""
    outcomes: list[Outcome] = []
    for ended in promises.force_values(machine, act, state, arguments.get(0) or NULL):
        outcomes += _done(machine, act, op, ended.state, ended.values) if ended.kind == "return" else [ended]
    return outcomes


# ---------------------------------------------------------------- the rest


def _benign(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    return _done(machine, act, op, state, machine.unknown(act, op.result))


def _same(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    position = match.model.callback
    values = arguments.get(position if isinstance(position, int) else 0)
    if values is None:  # used as a factory: ``@keep(option=1)``
        values = frozenset(v.step("()") for v in machine.register(act, state, op.callee) if isinstance(v, Symbol))
    return _done(machine, act, op, state, values or NULL)


def _no_return(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    """Never comes back: leaves by an exception that ``except Exception`` does not catch, or ends the process."""
    if machine.program.language == "python" or match.framework.packages:
        if state.has_live:
            state.step(op.span, "raises")
        return [Outcome("raise", state, one(Raised("cancel")), op.span)]
    return []


def _closing(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    made = state.allocate(f"manager:{act.frame}:{op.result}", "manager")
    machine.managers[made] = managers.Closing(arguments.get(0) or NULL)
    return _done(machine, act, op, state, one(made))


def _stack(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    made = state.allocate(f"stack:{act.frame}:{op.result}", "stack")
    machine.managers[made] = managers.Stack()
    return _done(machine, act, op, state, one(made))


def _timer(
    machine: Machine, act: Activation, op: ops.Call, state: State, match: RoleMatch, arguments: Arguments, receiver: Value | None
) -> list[Outcome]:
    register(machine, act, state, op, callbacks(match, arguments), registration(op, match, "timer", "timer"))
    return _done(machine, act, op, state, machine.unknown(act, op.result))


_HANDLERS: dict[str, Handler] = {
    "effect": components.effect,
    "mount": components.effect,
    "unmount": _register("stop", "unmount hook"),
    "state": components.state_slot,
    "reducer": components.state_slot,
    "ref": components.ref,
    "memo": components.memo,
    "keep": components.keep,
    "context": _benign,
    "same": _same,
    "each": _each,
    "now": _now,
    "later": _register("later", "delayed callback"),
    "timer": _timer,
    "event": _register("event", "event handler"),
    "handler": _register("handler", "handler"),
    "continuation": _continuation,
    "join": _join,
    "spawn": _spawn,
    "run": _run,
    "exit-hook": _register("exit", "shutdown hook"),
    "stop": _register("stop", "finaliser"),
    "closing": _closing,
    "stack": _stack,
    "lifespan": _register("lifespan", "lifespan"),
    "no-return": _no_return,
    "memoize": _same,
    "generator-manager": _same,
}


__all__ = ["Object", "callbacks", "decorate", "execute", "merge_states", "register", "register_property", "run_functions"]
