"""The operations of the intermediate representation (IR).

Three-address code: an operation that computes something names its ``result``, a value number that is
assigned exactly once in its function. Variables are *cells*: they are read with :class:`Load`, written with
:class:`Store`, and a nested function that mentions a cell of an outer function captures it.
Each operation carries the span of the source expression it stands for.
"""

from __future__ import annotations

from hangup.model import Span
from hangup.records import dataclass

Value = int
"""A value number, unique within its function."""
CellId = int
"""A variable, unique within the program."""
BlockId = int
FunctionId = int
ClassId = int
Literal = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call. ``name`` for a keyword; ``spread`` for ``*args``, ``**kwargs`` and ``...rest``."""

    value: Value
    name: str | None = None
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a record, class or element. ``name`` is None for a computed key or a spread."""

    name: str | None
    value: Value
    spread: bool = False


# ---------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class Const:
    """A literal. JavaScript's ``null`` and ``undefined`` and Python's ``None`` are all None."""

    result: Value
    value: Literal
    span: Span


@dataclass(frozen=True, slots=True)
class Opaque:
    """A computed value the analysis does not model (arithmetic, text building), from the values it reads."""

    result: Value
    reads: tuple[Value, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """A number that is one more than a value, or one less (``users += 1``)."""

    result: Value
    value: Value
    down: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Global:
    """A name that no scope of the file declares."""

    result: Value
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Import:
    """A name taken from another module; ``*`` is the module itself, ``default`` its default export.

    Once linked, it stands for a variable of the program (``cell``) or for one of its modules as a whole
    (``namespace``: the module's top-level function). A name of something outside has neither.
    """

    result: Value
    module: str
    name: str
    span: Span
    cell: CellId | None = None
    namespace: FunctionId | None = None


@dataclass(frozen=True, slots=True)
class Load:
    result: Value
    cell: CellId
    span: Span


@dataclass(frozen=True, slots=True)
class Store:
    cell: CellId
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class GetAttr:
    result: Value
    object: Value
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class SetAttr:
    object: Value
    name: str
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class GetItem:
    result: Value
    object: Value
    key: Value
    span: Span


@dataclass(frozen=True, slots=True)
class SetItem:
    object: Value
    key: Value
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Delete:
    """``del x.name`` / ``delete x.name`` (``name``), or ``del x[key]`` (``key``)."""

    object: Value
    name: str | None
    key: Value | None
    span: Span


@dataclass(frozen=True, slots=True)
class MakeFunction:
    """A closure over the cells it captures."""

    result: Value
    function: FunctionId
    span: Span


@dataclass(frozen=True, slots=True)
class MakeClass:
    """A class with its evaluated bases and members (methods after their decorators, class attributes)."""

    result: Value
    class_id: ClassId
    bases: tuple[Value, ...]
    members: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MakeRecord:
    """An object or dict literal. Later entries win; a spread copies the members of its value."""

    result: Value
    entries: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MakeSequence:
    """An array, list, tuple or set literal."""

    result: Value
    items: tuple[Argument, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Element:
    """A JSX element. ``tag`` is the component value, or None for a host element (``name`` is its text)."""

    result: Value
    tag: Value | None
    name: str
    props: tuple[Entry, ...]
    children: tuple[Value, ...]
    span: Span


# ---------------------------------------------------------------- control


@dataclass(frozen=True, slots=True)
class Call:
    """A call. A method call's callee is the result of a :class:`GetAttr`, which holds the receiver.

    ``kind`` is ``call``, ``new`` or ``decorator`` (``args`` is then the decorated function or class alone).
    ``types`` are the dotted names of its type arguments, in order.
    """

    result: Value
    callee: Value
    args: tuple[Argument, ...]
    kind: str
    types: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Await:
    result: Value
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Yield:
    """``yield value``; with ``delegate``, ``yield from`` / ``yield*``. The result is what is sent in."""

    result: Value
    value: Value | None
    delegate: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    result: Value
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Compare:
    """``operator`` is ``==`` (also ``===`` and ``is``), ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``in``, ``not in``,
    ``isinstance``, ``typeof`` (whether ``right`` names the type of ``left``) or ``?``.
    """

    result: Value
    operator: str
    left: Value
    right: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Iterate:
    """Begin to iterate over a value (``for``, ``for await``, a comprehension)."""

    result: Value
    iterable: Value
    is_async: bool
    span: Span


@dataclass(frozen=True, slots=True)
class HasNext:
    """Whether the iterator has another element: the condition of a loop's header."""

    result: Value
    iterator: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Next:
    """The iterator's next element."""

    result: Value
    iterator: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Enter:
    """Enter a context manager (``with``) or take a disposable (``using``, whose result is the value itself)."""

    result: Value
    manager: Value
    is_async: bool
    protocol: str
    span: Span


@dataclass(frozen=True, slots=True)
class Exit:
    """Leave what :class:`Enter` entered. Stands on every way out, as the body of a ``finally`` does.

    ``result`` says whether the exception in flight, if there is one, ends here.
    """

    result: Value
    manager: Value
    is_async: bool
    protocol: str
    span: Span


@dataclass(frozen=True, slots=True)
class Caught:
    """First operation of a handler block: the exception that led here."""

    result: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Matches:
    """Whether an exception is an instance of one of ``types``; no types match everything."""

    result: Value
    exception: Value
    types: tuple[Value, ...]
    span: Span


Operation = (
    Const
    | Opaque
    | Count
    | Global
    | Import
    | Load
    | Store
    | GetAttr
    | SetAttr
    | GetItem
    | SetItem
    | Delete
    | MakeFunction
    | MakeClass
    | MakeRecord
    | MakeSequence
    | Element
    | Call
    | Await
    | Yield
    | Not
    | Compare
    | Iterate
    | HasNext
    | Next
    | Enter
    | Exit
    | Caught
    | Matches
)

OPERATIONS: tuple[type, ...] = (
    Const, Opaque, Count, Global, Import, Load, Store, GetAttr, SetAttr, GetItem, SetItem, Delete, MakeFunction,
    MakeClass, MakeRecord, MakeSequence, Element, Call, Await, Yield, Not, Compare, Iterate, HasNext, Next, Enter,
    Exit, Caught, Matches,
)  # fmt: skip


# ---------------------------------------------------------------- terminators


@dataclass(frozen=True, slots=True)
class Jump:
    target: BlockId


@dataclass(frozen=True, slots=True)
class Branch:
    condition: Value
    then: BlockId
    otherwise: BlockId
    span: Span


@dataclass(frozen=True, slots=True)
class Return:
    """Leave the function. ``implicit`` at the end of a body without a ``return``."""

    value: Value | None
    implicit: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Raise:
    """Raise ``value``, or the exception in flight again when it is None."""

    value: Value | None
    span: Span


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The end of a block that no path leaves."""


Terminator = Jump | Branch | Return | Raise | Unreachable

TERMINATORS: tuple[type, ...] = (Jump, Branch, Return, Raise, Unreachable)
