"""A function that is the same in every render: moved out of the component, or kept by a hook."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.dependencies import dependencies_of
from hangup.frontends.ecmascript.render.imports import imported
from hangup.frontends.ecmascript.render.page import (
    FUNCTIONS,
    Page,
    ancestors,
    has_long_text,
    statement_of,
    walk,
)
from hangup.frontends.ecmascript.render.removal import remove
from hangup.model import Applicability, Span
from hangup.model.remedy import KeepStable

_FUNCTIONS = ("arrow_function", "function_expression")
_NAMES = ("identifier", "shorthand_property_identifier")


def write(page: Page, remedy: KeepStable) -> Iterator[Rendering | None]:
    """Keep the argument or dependency of a call the same between renders."""
    call = page.at(remedy.site, "call_expression")
    if call is not None and not remedy.argument:
        yield _listed(page, call)
        return
    component = _component(call) if call is not None else None
    function = _function(page, call, component, remedy.argument) if call is not None and component is not None else None
    if call is None or function is None or component is None or not span_of(component).contains(span_of(function)):
        return
    if not dependencies_of(page, component, [function], set()) and not any(n.type == "this" for n in walk(function)):
        yield hoisted(page, component, function)
    if remedy.keeper is not None:
        yield _kept(page, component, function, remedy)


def _listed(page: Page, call: Node) -> Rendering | None:
    """A list of what an effect depends on, where it has none."""
    arguments, component = field(call, "arguments"), _component(call)
    given = parts(arguments) if arguments is not None else []
    if component is None or len(given) != 1 or given[0].type not in _FUNCTIONS:
        return None
    draft = page.draft()
    draft.insert(given[0].end_byte, f", [{', '.join(dependencies_of(page, component, given, set()))}]")
    return draft.rendering(Applicability.UNSAFE, "list what the effect depends on")


def _component(call: Node) -> Node | None:
    """The function whose body calls the hook."""
    functions = [n for n in ancestors(call) if n.type in FUNCTIONS]
    return functions[0] if functions else None


def _function(page: Page, call: Node, component: Node, argument: str) -> Node | None:
    """The function that is new in every render: given by name in an object, or a variable of this name."""
    value: Node | None = None
    for node in walk(call):
        key = field(node, "key") if node.type == "pair" else None
        if key is not None and page.text(key) == argument:
            value = field(node, "value")
        elif node.type in _NAMES and page.text(node) == argument and value is None:
            value = node
    if value is not None and value.type in _NAMES:
        return _declared(page, value, component)
    return value if value is not None and value.type in _FUNCTIONS else None


def _declared(page: Page, use: Node, component: Node) -> Node | None:
    """The function that a variable holds."""
    declarator = names.declaration(page, use, page.text(use))
    value = field(declarator, "value") if declarator is not None else None
    if value is not None and value.type in _FUNCTIONS:
        return value
    body = field(component, "body")
    for statement in parts(body) if body is not None else ():
        name = field(statement, "name") if statement.type == "function_declaration" else None
        if name is not None and page.text(name) == page.text(use):
            return statement
    return None


def hoisted(page: Page, component: Node, function: Node) -> Rendering | None:
    """In front of the component: it reads nothing of it."""
    top = next((n for n in (component, *ancestors(component)) if n.parent == page.root), None)
    if top is None or has_long_text(function):
        return None
    draft = page.draft()
    statement = function if function.type == "function_declaration" else statement_of(function.parent or function)
    name = _name(page, function)
    if statement is None:
        return None
    inner = page.layout.indent(function.start_byte)
    if name:
        if statement != function and len(parts(statement)) != 1:
            return None
        remove(page, draft, statement)
        code = page.text(statement)
    else:
        name = names.fresh_name(page, "tokenProvider", "provider")
        draft.replace(span_of(function), name)
        code = f"const {name} = {page.text(function)}{page.semicolon}"
    code = code.replace("\r\n", "\n").replace(f"\n{inner}", "\n")
    draft.insert(top.start_byte, f"{code}\n\n")
    return draft.rendering(Applicability.SAFE, f"move `{name}` out of the component")


def _name(page: Page, function: Node) -> str:
    """What a function is declared as, or an empty text."""
    holder = function if function.type == "function_declaration" else function.parent
    name = field(holder, "name") if holder is not None and holder.type != "pair" else None
    return page.text(name) if name is not None else ""


def _kept(page: Page, component: Node, function: Node, remedy: KeepStable) -> Rendering | None:
    """By a hook, with what it reads as dependencies."""
    draft = page.draft()
    keeper = imported(page, draft, remedy.keeper) if remedy.keeper is not None else None
    if keeper is None:
        return None
    name = _name(page, function)
    listed = ", ".join(dependencies_of(page, component, [function], {name}))
    if function.type == "function_declaration":
        parameters, body = field(function, "parameters"), field(function, "body")
        if parameters is None or body is None:
            return None
        if any(use.start_byte < function.start_byte for use in names.uses(page, component, name)):
            return None  # a constant is not there before its line
        start = "async " if any(c.type == "async" for c in function.children) else ""
        draft.replace(Span(function.start_byte, parameters.start_byte), f"const {name} = {keeper}({start}")
        draft.insert(body.start_byte, "=> ")
        draft.insert(function.end_byte, f", [{listed}]){page.semicolon}")
        return draft.rendering(Applicability.UNSAFE, f"keep `{name}` between renders")
    if function.parent is not None and function.parent.type == "variable_declarator":
        draft.insert(function.start_byte, f"{keeper}(")
        draft.insert(function.end_byte, f", [{listed}])")
        return draft.rendering(Applicability.SAFE, f"keep `{name}` between renders")
    statement = statement_of(function.parent or function)
    if statement is None or has_long_text(function):
        return None
    indent = page.layout.indent(statement.start_byte)
    inner = page.layout.indent(function.start_byte)
    name_text = names.fresh_name(page, "tokenProvider", "provider")
    code = page.text(function).replace("\r\n", "\n").replace(f"\n{inner}", f"\n{indent}")
    draft.insert(statement.start_byte, f"const {name_text} = {keeper}({code}, [{listed}]){page.semicolon}\n{indent}")
    draft.replace(span_of(function), name_text)
    return draft.rendering(Applicability.SAFE, f"keep `{name_text}` between renders")
