"""Lowers a file that holds its scripts in markup to one program, with the listeners that its markup names."""

from __future__ import annotations

from hangup.frontends.ecmascript.blocks import enter_block, lower_statements
from hangup.frontends.ecmascript.context import Context, GivenName
from hangup.frontends.ecmascript.documents import Document, Listener, Script, without_templates
from hangup.frontends.ecmascript.functions import begin_function
from hangup.frontends.ecmascript.modules import PROPERTIES, hoist_imports
from hangup.frontends.ecmascript.parse import Node, parse_part, parts
from hangup.frontends.ecmascript.pieces import Piece, begin_file, end_file, lower_module, read_piece
from hangup.frontends.ecmascript.scopes import Scope, declare_block, declare_vars, flat
from hangup.ir.operations import Element, Entry, Value
from hangup.ir.program import Parameter, Program
from hangup.model import SourceFile, Span

INSTANCE = "instance"
"""The kind of the function that holds what runs for each instance of a component."""

_IMPORTS = frozenset({"import_statement", "import_alias"})
_VALUES = frozenset(
    {"identifier", "member_expression", "arrow_function", "function_expression", "subscript_expression"}
)
_MAX_LISTENERS = 400
"""Listeners that are looked at; more stand in generated markup."""


def lower_document(source: SourceFile, document: Document) -> Program:
    """Lower the scripts: what runs once becomes the module's code, what runs for each instance a function in it."""
    data = without_templates(source)
    pieces = [
        (script, read_piece(source.data, parse_part(data, script.code, script.grammar))) for script in document.scripts
    ]
    ctx = begin_file(source, [piece for _, piece in pieces])
    ctx.file.is_reactive = source.path.lower().endswith(".svelte")
    program = ctx.file.builder.program
    program.comments += document.comments
    program.statements += [listener.code for listener in document.listeners]
    instances: list[tuple[Script, Piece]] = []
    for script, piece in pieces:
        if script.part == "instance":
            hoisted = [node for node in piece.statements if node.type in _IMPORTS]
            declare_block(ctx, hoisted)
            hoist_imports(ctx, hoisted)
            instances.append((script, piece))
    for script, piece in pieces:
        if script.part == "module":
            _lower_once(ctx, script, piece)
    for script, piece in instances:
        _lower_instance(ctx, source, document, script, piece)
    if not instances:
        _listen(ctx, document.listeners)
    return end_file(ctx, source)


def _lower_once(ctx: Context, script: Script, piece: Piece) -> None:
    if not script.apart:
        lower_module(ctx, piece)
        return
    with ctx.scoped():
        lower_module(ctx, piece)


def _lower_instance(ctx: Context, source: SourceFile, document: Document, script: Script, piece: Piece) -> None:
    """A function of the component's name, which other files import as the default."""
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    inner = begin_function(ctx, GivenName(name, script.head), INSTANCE, script.code)
    inner.fb.function.is_async = _waits(piece.root)
    if ctx.file.is_reactive:
        given = inner.declare(PROPERTIES, "parameter", script.head)
        inner.fb.function.parameters = (Parameter(PROPERTIES, given),)
    nodes = [node for node in piece.statements if node.type not in _IMPORTS]
    declare_vars(inner, nodes)
    declare_block(inner, nodes)
    enter_block(inner, nodes)
    lower_statements(inner, nodes)
    _listen(inner, document.listeners)
    if inner.fb.is_reachable:
        inner.fb.return_(None, Span(script.code.end, script.code.end), implicit=True)
    cell = ctx.file.builder.cell(name, ctx.fb.function.id, "function", script.head)
    ctx.fb.store(cell, ctx.closure(inner.fb.function.id, script.code), script.head)
    ctx.file.export("default", cell)


def _waits(root: Node) -> bool:
    """Whether the code itself awaits something, outside of its functions."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "await_expression":
            return True
        if not (node.type.endswith(("function", "function_declaration", "method_definition"))):
            stack.extend(node.named_children)
    return False


# ---------------------------------------------------------------- what the markup calls


def _listen(ctx: Context, listeners: tuple[Listener, ...]) -> None:
    """An element with a listener for each that calls a function of the scripts."""
    names = _names(ctx)
    for listener in listeners[:_MAX_LISTENERS]:
        text = ctx.file.data[listener.code.start : listener.code.end].decode("utf-8", errors="replace")
        if not any(name in text for name in names):
            continue
        value = _value(ctx, listener, names)
        if value is not None:
            _element(ctx, listener, value)


def _element(ctx: Context, listener: Listener, value: Value) -> None:
    props = (Entry(listener.name, value),)
    ctx.make(lambda result: Element(result, None, "", props, (), listener.code))


def _names(ctx: Context) -> set[str]:
    """The names that are in scope."""
    found: set[str] = set()
    scope: Scope | None = ctx.scope
    while scope is not None:
        found |= scope.names.keys()
        scope = scope.parent
    return found


def _value(ctx: Context, listener: Listener, names: set[str]) -> Value | None:
    """The function that is called: named, written out, or made of the statements that stand there.

    None where the code calls nothing of the scripts, or is none.
    """
    tree = parse_part(ctx.file.data, listener.code, "typescript").tree
    nodes = flat(parts(tree.root_node))
    if not nodes or tree.root_node.has_error or not _mentions(ctx, tree.root_node, names):
        return None
    single = parts(nodes[0]) if len(nodes) == 1 and nodes[0].type == "expression_statement" else []
    if len(single) == 1 and single[0].type in _VALUES:
        return ctx.expression(single[0])
    inner = begin_function(ctx, GivenName(listener.name, listener.code), "arrow", listener.code)
    declare_vars(inner, nodes)
    enter_block(inner, nodes)
    lower_statements(inner, nodes)
    if inner.fb.is_reachable:
        inner.fb.return_(None, Span(listener.code.end, listener.code.end), implicit=True)
    return ctx.closure(inner.fb.function.id, listener.code)


def _mentions(ctx: Context, root: Node, names: set[str]) -> bool:
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "identifier" and ctx.text(node) in names:
            return True
        stack.extend(node.named_children)
    return False
