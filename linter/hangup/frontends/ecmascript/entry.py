"""Lowers one file."""

from __future__ import annotations

from hangup.frontends.ecmascript import (
    access,
    classes,
    expressions,
    functions,
    jsx,
    loops,
    operators,
    statements,
    typescript,
)
from hangup.frontends.ecmascript.blocks import directives, enter_block, lower_statements
from hangup.frontends.ecmascript.context import Context, File
from hangup.frontends.ecmascript.limits import check_bytes, check_depth, check_using, room_to_lower
from hangup.frontends.ecmascript.modules import hoist_imports
from hangup.frontends.ecmascript.parse import Parsed, parse, parts
from hangup.frontends.ecmascript.scopes import Scope, declare_block, declare_vars, flat
from hangup.frontends.ecmascript.survey import Survey, survey
from hangup.frontends.ecmascript.types import Shapes
from hangup.ir.builder import make_program
from hangup.ir.program import Program
from hangup.model import SourceFile, Span

REGISTERED = (access, classes, expressions, functions, jsx, loops, operators, statements, typescript)
"""The modules whose import fills the dispatch tables."""


def lower(source: SourceFile) -> Program:
    """Lower a JavaScript or TypeScript file.

    Raises:
        NotAnalysed: the file is too large, nested too deeply, or not UTF-8.
    """
    check_bytes(source)
    parsed = parse(source)
    check_using(parsed.using)
    found = survey(parsed.tree.root_node, source.data, parsed.using)
    check_depth(found.depth, found.deepest)
    with room_to_lower():
        return _lower_module(source, parsed, found)


def _lower_module(source: SourceFile, parsed: Parsed, found: Survey) -> Program:
    root, end = parsed.tree.root_node, len(source.data)
    builder = make_program(source.path, "ecmascript", lazy_async=False, constructor="constructor", missing_is_null=True)
    program = builder.program
    program.comments, program.statements, program.problems = found.comments, found.statements, found.problems
    module = builder.function("", "module", None, Span(0, end), Span(0, 0))
    ctx = Context(File(source.data, builder, parsed.using, Shapes(root)), module, Scope(None))
    nodes = flat(parts(root))
    module.function.directives = directives(ctx, nodes)
    declare_vars(ctx, nodes)
    declare_block(ctx, nodes)
    hoist_imports(ctx, nodes)
    enter_block(ctx, nodes)
    lower_statements(ctx, nodes)
    if module.is_reachable:
        module.return_(None, Span(end, end), implicit=True)
    ctx.file.settle()
    return program
