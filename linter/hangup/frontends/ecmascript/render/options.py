"""The options of a library's hook, from the arguments of the calls that it makes superfluous."""

from __future__ import annotations

from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import Page, function_of, walk
from hangup.frontends.ecmascript.render.work import CannotWrite, needed
from hangup.model.remedy import LeaveToHook

EMPTY = ("null", "undefined")
_COMPUTED = frozenset({
    "call_expression", "new_expression", "await_expression", "arrow_function", "function_expression", "optional_chain",
    "this", "class", "yield_expression", "assignment_expression", "augmented_assignment_expression",
})  # fmt: skip
"""What may give another value, or fail, where it is evaluated on every render."""
_GLOBAL = frozenset({"process", "undefined"})


def given_to(page: Page, remedy: LeaveToHook, found: shapes.Opening) -> dict[str, Node]:
    """The arguments of the construction and of the connect that become options, by name.

    Raises:
        CannotWrite: an option is missing, or an argument is none.
    """
    calls = {"create": needed(page.at(remedy.created, "call_expression", "new_expression")), "acquire": found.call}
    values: dict[str, Node] = {}
    for kind, call in calls.items():
        arguments = field(call, "arguments")
        given = dict(enumerate(parts(arguments))) if arguments is not None else {}
        for option, place in remedy.options:
            where, _, index = place.partition(".")
            if where == kind:
                values[option] = needed(given.pop(int(index), None))
        if any(page.text(each) not in EMPTY for each in given.values()):
            raise CannotWrite
    return values


def check_options(page: Page, remedy: LeaveToHook, given: dict[str, Node], life: shapes.Effect, component: Node) -> int:
    """See that what becomes an option can be evaluated on every render; where the last thing it needs is declared.

    Raises:
        CannotWrite: it cannot.
    """
    inner = needed(function_of(needed(page.at(remedy.site))))
    local = names.declared_in(page, life.function) | names.declared_in(page, inner)
    known = names.declared_in(page, component) | _module_names(page) | _GLOBAL
    last = 0
    for option, value in given.items():
        if any(node.type in _COMPUTED for node in walk(value)) or value.type == "spread_element":
            raise CannotWrite
        for use in names.uses(page, value):
            name = page.text(use)
            if name in local or name not in known:
                raise CannotWrite
            declarator = names.declaration(page, life.call, name)
            if declarator is not None and span_of(component).contains(span_of(declarator)):
                if _is_read(use) or (use == value and option == remedy.user):
                    raise CannotWrite  # it need not be there on the first render
                last = max(last, declarator.start_byte)
    if last > life.call.start_byte:
        raise CannotWrite
    return last


def option_of(page: Page, name: str, value: Node) -> str:
    """An option as it is written, its lines without the indentation that they have."""
    text = page.text(value).replace("\r\n", "\n").replace(f"\n{page.layout.indent(value.start_byte)}", "\n")
    return name if text == name else f"{name}: {text}"


def _is_read(use: Node) -> bool:
    """Whether a property of a variable is read, or its properties are spread out."""
    outer = use.parent
    return outer is not None and outer.type in ("member_expression", "subscript_expression", "spread_element")


def _module_names(page: Page) -> set[str]:
    """What the module declares or imports."""
    found: set[str] = set()
    for statement in page.root.named_children:
        if statement.type == "import_statement":
            found |= {page.text(node) for node in walk(statement) if node.type == "identifier"}
        declared = field(statement, "declaration") or statement
        if declared.type in ("lexical_declaration", "variable_declaration"):
            patterns = (field(each, "name") for each in parts(declared))
            found |= {name for pattern in patterns if pattern is not None for name in names.bound(page, pattern)}
    return found
