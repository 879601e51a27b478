"""A lowered file: functions of basic blocks, classes, cells, and what suppressions need of the text."""

from __future__ import annotations

from hangup.ir.operations import BlockId, CellId, ClassId, FunctionId, Operation, Terminator, Unreachable
from hangup.model import Span
from hangup.records import dataclass, field

MODULE: FunctionId = 0
"""The function that holds a file's top-level code; in a linked program, the first file's."""

STAR, DEFAULT = "*", "default"
"""The names of a module as a whole and of its default export, where a name is asked for."""

GETTER, SETTER = "getter", "setter"
"""The kinds of functions that reading and writing a member run."""


def setter_name(name: str) -> str:
    """Under which name a class holds what writing a member runs: the name itself is that of the getter."""
    return f"set {name}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A variable.

    ``kind``: ``local``, ``const`` (assigned once, by its declaration), ``parameter``, ``import``, ``function``,
    ``class``, ``this`` (JavaScript's receiver), ``temporary`` (made by the lowering: the value of a conditional
    expression), ``completion`` (how a ``finally`` was entered). ``annotation`` holds the dotted names of its
    declared type in source order (``client: StreamChat | null`` gives ``("StreamChat", "null")``).
    """

    id: CellId
    name: str
    function: FunctionId
    kind: str
    annotation: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Parameter:
    """``kind``: ``positional``, ``keyword`` (keyword-only), ``rest`` (``*args``, ``...rest``), ``keywords`` (``**kw``).

    A destructured parameter is one ``positional`` parameter with a made-up cell that the body then takes apart.
    """

    name: str
    cell: CellId
    kind: str = "positional"
    has_default: bool = False


@dataclass(slots=True)
class Block:
    """A basic block. An exception raised by any of its operations goes to ``handler``, or leaves the function."""

    id: BlockId
    handler: BlockId | None
    operations: list[Operation] = field(default_factory=list[Operation])
    terminator: Terminator = field(default_factory=Unreachable)


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop: its header block (where a turn begins) and all blocks of a turn. ``kind``: for, while, comprehension."""

    header: BlockId
    blocks: frozenset[BlockId]
    kind: str
    span: Span


@dataclass(slots=True)
class Function:
    """A function, method, lambda or the module itself.

    ``kind``: ``module``, ``function``, ``arrow``, ``lambda``, ``method``, ``constructor``, ``getter``, ``setter``,
    ``instance`` (what a component's file runs for each instance of it).
    ``binding``: for methods ``instance``, ``class`` or ``static``; else empty. A Python method's ``self`` is its
    first parameter; a JavaScript function's receiver is the cell ``this`` (arrows use the outer one's).
    ``name`` is the declared name or the name of the variable, field or property the function is given to.
    ``span`` covers the whole function, ``name_span`` its name (or the head of an anonymous one).
    """

    id: FunctionId
    name: str
    kind: str
    parent: FunctionId | None
    span: Span
    name_span: Span
    is_async: bool = False
    is_generator: bool = False
    binding: str = ""
    class_id: ClassId | None = None
    parameters: tuple[Parameter, ...] = ()
    this: CellId | None = None
    returns: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list[Block])
    loops: list[Loop] = field(default_factory=list[Loop])
    entry: BlockId = 0

    @property
    def takes_receiver(self) -> bool:
        """Whether the receiver is the first parameter: an arrow function has none, and others a cell of its own."""
        return self.this is None and self.kind != "arrow" and self.binding in ("instance", "class")


@dataclass(frozen=True, slots=True)
class FieldType:
    """A declared field of a class with the dotted names of its type."""

    name: str
    annotation: tuple[str, ...]


@dataclass(slots=True)
class Class:
    """A class. ``bases`` are dotted names as written; their values are operands of ``MakeClass``."""

    id: ClassId
    name: str
    function: FunctionId
    bases: tuple[str, ...]
    span: Span
    name_span: Span
    fields: tuple[FieldType, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """A name other files can import (``default`` for the default export) and the cell that holds it.

    ``whole``: the value is the module itself (``module.exports = …``), for whoever takes the module and not a name.
    """

    name: str
    cell: CellId
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """The releases of a package (``npm:name``) that some file's project asks for, as they are written."""

    package: str
    releases: str


@dataclass(frozen=True, slots=True)
class Module:
    """One file of a linked program: its top-level code, its path, and the positions its text takes.

    All files of a program share one line of positions, in which each begins behind the last one (``start`` and ``end``
    in bytes), as in the file sets of Go's ``go/token``. ``members`` are modules reached as attributes of this one (the
    modules of a package).
    """

    function: FunctionId
    path: str
    start: int
    end: int
    exports: tuple[Export, ...] = ()
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A module that is an attribute of another one."""

    name: str
    function: FunctionId


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: the span with its delimiters, and the text without them."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A range the parser could not make sense of, and what it said."""

    span: Span
    message: str


@dataclass(slots=True)
class Program:
    """One lowered file, or several that were linked (``link``).

    ``language``: ``python`` or ``ecmascript``. What the analysis needs to know of a language is said by traits:
    ``lazy_async``: calling an async function only makes a coroutine (Python) instead of running it up to its first
    ``await`` (JavaScript). ``constructor``: the name of the method that making an instance runs.
    ``missing_is_null``: what was not assigned, not given or is not there is a value that counts as null
    (JavaScript's ``undefined``). ``calls_construct``: an object is made by a call, so that calling a capitalised
    name makes one. ``exit_raises``: ending the process is an exception that handlers and clean-ups see.
    ``empty_is_false``: a container that holds nothing counts as false.
    ``live_imports``: an imported name is the exporter's variable itself, not a copy of what it held.
    ``statements``: the span of each simple statement, and of each compound statement's head.
    ``modules``: the files of a linked program; none in a program of one file.
    ``requirements``: what the project asks for of packages whose releases differ.
    ``is_part``: other files of the project, which are not looked at with this one, may call what is here.
    ``asked``: the path of the one file that is asked about; the others are there for its sake. Empty for all of them.
    ``left_out``: the functions and classes that were not lowered, since nothing here can matter to them nor they to
    it; ``results_left_out``: those that are exported and stand for the result of a call (of a decorator).
    """

    path: str
    language: str
    lazy_async: bool
    constructor: str = ""
    missing_is_null: bool = False
    calls_construct: bool = False
    exit_raises: bool = False
    live_imports: bool = False
    empty_is_false: bool = False
    functions: list[Function] = field(default_factory=list[Function])
    classes: list[Class] = field(default_factory=list[Class])
    cells: list[Cell] = field(default_factory=list[Cell])
    exports: list[Export] = field(default_factory=list[Export])
    comments: list[Comment] = field(default_factory=list[Comment])
    statements: list[Span] = field(default_factory=list[Span])
    problems: list[SyntaxProblem] = field(default_factory=list[SyntaxProblem])
    modules: list[Module] = field(default_factory=list[Module])
    requirements: list[Requirement] = field(default_factory=list[Requirement])
    is_part: bool = False
    asked: str = ""
    left_out: tuple[str, ...] = ()
    results_left_out: tuple[str, ...] = ()
