"""What suppressions need of the text: comments, and the extent of statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import libcst as cst

from hangup.frontends.python.frame import FileContext
from hangup.frontends.python.parse import ParsedModule
from hangup.ir.program import Comment
from hangup.model import Span


def comments(parsed: ParsedModule) -> Iterator[Comment]:
    """Every comment in order; its span holds the ``#``, its text does not."""
    for start, text in parsed.positions.comments:
        yield Comment(parsed.source.span(start, start + len(text)), text[1:])


def statement_spans(file: FileContext) -> Iterator[Span]:
    """Simple statements as they are; of compound statements and their clauses the head. In source order."""
    pending: list[cst.CSTNode] = list(reversed(file.parsed.module.body))
    while pending:
        node = pending.pop()
        if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite):
            for statement in node.body:
                yield file.span(statement)
            continue
        if isinstance(node, cst.IndentedBlock):
            pending.extend(reversed(node.body))
            continue
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            for decorator in node.decorators:
                yield file.span(decorator)
        if isinstance(node, cst.Match):
            start, subject = file.span(node).start, file.span(node.subject)
            yield Span(start, subject.end)
        else:
            yield file.head(node, _body(node))
        pending.extend(reversed(list(_inside(node))))


def _body(node: cst.CSTNode) -> cst.BaseSuite:
    return cast("cst.BaseSuite", node.body)  # type: ignore[attr-defined]


def _inside(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The body and the clauses of a compound statement in source order."""
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        held: object = getattr(node, name, None)
        if isinstance(held, cst.CSTNode):
            yield held
        elif isinstance(held, Sequence):
            yield from held
