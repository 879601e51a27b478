"""The life of an object: its method for the end of it closes what another one opened."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import guards, shapes
from hangup.frontends.ecmascript.render.names import fresh_name
from hangup.frontends.ecmascript.render.page import Page, ancestors, statement_of
from hangup.frontends.ecmascript.render.promise import is_spine
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.frontends.ecmascript.render.steps import applied, moved, together
from hangup.frontends.ecmascript.render.unguarding import CannotRemove, unguarded
from hangup.model import Applicability, Span
from hangup.model.remedy import ReleaseAtEnd


def write(page: Page, remedy: ReleaseAtEnd, found: shapes.Opening) -> Iterator[Rendering | None]:
    """Keep the promise in a field, and let the method for the end of the life wait for it."""
    method = next((node for node in ancestors(found.call) if node.type == "method_definition"), None)
    body = method.parent if method is not None else None
    if method is None or body is None or not found.handle.startswith("this.") or not isinstance(remedy.ending, str):
        return
    code = field(method, "body")
    try:
        first = unguarded(page, guards.Life(method, code, found.call, found.handle)) if code is not None else None
    except CannotRemove:
        return
    if first is not None:
        later = moved(remedy, first)
        changed = Page(applied(page.source, first), later.site)
        opened = shapes.opening(changed, later.site, constructs=found.is_construction)
        for second in write(changed, later, opened) if opened is not None else ():
            yield together(page.source, first, second) if second is not None else None
        return
    draft = page.draft()
    promise = _keep(page, draft, remedy, found, body) if remedy.chained else ""
    if promise is None:
        return
    void = "void " if page.is_typescript or b"void " in page.source.data else ""
    handle, lines = found.handle, list[str]()
    if promise and remedy.created is not None and span_of(method).contains(remedy.created):
        handle = fresh_name(page, handle.rpartition(".")[2].removeprefix("#"), "client", "connection")
        lines.append(f"const {handle} = {found.handle}{page.semicolon}")  # the next mount puts another one there
    call = f"{handle}.{remedy.release.name}()"
    lines.append((f"{void}{promise}?.then(() => {call})" if promise else f"{void}{call}") + page.semicolon)
    if not _end(page, draft, remedy, body, method, lines):
        return
    waits = " once it is open" if promise else ""
    yield draft.rendering(Applicability.UNSAFE, f"close `{found.handle}` in `{remedy.ending}`{waits}")


def _keep(page: Page, draft: Draft, remedy: ReleaseAtEnd, found: shapes.Opening, body: Node) -> str | None:
    """The field that holds the promise; None where the call stands in no shape that is known."""
    call, statement = found.call, statement_of(found.call)
    target = call.parent
    if target is not None and target.type == "assignment_expression":
        left = field(target, "left")
        if left is not None and page.text(left).startswith("this."):
            return page.text(left)
    if statement is None or statement.parent is None or statement.parent.type != "statement_block":
        return None
    if not is_spine(call, statement):
        return None
    private = "#" if "#" in found.handle else ""
    known = [field(member, "name") or field(member, "property") for member in parts(body)]
    members = {page.text(each) for each in known if each is not None}
    name = next(n for n in ("connecting", "pending", "connecting2") if f"{private}{n}" not in members)
    promise = f"this.{private}{name}"
    prefix = page.text(Span(statement.start_byte, call.start_byte))
    indent = page.layout.indent(statement.start_byte)
    is_taken = page.is_typescript and (statement.type != "expression_statement" or parts(statement) != [call])
    if is_taken and not (prefix.strip() == "await" and parts(parts(statement)[0]) == [call]):
        draft.insert(call.start_byte, f"({promise} = ")
        draft.insert(call.end_byte, ")")
        _declare(page, draft, body, private, name)
        return promise
    draft.replace(Span(statement.start_byte, call.start_byte), f"{promise} = ")
    if parts(statement) != [call] and not (prefix.strip() == "void" and parts(parts(statement)[0]) == [call]):
        draft.insert(call.end_byte, f"{page.semicolon}\n{indent}{prefix}{promise}")
    _declare(page, draft, body, private, name)
    return promise


def _declare(page: Page, draft: Draft, body: Node, private: str, name: str) -> None:
    """The field, where the language wants it declared."""
    if page.is_typescript or private:
        first = parts(body)[0]
        kind = "private " if page.is_typescript and not private else ""
        shape = ""
        if page.is_typescript:
            shape = ": Promise<unknown> | undefined" if private else "?: Promise<unknown>"
        indent = page.layout.indent(first.start_byte)
        draft.insert(first.start_byte, f"{kind}{private}{name}{shape}{page.semicolon}\n{indent}")


def _end(page: Page, draft: Draft, remedy: ReleaseAtEnd, body: Node, method: Node, lines: list[str]) -> bool:
    """Lines in the method for the end of the life: in place of what did not wait, or in a new method."""
    layout = page.layout
    there = next(
        (m for m in parts(body) if (n := field(m, "name")) is not None and page.text(n) == remedy.ending), None
    )
    if there is None:
        indent = layout.indent(method.start_byte)
        kind = ": void" if page.is_typescript else ""
        inner = "".join(f"{indent}{layout.unit}{line}\n" for line in lines)
        text = f"\n\n{indent}{remedy.ending}(){kind} {{\n{inner}{indent}}}"
        after = method.next_sibling
        if body.type == "object" and after is not None and after.type == ",":
            text += ","
        elif body.type == "object":
            draft.insert(method.end_byte, ",")
        draft.insert(layout.line_end(method.end_byte), text)
        return layout.starts_line(method.start_byte)
    block = field(there, "body")
    attempts = [
        n
        for span in (*remedy.attempts, *remedy.releases)
        if (n := page.at(span, "call_expression", "member_expression")) is not None
    ]
    inside = [n for n in attempts if span_of(there).contains(span_of(n))]
    if block is None:
        return False
    statements = [whole(page, n, block) for n in inside]
    if any(s.parent != block for s in statements) or not layout.starts_line(block.end_byte - 1):
        return False
    indent = layout.indent(there.start_byte) + layout.unit
    if not statements:
        draft.insert(layout.line_start(block.end_byte - 1), "".join(f"{indent}{line}\n" for line in lines))
        return True
    draft.replace(span_of(statements[0]), f"\n{indent}".join(lines))
    for statement in statements[1:]:
        remove(page, draft, statement)
    return True
