"""What the machine hands about: who runs, how a run ended, what a framework was given, and what enters a block."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.flow.domain.state import State
from hangup.flow.domain.values import NOTHING, Arguments, Object, Values
from hangup.flow.execution.log import LoopInfo, Scope
from hangup.ir.program import Function
from hangup.model import Span
from hangup.records import dataclass, field

MODULE_OWNER = Object("module", 0, "component")
"""Owner of what is registered outside of any component or instance."""


@dataclass(frozen=True)
class Activation:
    """One running function: its frame, the scope it runs in, its caller."""

    function: Function
    frame: int
    scope: Scope
    caller: Activation | None = None
    depth: int = 0
    guarded: bool = False
    """Whether an exception handler stands somewhere up the stack."""
    loops: tuple[LoopInfo, ...] = ()
    """Loops of the callers."""
    mode: str = "sequential"
    """``sequential``: an ``await`` goes on at once; ``concurrent``: an async function is suspended at it."""
    owner: Object = MODULE_OWNER
    """Whose effects, events and state slots a registration in here belongs to: a component, an instance, the module."""
    path: str = ""
    """The chain of call sites that leads here: names state slots, the same in every render."""
    racing: bool = False
    """Whether a handshake may still be running when the owner's life ends (the life that is cut short)."""
    turn: int = 0
    """Which render or run of the root this is."""
    computing: int = -1
    """The memoised function whose result is computed."""
    epoch: int = 0
    """Which values come from outside: another number stands for another user, another request."""

    def times_running(self, function: int) -> int:
        """How often a function is being run here: by this activation and those that called it."""
        return sum(act.function.id == function for act in self.callers())

    def callers(self) -> Iterator[Activation]:
        """This activation and those that called it, the innermost first."""
        current: Activation | None = self
        while current is not None:
            yield current
            current = current.caller


@dataclass(frozen=True)
class Registration:
    """A callback that a framework will run: its role, how often it runs, and where it was handed over."""

    role: str
    kind: str
    runs: str
    span: Span
    label: str
    server: bool = False
    dependencies: tuple[str, ...] | None = None
    event: str = ""
    ends: bool = False
    peer_ends: tuple[str, ...] = ()
    """Of a handler: the events of its first argument, a peer, that end its life."""
    release_at: str = "component"
    framework: str = ""
    cleanup: str = "returned"
    """How the callback names its clean-up, as in ``catalogue.schema.CallModel``."""
    copies: bool = False
    """For a memoised function: what is kept is a copy."""
    exposes: bool = False
    """Others call the functions in what the callback gives."""
    keyed: bool = False
    """For a memoised function: there is a result for each of its arguments."""
    given: Arguments = NOTHING
    """What the callback is given."""
    around: Scope | None = field(default=None, compare=False)
    """The scope that handed it over."""
    repeats: bool = False
    """It runs again and again while its owner lives, as around each test."""
    rendered: bool = False
    """It belongs to an element, and is gone when the next render does not make that."""

    waits: bool = True
    """What the callback gives is awaited."""

    def scope(self, parent: Scope) -> Scope:
        """The scope of the callback in another one, which says where what it opens is released."""
        return Scope(
            self.kind, self.runs, self.label, self.span, parent, server=self.server, release_at=parent.release_at,
            around=self.around,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A function whose result is handed to functions that have a parameter of this name.

    ``module``: the name of files from which it is handed to functions of other files.
    """

    function: int
    name: str
    module: str


@dataclass(frozen=True, eq=False)
class Outcome:
    """One way a run ended: ``return``, ``raise``, ``suspend`` (at an await), ``yield`` (a generator)."""

    kind: str
    state: State
    values: Values
    span: Span
    at: tuple[int, int] = (0, 0)
    """For ``suspend`` and ``yield``: the block and the index of the operation to go on with."""
    act: Activation | None = None
    """For ``suspend``: who waits."""


@dataclass(frozen=True, eq=False)
class Closing:
    """A manager that calls the close method of what it wraps."""

    wrapped: Values


@dataclass(frozen=True, eq=False)
class Catching:
    """A manager that ends the exceptions of some classes; of any where none is given.

    ``expects``: where none comes, it raises one itself.
    """

    classes: tuple[Values, ...]
    expects: bool = False


@dataclass(frozen=True, eq=False)
class Lock:
    """A manager that one alone is in at a time: others wait."""


@dataclass(frozen=True, eq=False)
class Stack:
    """A manager that collects others while it runs."""
