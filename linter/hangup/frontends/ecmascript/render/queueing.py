"""A client that a module shares is connected and closed in turn: in a chain of promises none overtakes another."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, span_of
from hangup.frontends.ecmascript.render import names
from hangup.frontends.ecmascript.render.closing import clean_up, given_by, voids
from hangup.frontends.ecmascript.render.page import Page, statement_of, walk
from hangup.frontends.ecmascript.render.work import CannotWrite, Work, needed
from hangup.model import Span


def in_turn(work: Work) -> None:
    """Put the connect and the release of a module's client into its queue.

    Raises:
        CannotWrite: the client is not one of the module.
    """
    page = work.page
    home = _home(page, work.call, work.handle)
    if home is None or not work.method or work.registering is not None:
        raise CannotWrite
    turn = _declare(work, home)
    if work.ended:
        statement = needed(statement_of(work.call))
        if needed(statement.parent).type != "statement_block":
            raise CannotWrite
        indent = page.layout.indent(statement.start_byte)
        guard = f"if ({work.ended}) return{work.semicolon}\n{indent}"
        work.draft.insert(statement.start_byte, work.in_front(statement, guard))
    _take_turn(work, turn)
    void = "void " if voids(work) else ""
    release = f"{turn}(() => {work.handle}.{work.remedy.release.name}())"
    work.release_call = release
    clean_up(work, [*work.flag_lines, f"{void}{release}{work.semicolon}"])
    work.declare()


def asked_for_in_turn(work: Work) -> None:
    """Put the connect and the release of a shared client, which the effect asks for, into a queue of the module.

    An inner function that connects leaves behind another one that closes.

    Raises:
        CannotWrite: the effect does not ask for a shared client, or connects in a shape that is not known.
    """
    page, statement = work.page, needed(statement_of(work.call))
    declarator = names.declaration(page, work.call, work.handle) if "." not in work.handle else None
    asked = field(declarator, "value") if declarator is not None else None
    imports = [node for node in page.root.named_children if node.type == "import_statement"]
    if not work.remedy.fresh or asked is None or asked.type != "call_expression" or not imports or not work.method:
        raise CannotWrite
    if work.registering is not None or needed(statement.parent).type != "statement_block":
        raise CannotWrite
    if not span_of(work.block if work.is_direct else work.outermost()).contains(span_of(asked)):
        raise CannotWrite
    turn = _declare(work, imports[-1])
    _take_turn(work, turn)
    release = f"{turn}(() => {work.handle}.{work.remedy.release.name}())"
    work.release_call = release if work.is_direct else _left_behind(work, statement, release)
    void = "void " if voids(work) else ""
    clean_up(work, [*work.flag_lines, f"{void}{work.release_call}{work.semicolon}"])
    work.declare()


def _left_behind(work: Work, statement: Node, release: str) -> str:
    """Set a variable of the effect to a function that releases, in front of a statement. The call of that."""
    page = work.page
    name = names.fresh_name(page, "close", f"close{work.handle[:1].upper()}{work.handle[1:]}")
    kind = f": (() => {given_by(work)}) | undefined" if page.is_typescript else ""
    work.declarations.append(f"let {name}{kind}{work.semicolon}")
    indent = page.layout.indent(statement.start_byte)
    guard = f"if ({work.ended}) return{work.semicolon}\n{indent}" if work.ended else ""
    text = f"{guard}{name} = () => {release}{work.semicolon}\n{indent}"
    work.draft.insert(statement.start_byte, work.in_front(statement, text))
    return f"{name}?.()"


def _declare(work: Work, home: Node) -> str:
    """Declare a queue behind a statement of the module. The name of the function that puts a task into it."""
    page = work.page
    queue = names.fresh_name(page, "queue", "turns", "chain")
    turn = names.fresh_name(page, "inTurn", "takeTurn", "enqueue")
    end = page.layout.line_end(home.end_byte)
    following = page.layout.next_line(end)
    is_apart = not page.source.data[following : page.layout.line_end(following)].strip()
    work.draft.insert(end, _declared(page, queue, turn) + ("" if is_apart else "\n"))
    return turn


def _take_turn(work: Work, turn: str) -> None:
    """Hand the call that connects to the queue; one of several lines begins on a line of its own."""
    page, call, draft = work.page, work.call, work.draft
    if call.start_point.row == call.end_point.row or _goes_up(work) is not None:
        draft.insert(call.start_byte, f"{turn}(() => ")
        draft.insert(call.end_byte, ")")
        _on_one_line(work)
        return
    indent, unit = page.layout.indent(call.start_byte), page.layout.unit
    texts = tuple(span_of(node) for node in walk(call) if node.type == "template_string")
    draft.insert(call.start_byte, f"{turn}(() =>\n{indent}{unit}")
    draft.indent_lines(call.start_byte, call.end_byte, unit, texts)
    arguments = needed(field(call, "arguments"))
    comma = "," if page.text(arguments).removesuffix(")").rstrip().endswith(",") else ""
    draft.insert(call.end_byte, f"{comma}\n{indent})")


def _on_one_line(work: Work) -> None:
    """A method that stands on a line of its own goes up to its client, to which nothing else is chained now."""
    between = _goes_up(work)
    if between is not None:
        work.draft.replace(between, work.page.text(between).strip())


def _goes_up(work: Work) -> Span | None:
    """What stands between a client and a method on a line of its own."""
    callee = needed(field(work.call, "function"))
    target, name = field(callee, "object"), field(callee, "property")
    if target is None or name is None:
        return None
    between = Span(target.end_byte, name.start_byte)
    text = work.page.text(between)
    return between if text.strip() in (".", "?.") and "\n" in text else None


def _home(page: Page, call: Node, handle: str) -> Node | None:
    """The statement of the module that declares or imports a client."""
    if "." in handle:
        return None
    declarator = names.declaration(page, call, handle)
    if declarator is not None:
        statement = declarator.parent
        while statement is not None and statement.parent != page.root:
            outer = statement.parent
            if outer is None or outer.type != "export_statement":
                return None
            statement = outer
        value = field(declarator, "value")
        return statement if value is not None and value.type in ("new_expression", "call_expression") else None
    imports = [node for node in page.root.named_children if node.type == "import_statement"]
    if any(handle in names.bound(page, node) and not _is_local(page, call, handle) for node in imports):
        return imports[-1]
    return None


def _is_local(page: Page, call: Node, name: str) -> bool:
    """Whether a parameter on the way to the module has the name."""
    node = call.parent
    while node is not None:
        if field(node, "parameters") is not None and name in names.parameters(page, node):
            return True
        node = node.parent
    return False


def _declared(page: Page, queue: str, turn: str) -> str:
    """The queue and the function that puts a task into it."""
    end, unit = page.semicolon, page.layout.unit
    if not page.is_typescript:
        first = f"\n\nlet {queue} = Promise.resolve(){end}\n"
        return f"{first}const {turn} = (task) => ({queue} = {queue}.then(task, task)){end}"
    return (
        f"\n\nlet {queue}: Promise<unknown> = Promise.resolve(){end}\n"
        f"function {turn}<T>(task: () => Promise<T>): Promise<T> {{\n"
        f"{unit}const turn = {queue}.then(task, task){end}\n{unit}{queue} = turn{end}\n{unit}return turn{end}\n}}"
    )
