"""Abstract values: what a register, a variable or a field may hold.

A variable holds a *set* of values (``Values``). Every value is hashable and compares by meaning, so that "the same
object" is a comparison of values and never of names.

The order in which a set gives its values follows from their hashes, and Python salts those of texts anew in each
process. Values count their own, so that a set of them has one order everywhere: nothing that is found depends on it.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from hangup.ir.operations import ClassId, FunctionId
from hangup.records import dataclass


@lru_cache(maxsize=1 << 16)
def _unsalted(text: str) -> int:
    """The hash of a text, the same in every process."""
    return crc32(text.encode(errors="surrogatepass"))


class _Hashed:
    """A value that is looked up again and again: its hash is computed once, the same in every process."""

    __slots__ = ("_hash",)

    _hash: int

    def _remember(self, *parts: int) -> int:
        known = hash(parts)
        object.__setattr__(self, "_hash", known)
        return known


@dataclass(frozen=True, slots=True)
class Null:
    """``None``, ``null``, ``undefined``."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A known literal. The type keeps True apart from 1."""

    value: str | int | float | bool
    kind: str

    def __hash__(self) -> int:
        return hash((_unsalted(self.value) if isinstance(self.value, str) else self.value, _unsalted(self.kind)))

    @staticmethod
    def of(value: str | float | bool | None) -> Constant | Null:
        return Null() if value is None else Constant(value, type(value).__name__)


@dataclass(frozen=True, slots=True)
class Symbol(_Hashed):
    """Something from outside, known by the path it is reached through.

    ``root``: ``import:<module>``, ``global``, ``parameter:<function>:<name>``, ``unknown:<place>``. Path steps are
    attribute names, ``()`` for the result of a call and ``[]`` for an element. ``epoch`` tells values of different
    renders or requests apart: 0, :data:`SECOND` for those of another user, :data:`ANYBODY` for those of whoever may
    come.
    """

    root: str
    path: tuple[str, ...] = ()
    epoch: int = 0

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            return self._remember(_unsalted(self.root), *map(_unsalted, self.path), self.epoch)

    def step(self, name: str) -> Symbol:
        """The symbol one step further; long paths stop growing, so that loops end."""
        return self if len(self.path) >= 12 else Symbol(self.root, (*self.path, name), self.epoch)

    @property
    def is_import(self) -> bool:
        return self.root.startswith("import:")

    @property
    def module(self) -> str:
        """The imported module, or an empty text."""
        return self.root[7:] if self.root.startswith("import:") else ""

    @property
    def is_parameter(self) -> bool:
        return self.root.startswith("parameter:")

    @property
    def is_global(self) -> bool:
        return self.root == "global"


@dataclass(frozen=True, slots=True)
class Object(_Hashed):
    """An object made by the program: allocation site, and which one of that site (see ``State.allocate``).

    ``kind``: ``record``, ``sequence``, ``instance``, ``resource``, ``component``, ``generator``, ``manager``,
    ``foreign`` (of an outside class), ``element`` (of a page), ``members`` (of a class).
    A process-wide shared object has a site that is its name and serial 0.
    """

    site: str
    serial: int
    kind: str

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            return self._remember(_unsalted(self.site), self.serial, _unsalted(self.kind))


@dataclass(frozen=True, slots=True)
class Closure(_Hashed):
    """A function with the activation whose variables it captures. ``bound`` is its receiver, where known."""

    function: FunctionId
    frame: int
    bound: Object | ClassValue | None = None

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            return self._remember(self.function, self.frame, 0 if self.bound is None else hash(self.bound))


@dataclass(frozen=True, slots=True)
class ClassValue:
    """A class of the program; its members are fields of ``heap[members]``."""

    class_id: ClassId
    members: Object


@dataclass(frozen=True, slots=True)
class Member:
    """A method looked up on an object and not called yet."""

    receiver: Value
    name: str

    def __hash__(self) -> int:
        return hash((self.receiver, _unsalted(self.name)))


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise or coroutine, with its state in ``State.promises``."""

    key: str

    def __hash__(self) -> int:
        return _unsalted(self.key)


@dataclass(frozen=True, slots=True)
class Settler:
    """The function that settles a promise, as an executor is given it."""

    promise: str
    """The key of the promise."""
    status: str
    """What the promise becomes: ``fulfilled`` or ``rejected``."""

    def __hash__(self) -> int:
        return hash((_unsalted(self.promise), _unsalted(self.status)))


@dataclass(frozen=True, slots=True)
class Setter:
    """The function that sets a component's state."""

    component: Object
    slot: str

    def __hash__(self) -> int:
        return hash((self.component, _unsalted(self.slot)))


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception: the class names it may have, whether it is a cancellation, and where it comes from."""

    kind: str
    """``error`` (derives from Exception), ``cancel`` (does not), ``any``."""
    classes: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((_unsalted(self.kind), *map(_unsalted, self.classes), *map(_unsalted, self.excluded)))


Value = Null | Constant | Symbol | Object | Closure | ClassValue | Member | Promise | Settler | Setter | Raised
Values = frozenset[Value]

SECOND, ANYBODY = 1, 2
"""See :class:`Symbol`."""

ELEMENT = "[]"
"""The path step and the field that stand for every element of a container whose key is not known."""

SPREAD = "..."
"""The field that stands for what was spread into a container and is not known."""

ANOTHER = Symbol("unknown:another", (ELEMENT,))
"""What stands for the further elements of a container, beside those that are known: what they do is known of these."""

NULL: Values = frozenset((Null(),))
TRUE: Values = frozenset((Constant(True, "bool"),))
FALSE: Values = frozenset((Constant(False, "bool"),))


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

    def then(self, others: Arguments) -> Arguments:
        """These arguments, and others behind them; a later name wins."""
        names = {**dict(self.named), **dict(others.named)}
        spread = self.spread or others.spread
        return Arguments((*self.positional, *others.positional), tuple(names.items()), spread)

    def all(self) -> tuple[Values, ...]:
        return (*self.positional, *(values for _, values in self.named))


NOTHING = Arguments()
"""No arguments."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of a function of the program that is still to come: a generator, a coroutine nobody awaits yet."""

    closure: Closure
    arguments: Arguments


def is_element(value: Value) -> bool:
    """Whether a value is an element of something from outside, or a part of one: what it is an element of holds it."""
    return isinstance(value, Symbol) and (ELEMENT in value.path or value.root == "unknown:element")


def one(value: Value) -> Values:
    return frozenset((value,))


def only(values: Values) -> Value | None:
    """The value, where there is exactly one."""
    if len(values) != 1:
        return None
    (value,) = values
    return value


def truth(value: Value) -> bool | None:
    """Whether the value counts as true; None where both are possible."""
    if isinstance(value, Null):
        return False
    if isinstance(value, Constant):
        return bool(value.value)
    if isinstance(value, Symbol):
        return None
    return True


def verdict_of(results: set[bool]) -> Values | None:
    """A truth value as a value; None where both or neither are possible."""
    if len(results) != 1:
        return None
    return TRUE if True in results else FALSE
