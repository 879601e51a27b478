"""The pieces of code a file is lowered from: the whole file, or each script that its markup holds."""

from __future__ import annotations

from collections.abc import Collection

from hangup.frontends.ecmascript.blocks import directives, enter_block, lower_statements
from hangup.frontends.ecmascript.context import Context, File
from hangup.frontends.ecmascript.dialect import Disposal
from hangup.frontends.ecmascript.excerpt import without_idle
from hangup.frontends.ecmascript.limits import check_depth, check_using
from hangup.frontends.ecmascript.modules import hoist_imports
from hangup.frontends.ecmascript.parse import Node, Parsed, parts
from hangup.frontends.ecmascript.scopes import Scope, declare_block, declare_vars, flat
from hangup.frontends.ecmascript.survey import Survey, survey
from hangup.frontends.ecmascript.types import Shapes
from hangup.ir.builder import make_program
from hangup.ir.program import Program
from hangup.model import SourceFile, Span
from hangup.records import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A tree, and what a walk over it found."""

    parsed: Parsed
    found: Survey

    @property
    def root(self) -> Node:
        return self.parsed.tree.root_node

    @property
    def statements(self) -> list[Node]:
        return flat(parts(self.root))


def read_piece(data: bytes, parsed: Parsed) -> Piece:
    """Walk over a tree.

    Raises:
        NotAnalysed: it is nested too deeply, or disposes of too much.
    """
    check_using(parsed.using)
    found = survey(parsed.tree.root_node, data, parsed.using)
    check_depth(found.depth, found.deepest)
    return Piece(parsed, found)


def begin_file(source: SourceFile, pieces: list[Piece]) -> Context:
    """The module of a file, with what was found in its pieces; nothing of them is lowered yet."""
    builder = make_program(
        source.path, "ecmascript", lazy_async=False, constructor="constructor", missing_is_null=True, live_imports=True
    )
    program, using = builder.program, dict[int, Disposal]()
    for piece in pieces:
        program.comments += piece.found.comments
        program.statements += piece.found.statements
        program.problems += piece.found.problems
        using |= piece.parsed.using
    module = builder.function("", "module", None, Span(0, len(source.data)), Span(0, 0))
    shapes = Shapes(*(piece.root for piece in pieces))
    return Context(File(source.data, builder, using, shapes), module, Scope(None))


def lower_module(ctx: Context, piece: Piece, telling: Collection[str] | None = None) -> None:
    """The code of a piece, as top-level code of its module. ``telling``: see :func:`hangup.frontends.lower_excerpt`."""
    nodes, ctx.file.builder.program.left_out = without_idle(piece.statements, ctx.file.data, telling)
    ctx.fb.function.directives += directives(ctx, nodes)
    declare_vars(ctx, nodes)
    declare_block(ctx, nodes)
    hoist_imports(ctx, nodes)
    enter_block(ctx, nodes)
    lower_statements(ctx, nodes)


def end_file(ctx: Context, source: SourceFile) -> Program:
    """The program, once all pieces are lowered."""
    end = len(source.data)
    if ctx.fb.is_reachable:
        ctx.fb.return_(None, Span(end, end), implicit=True)
    ctx.file.settle()
    return ctx.file.builder.program
