"""A connect that rendering makes goes into an effect with a client of its own; the component keeps it in its state."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.dependencies import dependencies_of
from hangup.frontends.ecmascript.render.imports import imported_all
from hangup.frontends.ecmascript.render.page import FUNCTIONS, Page, ancestors, body_of, function_of, statement_of, walk
from hangup.frontends.ecmascript.render.removal import remove
from hangup.model import Applicability, Span
from hangup.model.remedy import ConnectAfterMount
from hangup.records import dataclass, replace


@dataclass(frozen=True)
class Render:
    """A component with a client that rendering makes.

    ``statement`` declares ``name``; ``making`` constructs, ``opening`` is the statement that connects, nothing where
    the construction does. ``inner`` is what the client is called inside of a function that makes it.
    """

    component: Node
    body: Node
    statement: Node
    name: str
    making: Node
    opening: Node | None
    inner: str


def write(page: Page, remedy: ConnectAfterMount) -> Iterator[Rendering | None]:
    """Let an effect construct, connect, hand over to the state, and close."""
    found = _find(page, remedy)
    if found is None or remedy.release.form != "method":
        return
    last = parts(found.body)[-1]
    uses = [
        u for u in names.uses(page, found.component, found.name) if not _is_within(u, found.statement, found.opening)
    ]
    if any(not _is_within(use, last) for use in uses) or last.type != "return_statement":
        return
    draft = page.draft()
    wanted = [remedy.effect, remedy.keeper] if uses else [remedy.effect]
    local = imported_all(page, draft, wanted, _superfluous(page, found))
    if local is None:
        return
    effect, keeper = local[0], local[-1]
    if not uses and function_of(found.making) == found.component:
        found = replace(found, inner=found.name)
    elif found.opening is not None and _mentions_outside(page, found):
        return
    indent = page.layout.indent(found.statement.start_byte)
    lines = _state(page, found, keeper) if uses else []
    lines += _effect(page, found, remedy, effect, kept=bool(uses))
    draft.replace(span_of(found.statement), "\n".join(f"{indent}{line}".rstrip() for line in lines).lstrip())
    if found.opening is not None and not _is_within(found.opening, found.statement):
        remove(page, draft, found.opening)
    if uses:
        draft.insert(last.start_byte, f"if (!{found.name}) return null{page.semicolon}\n\n{indent}")
    yield draft.rendering(Applicability.UNSAFE, f"connect `{found.name}` in an effect that closes it")


def _superfluous(page: Page, found: Render) -> str:
    """The hook whose call goes, where nobody else calls it."""
    declarator = next(n for n in found.statement.named_children if n.type == "variable_declarator")
    value = field(declarator, "value")
    callee = field(value, "function") if value is not None and value.type == "call_expression" else None
    if callee is None or callee.type != "identifier" or value == found.making:
        return ""
    used = [
        u for u in names.uses(page, page.root, page.text(callee)) if u.parent is None or "import" not in u.parent.type
    ]
    return page.text(callee) if len(used) == 1 else ""


def _mentions_outside(page: Page, found: Render) -> bool:
    """Whether what follows the call speaks of the client by a name that it no longer has."""
    opening = found.opening
    uses = names.uses(page, opening, found.name) if opening is not None else []
    return found.inner != found.name and len(uses) > 1


def _is_within(node: Node, *others: Node | None) -> bool:
    return any(other is not None and span_of(other).contains(span_of(node)) for other in others)


# ---------------------------------------------------------------- what is there


def _find(page: Page, remedy: ConnectAfterMount) -> Render | None:
    """The client, where the body of a component declares it and connects it, or has a function that does both."""
    site = page.at(remedy.site, "call_expression", "new_expression")
    making = page.at(remedy.created, "call_expression", "new_expression") if remedy.created is not None else None
    if site is None or making is None or any(n.type == "await_expression" for n in walk(making)):
        return None
    component = next((n for n in ancestors(making) if n.type in FUNCTIONS and _is_component(page, n)), None)
    body = body_of(component) if component is not None else None
    if component is None or body is None or body.type != "statement_block":
        return None
    statement = next((n for n in ancestors(making) if n.parent == body), None)
    declarators = (
        [n for n in statement.named_children if n.type == "variable_declarator"] if statement is not None else []
    )
    if statement is None or len(declarators) != 1:
        return None
    pattern = field(declarators[0], "name")
    bound = names.bound(page, pattern) if pattern is not None else set[str]()
    if len(bound) != 1:
        return None
    (name,) = bound
    if function_of(making) == component:
        return _in_body(page, component, body, statement, name, making, site)
    return _in_maker(page, component, body, statement, name, making, site)


def _is_component(page: Page, function: Node) -> bool:
    """Whether a function is a component by its name."""
    name = field(function, "name")
    if name is None and function.parent is not None and function.parent.type == "variable_declarator":
        name = field(function.parent, "name")
    return name is not None and page.text(name)[:1].isupper()


def _in_body(
    page: Page, component: Node, body: Node, statement: Node, name: str, making: Node, site: Node
) -> Render | None:
    """Constructed, and connected, by statements of the body itself."""
    declarator = next(n for n in statement.named_children if n.type == "variable_declarator")
    if field(declarator, "value") != making:
        return None
    opening = statement_of(site) if site != making else None
    if opening is not None and (opening.parent != body or opening.type != "expression_statement"):
        return None
    inner = names.fresh_name(page, f"own{name[:1].upper()}{name[1:]}")
    return Render(component, body, statement, name, making, opening, inner)


def _in_maker(
    page: Page, component: Node, body: Node, statement: Node, name: str, making: Node, site: Node
) -> Render | None:
    """Constructed, and connected, by a function that keeps its result."""
    maker = function_of(making)
    code = body_of(maker) if maker is not None else None
    if maker is None or code is None or function_of(maker) != component:
        return None
    if code == making and site == making:
        inner = names.fresh_name(page, f"own{name[:1].upper()}{name[1:]}")
        return Render(component, body, statement, name, making, None, inner)
    if code.type != "statement_block" or len(parts(code)) != (2 if site == making else 3):
        return None
    first, *middle, last = parts(code)
    declarator = next((n for n in first.named_children if n.type == "variable_declarator"), None)
    pattern = field(declarator, "name") if declarator is not None else None
    if declarator is None or field(declarator, "value") != making or pattern is None or pattern.type != "identifier":
        return None
    value = parts(last)[0] if last.type == "return_statement" and parts(last) else None
    if value is None or page.text(value) != page.text(pattern):
        return None
    opening = middle[0] if middle else None
    if opening is not None and (opening.type != "expression_statement" or not _is_within(site, opening)):
        return None
    return Render(component, body, statement, name, making, opening, page.text(pattern))


# ---------------------------------------------------------------- what takes its place


def _state(page: Page, found: Render, keeper: str) -> list[str]:
    """The state that holds the client once it is connected."""
    setter = f"set{found.name[:1].upper()}{found.name[1:]}"
    kind = f"<{_type(page, found.making)} | null>" if page.is_typescript else ""
    return [f"const [{found.name}, {setter}] = {keeper}{kind}(null){page.semicolon}", ""]


def _type(page: Page, making: Node) -> str:
    """The type of what a construction makes: a class, or what a method of something gives."""
    name, callee = _class(page, making), field(making, "function")
    is_class = name.rpartition(".")[2][:1].isupper()
    return name if is_class or callee is None else f"ReturnType<typeof {page.text(callee)}>"


def _class(page: Page, making: Node) -> str:
    """The class of what a construction makes."""
    callee = field(making, "constructor") or field(making, "function")
    owner = field(callee, "object") if callee is not None and making.type == "call_expression" else callee
    return page.text(owner) if owner is not None else ""


def _effect(page: Page, found: Render, remedy: ConnectAfterMount, effect: str, *, kept: bool) -> list[str]:
    """The lines of the effect."""
    unit, end = page.layout.unit, page.semicolon
    void = "void " if page.is_typescript or b"void " in page.source.data else ""
    setter = f"set{found.name[:1].upper()}{found.name[1:]}"
    lines = [f"const {found.inner} = {_own(page, found, remedy)}{end}"]
    close = f"{found.inner}.{remedy.release.name}()"
    if found.opening is None:
        lines += [f"{setter}({found.inner}){end}"] if kept else []
    else:
        call = _renamed(page, found, page.at(remedy.site) or found.opening)
        promise = names.fresh_name(page, "connecting", "pending")
        lines.append(f"const {promise} = {call}{end}{page.remark(found.opening)}")
        rest = _shifted(page, Span(remedy.site.end, found.opening.end_byte), found.opening).rstrip(";")
        keep = f".then(() => {setter}({found.inner}))" if kept else ""
        if rest.lstrip().startswith((".catch", ".finally")):
            keep, rest = keep + rest, ""
        lines += [f"{void}{promise}{each}{end}" for each in (rest, keep) if each]
        close = f"{promise}.then(() => {close})"
    reads = [found.making] if found.opening is None else [found.making, found.opening]
    listed = ", ".join(dependencies_of(page, found.component, reads, {found.name, found.inner}))
    return [
        f"{effect}(() => {{",
        *(f"{unit}{part}" for line in lines for part in line.split("\n")),
        "",
        f"{unit}return () => {{",
        *([f"{unit}{unit}{setter}(null){end}"] if kept else []),
        f"{unit}{unit}{void}{close}{end}",
        f"{unit}}}{end}",
        f"}}, [{listed}]){end}",
    ]


def _own(page: Page, found: Render, remedy: ConnectAfterMount) -> str:
    """The construction of a client of the effect's own."""
    arguments = field(found.making, "arguments")
    if remedy.fresh and found.making.type == "call_expression" and arguments is not None:
        return f"new {_class(page, found.making)}{_shifted(page, span_of(arguments), found.making)}"
    return _shifted(page, span_of(found.making), found.making)


def _shifted(page: Page, span: Span, node: Node) -> str:
    """A text with the indentation of its lines relative to the line that a node begins on."""
    return page.text(span).replace("\r\n", "\n").replace(f"\n{page.layout.indent(node.start_byte)}", "\n")


def _renamed(page: Page, found: Render, call: Node) -> str:
    """The call on the effect's client."""
    callee = field(call, "function")
    target = field(callee, "object") if callee is not None else None
    if target is None:
        return _shifted(page, span_of(call), call)
    return found.inner + _shifted(page, Span(target.end_byte, call.end_byte), call)
