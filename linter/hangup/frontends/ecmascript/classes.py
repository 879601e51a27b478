"""Classes: bases, members, decorators, and the order things are made in."""

from __future__ import annotations

from collections.abc import Callable

from hangup.frontends.ecmascript.constructors import InstanceField, lower_constructor, synthesise_constructor
from hangup.frontends.ecmascript.context import Context, GivenName, expression, statement
from hangup.frontends.ecmascript.fields import declared_fields, field_name, is_field
from hangup.frontends.ecmascript.functions import lower_method
from hangup.frontends.ecmascript.names import computed_key, give_name, property_name
from hangup.frontends.ecmascript.parse import Node, has_token, parts, span_of
from hangup.frontends.ecmascript.parse import field as field_of
from hangup.ir.operations import Argument, Call, Entry, MakeClass, SetAttr, SetItem, Value
from hangup.ir.program import Class, setter_name
from hangup.records import dataclass, field


@dataclass(slots=True)
class _Members:
    """The members of a class body by what becomes of them."""

    methods: list[tuple[Node, list[Node]]] = field(default_factory=list[tuple[Node, list[Node]]])
    instance: list[InstanceField] = field(default_factory=list[InstanceField])
    static: list[Node] = field(default_factory=list[Node])
    constructor: Node | None = None


@expression("class", "class_declaration", "abstract_class_declaration")
def lower_class_expression(ctx: Context, node: Node) -> Value:
    """A class expression sees its own name."""
    name = field_of(node, "name")
    with ctx.scoped():
        cell = None if name is None else ctx.declare(ctx.text(name), "class", span_of(name))

        def keep(value: Value) -> None:
            if cell is not None and name is not None:
                ctx.fb.store(cell, value, span_of(name))

        return _lower_class(ctx, node, keep, [])


@statement("class_declaration", "abstract_class_declaration")
def lower_class_declaration(ctx: Context, node: Node) -> None:
    declare_class(ctx, node, [])


def declare_class(ctx: Context, node: Node, decorators: list[Node]) -> Value:
    """A class declaration with the decorators that stand before ``export``."""
    name = field_of(node, "name")

    def keep(value: Value) -> None:
        if name is not None:
            ctx.extensible(name, value)

    return _lower_class(ctx, node, keep, decorators)


def _lower_class(ctx: Context, node: Node, keep: Callable[[Value], None], outer: list[Node]) -> Value:
    given, span = _class_name(ctx, node), span_of(node)
    decorators = [ctx.expression(next(iter(parts(each)), None), each) for each in [*outer, *_own_decorators(node)]]
    names, bases = _bases(ctx, node)
    made = ctx.file.builder.class_(given.name, ctx.fb.function.id, names, span, given.span)
    members = _sort(ctx, field_of(node, "body"))
    made.fields = declared_fields(ctx, field_of(node, "body"))
    entries = _entries(ctx, node, made, members, is_derived=bool(bases))
    value = ctx.make(lambda result: MakeClass(result, made.id, bases, entries, span))
    for decorator in reversed(decorators):
        value = _decorate(ctx, decorator, value, node)
    keep(value)
    if members.static:
        _run_static(ctx, made, members.static, value)
    return value


def _class_name(ctx: Context, node: Node) -> GivenName:
    name = field_of(node, "name")
    given = ctx.file.given.pop(node.id, None)
    if name is not None:
        return GivenName(ctx.text(name), span_of(name))
    head = span_of(node.children[0]) if node.children else span_of(node)
    return given or GivenName("", head)


def _own_decorators(node: Node) -> list[Node]:
    return [child for child in node.children if child.type == "decorator"]


def _bases(ctx: Context, node: Node) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    """The dotted name (empty for a computed one) and the value of each base."""
    bases: list[Node] = []
    for heritage in parts(node):
        if heritage.type != "class_heritage":
            continue
        for clause in parts(heritage):
            if clause.type == "extends_clause":
                bases.extend(clause.children_by_field_name("value"))
            elif clause.type != "implements_clause":
                bases.append(clause)
    bases = [base for base in bases if base.type not in {"comment", "type_arguments"}]
    plain = {"identifier", "member_expression"}
    names = [("".join(ctx.text(base).split()) if base.type in plain else "") for base in bases]
    return tuple(names), tuple([ctx.expression(base) for base in bases])


def _sort(ctx: Context, body: Node | None) -> _Members:
    """TypeScript's grammar puts the decorators of a method before it, JavaScript's inside."""
    members = _Members()
    waiting: list[Node] = []
    for child in parts(body) if body is not None else ():
        if child.type == "decorator":
            waiting.append(child)
            continue
        decorators, waiting = [*waiting, *_own_decorators(child)], []
        if child.type == "method_definition":
            name = property_name(ctx, field_of(child, "name"))
            if name == "constructor" and not has_token(child, "static"):
                members.constructor = child
            elif field_of(child, "body") is not None:
                members.methods.append((child, decorators))
        elif child.type == "class_static_block":
            members.static.append(child)
        elif is_field(child) and not has_token(child, "declare", "abstract"):
            if has_token(child, "static"):
                members.static.append(child)
            elif field_of(child, "value") is not None or decorators:
                members.instance.append(InstanceField(child, tuple(decorators)))
    return members


def _entries(ctx: Context, node: Node, made: Class, members: _Members, *, is_derived: bool) -> tuple[Entry, ...]:
    """The constructor, the methods and the accessors."""
    entries: list[Entry] = []
    if members.constructor is not None:
        value = lower_constructor(ctx, members.constructor, made, members.instance, is_derived=is_derived)
        entries.append(Entry("constructor", value))
    elif members.instance:
        value = synthesise_constructor(ctx, node, made, members.instance, is_derived=is_derived)
        entries.append(Entry("constructor", value))
    for method, decorators in members.methods:
        name = field_of(method, "name")
        key = computed_key(name)
        text = property_name(ctx, name)
        if key is not None and text is None:
            ctx.expression(key)
        applied = [ctx.expression(next(iter(parts(each)), None), each) for each in decorators]
        binding = "static" if has_token(method, "static") else "instance"
        value = lower_method(ctx, method, class_id=made.id, binding=binding)
        for decorator in reversed(applied):
            value = _decorate(ctx, decorator, value, method)
        entries.append(Entry(setter_name(text) if text and has_token(method, "set") else text, value))
    return tuple(entries)


def _decorate(ctx: Context, decorator: Value, value: Value, node: Node) -> Value:
    args = (Argument(value),)
    return ctx.make(lambda result: Call(result, decorator, args, "decorator", (), span_of(node)))


def _run_static(ctx: Context, made: Class, members: list[Node], value: Value) -> None:
    """Static fields and blocks run once the class exists; ``this`` in them is the class."""
    with ctx.scoped() as scope:
        this = scope.names["this"] = ctx.fb.cell("this", "this", made.name_span)
        ctx.fb.store(this, value, made.name_span)
        for member in members:
            if member.type == "class_static_block":
                body = field_of(member, "body")
                if body is not None:
                    ctx.statement(body)
                continue
            _static_field(ctx, member, made, value)


def _static_field(ctx: Context, node: Node, made: Class, owner: Value) -> None:
    name, initial = field_name(node), field_of(node, "value")
    text = property_name(ctx, name)
    key = None if text is not None else ctx.expression(computed_key(name), node)
    if initial is None:
        return
    if text is not None and name is not None:
        give_name(ctx, initial, text, span_of(name), class_id=made.id, binding="static")
    value = ctx.expression(initial)
    if text is not None:
        ctx.fb.emit(SetAttr(owner, text, value, span_of(node)))
    elif key is not None:
        ctx.fb.emit(SetItem(owner, key, value, span_of(node)))
