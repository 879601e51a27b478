"""JSX elements."""

from __future__ import annotations

from hangup.frontends.ecmascript.context import Context, expression
from hangup.frontends.ecmascript.names import give_name
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.ir.operations import Element, Entry, Value

_NESTED = frozenset({"jsx_element", "jsx_self_closing_element", "jsx_fragment"})


@expression("jsx_element", "jsx_self_closing_element", "jsx_fragment")
def lower_element(ctx: Context, node: Node) -> Value:
    """An element with its component, props and the values among its children."""
    head = node if node.type == "jsx_self_closing_element" else field(node, "open_tag") or node
    name_node = field(head, "name")
    name = "" if name_node is None else "".join(ctx.text(name_node).split())
    tag = _tag(ctx, name_node, name)
    props: list[Entry] = []
    for attribute in head.children_by_field_name("attribute"):
        props.extend(_attribute(ctx, attribute))
    children: list[Value] = []
    for child in node.named_children if head is not node else ():
        if child.type in _NESTED:
            children.append(ctx.expression(child))
        elif child.type == "jsx_expression":
            children.extend(_contained(ctx, child))
    return ctx.make(lambda result: Element(result, tag, name, tuple(props), tuple(children), span_of(node)))


def _tag(ctx: Context, node: Node | None, name: str) -> Value | None:
    """The component, or None for the elements of the page: lower-case names without a dot."""
    if node is None or node.type == "jsx_namespace_name" or ("." not in name and name[:1].islower()):
        return None
    head, *rest = name.split(".")
    value = ctx.read_name(head, span_of(node))
    for part in rest:
        value = ctx.get(value, part, span_of(node))
    return value


def _attribute(ctx: Context, node: Node) -> list[Entry]:
    if node.type == "jsx_expression":
        return [Entry(None, value, True) for value in _contained(ctx, node)]
    children = parts(node)
    if node.type != "jsx_attribute" or not children:
        return []
    name = ctx.text(children[0])
    if len(children) == 1:
        return [Entry(name, ctx.fb.const(True, span_of(node)))]
    value = children[1]
    if value.type == "string":
        return [Entry(name, ctx.fb.const(ctx.text(value)[1:-1], span_of(value)))]
    if value.type == "jsx_expression":
        give_name(ctx, next(iter(parts(value)), None), name, span_of(children[0]))
        return [Entry(name, each) for each in _contained(ctx, value)]
    return [Entry(name, ctx.expression(value))]


def _contained(ctx: Context, node: Node) -> list[Value]:
    """The value in braces; none for a comment."""
    found: list[Value] = []
    for child in parts(node):
        inner = next(iter(parts(child)), None) if child.type == "spread_element" else child
        found.append(ctx.expression(inner, child))
    return found


@expression("jsx_expression")
def lower_container(ctx: Context, node: Node) -> Value:
    """Braces where an error left them without their element."""
    values = _contained(ctx, node)
    return values[-1] if values else ctx.opaque((), span_of(node))


@expression("jsx_text")
def lower_text(ctx: Context, node: Node) -> Value:
    return ctx.fb.const(ctx.text(node), span_of(node))
