"""Effects brought into the plain shape: a function that is not async, with a body in braces."""

from __future__ import annotations

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import field, span_of
from hangup.frontends.ecmascript.render.names import fresh_name
from hangup.frontends.ecmascript.render.page import Page, walk
from hangup.frontends.ecmascript.render.shapes import Effect
from hangup.model import Applicability


def plain(page: Page, life: Effect) -> Rendering | None:
    """What brings an effect into the plain shape; nothing where it has it."""
    layout, function = page.layout, life.function
    draft = page.draft()
    indent = layout.indent(life.call.start_byte)
    inner = indent + layout.unit
    void = "void " if page.is_typescript else ""
    if life.is_async:
        name = fresh_name(page, "connect", "start", "run")
        keep = tuple(span_of(n) for n in walk(function) if n.type == "template_string")
        draft.insert(function.start_byte, f"() => {{\n{inner}const {name} = ")
        draft.indent_lines(function.start_byte + 1, function.end_byte, layout.unit, keep)
        end = f"{page.semicolon}\n\n{inner}{void}{name}(){page.semicolon}\n{indent}}}"
        draft.insert(function.end_byte, end)
        return draft.rendering(Applicability.UNSAFE, "")
    body = field(function, "body")
    if life.block is None and body is not None:
        draft.insert(body.start_byte, f"{{\n{inner}")
        draft.insert(body.end_byte, f"{page.semicolon}\n{indent}}}")
        return draft.rendering(Applicability.UNSAFE, "")
    return None
