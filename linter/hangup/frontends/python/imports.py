"""Imports: each stores what it takes from a module in the name it binds."""

from __future__ import annotations

import libcst as cst

from hangup.frontends.python.bindings import import_target
from hangup.frontends.python.frame import Frame, StatementHandler
from hangup.frontends.python.tree import dotted_name
from hangup.ir.operations import Import, Value
from hangup.model import Span

STAR = "*"


def _take(frame: Frame, module: str, name: str, span: Span) -> Value:
    result = frame.builder.value()
    frame.builder.emit(Import(result, module, name, span))
    return result


def _import(frame: Frame, node: cst.Import | cst.LazyImport) -> None:
    """``import a.b`` binds ``a``; ``import a.b as c`` binds the inner module."""
    for alias in node.names:
        target, span = import_target(alias), frame.span(alias.name)
        module = target.value if alias.asname is None else dotted_name(alias.name)
        frame.store_name(target.value, _take(frame, module, STAR, span), frame.span(target))


def _import_from(frame: Frame, node: cst.ImportFrom | cst.LazyImportFrom) -> None:
    module = "." * len(node.relative) + ("" if node.module is None else dotted_name(node.module))
    if isinstance(node.names, cst.ImportStar):
        span = frame.span(node)
        cell = frame.builder.cell(STAR, "import", span)
        frame.builder.store(cell, _take(frame, module, STAR, span), span)
        return
    for alias in node.names:
        target, span = import_target(alias), frame.span(alias.name)
        frame.store_name(target.value, _take(frame, module, dotted_name(alias.name), span), frame.span(target))


STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {
    cst.Import: _import,
    cst.LazyImport: _import,
    cst.ImportFrom: _import_from,
    cst.LazyImportFrom: _import_from,
}
