"""The clean-up itself: a new one, or lines into one that is there, in place of what did not work."""

from __future__ import annotations

from itertools import takewhile

from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import imports, shapes
from hangup.frontends.ecmascript.render.dependencies import drop_own_state
from hangup.frontends.ecmascript.render.names import declaration, fresh_name
from hangup.frontends.ecmascript.render.page import FUNCTIONS, Page, ancestors, function_of, statement_of, unwrapped
from hangup.frontends.ecmascript.render.removal import remove, whole
from hangup.frontends.ecmascript.render.sequence import closes_what_it_made
from hangup.frontends.ecmascript.render.work import CannotWrite, Work, needed
from hangup.model import Span
from hangup.model.remedy import Import

_REMOVABLE = ("expression_statement", "if_statement")


def release(work: Work, promise: str) -> list[str]:
    """The lines that close: a client that a field holds is taken from it at once, before another one is put there."""
    handle, mark, lines = work.handle, "", list[str]()
    if promise and "." in handle and not handle.startswith("this."):
        handle, mark = fresh_name(work.page, "client", "connection"), "?"
        lines.append(f"const {handle} = {work.handle}{work.semicolon}")
    elif promise and work.page.is_typescript and _may_be_missing(work):
        mark = "?"
    call = f"{handle}{mark}.{work.remedy.release.name}()"
    void = "void " if work.remedy.release.waits and voids(work) else ""
    waiting = f"{promise}.then(() => {call})" if promise else call
    work.release_call = waiting
    return [*lines, f"{void}{waiting}{work.semicolon}"]


def _may_be_missing(work: Work) -> bool:
    """Whether the client is a variable that is empty at first, which it still is for the types of a closure."""
    declarator = declaration(work.page, work.call, work.handle)
    if declarator is None:
        return False
    value, kind = field(declarator, "value"), field(declarator, "type")
    return (value is None and (kind is None or "undefined" in work.page.text(kind))) or (
        value is not None and value.type in ("null", "undefined")
    )


def voids(work: Work) -> bool:
    """Whether promises that nobody waits for are marked: in TypeScript, and where the file does so already."""
    return work.page.is_typescript or b"void " in work.page.source.data


def given_by(work: Work) -> str:
    """The type of what a function that releases gives."""
    return "Promise<unknown>" if work.remedy.release.waits else "unknown"


def clean_up(work: Work, lines: list[str]) -> None:
    """Put lines into the clean-up of the effect, in place of what did not work."""
    if work.registering is not None:
        _register(work, lines)
        return
    block, page = work.block, work.page
    attempted = [span_of(whole(page, node)) for node in work.attempt_nodes()]
    drop_own_state(page, work.draft, work.life, attempted)
    statements = parts(block)
    last = statements[-1] if statements and statements[-1].type == "return_statement" else None
    cleanup = shapes.returned(last) if last is not None else None
    later = [r for r in shapes.returns(work.life.function) if r.start_byte > work.anchor.end_byte and r != last]
    if later and all(shapes.returned(r) is None for r in later) and last is not None:
        _share(work, later, last, lines)
        return
    attempts = work.attempt_nodes()
    inside = [a for a in attempts if cleanup is not None and span_of(cleanup).contains(span_of(a))]
    gone: list[Node] = []
    for attempt in (a for a in attempts if a not in inside):
        dropped = _drop(work, attempt)
        gone += [dropped] if dropped is not None else []
    if not all(any(span_of(g).contains(span_of(r)) for g in gone) for r in later):
        raise CannotWrite
    if cleanup is None:
        if last is not None and last not in gone:
            raise CannotWrite
        _append(work, lines)
    elif shapes.is_function(cleanup):
        _into(work, cleanup, inside, lines)
    elif inside and span_of(whole(page, inside[0], last)) == span_of(cleanup):
        work.draft.replace(span_of(cleanup), _arrow(work, lines, page.layout.indent(needed(last).start_byte)))
    elif cleanup.type in ("identifier", "member_expression"):
        first = f"{page.text(cleanup)}(){work.semicolon}"
        indent = page.layout.indent(needed(last).start_byte)
        work.draft.replace(span_of(cleanup), _arrow(work, [first, *lines], indent))
    else:
        raise CannotWrite


def _share(work: Work, early: list[Node], last: Node, lines: list[str]) -> None:
    """A clean-up that is returned at the end becomes one that earlier returns return as well."""
    page, cleanup = work.page, needed(shapes.returned(last))
    body = field(cleanup, "body")
    attempts = [whole(page, node, body) for node in work.attempt_nodes()]
    if not shapes.is_function(cleanup) or body is None or parts(body) != attempts:
        raise CannotWrite
    first = needed(shapes.top_statement(early[0], work.block))
    name = fresh_name(page, "cleanUp", "close", "stop")
    indent = page.layout.indent(first.start_byte)
    work.draft.insert(first.start_byte, f"const {name} = {_arrow(work, lines, indent)}{work.semicolon}\n{indent}")
    for statement in early:
        text = page.text(statement)
        work.draft.replace(span_of(statement), f"return {name}" + (";" if text.endswith(";") else ""))
    work.draft.replace(span_of(cleanup), name)


def _register(work: Work, lines: list[str]) -> None:
    """A callback for the end of the life: one that is there, or a new one behind the code it ends."""
    page, registering = work.page, needed(work.registering)
    attempts = work.attempt_nodes()
    cleanup = next((f for a in attempts[:1] for f in [function_of(a)] if f is not None), None)
    if cleanup is not None and not span_of(work.life.function).contains(span_of(cleanup)):
        _into(work, cleanup, attempts, lines)
        return
    for attempt in attempts:
        _drop(work, attempt)
    told = work.remedy.ending
    name = imports.imported(page, work.draft, told) if isinstance(told, Import) else None
    if name is None:
        raise CannotWrite
    indent = page.layout.indent(registering.start_byte)
    text = f"{name}({_arrow(work, lines, indent)}){work.semicolon}"
    work.draft.insert(page.layout.line_end(registering.end_byte), f"\n\n{indent}{text}")


def _drop(work: Work, attempt: Node) -> Node | None:
    """Take an attempt away that stands elsewhere: in this effect, or where it is all that another effect is for.

    What a function closes by and by is not ours: it stays, and a second release does no harm.
    """
    callee = field(work.life.call, "function")
    registering = work.page.text(callee) if callee is not None else ""
    everything = whole(work.page, attempt, None, registering)
    inside = span_of(work.life.call).contains(span_of(attempt))
    works = span_of(attempt) in work.remedy.releases
    if (works or not inside) and not _is_effect(work.page, everything, registering):
        return None
    if everything.type not in ("expression_statement", "return_statement", "if_statement"):
        raise CannotWrite
    remove(work.page, work.draft, everything)
    return everything


def _is_effect(page: Page, statement: Node, registering: str) -> bool:
    """Whether a statement registers an effect."""
    call = parts(statement)[0] if statement.type == "expression_statement" else None
    callee = field(call, "function") if call is not None and call.type == "call_expression" else None
    return callee is not None and page.text(callee) == registering


def _arrow(work: Work, lines: list[str], indent: str) -> str:
    inner = indent + work.page.layout.unit
    return "() => {\n" + "".join(f"{inner}{line}\n" for line in lines) + indent + "}"


def _append(work: Work, lines: list[str]) -> None:
    """A new clean-up at the end of the effect."""
    page, block = work.page, work.block
    inner = page.layout.indent(work.anchor.start_byte)
    text = f"return {_arrow(work, lines, inner)}{work.semicolon}"
    end = block.end_byte - 1
    if page.layout.starts_line(end):
        start = page.layout.line_start(end)
        last = block.named_children[-1]
        if last.type == "comment" and "-next-line" in page.text(last) and page.layout.starts_line(last.start_byte):
            start = page.layout.line_start(last.start_byte)  # it is about the line of the closing brace
        before = page.layout.line_start(max(start - 1, 0))
        gap = "\n" if page.source.data[before:start].strip() else ""
        work.draft.insert(start, f"{gap}{inner}{text}\n")
    else:
        raise CannotWrite


def _into(work: Work, function: Node, attempts: list[Node], lines: list[str]) -> None:
    """Lines into a clean-up that is there: in place of the attempts, or at its end."""
    page = work.page
    body = needed(field(function, "body"))
    if body.type != "statement_block":
        _into_expression(work, function, body, attempts, lines)
        return
    outer = page.layout.indent(function.start_byte)
    indent = outer + page.layout.unit
    if not parts(body) and not body.named_children:
        text = "".join(f"{indent}{line}\n" for line in lines)
        work.draft.replace(span_of(body), f"{{\n{text}{outer}}}")
        return
    everything = [_with_its_call(work, whole(page, attempt, body), body) for attempt in attempts]
    statements = [each for each in everything if each.parent == body]
    for statement in (each for each in everything if each not in statements[:1]):
        if statement.type not in _REMOVABLE or (statement.parent != body and _is_last_in(statement)):
            raise CannotWrite
        remove(page, work.draft, statement)
    text = f"\n{indent}".join(lines)
    if statements and _is_right_call(work, attempts[0], statements[0]):
        work.draft.insert(statements[0].start_byte, "".join(f"{line}\n{indent}" for line in lines[:-1]))
        work.draft.replace(span_of(attempts[0]), work.release_call)
    elif statements:
        chain = _chain(work, attempts[0])
        closed = text.removesuffix(work.semicolon) + chain + work.semicolon if chain else text
        work.draft.replace(span_of(statements[0]), closed)
    elif page.layout.starts_line(body.end_byte - 1) and (everything or closes_what_it_made(work, body)):
        chain = _chain(work, attempts[0]) if attempts else ""
        closed = lines[-1].removesuffix(work.semicolon) + chain + work.semicolon if chain else lines[-1]
        _behind(work, body, [*lines[:-1], closed])
    elif parts(body) and page.layout.starts_line(parts(body)[0].start_byte):  # what was opened last is closed first
        first = _first_line(work, body)
        indent = page.layout.indent(first.start_byte)
        work.draft.insert(first.start_byte, "".join(f"{line}\n{indent}" for line in lines))
    elif page.layout.starts_line(body.end_byte - 1):
        work.draft.insert(page.layout.line_start(body.end_byte - 1), f"{indent}{text}\n")
    elif parts(body) == body.named_children:  # all on one line
        first, last = parts(body)[0], parts(body)[-1]
        work.draft.replace(Span(body.start_byte + 1, first.start_byte), f"\n{indent}{text}\n{indent}")
        work.draft.replace(Span(last.end_byte, body.end_byte - 1), f"\n{outer}")
    else:
        raise CannotWrite


def _behind(work: Work, body: Node, lines: list[str]) -> None:
    """A release that stood in a function of the clean-up goes behind that, in the order in which things were closed."""
    page, first = work.page, _first_line(work, body)
    indent = page.layout.indent(first.start_byte)
    before, after = lines[: len(work.flag_lines)], lines[len(work.flag_lines) :]
    work.draft.insert(first.start_byte, "".join(f"{line}\n{indent}" for line in before))
    work.draft.insert(page.layout.line_start(body.end_byte - 1), "".join(f"{indent}{line}\n" for line in after))


def _with_its_call(work: Work, node: Node, body: Node) -> Node:
    """The statement that calls a function of the clean-up of which nothing else is left; the function goes."""
    page = work.page
    outer = node.parent
    function = outer if outer is not None and outer.type == "function_declaration" else node
    held = function if function.type == "function_declaration" else function.parent
    declaration = statement_of(held) if held is not None and shapes.is_function(function) else None
    call = shapes.start_of(page, function, body) if declaration is not None and declaration.parent == body else None
    statement = whole(page, call, body) if call is not None else None
    if declaration is None or statement is None or statement.parent != body or statement in (declaration, node):
        return node
    remove(page, work.draft, declaration)
    return statement


def _chain(work: Work, attempt: Node) -> str:
    """What an attempt that the new release stands in place of is followed by: ``.catch(report)``."""
    node = attempt
    while node.parent is not None and node.parent.type in ("member_expression", "call_expression"):
        if node.parent.type == "call_expression" and field(node.parent, "function") != node:
            break
        node = node.parent
    chain = work.page.text(Span(attempt.end_byte, node.end_byte))
    if attempt.type != "call_expression" or "\n" in chain:
        return ""
    return chain or _caught(work, attempt)


def _caught(work: Work, attempt: Node) -> str:
    """What a ``catch`` around an attempt does with what it caught, as a continuation, where that is one call."""
    inside = takewhile(lambda node: node.type not in FUNCTIONS, ancestors(attempt))
    around = next((node for node in inside if node.type == "try_statement"), None)
    handler = field(around, "handler") if around is not None else None
    body = field(around, "body") if around is not None else None
    if handler is None or body is None or not work.remedy.release.waits or not span_of(body).contains(span_of(attempt)):
        return ""
    parameter, reaction = field(handler, "parameter"), field(handler, "body")
    done = parts(reaction) if reaction is not None else []
    call = parts(done[0])[0] if len(done) == 1 and done[0].type == "expression_statement" else None
    if call is None or call.type != "call_expression" or "\n" in work.page.text(call):
        return ""
    return f".catch(({work.page.text(parameter) if parameter is not None else ''}) => {work.page.text(call)})"


def _first_line(work: Work, body: Node) -> Node:
    """What a body begins with: its first statement, or the comments on it."""
    first = body.named_children[0]
    return first if work.page.layout.starts_line(first.start_byte) else parts(body)[0]


def _is_last_in(statement: Node) -> bool:
    """Whether nothing would be left of the block that a statement stands in."""
    block = statement.parent
    return block is None or block.type != "statement_block" or len(parts(block)) == 1


def _is_right_call(work: Work, attempt: Node, statement: Node) -> bool:
    """Whether an attempt calls the right release on the right client, and nothing but time keeps it from working."""
    callee = field(attempt, "function") if attempt.type == "call_expression" else None
    if callee is None or statement.type != "expression_statement" or not span_of(statement).contains(span_of(callee)):
        return False
    text = work.page.text(callee).replace("?.", ".")
    return "".join(text.split()) == f"{work.handle}.{work.remedy.release.name}" and not _is_guarded(attempt, statement)


def _is_guarded(attempt: Node, statement: Node) -> bool:
    """Whether a condition, or a promise, stands between a call and its statement."""
    node = attempt.parent
    while node is not None and node != statement:
        if node.type in ("binary_expression", "ternary_expression", "arrow_function", "function_expression"):
            return True
        node = node.parent
    return False


def _into_expression(work: Work, function: Node, body: Node, attempts: list[Node], lines: list[str]) -> None:
    """An arrow function without braces gets some."""
    page = work.page
    indent = page.layout.indent(function.start_byte)
    inner = indent + page.layout.unit
    kept = body if not attempts else None
    if attempts and any(span_of(unwrapped(whole(page, a, function))) != span_of(unwrapped(body)) for a in attempts):
        raise CannotWrite
    before = [f"{page.text(kept)}{work.semicolon}"] if kept is not None else []
    text = "{\n" + "".join(f"{inner}{line}\n" for line in [*before, *lines]) + indent + "}"
    work.draft.replace(span_of(body), text)
