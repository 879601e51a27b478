"""The composition of the front end: one table of handlers, and the lowering of a module."""

from __future__ import annotations

from hangup.frontends.python import (
    assignments,
    calls,
    choices,
    classes,
    comprehensions,
    exceptions,
    expressions,
    functions,
    imports,
    literals,
    loops,
    patterns,
    statements,
)
from hangup.frontends.python.bindings import find_scopes
from hangup.frontends.python.exports import find_exports
from hangup.frontends.python.frame import FileContext, Frame
from hangup.frontends.python.layout import comments, statement_spans
from hangup.frontends.python.parse import ParsedModule
from hangup.ir.builder import make_program
from hangup.ir.program import Program
from hangup.model import Span

_EXPRESSIONS = {
    **literals.EXPRESSIONS,
    **expressions.EXPRESSIONS,
    **calls.EXPRESSIONS,
    **choices.EXPRESSIONS,
    **comprehensions.EXPRESSIONS,
    **functions.EXPRESSIONS,
    **assignments.EXPRESSIONS,
}
_STATEMENTS = {
    **statements.STATEMENTS,
    **assignments.STATEMENTS,
    **imports.STATEMENTS,
    **choices.STATEMENTS,
    **loops.STATEMENTS,
    **exceptions.STATEMENTS,
    **patterns.STATEMENTS,
    **functions.STATEMENTS,
    **classes.STATEMENTS,
}


def lower_module(path: str, parsed: ParsedModule, directives: tuple[str, ...] = ()) -> Program:
    """The program of a parsed file; ``directives`` are what the file as a whole says of itself."""
    program = make_program(
        path,
        "python",
        lazy_async=True,
        constructor="__init__",
        calls_construct=True,
        exit_raises=True,
        empty_is_false=True,
    )
    whole = Span(0, parsed.source.offsets.total)
    scopes = find_scopes(parsed.module)
    file = FileContext(parsed, program, scopes, _EXPRESSIONS, _STATEMENTS)
    builder = program.function("", "module", None, whole, Span(0, 0))
    builder.function.directives = directives
    frame = Frame(file, builder, scopes[id(parsed.module)])
    scope = frame.open_scope(parsed.module)
    for statement in parsed.module.body:
        frame.execute(statement)
    builder.return_(None, Span(whole.end, whole.end), implicit=True)
    result = program.program
    result.exports = find_exports(parsed.module, scope, result.cells)
    result.comments = list(comments(parsed))
    result.statements = list(statement_spans(file))
    return result
