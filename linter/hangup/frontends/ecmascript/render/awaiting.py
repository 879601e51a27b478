"""``await`` before a call that nobody waits for."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import parts
from hangup.frontends.ecmascript.render.page import Page, function_of, is_async, statement_of
from hangup.model import Applicability, Span
from hangup.model.remedy import Await


def write(page: Page, remedy: Await) -> Iterator[Rendering | None]:
    """Await a call that is a statement of its own in an async function or at the top level of a module."""
    call = page.at(remedy.site, "call_expression")
    statement = statement_of(call) if call is not None else None
    if call is None or statement is None or statement.type != "expression_statement":
        return
    function = function_of(call)
    if function is not None and not is_async(function):
        return
    (expression,) = parts(statement)
    draft = page.draft()
    if expression == call:
        draft.insert(call.start_byte, "await ")
    elif (
        expression.type == "unary_expression" and page.text(expression).startswith("void") and call.parent == expression
    ):
        draft.replace(Span(expression.start_byte, call.start_byte), "await ")
    else:
        return
    yield draft.rendering(Applicability.SAFE, f"wait for `{page.text(call)}`")
