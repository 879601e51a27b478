"""The client, where the clean-up can see it: its own one, hoisted or named where it has to be."""

from __future__ import annotations

import re

from hangup.frontends.ecmascript.parse import Node, field, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import Page, ancestors, comments_start, statement_of, walk
from hangup.frontends.ecmascript.render.removal import remove, remove_run, whole
from hangup.frontends.ecmascript.render.work import CannotWrite, Work, needed
from hangup.model import Span

PLAIN = re.compile(r"[\w$]+(?:\.#?[\w$]+)*")
"""A client that is named, and not made or asked for, where it is used."""


def own_client(work: Work) -> None:
    """A client of the effect's own in place of one that others share."""
    if not work.remedy.fresh:
        return
    page = work.page
    created = page.at(work.remedy.created, "call_expression") if work.remedy.created else None
    callee = field(created, "function") if created is not None else None
    owner = field(callee, "object") if callee is not None and callee.type == "member_expression" else None
    inside = created is not None and span_of(work.block).contains(span_of(created))
    if callee is None or owner is None or not inside:
        raise CannotWrite
    if _is_asked_for_elsewhere(work, created, page.text(callee)):
        raise CannotWrite
    work.fresh = (span_of(callee), f"new {page.text(owner)}")


def _is_asked_for_elsewhere(work: Work, created: Node | None, getter: str) -> bool:
    """Whether other code of the file takes the shared client, and would miss the connection."""
    attempts = [span_of(node) for node in work.attempt_nodes()]
    for node in walk(work.page.root):
        if node.type != "call_expression" or node == created:
            continue
        callee = field(node, "function")
        is_getter = callee is not None and work.page.text(callee) == getter
        if is_getter and not any(span.contains(span_of(node)) for span in attempts):
            return True
    return False


def bring_handle(work: Work) -> None:
    """Make the client visible where the clean-up stands."""
    if not work.handle:
        _name_construction(work)
        return
    if not PLAIN.fullmatch(work.handle):
        raise CannotWrite
    if is_kept_outside(work):
        raise CannotWrite
    root = work.handle.partition(".")[0].partition("?")[0].partition("!")[0].partition("[")[0]
    declarator = names.declaration(work.page, work.call, root) if root != "this" else None
    home = declarator.parent.parent if declarator is not None and declarator.parent is not None else None
    if declarator is None and any(
        root in names.parameters(work.page, n)
        for n in ancestors(work.call)
        if shapes.is_function(n) and n != work.life.function and span_of(work.life.function).contains(span_of(n))
    ):
        raise CannotWrite
    if home is None or span_of(home).contains(span_of(work.block)):
        if work.fresh is not None:
            work.draft.replace(*work.fresh)
        return
    if root != work.handle or declarator is None:
        raise CannotWrite
    _hoist(work, declarator, root)


def is_kept_outside(work: Work) -> bool:
    """Whether the client is put into a variable or container of the module, which would go on to hand it out."""
    page = work.page
    for use in names.uses(page, work.life.function, work.handle):
        holder = use.parent
        if holder is None:
            continue
        if holder.type == "assignment_expression" and field(holder, "right") == use:
            target = field(holder, "left")
        elif holder.type == "arguments" and holder.parent is not None:
            callee = field(holder.parent, "function")
            target = callee if callee is not None and callee.type == "member_expression" else None
        else:
            continue
        if target is not None and _is_of_module(page, target):
            return True
    return False


def _is_of_module(page: Page, target: Node) -> bool:
    """Whether what is written to is a variable of the module, or held by one that the module made."""
    root = target
    while root.type in ("member_expression", "subscript_expression"):
        inner = field(root, "object")
        if inner is None:
            return False
        root = inner
    declarator = names.declaration(page, target, page.text(root)) if root.type == "identifier" else None
    value = field(declarator, "value") if declarator is not None else None
    home = declarator.parent.parent if declarator is not None and declarator.parent is not None else None
    if home is None or home.type not in ("program", "export_statement"):
        return False
    return value is None or value.type in ("new_expression", "object", "array", "null", "undefined")


def _hoist(work: Work, declarator: Node, name: str) -> None:
    """Move the declaration of the client in front of the function that has it."""
    page, declaration = work.page, needed(declarator.parent)
    value = field(declarator, "value")
    if value is None or len([n for n in declaration.named_children if n.type == "variable_declarator"]) > 1:
        raise CannotWrite
    if any(n.type in ("await_expression", "yield_expression") for n in walk(value)) or "`" in page.text(value):
        raise CannotWrite
    between = [n for n in ancestors(work.call) if shapes.is_function(n) and span_of(work.block).contains(span_of(n))]
    local = set[str]().union(*(names.declared_in(page, function) for function in between))
    read = names.free_names(page, value)
    later = local - {name} | _assigned(page, work.life.function)
    if read & later or read & shapes.asked_before(page, declaration, work.block):
        raise CannotWrite
    _clear_name(work, name)
    start = _of_its_own(page, declaration)
    above = page.text(Span(start, declaration.start_byte))
    text = above + work.text(span_of(declaration)) + page.remark(declaration)
    inner = page.layout.indent(declaration.start_byte)
    work.declarations.append(text.replace("\r\n", "\n").replace(f"\n{inner}", f"\n{work.indent}"))
    remove_run(page, work.draft, declaration, declaration, start)


def _of_its_own(page: Page, declaration: Node) -> int:
    """Where a statement begins with comments that are about it alone: nothing stands right below it."""
    layout = page.layout
    below = layout.next_line(declaration.end_byte)
    is_alone = page.source.data[below : layout.line_end(below)].strip() in (b"", b"}")
    return comments_start(page, declaration) if is_alone else declaration.start_byte


def _assigned(page: Page, function: Node) -> set[str]:
    """Names that are given a value after their declaration: earlier they hold another one, or none."""
    targets = (field(node, "left") for node in walk(function) if node.type == "assignment_expression")
    return {page.text(target) for target in targets if target is not None and target.type == "identifier"}


def _clear_name(work: Work, name: str) -> None:
    """See that a name which comes into the effect's scope means nothing else there."""
    page = work.page
    attempts = [whole(page, node, work.block) for node in work.attempt_nodes()]
    for use in names.uses(page, work.life.function, name):
        held = span_of(use)
        if span_of(work.outermost()).contains(held) or any(span_of(a).contains(held) for a in attempts):
            continue
        outer = names.declaration(page, use, name)
        statement = outer.parent if outer is not None else None
        value = field(outer, "value") if outer is not None else None
        is_empty = outer is not None and (value is None or value.type in ("null", "undefined"))
        if statement is None or statement.parent != work.block or not is_empty:
            raise CannotWrite
        if needed(outer).start_byte <= use.start_byte < needed(outer).end_byte:
            remove(page, work.draft, statement)
            work.removed.append(statement)


def _name_construction(work: Work) -> None:
    """The name of a client whose construction opens the connection."""
    statement = statement_of(work.call)
    target = work.call.parent
    if target is not None and target.type == "variable_declarator" and statement is not None:
        name = field(target, "name")
        if name is not None and name.type == "identifier" and statement.parent == work.block:
            work.handle = work.page.text(name)
            if work.fresh is not None:
                work.draft.replace(*work.fresh)
            return
    if statement is None or statement.parent != work.block or not work.is_direct:
        raise CannotWrite
    work.handle = names.fresh_name(work.page, "client", "connection")
    text = work.text(span_of(work.call))
    indent = work.page.layout.indent(statement.start_byte)
    work.draft.insert(statement.start_byte, f"const {work.handle} = {text}{work.semicolon}\n{indent}")
    work.draft.replace(span_of(work.call), work.handle)
