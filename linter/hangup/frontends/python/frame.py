"""What lowering a file and lowering a function need: the builders, the names, and the places."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hangup.bounds import BOUNDS
from hangup.frontends.base import NotAnalysed
from hangup.frontends.python.parse import ParsedModule
from hangup.frontends.python.scopes import Scope
from hangup.ir.builder import FunctionBuilder, ProgramBuilder
from hangup.ir.operations import CellId, ClassId, FunctionId, Global, Opaque, Value
from hangup.ir.program import FieldType
from hangup.model import Span
from hangup.records import dataclass, field

if TYPE_CHECKING:
    import libcst as cst

MAX_GUARDS = 20
"""``with`` and ``finally`` around one another in one function: CPython's own limit for nested blocks."""
MAX_EXITS = 50_000
"""Ways out of ``with`` and ``finally`` in a file: each ``return``, ``break``, ``continue`` once for each around it."""

ExpressionHandler = Callable[["Frame", Any], Value]
StatementHandler = Callable[["Frame", Any], None]


@dataclass(slots=True)
class ClassBody:
    """A class while its body is lowered: its annotated fields, and setters, which share their getter's name."""

    id: ClassId
    fields: list[FieldType] = field(default_factory=list[FieldType])
    setters: list[tuple[str, CellId]] = field(default_factory=list[tuple[str, CellId]])


@dataclass(slots=True)
class FileContext:
    """One file while it is lowered."""

    parsed: ParsedModule
    program: ProgramBuilder
    scopes: Mapping[int, Scope]
    expressions: Mapping[type[cst.CSTNode], ExpressionHandler]
    statements: Mapping[type[cst.CSTNode], StatementHandler]
    exits: int = 0

    def span(self, node: cst.CSTNode) -> Span:
        """A node without the parentheses around it."""
        return self.parsed.source.span(*self.parsed.positions.of(node))

    def head(self, node: cst.CSTNode, body: cst.BaseSuite) -> Span:
        """A compound statement or clause up to its colon."""
        positions = self.parsed.positions
        return self.parsed.source.span(positions.of(node)[0], positions.head_end(body))


class Frame:
    """One function while it is lowered.

    ``scope`` changes inside class bodies and comprehensions, whose code runs in the function around them.
    ``receiver`` is the class of a method and the name of its first parameter.
    """

    def __init__(
        self, file: FileContext, builder: FunctionBuilder, scope: Scope, receiver: tuple[ClassBody, str] | None = None
    ) -> None:
        self.file = file
        self.builder = builder
        self.scope = scope
        self.receiver = receiver
        self.class_body: ClassBody | None = None
        self._guards = 0

    @property
    def function_id(self) -> FunctionId:
        return self.builder.function.id

    @property
    def is_module(self) -> bool:
        """Whether this is the code of a file outside of its functions."""
        return self.builder.function.kind == "module"

    def span(self, node: cst.CSTNode) -> Span:
        return self.file.span(node)

    # ------------------------------------------------------------ dispatch

    def evaluate(self, node: cst.CSTNode) -> Value:
        """Lower an expression to its value."""
        return self.file.expressions[type(node)](self, node)

    def execute(self, node: cst.CSTNode) -> None:
        """Lower a statement, unless no path reaches it."""
        BOUNDS.check()
        if self.builder.is_reachable:
            self.file.statements[type(node)](self, node)

    def execute_suite(self, suite: cst.BaseSuite) -> None:
        for statement in suite.body:
            self.execute(statement)

    def opaque(self, reads: tuple[Value, ...], span: Span) -> Value:
        result = self.builder.value()
        self.builder.emit(Opaque(result, reads, span))
        return result

    # ------------------------------------------------------------ scopes

    def open_scope(self, node: cst.CSTNode) -> Scope:
        """The scope that a node opens, with a cell in this function for each of its names."""
        scope = self.file.scopes[id(node)]
        for name, binding in scope.bindings.items():
            scope.cells[name] = self.builder.cell(name, binding.kind, self.span(binding.node), binding.annotation)
        return scope

    @contextmanager
    def inside(self, scope: Scope, class_body: ClassBody | None = None) -> Generator[None]:
        """Lower code of a class body or comprehension."""
        outer, outer_class = self.scope, self.class_body
        self.scope, self.class_body = scope, class_body
        try:
            yield
        finally:
            self.scope, self.class_body = outer, outer_class

    @contextmanager
    def guarded(self, span: Span) -> Generator[None]:
        """Code inside one more ``with`` or ``finally``."""
        self._guards += 1
        if self._guards > MAX_GUARDS:
            message = f"more than {MAX_GUARDS} nested with and try statements: split the function or exclude the file"
            raise NotAnalysed(message, span)
        try:
            yield
        finally:
            self._guards -= 1

    def leave(self, span: Span) -> None:
        """Note a way out of the ``with`` and ``finally`` around: each makes blocks of its own for it."""
        self.file.exits += self._guards
        if self.file.exits > MAX_EXITS:
            message = f"more than {MAX_EXITS:,} ways out of nested with and try statements: split or exclude the file"
            raise NotAnalysed(message, span)

    # ------------------------------------------------------------ names

    def load_name(self, name: str, span: Span) -> Value:
        scope = self.scope.resolve(name)
        if scope is not None and scope.kind == "class" and name not in scope.stored:
            scope = scope.parent.resolve(name) if scope.parent is not None else None
        if scope is not None and name in scope.cells:
            return self.builder.load(scope.cells[name], span)
        result = self.builder.value()
        self.builder.emit(Global(result, name, span))
        return result

    def store_name(self, name: str, value: Value, span: Span, scope: Scope | None = None) -> None:
        found = (scope or self.scope).resolve(name)
        if found is not None and name in found.cells:
            self.builder.store(found.cells[name], value, span)
            if found.kind == "class":
                found.stored.add(name)

    def temporary(self, span: Span) -> CellId:
        return self.builder.cell("", "temporary", span)
