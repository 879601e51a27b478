"""A construction that runs once: kept by the component's state, or moved out of what runs again."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.imports import disused, imported
from hangup.frontends.ecmascript.render.page import (
    FUNCTIONS,
    WRAPPERS,
    Page,
    ancestors,
    comments_start,
    function_of,
    own,
    statement_of,
    walk,
)
from hangup.frontends.ecmascript.render.removal import remove
from hangup.model import Applicability, Span
from hangup.model.remedy import CreateOnce


def write(page: Page, remedy: CreateOnce) -> Iterator[Rendering | None]:
    """Construct where it happens once."""
    making = page.at(remedy.site, "call_expression", "new_expression")
    if making is None or any(n.type in ("await_expression", "template_string") for n in walk(making)):
        return
    if remedy.keeper is not None:
        yield _moved_into_effect(page, making)
        if not remedy.connects:
            yield _lazy(page, making)
            yield _kept(page, making, remedy)
        return
    loop = next(
        (n for n in ancestors(making) if n.type in ("for_in_statement", "for_statement", "while_statement")), None
    )
    if loop is not None and function_of(loop) == function_of(making):
        if _begins_again(page, loop):
            return
        yield _moved(page, making, loop, "construct {} in front of the loop")
    yield _of_module(page, making)


def _lazy(page: Page, making: Node) -> Rendering | None:
    """``useState(new X())`` constructs in every render and keeps the first: a function is called once."""
    arguments = making.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    target = call.parent if call is not None else None
    pattern = field(target, "name") if target is not None and target.type == "variable_declarator" else None
    if pattern is None or pattern.type != "array_pattern":
        return None
    draft = page.draft()
    draft.insert(making.start_byte, "() => ")
    return draft.rendering(Applicability.SAFE, "construct in a function that is called once")


def _kept(page: Page, making: Node, remedy: CreateOnce) -> Rendering | None:
    """The state of the component keeps what is constructed at the first render."""
    declarator, draft = making.parent, page.draft()
    statement = statement_of(making)
    if statement is None or remedy.keeper is None:
        return None
    if declarator is not None and declarator.type == "variable_declarator":
        name = field(declarator, "name")
        if name is None or name.type != "identifier" or field(declarator, "type") is not None:
            return None
        keeper = imported(page, draft, remedy.keeper)
        if keeper is None or not _is_hook_place(page, statement):
            return None
        draft.replace(span_of(name), f"[{page.text(name)}]")
        draft.insert(making.start_byte, f"{keeper}(() => ")
        draft.insert(making.end_byte, ")")
        return draft.rendering(Applicability.UNSAFE, f"keep `{page.text(name)}` in the state of the component")
    arguments = declarator
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    if call is None or call.parent is None or call.parent.type != "variable_declarator":
        return None
    keeper = imported(page, draft, remedy.keeper)
    if keeper is None or not _is_hook_place(page, statement):
        return None
    name_text = names.fresh_name(page, "client", "kept")
    indent = page.layout.indent(statement.start_byte)
    text = page.text(making).replace("\r\n", "\n")
    draft.insert(statement.start_byte, f"const [{name_text}] = {keeper}(() => {text}){page.semicolon}\n{indent}")
    draft.replace(span_of(making), name_text)
    return draft.rendering(Applicability.UNSAFE, f"keep `{name_text}` in the state of the component")


def _is_hook_place(page: Page, statement: Node) -> bool:
    """Whether a hook may be called here: by a statement of the body of a function component or hook."""
    function = function_of(statement)
    return function is not None and function.type != "method_definition" and statement.parent == field(function, "body")


def _moved_into_effect(page: Page, making: Node) -> Rendering | None:
    """A client that one effect alone uses is constructed there."""
    made, maker = _cast(making), _maker(making)
    declarator = maker.parent if maker is not None else making.parent
    if declarator is None or declarator.type != "variable_declarator":
        return None
    statement, component, name = statement_of(declarator), function_of(declarator), field(declarator, "name")
    if maker is not None and name is not None and name.type == "array_pattern" and len(parts(name)) == 1:
        name = parts(name)[0]
    if statement is None or component is None or name is None or name.type != "identifier":
        return None
    if len(parts(statement)) != 1:
        return None
    text = page.text(name)
    uses = [use for use in names.uses(page, component, text) if use != name]
    owners = {f.id: f for use in uses if (f := _effect_of(use, component)) is not None}
    if len(owners) != 1 or any(_effect_of(use, component) is None for use in uses):
        return None
    (function,) = owners.values()
    block = field(function, "body")
    if block is None or block.type != "statement_block" or not parts(block):
        return None
    draft, first = page.draft(), parts(block)[0]
    callee = field(maker, "function") if maker is not None else None
    if callee is not None and callee.type == "identifier":
        disused(page, draft, callee)
    code = page.text(statement) if maker is None else f"const {text} = {page.text(made)}{page.semicolon}"
    _move(page, draft, statement, code.replace("\r\n", "\n"), first)
    return draft.rendering(Applicability.UNSAFE, f"construct `{text}` in the effect that uses it")


def _move(page: Page, draft: Draft, statement: Node, code: str, target: Node) -> None:
    """Take a statement away with its comments, and write its code in front of another one."""
    start, old = comments_start(page, statement), page.layout.indent(statement.start_byte)
    new = page.layout.indent(target.start_byte)
    if not page.layout.starts_line(target.start_byte):
        draft.insert(target.start_byte, f"{code.removesuffix(';')}; ")
    else:
        above = page.text(Span(start, statement.start_byte)).replace("\r\n", "\n")
        lines = f"{above}{code}{page.remark(statement)}".split("\n")
        moved = [lines[0], *(new + line.removeprefix(old) if line.strip() else line for line in lines[1:])]
        draft.insert(comments_start(page, target), "\n".join(moved) + f"\n{new}")
    if start == statement.start_byte:
        remove(page, draft, statement)
        return
    end = page.layout.next_line(statement.end_byte)
    is_blank = not page.source.data[end : page.layout.line_end(end)].strip()
    draft.delete(Span(page.layout.line_start(start), page.layout.next_line(end) if is_blank else end))


def _cast(making: Node) -> Node:
    """An expression with the type assertions and parentheses around it."""
    while making.parent is not None and making.parent.type in WRAPPERS:
        making = making.parent
    return making


def _maker(making: Node) -> Node | None:
    """The call that keeps what a function constructs, and does nothing else: ``useState(() => new X())``."""
    made = _cast(making)
    function = made.parent
    if function is None or function.type != "arrow_function" or field(function, "body") != made:
        return None
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    return call if call is not None and call.type == "call_expression" else None


def _effect_of(use: Node, component: Node) -> Node | None:
    """The callback, handed to a call that is a statement of the component, that a use is in."""
    outer = [
        n for n in ancestors(use) if n.type in FUNCTIONS and span_of(component).contains(span_of(n)) and n != component
    ]
    if not outer or outer[-1].parent is None or outer[-1].parent.type != "arguments":
        return None
    call = outer[-1].parent.parent
    is_statement = call is not None and call.parent is not None and call.parent.type == "expression_statement"
    return outer[-1] if is_statement else None


def _begins_again(page: Page, loop: Node) -> bool:
    """Whether a loop begins anew when a turn fails, and not with the next of some items: a new client is meant."""
    attempts = [n for n in own(loop) if n.type == "try_statement"]
    failed = [clause for n in attempts if (clause := field(n, "handler")) is not None]
    goes_on = any(not any(n.type in ("throw_statement", "return_statement", "break_statement") for n in own(clause)) for
                  clause in failed)  # fmt: skip
    head, body = field(loop, "left"), field(loop, "body")
    items = names.bound(page, head) if head is not None else set[str]()
    is_over_items = body is not None and any(names.uses(page, body, name) for name in items)
    return goes_on and not is_over_items


def _of_module(page: Page, making: Node) -> Rendering | None:
    """In the module, in front of the code that runs again."""
    top = next((n for n in ancestors(making) if n.parent == page.root), None)
    return _moved(page, making, top, "construct {} once, in the module") if top is not None else None


def _moved(page: Page, making: Node, target: Node, title: str) -> Rendering | None:
    """The declaration in front of another statement, if it reads nothing that is not there yet."""
    declarator, statement = making.parent, statement_of(making)
    if declarator is None or declarator.type != "variable_declarator" or statement is None:
        return None
    name = field(declarator, "name")
    if name is None or name.type != "identifier" or len(parts(statement)) != 1 or statement == target:
        return None
    around = [n for n in ancestors(making) if span_of(target).contains(span_of(n))]
    local = set[str]()
    for node in around:
        if node.type in FUNCTIONS:
            local |= names.declared_in(page, node)
        elif node.type in ("for_in_statement", "for_statement"):
            local |= _bound_by(page, node)
    text = page.text(name)
    reads = names.free_names(page, making)
    if reads & (local - {text}) or any(n.type == "this" for n in walk(making)):
        return None
    outside = [
        u for u in names.uses(page, page.root, text) if not span_of(function_of(making) or target).contains(span_of(u))
    ]
    if outside or names.is_assigned(page, page.root, [text]):
        return None
    draft = page.draft()
    remove(page, draft, statement)
    indent = page.layout.indent(target.start_byte)
    code = (
        page.text(statement)
        .replace("\r\n", "\n")
        .replace(f"\n{page.layout.indent(statement.start_byte)}", f"\n{indent}")
    )
    gap = "\n" if target.parent == page.root else ""
    draft.insert(comments_start(page, target), f"{code}{page.remark(statement)}\n{gap}{indent}")
    return draft.rendering(Applicability.UNSAFE, title.format(f"`{text}`"))


def _bound_by(page: Page, loop: Node) -> set[str]:
    """The names that a loop declares, in its head or in its turns."""
    head = field(loop, "left") or field(loop, "initializer")
    inner = [field(n, "name") for n in walk(loop) if n.type == "variable_declarator"]
    return {name for each in (head, *inner) if each is not None for name in names.bound(page, each)}
