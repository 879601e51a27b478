"""Calls: which function or outside thing is called, and what that does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hangup.flow import components, containers, resources, roles
from hangup.flow.log import Attempt, Scope
from hangup.flow.machine import MAX_DEPTH, MODULE_OWNER, Activation, Machine, Outcome
from hangup.flow.state import PromiseState, State
from hangup.flow.values import (
    NULL,
    ClassValue,
    Closure,
    Constant,
    Member,
    Null,
    Object,
    Promise,
    Raised,
    Setter,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.ir import operations as ops
from hangup.ir.program import MODULE, Block, Cell, Function
from hangup.model import Confidence, Span

MAX_CALLEES = 6


@dataclass(frozen=True, slots=True)
class Arguments:
    """The evaluated arguments of a call."""

    positional: tuple[Values, ...] = ()
    named: tuple[tuple[str, Values], ...] = ()
    spread: bool = False

    def get(self, index: int, name: str = "") -> Values | None:
        """An argument by position, or by name where it has one."""
        for known, values in self.named:
            if known == name:
                return values
        return self.positional[index] if index < len(self.positional) else None

    def all(self) -> tuple[Values, ...]:
        return (*self.positional, *(values for _, values in self.named))


def evaluate(machine: Machine, act: Activation, op: ops.Call, state: State) -> Arguments:
    positional: list[Values] = []
    named: list[tuple[str, Values]] = []
    spread = False
    for argument in op.args:
        values = machine.register(act, state, argument.value)
        if argument.spread:
            spread = True
            from hangup.flow.transfer import elements

            positional.append(elements(machine, state, values))
        elif argument.name is not None:
            named.append((argument.name, values))
        else:
            positional.append(values)
    return Arguments(tuple(positional), tuple(named), spread)


def call(machine: Machine, act: Activation, op: ops.Call, state: State, block: Block) -> list[Outcome]:
    """Run a call operation."""
    if block.handler is not None and not act.guarded:
        act = replace(act, guarded=True)
    loops = machine.loops_of(act.function, block.id)
    inner = replace(act, loops=(*act.loops, *loops)) if loops else act
    arguments = evaluate(machine, act, op, state)
    callees = sorted(machine.register(act, state, op.callee), key=repr)[:MAX_CALLEES]
    outcomes: list[Outcome] = []
    for callee in callees:
        if isinstance(callee, Symbol) and arguments.positional:
            text = roles.first_text(arguments)
            if text:
                machine.texts[callee.step("()")] = text
    group = [c for c in callees if isinstance(c, Member) and c.name in machine.knowledge.release_names and c.receiver in state.connections]
    if len(group) > 1:
        return resources.release_all(machine, inner, op, state, group)
    for number, callee in enumerate(callees):
        branch = state if number == len(callees) - 1 else state.fork()
        outcomes += dispatch(machine, inner, op, branch, callee, arguments)
    return outcomes


def dispatch(machine: Machine, act: Activation, op: ops.Call, state: State, callee: Value, arguments: Arguments) -> list[Outcome]:
    """Run a call of one possible callee."""
    match callee:
        case Closure():
            return call_closure(machine, act, op, state, callee, arguments)
        case ClassValue():
            return construct(machine, act, op, state, callee, arguments)
        case Setter():
            set_state(machine, state, callee, arguments)
            return [done(machine, act, op, state, NULL)]
        case Member(receiver=receiver, name=name):
            return call_member(machine, act, op, state, receiver, name, arguments)
        case Symbol():
            return call_symbol(machine, act, op, state, callee, arguments)
        case _:
            return unknown_call(machine, act, op, state, arguments, machine.unknown(act, op.result))


def done(machine: Machine, act: Activation, op: ops.Call | ops.Await | ops.Element, state: State, values: Values) -> Outcome:
    """The call went well and gave these values."""
    machine.set_register(act, state, op.result, values)
    return Outcome("next", state, NULL, op.span)


def failing(
    machine: Machine, act: Activation, state: State, span: Span, *, cancel: bool = False, waiting: bool = False
) -> list[Outcome]:
    """The way out where the operation raises. Only taken where somebody could tell the difference."""
    if not (act.guarded or state.has_live) or act.mode == "concurrent":
        return []
    if act.scope.kind == "cleanup" and not waiting and not machine.program.lazy_async:
        return []  # what a clean-up calls at once is trusted; what it waits for may be rejected
    outcomes = []
    for kind in ("error", "cancel") if cancel else ("error",):
        branch = state.fork()
        if branch.has_live:
            branch.step(span, "raises" if kind == "error" else "is cancelled")
        outcomes.append(Outcome("raise", branch, one(Raised(kind)), span))
    return outcomes


# ---------------------------------------------------------------- functions of the program


def call_closure(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Closure, arguments: Arguments
) -> list[Outcome]:
    function = machine.program.functions[callee.function]
    if machine.is_inert(function, result=True) and not function.is_async:
        return [*failing(machine, act, state, op.span), done(machine, act, op, state, NULL)]
    if function.id in machine.memoized and act.scope.kind != "memo":
        return call_memoized(machine, act, op, state, callee, arguments)
    if function.is_generator:
        made = state.allocate(f"generator:{act.frame}:{op.result}", "generator")
        machine.managers[made] = (callee, arguments)
        return [done(machine, act, op, state, one(made))]
    if function.is_async and machine.program.lazy_async:
        promise = Promise(f"{act.frame}:{op.result}")
        state.promises[promise.key] = PromiseState("lazy", thunk=("call", callee, arguments, act.path))
        return [done(machine, act, op, state, one(promise))]
    outcomes = invoke(machine, act, state, callee, arguments, op.result)
    if function.is_async:
        return [settle_async(machine, act, op, outcome) for outcome in outcomes]
    return [
        done(machine, act, op, outcome.state, outcome.values) if outcome.kind == "return" else outcome for outcome in outcomes
    ]


def call_memoized(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Closure, arguments: Arguments
) -> list[Outcome]:
    """A function whose result is kept: it runs once, and gives the same result afterwards."""
    slot = f"memoised:{callee.function}"
    known = state.field(MODULE_OWNER, slot)
    if known is not None:
        return [done(machine, act, op, state, known)]
    entry = machine.memoized[callee.function]
    scope = Scope("memo", "once", entry.label, entry.span, act.scope)
    outcomes: list[Outcome] = []
    for outcome in call_closure(machine, replace(act, scope=scope), op, state, callee, arguments):
        if outcome.kind == "next":
            outcome.state.set_field(MODULE_OWNER, slot, machine.register(act, outcome.state, op.result))
        outcomes.append(outcome)
    return outcomes


def settle_async(machine: Machine, act: Activation, op: ops.Call, outcome: Outcome) -> Outcome:
    """The promise an async function's call gives, for one way its first part ended."""
    promise = Promise(f"{act.frame}:{op.result}")
    if outcome.kind == "suspend":
        status = PromiseState("pending")
        from hangup.flow.promises import add_task

        add_task(machine, outcome, promise.key)
    else:
        status = PromiseState("fulfilled" if outcome.kind == "return" else "rejected", outcome.values)
        if outcome.kind == "return":
            for value in outcome.values:
                if isinstance(value, Closure):
                    machine.log.returned.setdefault(value.function, "async")
    outcome.state.promises[promise.key] = status
    return done(machine, act, op, outcome.state, one(promise))


def invoke(
    machine: Machine, act: Activation, state: State, callee: Closure, arguments: Arguments, site: object,
    *, scope: Scope | None = None, loops: tuple[object, ...] = (), this: Values | None = None,
) -> list[Outcome]:  # fmt: skip
    """Run a function of the program in place. Outcomes are those of :meth:`Machine.run`."""
    function = machine.program.functions[callee.function]
    if act.depth >= MAX_DEPTH or _recurses(act, function):
        return [Outcome("return", state, one(Symbol(f"unknown:result:{function.id}")), function.name_span)]
    frame = machine.frame((act.frame, site, function.id, callee.frame, act.turn), function, callee.frame)
    inner = replace(
        act, function=function, frame=frame, caller=act, depth=act.depth + 1, scope=scope or act.scope,
        path=f"{act.path}/{site}.{function.id}", loops=(*act.loops, *loops),  # type: ignore[arg-type]
    )  # fmt: skip
    bind_parameters(machine, inner, state, arguments, callee, this)
    outcomes = machine.run(inner, state)
    for outcome in outcomes:
        if outcome.kind != "suspend":
            drop_registers(outcome.state, frame)
    return outcomes


def _recurses(act: Activation, function: Function) -> bool:
    seen = 0
    current: Activation | None = act
    while current is not None:
        seen += current.function is function
        current = current.caller
    return seen >= 2


def drop_registers(state: State, frame: int) -> None:
    """Forget the registers of a finished activation (its variables may be captured and stay)."""
    for place in [place for place in state.environment if place[0] == frame and place[1] <= 0]:
        del state.environment[place]
    prefix = f"({frame}, "
    if state.marks:
        state.marks = frozenset(mark for mark in state.marks if not mark.startswith(prefix))


def bind_parameters(
    machine: Machine, act: Activation, state: State, arguments: Arguments, callee: Closure, this: Values | None
) -> None:
    function = act.function
    positional = list(arguments.positional)
    names = dict(arguments.named)
    receiver = this if this is not None else one(callee.bound) if callee.bound is not None else None
    if function.this is not None:
        state.environment[machine.home(act.frame, function.this)] = receiver or one(Symbol(f"parameter:{function.id}:this"))
    elif function.binding in ("instance", "class") and function.parameters:
        positional.insert(0, receiver or one(Symbol(f"parameter:{function.id}:self")))
    for parameter in function.parameters:
        place = machine.home(act.frame, parameter.cell)
        cell = machine.program.cells[parameter.cell]
        values: Values | None = None
        if parameter.kind == "positional" and positional:
            values = positional.pop(0)
        elif parameter.name in names:
            values = names.pop(parameter.name)
        elif parameter.kind == "rest":
            made = state.allocate(f"rest:{act.frame}", "sequence")
            state.replace(made, {str(i): v for i, v in enumerate(positional)})
            values, positional = one(made), []
        if values is None:
            if parameter.has_default and not arguments.spread:
                values = NULL if machine.program.language == "ecmascript" else unknown_parameter(function, parameter.name, act.epoch)
            else:
                values = unknown_parameter(function, parameter.name, act.epoch)
        if cell.annotation and all(isinstance(v, Symbol) for v in values):
            declared = declared_instance(machine, act, state, cell)
            values = one(declared) if declared is not None else values
        state.environment[place] = values
        trust_annotation(machine, cell.annotation, values)


def unknown_parameter(function: Function, name: str, epoch: int = 0) -> Values:
    return one(Symbol(f"parameter:{function.id}:{name}", (), epoch))


def construct(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: ClassValue, arguments: Arguments
) -> list[Outcome]:
    """Make an instance of a class of the program and run its constructor."""
    instance = state.allocate(f"instance:{act.frame}:{op.result}", "instance")
    state.set_field(instance, "__class__", one(callee))
    if callee.class_id in machine.pairs:
        machine.made.setdefault(instance, (machine.pairs[callee.class_id], Confidence.HIGH))
    from hangup.flow.transfer import find_method

    name = "__init__" if machine.program.language == "python" else "constructor"
    constructor = find_method(machine, state, instance, name)
    if not constructor:
        return [done(machine, act, op, state, one(instance))]
    outcomes: list[Outcome] = []
    for closure in constructor:
        if isinstance(closure, Closure):
            for outcome in invoke(machine, act, state.fork(), closure, arguments, op.result):
                if outcome.kind == "return":
                    outcomes.append(done(machine, act, op, outcome.state, one(instance)))
                else:
                    outcomes.append(outcome)
    return outcomes or [done(machine, act, op, state, one(instance))]


def instance_of(machine: Machine, state: State, value: Value, site: str) -> Object:
    """Some instance of a class of the program, made by somebody else (injection, an annotation)."""
    instance = Object(site, 0, "instance")
    state.set_field(instance, "__class__", one(value))
    if isinstance(value, ClassValue) and value.class_id in machine.pairs:
        machine.made.setdefault(instance, (machine.pairs[value.class_id], Confidence.HIGH))
    return instance


def declared_instance(machine: Machine, act: Activation, state: State, cell: Cell) -> Object | None:
    """The instance an annotation with a class of the file stands for."""
    for name in cell.annotation:
        for other in machine.program.cells:
            if other.name == name and other.kind == "class" and other.function == MODULE:
                for value in state.environment.get((0, other.id), ()):
                    if isinstance(value, ClassValue):
                        return instance_of(machine, state, value, f"declared:{cell.id}")
    return None


def set_state(machine: Machine, state: State, setter: Setter, arguments: Arguments) -> None:
    """Set a component's state slot; a new value makes the component render again."""
    values = arguments.get(0) or NULL
    if any(isinstance(value, Closure) for value in values):
        values = one(Symbol(f"unknown:update:{setter.slot}"))
    if state.field(setter.component, setter.slot) != values:
        state.set_field(setter.component, setter.slot, values)
        state.set_field(setter.component, "dirty", one(Constant(True, "bool")))


# ---------------------------------------------------------------- methods and outside things


def call_member(
    machine: Machine, act: Activation, op: ops.Call, state: State, receiver: Value, name: str, arguments: Arguments
) -> list[Outcome]:
    """Call a method of an object."""
    from hangup.flow.promises import force

    if isinstance(receiver, Promise):
        match = machine.knowledge.method(name, machine.modules)
        if match is not None:
            return roles.execute(machine, act, op, state, match, arguments, receiver)
        if name == "result" and receiver.key in state.promises:  # a future, asked for its value
            outcomes = force(machine, act, state, receiver, state.promises[receiver.key])
            return [done(machine, act, op, o.state, o.values) if o.kind == "return" else o for o in outcomes]
    used = resources.method(machine, act, op, state, receiver, name, arguments)
    if used is not None:
        return used
    if isinstance(receiver, Object) and receiver in machine.managers:
        from hangup.flow import managers

        stacked = managers.stack_method(machine, act, op, state, receiver, name, arguments)
        if stacked is not None:
            return stacked
    contained = containers.method(machine, act, op, state, receiver, name, arguments)
    if contained is not None:
        return [done(machine, act, op, state, contained)]
    match = machine.knowledge.method(name, machine.modules)
    if match is not None:
        return roles.execute(machine, act, op, state, match, arguments, receiver)
    return unknown_call(machine, act, op, state, arguments, one(Symbol(f"unknown:call:{act.function.id}:{op.result}")))


def call_symbol(
    machine: Machine, act: Activation, op: ops.Call, state: State, callee: Symbol, arguments: Arguments
) -> list[Outcome]:
    """Call something from outside the file."""
    module, path = callee.module, callee.path
    knowledge = machine.knowledge
    is_static = callee.is_import or callee.is_global
    if op.kind == "decorator":
        bare = path[:-1] if path[-1:] == ("()",) else path
        match = knowledge.role(module, bare, decorator=True, imported=machine.modules) if is_static else None
        return roles.decorate(machine, act, op, state, match, arguments, callee)
    if callee.is_global and len(path) == 2 and path[-1] in knowledge.release_names:
        machine.log.attempt(Attempt(op.span, "unresolved", path[-1], act.scope, Symbol("global", path[:1])))
    if is_static:
        created = knowledge.create(module, path, op.kind)
        if created is not None:
            return resources.create(machine, act, op, state, created, arguments)
        helper = knowledge.helper(module, path)
        if helper is not None:
            resources.use_helper(machine, act, op, state, helper, arguments)
        provided = knowledge.provides(module, path)
        if provided is not None:
            ref, provides, proved = provided
            result = callee.step("()")
            target = result.step(provides.field) if provides.field else result
            machine.made.setdefault(target, (ref, Confidence.HIGH if proved else Confidence.MEDIUM))
            return [done(machine, act, op, state, one(result))]
        match = knowledge.role(module, path, decorator=False, imported=machine.modules)
        if match is not None:
            return roles.execute(machine, act, op, state, match, arguments, None)
    elif path:
        match = knowledge.method(path[-1], machine.modules)
        if match is not None and path[-1] not in knowledge.acquire_names and path[-1] not in knowledge.release_names:
            return roles.execute(machine, act, op, state, match, arguments, Symbol(callee.root, path[:-1]))
    if path and (len(path) > 1 or not is_static):
        receiver = Symbol(callee.root, path[:-1], callee.epoch)
        used = resources.method(machine, act, op, state, receiver, path[-1], arguments)
        if used is not None:
            return used
        contained = containers.method(machine, act, op, state, receiver, path[-1], arguments)
        if contained is not None:
            return [done(machine, act, op, state, contained)]
    if (op.kind == "new" or (path and path[-1][:1].isupper() and machine.program.language == "python")) and not knowledge.is_receiver(path):
        made = state.allocate(f"foreign:{act.frame}:{op.result}", "foreign")
        machine.made_by[made] = callee
        names = [a.name or components.spell(machine, act.function, a.value).rpartition(".")[2] for a in op.args]
        if any(knowledge.is_secret_name(name) for name in names if name):
            machine.secret.add(made)
        return unknown_call(machine, act, op, state, arguments, one(made))
    result = callee.step("()")
    if act.epoch and act.scope.kind in ("component", "hook"):
        result = Symbol(result.root, result.path, act.epoch)
    return unknown_call(machine, act, op, state, arguments, one(result), callee)


def unknown_call(
    machine: Machine, act: Activation, op: ops.Call, state: State, arguments: Arguments, result: Values, callee: Symbol | None = None
) -> list[Outcome]:
    """A call of something unknown: it may raise, may keep what it is given, and may run the functions it is given."""
    for values in arguments.all():
        for value in values:
            resources.hand_over(machine, state, value)
    from hangup.flow.promises import force_all

    given = arguments.positional[0] if len(arguments.positional) == 1 else frozenset()
    if len(given) == 1 and isinstance(next(iter(given)), ClassValue) and op.kind == "call":
        result = one(instance_of(machine, state, next(iter(given)), f"injected:{act.frame}:{op.result}"))
    states = [state]
    for values in arguments.all():
        for value in values:
            if isinstance(value, Closure) and not machine.is_inert(machine.program.functions[value.function], result=False):
                if any(value.function == running.function.id for running in _stack(act)):
                    continue
                following: list[State] = []
                for current in states:
                    ran = [o.state for o in run_callback(machine, act, op, current, value) if o.kind == "return"]
                    following += ran or [current]
                states = roles.merge_states(following)
    waiting = frozenset(v for values in arguments.all() for v in values if isinstance(v, Promise))
    if waiting and machine.program.lazy_async:  # somebody will run the coroutines he is given
        states = [o.state for current in states for o in force_all(machine, act, current, waiting) if o.kind == "return"] or states
    outcomes: list[Outcome] = []
    for current in states:
        outcomes += failing(machine, act, current, op.span)
        outcomes.append(done(machine, act, op, current, result))
    return outcomes


def run_callback(machine: Machine, act: Activation, op: ops.Call, state: State, closure: Closure) -> list[Outcome]:
    """A function given to something unknown, run once here."""
    scope = Scope("callback", "", "callback", op.span, act.scope)
    return invoke(machine, replace(act, mode="sequential"), state.fork(), closure, Arguments(), op.result, scope=scope)


def _stack(act: Activation | None) -> list[Activation]:
    out = []
    while act is not None:
        out.append(act)
        act = act.caller
    return out


def element(machine: Machine, act: Activation, op: ops.Element, state: State) -> list[Outcome]:
    """A JSX element: event handlers among its props are registered; a component of the file is not run here."""
    for entry in op.props:
        values = machine.register(act, state, entry.value)
        if entry.name is not None:
            roles.register_property(machine, act, op, state, entry.name, values)
    for tag in machine.register(act, state, op.tag) if op.tag is not None else ():
        if isinstance(tag, Closure):
            machine.log.rendered.add(tag.function)
    made = state.allocate(f"element:{act.frame}:{op.result}", "element")
    machine.set_register(act, state, op.result, one(made))
    return [Outcome("next", state, NULL, op.span)]


# ---------------------------------------------------------------- evidence


def trust_annotation(machine: Machine, annotation: tuple[str, ...], values: Values) -> None:
    """Believe a declared type where the value is unknown."""
    if not annotation:
        return
    for name in annotation:
        ref = typed_name(machine, name)
        if ref is None:
            continue
        for value in values:
            if isinstance(value, Symbol) and not value.is_import:
                machine.made.setdefault(value, ref)
        return


def typed_name(machine: Machine, dotted: str):  # type: ignore[no-untyped-def]
    """The resource a type name in this file stands for, with how well that is proved."""
    first, _, rest = dotted.partition(".")
    module, name = machine.imports.get(first, ("", ""))
    if module:
        final = rest.rpartition(".")[2] if rest else (first if name in ("*", "default") else name)
        known = machine.knowledge.typed(module, final)
    elif rest:
        return None
    else:
        known = machine.knowledge.typed("", first)
    if known is None:
        return None
    return known[0], Confidence.HIGH if known[1] else Confidence.MEDIUM


def note_evidence(machine: Machine, owner: Value, name: str) -> None:
    knowledge = machine.knowledge
    if name in knowledge.evidence_names or name in knowledge.acquire_names or name in knowledge.release_names:
        machine.log.evidence.setdefault(owner, set()).add(name)


def note_null_member(machine: Machine, act: Activation, name: str, op: ops.GetAttr) -> None:
    if name in machine.knowledge.release_names:
        machine.log.attempt(Attempt(op.span, "null", name, act.scope))


def exception_matches(machine: Machine, act: Activation, state: State, exception: Value, op: ops.Matches) -> set[bool]:
    """Whether an exception may be (True) and may not be (False) of one of the handler's classes."""
    if not op.types or not isinstance(exception, Raised):
        return {True}
    verdicts: set[bool] = set()
    for register in op.types:
        for value in machine.register(act, state, register):
            names = (value.path[-1],) if isinstance(value, Symbol) and value.path else ()
            if not names:
                verdicts |= {True, False}
                continue
            verdicts |= _class_matches(machine, exception, value, names[0])
    return {True} if True in verdicts and False not in verdicts else verdicts or {True, False}


def _class_matches(machine: Machine, exception: Raised, value: Symbol, name: str) -> set[bool]:
    if name == "BaseException":
        return {True}
    if name == "Exception":
        return {True} if exception.kind == "error" else {False} if exception.kind == "cancel" else {True, False}
    base = machine.knowledge.exception_base(value.module, value.path)
    if exception.classes:
        return {name in exception.classes} if exception.kind == "error" else {False}
    if exception.kind == "cancel":
        return {True, False} if base == "BaseException" else {False}
    return {False} if base == "BaseException" else {True, False}


__all__ = ["Arguments", "Null", "call", "call_closure", "dispatch", "done", "element", "failing", "invoke", "unknown_call"]
