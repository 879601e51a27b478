"""The abstract machine: what the analysis of one file holds while functions of the IR run on abstract states.

Blocks are run by ``running``, operations by ``transfer``, calls by ``calls``. Nothing here knows a language, a library
or a framework: those come in as data (``Knowledge``) and as roles (``roles``).
"""

from __future__ import annotations

from collections.abc import Callable

from hangup.catalogue.matcher import Knowledge, ResourceRef
from hangup.catalogue.schema import CallModel, ClassScope, Framework, FunctionScope
from hangup.flow.domain.state import State
from hangup.flow.domain.values import (
    NOTHING,
    NULL,
    Arguments,
    ClassValue,
    Closure,
    Invocation,
    Member,
    Object,
    Symbol,
    Value,
    Values,
    one,
)
from hangup.flow.execution.activations import (
    Activation,
    Catching,
    Closing,
    Given,
    Lock,
    Outcome,
    Registration,
    Stack,
)
from hangup.flow.execution.log import Ground, Log, LoopInfo, Scope
from hangup.flow.execution.tables import Tables
from hangup.ir import operations as ops
from hangup.ir.program import MODULE, Function, Program
from hangup.ir.shape import values_read
from hangup.model import Confidence, Span
from hangup.records import dataclass, field

MADE_UP = 1 << 28
"""The first register for results of calls that stand nowhere in the program."""


class LimitExceeded(Exception):
    """The analysis of a file went over its budget of steps. Carries the function it was in, and what had called it."""

    def __init__(self, act: Activation) -> None:
        super().__init__(act.function.name)
        self.running = tuple(caller.function for caller in act.callers())


class Missing(Exception):
    """A component asks for a value that one above it hands down, and that one was not run. Carries the place."""

    def __init__(self, place: Object) -> None:
        super().__init__(place.site)
        self.place = place


@dataclass(frozen=True)
class Semantics:
    """How code is run. The machine is given it: blocks, operations and calls run each other in turn."""

    run: Callable[[Machine, Activation, State, tuple[int, int] | None], list[Outcome]]
    call: Callable[[Machine, Activation, ops.Call, State, Value, Arguments], list[Outcome]]


@dataclass
class Machine:
    """The machine for one program. Holds what does not change from state to state."""

    program: Program
    knowledge: Knowledge
    semantics: Semantics
    log: Log = field(default_factory=Log)
    budget: int = 150_000
    frames: dict[tuple[object, ...], int] = field(default_factory=dict[tuple[object, ...], int])
    parents: dict[int, dict[int, int]] = field(default_factory=dict[int, dict[int, int]])
    made: dict[Value, tuple[ResourceRef, Confidence]] = field(
        default_factory=dict[Value, tuple[ResourceRef, Confidence]]
    )
    """Resources by value, with how well they are proved."""
    captures: dict[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    created_at: dict[Value, Span] = field(default_factory=dict[Value, Span])
    parents_of: dict[Value, Value] = field(default_factory=dict[Value, Value])
    """The parent of a child resource."""
    shared: dict[Value, str] = field(default_factory=dict[Value, str])
    secret: set[Value] = field(default_factory=set[Value])
    allowed: set[Value] = field(default_factory=set[Value])
    """Resources made with the option that permits their use on a server."""
    properties: set[Value] = field(default_factory=set[Value])
    """The parameter that holds a component's properties: its members are handed in, not resources by name."""
    classes: dict[int, ClassValue] = field(default_factory=dict[int, ClassValue])
    """The classes of the program that were made."""
    decorators: dict[int, list[tuple[str, tuple[str, ...]]]] = field(
        default_factory=dict[int, list[tuple[str, tuple[str, ...]]]]
    )
    """The decorators from outside, by class: the module and the path of each."""
    shapes: dict[int, ClassScope] = field(default_factory=dict[int, ClassScope])
    """Classes that were made from an object of methods, with the life cycle they have."""
    statuses: dict[Value, str] = field(default_factory=dict[Value, str])
    """The member of each signal that tells whether it has ended."""
    signals: dict[Value, set[Value]] = field(default_factory=dict[Value, set[Value]])
    """The resources that an AbortSignal closes."""
    options: dict[Object, ClassValue] = field(default_factory=dict[Object, ClassValue])
    """The classes that stand for objects of methods."""
    together: set[Values] = field(default_factory=set[Values])
    """What stands for each element of a container in turn: where it is called, all of them are."""
    pairs: dict[int, ResourceRef] = field(default_factory=dict[int, ResourceRef])
    """Classes of the program that offer both halves of a generic pair."""
    peers: dict[Value, tuple[str, ...]] = field(default_factory=dict[Value, tuple[str, ...]])
    """Values that are the connection of a peer, by their declared types or by who is handed them, each with the events
    of it that end the life it is handled in."""
    registrations: dict[str, Registration] = field(default_factory=dict[str, Registration])
    """Callbacks handed to a framework, by the field of their owner that holds them."""
    registered_in: dict[str, State] = field(default_factory=dict[str, State])
    """A state in which each of the program's callbacks was handed over."""
    suspended: dict[str, Activation] = field(default_factory=dict[str, Activation])
    task_promise: dict[str, str] = field(default_factory=dict[str, str])
    mocked: set[str] = field(default_factory=set[str])
    """The dotted names that tests put stand-ins for."""
    mocking: set[int] = field(default_factory=set[int])
    """The files whose code does so, by their top-level code."""
    given: dict[Span, Given] = field(default_factory=dict[Span, Given])
    """Functions whose results are handed to others by name, by the place of the decorator that says so."""
    texts: dict[Value, str] = field(default_factory=dict[Value, str])
    """The first argument of an outside call, where it is a literal text, by the call's result."""
    kept_by: dict[int, set[Value]] = field(default_factory=dict[int, set[Value]])
    """What functions that keep a result for each of their arguments were called with."""
    memoized: dict[int, Registration] = field(default_factory=dict[int, Registration])
    grounds: dict[Value, Ground] = field(default_factory=dict[Value, Ground])
    """Why a value is taken for a resource, where that is no construction."""
    made_by: dict[Value, Symbol] = field(default_factory=dict[Value, Symbol])
    """What an object of an outside class was made by."""
    boxes: dict[Value, str] = field(default_factory=dict[Value, str])
    """Boxes that stay the same from run to run, with the member that holds the value."""
    for_elements: set[Value] = field(default_factory=set[Value])
    """What was made outside for an element of something that is gone through."""
    for_runs: set[Value] = field(default_factory=set[Value])
    """What was made outside for something that a function is called with."""
    managers: dict[Value, Invocation | Closing | Catching | Stack | Lock] = field(
        default_factory=dict[Value, Invocation | Closing | Catching | Stack | Lock]
    )
    """Generators and managers made by calls, with what entering them runs."""
    below: dict[str, Scope] = field(default_factory=dict[str, Scope])
    """The components that are run as part of the life of one above them, by their path in it."""
    rendered_by: dict[Span, set[Span]] = field(default_factory=dict[Span, set[Span]])
    """The lives in which elements of a component stand, by the component."""
    turn_frames: dict[int, int] = field(default_factory=dict[int, int])
    """Frames that hold the constants of one turn of a loop, each with the frame of all other variables."""
    applied: dict[int, Arguments] = field(default_factory=dict[int, Arguments])
    """The arguments that functions are given ahead of their calls, by the frame they have for that."""
    contexts: dict[Value, str] = field(default_factory=dict[Value, str])
    """Places in which components hand values down, with the property of the element that does so."""
    providers: dict[Value, Object] = field(default_factory=dict[Value, Object])
    """Who hands something down in each place."""
    stores: dict[Value, CallModel] = field(default_factory=dict[Value, CallModel])
    """Stores, with what the catalogue says of their makers."""
    patient: bool = False
    """Whether a component that asks for what nobody has handed down yet waits for its provider (``Missing``)."""
    fitting: dict[int, tuple[tuple[Framework, FunctionScope], ...]] = field(
        default_factory=dict[int, "tuple[tuple[Framework, FunctionScope], ...]"]
    )
    """What a file's functions may be by all that depends on the file only, by its top-level code."""
    bases: dict[int, set[int]] | None = None
    constructors: dict[int, set[int]] | None = None
    """By class: what making an instance may run, once somebody asked (``bases``)."""
    held: dict[int, set[int]] | None = None
    """The functions behind each variable, once somebody asked (``mentions``)."""
    spoken: list[tuple[int, frozenset[str]]] | None = None
    """By function: the names its own code looks up (``mentions``)."""
    referrers: dict[int, set[int]] | None = None
    """The functions that lead to each function, once somebody asked."""
    state_calls: dict[int, set[int]] = field(default_factory=dict[int, set[int]])
    """By component: the calls of its own code that ask for state, by their registers."""
    shown: dict[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    """By component: those whose state is only shown, once somebody asked (``summaries.shown``)."""
    tells: Callable[[str], bool] = lambda _: True
    """Whether a name may open or close something. Any may, until somebody found out."""
    passing: set[int] = field(default_factory=set[int])
    """The functions that were run in the life that runs now."""
    again: bool = False
    """Whether a function is called a second time only to see what becomes of what the first call left open."""
    changing: bool = False
    """Whether the life that is run now changes what comes from outside (another user): effects run again by right."""

    idle: bool = False
    """Whether the render that runs now has no reason of its own: a parent was rendered, and nothing was set."""

    def __post_init__(self) -> None:
        self.tables = Tables(self.program)
        self.relevant: frozenset[int] = frozenset(f.id for f in self.program.functions)
        """Functions that name a call of a resource, by themselves or through others. All, until somebody found out."""
        self.parents[0] = {MODULE: 0}

    # ------------------------------------------------------------ running

    def run(self, act: Activation, state: State, start: tuple[int, int] | None = None) -> list[Outcome]:
        """Run a function from its entry, or from behind an operation, to all its ends."""
        return self.semantics.run(self, act, state, start)

    def call(self, act: Activation, op: ops.Call, state: State, callee: Value, arguments: Arguments) -> list[Outcome]:
        """Call one possible callee."""
        return self.semantics.call(self, act, op, state, callee, arguments)

    # ------------------------------------------------------------ frames and variables

    def frame(self, key: tuple[object, ...], function: Function, outer: int) -> int:
        """The frame of an activation; the same place in the same caller gets the same frame again."""
        number = self.frames.get(key)
        if number is None:
            number = self.frames[key] = len(self.frames) + 1
            self.parents[number] = {**self.parents[outer], function.id: number}
        return number

    def applied_frame(self, site: tuple[int, int], closure: Closure, arguments: Arguments) -> int:
        """Another name for the frame of a function's variables, for the function with arguments given ahead."""
        before = self.applied.get(closure.frame, NOTHING)
        arguments = before.then(arguments)
        key = ("applied", (site, closure, arguments))
        number = self.frames.get(key)
        if number is None:
            number = self.frames[key] = len(self.frames) + 1
            self.parents[number] = self.parents[closure.frame]
            self.applied[number] = arguments
        return number

    def home(self, frame: int, cell: int) -> tuple[int, int]:
        """Where a cell lives, seen from a frame."""
        variable = self.program.cells[cell]
        place = self.parents[frame].get(variable.function, 0)
        if place in self.turn_frames and variable.kind != "const" and cell not in self.tables.set_once:
            place = self.turn_frames[place]
        return (place, cell)

    def variable(self, state: State, frame: int, cell: int) -> Values | None:
        """What a variable holds, seen from a frame; None where it was not set."""
        place = self.home(frame, cell)
        values = state.environment.get(place)
        if values is None and place[0] in self.turn_frames:
            return state.environment.get((self.turn_frames[place[0]], cell))
        return values

    def turn_frame(self, frame: int, function: Function, turn: int) -> int:
        """The frame of the constants that one turn of a loop in an activation has."""
        key = ("turn", (frame, turn))
        number = self.frames.get(key)
        if number is None:
            number = self.frames[key] = len(self.frames) + 1
            self.parents[number] = {**self.parents[frame], function.id: number}
            self.turn_frames[number] = frame
        return number

    def register(self, act: Activation, state: State, value: ops.Value) -> Values:
        return state.environment.get((act.frame, -value), NULL)

    def set_register(self, act: Activation, state: State, value: ops.Value, values: Values) -> None:
        state.environment[(act.frame, -value)] = values
        if state.assumptions:  # computed anew: what was found out about the last one does not hold for this one
            fresh = f"unknown:{act.function.id}:{value}"
            for known in [v for v in values if isinstance(v, Symbol) and v.root == fresh]:
                state.assumptions.pop(known, None)

    def is_used(self, function: Function, value: ops.Value) -> bool:
        """Whether anything in the function reads the value; the last expression of a lambda is its result.

        An expression of several ways (``a?.b``) leaves its value in a temporary, which may be read by nothing either.
        """
        operations = [o for block in function.blocks for o in (*block.operations, block.terminator)]
        kept: set[ops.CellId] = set()
        for operation in operations:
            if value in values_read(operation):
                if not (isinstance(operation, ops.Store) and self.program.cells[operation.cell].kind == "temporary"):
                    return True
                kept.add(operation.cell)
        loads = [o for o in operations if isinstance(o, ops.Load) and o.cell in kept]
        return any(self.is_used(function, load.result) for load in loads)

    def is_method(self, member: Member) -> bool:
        """Whether a member of a resource is one of the methods the catalogue knows of it."""
        ref, _ = self.made[member.receiver]
        known = (ref.acquires, ref.releases, ref.consumers)
        return any(member.name in names for names in known) or member.name in ref.resource.evidence

    def tells_status(self, value: Value, *, alone: bool = False) -> tuple[Value, bool] | None:
        """The resource that a member of it says the state of, and whether the member is true once it is over.

        ``alone``: not a member that says who is connected, which is known when the connection has ended as well.
        """
        for receiver, name in _members(value):
            known = self.made.get(receiver)
            if known is not None and name in (*known[0].resource.status, *known[0].resource.status_over):
                who = any(user == name or user.startswith(f"{name}.") for user in known[0].resource.user_ids)
                return None if alone and who else (receiver, name in known[0].resource.status_over)
        return None

    def is_told_at_once(self, value: Value) -> bool:
        """Whether a member that says the state of a resource is there as soon as the connect begins."""
        told = [(self.made[receiver][0].resource, name) for receiver, name in _members(value) if receiver in self.made]
        return self.tells_status(value, alone=True) is None or any(name in made.status_begun for made, name in told)

    def unknown(self, act: Activation, result: ops.Value, epoch: int = 0) -> Values:
        """A value nothing is known of, the same one each time this place is reached."""
        return one(Symbol(f"unknown:{act.function.id}:{result}", (), epoch))

    # ------------------------------------------------------------ tables

    def module_function(self, function: Function) -> Function:
        """The top-level code of the function's file."""
        return self.program.functions[self.tables.module_of(function.id).function]

    def path(self, function: Function) -> str:
        """The path of the function's file."""
        return self.tables.module_of(function.id).path

    def imports(self, function: Function) -> dict[str, tuple[str, str]]:
        """The names the function's file imports: module and name (``*`` for the module itself)."""
        return self.tables.imports(function.id)

    def imported(self, function: Function) -> frozenset[str]:
        """The modules the function's file imports."""
        return self.tables.imported(function.id)

    @property
    def exported(self) -> dict[int, str]:
        """The functions that are exported, with the name they are exported under."""
        return self.tables.exported

    def definition(self, function: Function, value: ops.Value) -> ops.Operation | None:
        """The operation that sets a register."""
        return self.tables.definition(function, value)

    def only_begins(self, function: Function, value: ops.Value) -> bool:
        """Whether a call's result is a coroutine that somebody else runs: it is awaited, or made a task of."""
        return value in self.tables.begun(function, self.knowledge.spawning)

    def loops_of(self, function: Function, block: int) -> tuple[LoopInfo, ...]:
        """The loops a block lies in."""
        return self.tables.loops_of(function, block)

    def is_inert(self, function: Function, *, result: bool) -> bool:
        """Whether running the function can tell nothing.

        It names no resource, changes nothing outside of itself and (where ``result`` matters) gives nothing back.
        """
        return function.id not in self.relevant and self.tables.is_inert(function, result=result)


def _members(value: Value) -> list[tuple[Value, str]]:
    """The member that a value is, as a receiver with a name; of one from outside, also a name of two parts."""
    if isinstance(value, Member):
        return [(value.receiver, value.name)]
    if isinstance(value, Symbol):
        path, root, epoch = value.path, value.root, value.epoch
        return [(Symbol(root, path[:-n], epoch), ".".join(path[-n:])) for n in (1, 2) if len(path) >= n]
    return []
