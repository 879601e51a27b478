"""A hook of the library's own in place of an effect that connects, and of the state that it keeps the client in."""

from __future__ import annotations

from collections.abc import Iterator

from hangup.frontends.base import Rendering
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.dependencies import dependencies_of
from hangup.frontends.ecmascript.render.imports import imported
from hangup.frontends.ecmascript.render.options import EMPTY, check_options, given_to, option_of
from hangup.frontends.ecmascript.render.page import (
    Page,
    body_of,
    comments_start,
    function_of,
    is_async,
    statement_of,
    unwrapped,
    walk,
)
from hangup.frontends.ecmascript.render.removal import remove
from hangup.frontends.ecmascript.render.stable import hoisted
from hangup.frontends.ecmascript.render.steps import applied, moved, together
from hangup.frontends.ecmascript.render.unimporting import unimport
from hangup.frontends.ecmascript.render.work import CannotWrite, needed
from hangup.model import Applicability
from hangup.model.remedy import LeaveToHook
from hangup.records import dataclass

_WIDEST = 100
"""Columns up to which the options of the hook stand on one line."""


def write(page: Page, remedy: LeaveToHook) -> Iterator[Rendering | None]:
    """Leave to the hook what an effect does and nothing else: make a client, connect it, keep it, close it."""
    found = shapes.opening(page, remedy.site, constructs=False)
    life = shapes.effect(page, remedy.owner, found.call) if found is not None else None
    if found is None or life is None or life.block is None or life.is_async:
        return
    function = _new_each_time(page, remedy, found)
    if function is not None:
        first = _moved_out(page, found, life, function)
        if first is not None:
            later = moved(remedy, first)
            for second in write(Page(applied(page.source, first), later.site), later):
                yield together(page.source, first, second) if second is not None else None
        return
    try:
        yield _written(page, remedy, found, life)
    except CannotWrite:
        return


def _new_each_time(page: Page, remedy: LeaveToHook, found: shapes.Opening) -> Node | None:
    """An argument that becomes an option, and that is a function of its own on every render."""
    try:
        given = given_to(page, remedy, found)
    except CannotWrite:
        return None
    return next((value for value in given.values() if value.type in ("arrow_function", "function_expression")), None)


def _moved_out(page: Page, found: shapes.Opening, life: shapes.Effect, function: Node) -> Rendering | None:
    """Such a function in front of the component, where it reads nothing of it."""
    component, inner = function_of(life.call), function_of(found.call)
    if component is None or inner is None or dependencies_of(page, component, [function], set()):
        return None
    local = names.declared_in(page, life.function) | names.declared_in(page, inner)
    if any(page.text(use) in local for use in names.uses(page, function)):
        return None
    return hoisted(page, component, function)


@dataclass(frozen=True)
class State:
    """A state of a component: its declaration, its name, and what sets it."""

    statement: Node
    name: str
    setter: str


def _written(page: Page, remedy: LeaveToHook, found: shapes.Opening, life: shapes.Effect) -> Rendering | None:
    component = needed(function_of(life.call))
    body, effect = body_of(component), needed(statement_of(life.call))
    if body is None or effect.parent != body or effect.type != "expression_statement":
        raise CannotWrite
    said, remark = _comments(page, effect, needed(statement_of(found.call)))
    kept = _kept(page, remedy, found, life)
    state = _state(page, effect, kept, body)
    _check_clean_up(page, remedy, life, state)
    given = given_to(page, remedy, found)
    last = check_options(page, remedy, given, life, component)
    place, gone = _places(page, effect, state, last)
    _check_uses(page, component, effect, state, place)
    draft = page.draft()
    hook = imported(page, draft, remedy.hook)
    if hook is None:
        raise CannotWrite
    used = {page.text(use) for value in given.values() for use in names.uses(page, value)}
    unimport(page, draft, [span_of(effect), span_of(state.statement)], used)
    remove(page, draft, gone)
    options = [option_of(page, option, given[option]) for option, _ in remedy.options]
    call = _call(page, place, state.name, hook, options)
    draft.replace(
        span_of(place), "".join(f"{line}\n{page.layout.indent(place.start_byte)}" for line in said) + call + remark
    )
    return draft.rendering(Applicability.UNSAFE, f"let `{remedy.hook.name}` connect and close `{state.name}`")


def _comments(page: Page, effect: Node, connect: Node) -> tuple[list[str], str]:
    """The comments of an effect that go with the call of the hook: on lines in front of the connect, and behind it.

    Raises:
        CannotWrite: another one speaks of code that would be gone.
    """
    remark = page.remark(connect)
    comments = [node for node in walk(effect) if node.type == "comment"]
    if remark:
        comments.remove(needed(connect.next_sibling))
    lines = [page.text(node) for node in comments]
    if any(n.start_byte > connect.start_byte or not page.layout.starts_line(n.start_byte) for n in comments):
        raise CannotWrite
    if any("\n" in line for line in lines):
        raise CannotWrite
    return lines, remark


def _places(page: Page, effect: Node, state: State, last: int) -> tuple[Node, Node]:
    """The statement in whose place the hook is called, and the one that goes: none of them with a comment of its own.

    ``last`` is where the last of the options is declared.

    Raises:
        CannotWrite: both have comments, or the options are not there yet where the client is first spoken of.
    """
    statement = state.statement
    if last < statement.start_byte and comments_start(page, effect) == effect.start_byte and not page.remark(effect):
        return statement, effect
    if comments_start(page, statement) == statement.start_byte and not page.remark(statement):
        return effect, statement
    raise CannotWrite


# ---------------------------------------------------------------- what the effect does


def _kept(page: Page, remedy: LeaveToHook, found: shapes.Opening, life: shapes.Effect) -> Node:
    """The call that puts the client into a state, where the effect does nothing else but make it and connect it.

    Raises:
        CannotWrite: it does more.
    """
    inner, created = (
        needed(function_of(found.call)),
        needed(page.at(remedy.created, "call_expression", "new_expression")),
    )
    code = body_of(inner)
    if inner == life.function or code is None or code.type != "statement_block" or not is_async(inner):
        raise CannotWrite
    block = needed(life.block)
    start = needed(shapes.start_of(page, inner, block))
    started = needed(statement_of(start))
    if started.parent != block or unwrapped(parts(started)[0]) not in (start, start.parent):
        raise CannotWrite
    own = [n for n in parts(block) if n not in (started, shapes.top_statement(inner, block))]
    steps = [*(n for n in own if n.type != "return_statement"), *parts(code)]
    making = needed(statement_of(created))
    connect = needed(statement_of(found.call))
    if len(steps) != 3 or steps[:2] != [making, connect] or not _only_makes(page, making, created, found.handle):
        raise CannotWrite
    awaited = parts(connect)[0]
    if connect.type != "expression_statement" or awaited.type != "await_expression" or parts(awaited) != [found.call]:
        raise CannotWrite
    kept = parts(steps[2])[0] if steps[2].type == "expression_statement" else None
    callee, arguments = (field(kept, "function"), field(kept, "arguments")) if kept is not None else (None, None)
    if kept is None or callee is None or callee.type != "identifier" or arguments is None:
        raise CannotWrite
    if [page.text(each) for each in parts(arguments)] != [found.handle]:
        raise CannotWrite
    if remedy.created != span_of(created) or _is_shared_elsewhere(page, created):
        raise CannotWrite
    return kept


def _only_makes(page: Page, statement: Node, created: Node, handle: str) -> bool:
    """Whether a statement declares the client, and nothing else."""
    declarators = parts(statement)
    if statement.type != "lexical_declaration" or len(declarators) != 1:
        return False
    name, value = field(declarators[0], "name"), field(declarators[0], "value")
    return name is not None and page.text(name) == handle and value is not None and unwrapped(value) == created


def _is_shared_elsewhere(page: Page, created: Node) -> bool:
    """Whether a client that others share is asked for by other code of the file."""
    callee = field(created, "function")
    if callee is None:
        return False
    others = (field(node, "function") for node in walk(page.root) if node.type == "call_expression" and node != created)
    return any(other is not None and page.text(other) == page.text(callee) for other in others)


def _check_clean_up(page: Page, remedy: LeaveToHook, life: shapes.Effect, state: State) -> None:
    """See that what the effect returns does nothing but close the client and forget it.

    Raises:
        CannotWrite: it does more.
    """
    for returned in (n for n in parts(needed(life.block)) if n.type == "return_statement"):
        known = {remedy.release.name, "then", state.setter}
        for node in walk(returned):
            if node.type in ("assignment_expression", "augmented_assignment_expression", "update_expression"):
                raise CannotWrite
            if node.type == "call_expression":
                callee = needed(field(node, "function"))
                if page.text(field(callee, "property") or callee) not in known:
                    raise CannotWrite


# ---------------------------------------------------------------- the state


def _state(page: Page, effect: Node, kept: Node, body: Node) -> State:
    """The state that the client is put into: its component declares it in front of the effect.

    Raises:
        CannotWrite: it is none, or it begins with something.
    """
    setter = page.text(needed(field(kept, "function")))
    declarator = needed(names.declaration(page, effect, setter))
    pattern, value = needed(field(declarator, "name")), needed(field(declarator, "value"))
    statement, bound = needed(declarator.parent), parts(pattern)
    arguments = field(value, "arguments") if value.type == "call_expression" else None
    if statement.parent != body or len(parts(statement)) != 1 or statement.start_byte > effect.start_byte:
        raise CannotWrite
    if pattern.type != "array_pattern" or len(bound) != 2 or page.text(bound[1]) != setter or arguments is None:
        raise CannotWrite
    if any(page.text(each) not in EMPTY for each in parts(arguments)):
        raise CannotWrite
    return State(statement, page.text(bound[0]), setter)


def _check_uses(page: Page, component: Node, effect: Node, state: State, place: Node) -> None:
    """See that nobody else sets the state, and that what reads it stands behind the call of the hook.

    Raises:
        CannotWrite: the state is more than the client of the effect, or its absence is told by `undefined`.
    """
    around = (span_of(effect), span_of(state.statement))
    for use in names.uses(page, component):
        if page.text(use) not in (state.name, state.setter) or any(s.contains(span_of(use)) for s in around):
            continue
        outer = use.parent
        if page.text(use) == state.setter or use.start_byte < place.start_byte or outer is None:
            raise CannotWrite
        if outer.type == "binary_expression" and "undefined" in page.text(outer):
            raise CannotWrite


def _call(page: Page, place: Node, name: str, hook: str, options: list[str]) -> str:
    """The call of the hook, on one line where it fits."""
    indent, unit, end = page.layout.indent(place.start_byte), page.layout.unit, page.semicolon
    line = f"const {name} = {hook}({{ {', '.join(options)} }}){end}"
    if len(indent) + len(line) <= _WIDEST and "\n" not in line:
        return line
    inner = f"{indent}{unit}"
    lines = "".join("{}{},\n".format(inner, option.replace("\n", f"\n{inner}")) for option in options)
    return f"const {name} = {hook}({{\n{lines}{indent}}}){end}"
