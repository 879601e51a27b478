"""What the lowering of one file and of one function carries, and the tables that dispatch on node kinds.

The modules of this package register a function for each kind of expression and statement they know, so that they can
call one another through :class:`Context` without importing one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager

from hangup.bounds import BOUNDS
from hangup.frontends.ecmascript.dialect import Disposal
from hangup.frontends.ecmascript.parse import Node, parts, span_of
from hangup.frontends.ecmascript.scopes import Scope
from hangup.frontends.ecmascript.types import Shapes
from hangup.ir.builder import FunctionBuilder, ProgramBuilder
from hangup.ir.operations import (
    CellId,
    ClassId,
    Compare,
    Count,
    GetAttr,
    Global,
    Load,
    MakeFunction,
    Not,
    Opaque,
    Operation,
    SetAttr,
    Store,
    Value,
)
from hangup.ir.program import MODULE, Export
from hangup.model import Span
from hangup.records import dataclass, field, replace

Expression = Callable[["Context", Node], Value]
Statement = Callable[["Context", Node], None]
EXPRESSIONS: dict[str, Expression] = {}
STATEMENTS: dict[str, Statement] = {}

_ENVIRONMENT = frozenset({"module", "exports", "require", "undefined", "globalThis", "window", "self"})


def expression(*kinds: str) -> Callable[[Expression], Expression]:
    """Register the lowering of these kinds of expressions."""

    def register(lowering: Expression) -> Expression:
        EXPRESSIONS.update(dict.fromkeys(kinds, lowering))
        return lowering

    return register


def statement(*kinds: str) -> Callable[[Statement], Statement]:
    """Register the lowering of these kinds of statements."""

    def register(lowering: Statement) -> Statement:
        STATEMENTS.update(dict.fromkeys(kinds, lowering))
        return lowering

    return register


@dataclass(frozen=True, slots=True)
class GivenName:
    """The name an anonymous function or class gets from the place it is given to."""

    name: str
    span: Span
    class_id: ClassId | None = None
    binding: str = ""


@dataclass(slots=True)
class File:
    """What all functions of a file share.

    ``given`` holds names for function and class nodes by node id, ``implicit`` the cells of names that are assigned and
    never declared, ``made_up`` those of CommonJS exports, ``contextual`` the parameter type a function node gets from
    the annotation of its variable, ``merged`` the cells of functions, classes and namespaces that a namespace extends.
    ``is_reactive``: a statement labelled ``$`` runs again when what it reads changes.
    """

    data: bytes
    builder: ProgramBuilder
    using: dict[int, Disposal]
    shapes: Shapes
    given: dict[int, GivenName] = field(default_factory=dict[int, GivenName])
    implicit: dict[str, CellId] = field(default_factory=dict[str, CellId])
    exported: set[str] = field(default_factory=set[str])
    made_up: dict[str, CellId] = field(default_factory=dict[str, CellId])
    contextual: dict[int, Node] = field(default_factory=dict[int, Node])
    merged: set[CellId] = field(default_factory=set[CellId])
    is_reactive: bool = False

    def text(self, node: Node) -> str:
        return self.data[node.start_byte : node.end_byte].decode("utf-8", errors="replace")

    def undeclared(self, name: str, span: Span) -> CellId | None:
        """The cell of a name that is assigned where nothing declares it: a variable of the whole file."""
        if name in _ENVIRONMENT:
            return None
        if name not in self.implicit:
            self.implicit[name] = self.builder.cell(name, MODULE, "local", span)
        return self.implicit[name]

    def settle(self) -> None:
        """Read the variables that turned out to exist where their names were taken for global ones."""
        for function in self.builder.program.functions if self.implicit else ():
            for block in function.blocks:
                block.operations = [self._settled(operation) for operation in block.operations]
        self._settle_blocks()

    def _settle_blocks(self) -> None:
        """A variable of a block (``let``) is a constant where nothing but its declaration sets it."""
        program = self.builder.program
        if not any(cell.kind == "let" for cell in program.cells):
            return
        blocks = (block for function in program.functions for block in function.blocks)
        sets = Counter(o.cell for block in blocks for o in block.operations if isinstance(o, Store))
        for cell in [cell for cell in program.cells if cell.kind == "let"]:
            program.cells[cell.id] = replace(cell, kind="const" if sets[cell.id] == 1 else "local")

    def _settled(self, operation: Operation) -> Operation:
        if isinstance(operation, Global) and operation.name in self.implicit:
            return Load(operation.result, self.implicit[operation.name], operation.span)
        return operation

    def export(self, name: str, cell: CellId, *, whole: bool = False) -> None:
        """Other files can import this name; ``*`` may stand several times, of the others the first counts.

        ``whole``: the value stands for the module itself.
        """
        if name == "*" or name not in self.exported:
            self.exported.add(name)
            self.builder.program.exports.append(Export(name, cell, whole))


@dataclass(slots=True)
class Context:
    """The lowering of one function: its builder and the scope names are looked up in.

    ``at_super`` is what a constructor does behind its call of ``super``; ``label`` the label in front of the next loop;
    ``namespace`` collects the exports of a TypeScript namespace instead of the file's.
    """

    file: File
    fb: FunctionBuilder
    scope: Scope
    at_super: Callable[[], None] | None = None
    label: str | None = None
    namespace: dict[str, CellId] | None = None

    # ------------------------------------------------------------ dispatch

    def expression(self, node: Node | None, around: Node | None = None) -> Value:
        """Lower an expression; what is missing or unknown is an opaque value."""
        if node is None:
            where = Span(around.end_byte, around.end_byte) if around is not None else Span(0, 0)
            return self.opaque((), where)
        lowering = EXPRESSIONS.get(node.type)
        if lowering is not None:
            return lowering(self, node)
        reads = [self.expression(child) for child in parts(node) if child.type in EXPRESSIONS]
        return self.opaque(tuple(reads), span_of(node))

    def statement(self, node: Node) -> None:
        """Lower a statement (or a bare expression where an error left one)."""
        BOUNDS.check()
        lowering = STATEMENTS.get(node.type)
        if lowering is not None:
            lowering(self, node)
        elif node.type in EXPRESSIONS:
            self.expression(node)

    # ------------------------------------------------------------ scopes

    @contextmanager
    def scoped(self, scope: Scope | None = None) -> Generator[Scope]:
        """A block scope for the time being."""
        outer = self.scope
        self.scope = Scope(outer) if scope is None else scope
        try:
            yield self.scope
        finally:
            self.scope = outer

    def take_label(self) -> str | None:
        label, self.label = self.label, None
        return label

    def resolve(self, name: str) -> CellId | None:
        return self.scope.find(name)

    def declare(self, name: str, kind: str, span: Span, annotation: tuple[str, ...] = ()) -> CellId:
        """A variable of the scope in force; a second declaration is the same variable."""
        cell = self.scope.names.get(name)
        if cell is None:
            cell = self.scope.names[name] = self.fb.cell(name, kind, span, annotation)
        return cell

    def read_name(self, name: str, span: Span) -> Value:
        if name == "undefined":
            return self.fb.const(None, span)
        cell = self.resolve(name)
        return self.global_(name, span) if cell is None else self.fb.load(cell, span)

    def write_name(self, name: str, value: Value, span: Span) -> None:
        cell = self.scope.find(name)
        if cell is None:
            cell = self.file.undeclared(name, span)
        if cell is not None:
            self.fb.store(cell, value, span)
        else:
            self.fb.emit(SetAttr(self.global_("globalThis", span), name, value, span))

    def extensible(self, name: Node, value: Value) -> None:
        """Store a declared function or class, which a namespace of the same name then extends."""
        cell = self.resolve(self.text(name))
        if cell is not None:
            self.file.merged.add(cell)
            self.fb.store(cell, value, span_of(name))

    # ------------------------------------------------------------ operations

    def text(self, node: Node) -> str:
        return self.file.text(node)

    def opaque(self, reads: tuple[Value, ...], span: Span) -> Value:
        return self.make(lambda result: Opaque(result, reads, span))

    def count(self, value: Value, span: Span, *, down: bool) -> Value:
        return self.make(lambda result: Count(result, value, down, span))

    def global_(self, name: str, span: Span) -> Value:
        return self.make(lambda result: Global(result, name, span))

    def get(self, target: Value, name: str, span: Span) -> Value:
        return self.make(lambda result: GetAttr(result, target, name, span))

    def closure(self, function: int, span: Span) -> Value:
        return self.make(lambda result: MakeFunction(result, function, span))

    def is_nothing(self, value: Value, span: Span) -> Value:
        """Whether a value is null or undefined."""
        nothing = self.fb.const(None, span)
        return self.make(lambda result: Compare(result, "==", value, nothing, span))

    def negation(self, value: Value, span: Span) -> Value:
        return self.make(lambda result: Not(result, value, span))

    def compare(self, operator: str, left: Value, right: Value, node: Node) -> Value:
        return self.make(lambda result: Compare(result, operator, left, right, span_of(node)))

    def make(self, operation: Callable[[Value], Operation]) -> Value:
        """Emit an operation given its fresh result."""
        result = self.fb.value()
        self.fb.emit(operation(result))
        return result
