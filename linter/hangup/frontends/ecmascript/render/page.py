"""A file to be edited: its tree, and the questions that every remedy asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from hangup.frontends.draft import Draft, Layout
from hangup.frontends.ecmascript.parse import Node, Parsed, field, parse, parse_part, parts, span_of
from hangup.model import SourceFile, Span
from hangup.names import is_document

FUNCTIONS = frozenset({
    "arrow_function", "function_expression", "function_declaration", "generator_function",
    "generator_function_declaration", "method_definition",
})  # fmt: skip
WRAPPERS = frozenset({
    "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression",
})  # fmt: skip
STATEMENTS = frozenset({
    "expression_statement", "lexical_declaration", "variable_declaration", "return_statement", "throw_statement",
    "if_statement", "for_statement", "for_in_statement", "while_statement", "do_statement", "try_statement",
    "switch_statement", "function_declaration", "class_declaration", "labeled_statement", "export_statement",
    "import_statement", "break_statement", "continue_statement", "statement_block", "empty_statement",
})  # fmt: skip
SPOKEN = frozenset({"identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"})


class Page:
    """The tree and the layout of one file, or of the script in it that holds a place."""

    def __init__(self, source: SourceFile, place: Span) -> None:
        self.source = source
        self.parsed = _parse_around(source, place)
        self.root = self.parsed.tree.root_node
        self.layout = Layout(source.data)

    def draft(self) -> Draft:
        """Edits of this file, none so far."""
        return Draft(self.source, self.layout)

    @cached_property
    def is_typescript(self) -> bool:
        is_script = is_document(self.source.path) and self.parsed.grammar != "javascript"
        return is_script or self.source.path.lower().endswith((".ts", ".tsx", ".mts", ".cts"))

    @cached_property
    def semicolon(self) -> str:
        """What the file's statements end with."""
        statements = [n for n in walk(self.root) if n.type in ("expression_statement", "lexical_declaration")]
        ended = sum(self.text(node).endswith(";") for node in statements)
        return ";" if ended * 2 >= len(statements) else ""

    def text(self, node: Node | Span) -> str:
        """The text of a node or span, with line ends as in the file."""
        span = node if isinstance(node, Span) else span_of(node)
        return self.source.data[span.start : span.end].decode("utf-8")

    def remark(self, statement: Node) -> str:
        """The comment behind a statement on its line, with a space in front of it, or an empty text."""
        after = statement.next_sibling
        if after is None or after.type != "comment" or after.start_point.row != statement.end_point.row:
            return ""
        return f" {self.text(after)}"

    def at(self, span: Span, *types: str) -> Node | None:
        """The outermost node that covers exactly a span, of one of the types where some are given."""
        node = self.root.descendant_for_byte_range(span.start, max(span.end - 1, span.start))
        found: Node | None = None
        while node is not None and span.start <= node.start_byte and node.end_byte <= span.end:
            if span_of(node) == span and (not types or node.type in types):
                found = node
            node = node.parent
        if node is not None and found is None and span_of(node) == span and (not types or node.type in types):
            return node
        return found


def _parse_around(source: SourceFile, place: Span) -> Parsed:
    """The tree of a file, or of its script around a place."""
    if not is_document(source.path):
        return parse(source)
    from hangup.frontends.ecmascript.documents import read_document, without_templates

    scripts = [script for script in read_document(source).scripts if script.code.contains(place)]
    code, grammar = (scripts[0].code, scripts[0].grammar) if scripts else (Span(0, 0), "javascript")
    return parse_part(without_templates(source), code, grammar)


def walk(node: Node) -> Iterator[Node]:
    """A node and everything in it, in order of position."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(current.children))


def own(function: Node) -> Iterator[Node]:
    """Everything in a function that is not in a function inside it."""
    pending = list(reversed(function.children))
    while pending:
        current = pending.pop()
        yield current
        if current.type not in FUNCTIONS:
            pending.extend(reversed(current.children))


def ancestors(node: Node) -> Iterator[Node]:
    """What a node is in, from the inside out."""
    current = node.parent
    while current is not None:
        yield current
        current = current.parent


def function_of(node: Node) -> Node | None:
    """The innermost function around a node."""
    return next((n for n in ancestors(node) if n.type in FUNCTIONS), None)


def statement_of(node: Node) -> Node | None:
    """The innermost statement a node is in, or is."""
    current: Node | None = node
    while current is not None and not (current.type in STATEMENTS and current.type != "statement_block"):
        if current.type in FUNCTIONS:
            return None
        current = current.parent
    return current


def is_async(function: Node) -> bool:
    """Whether a function is marked ``async``."""
    return any(child.type == "async" for child in function.children)


def body_of(function: Node) -> Node | None:
    """The body: a block, or the expression of an arrow function."""
    return field(function, "body")


def statements(block: Node) -> list[Node]:
    """The statements of a block without comments."""
    return parts(block)


def unwrapped(node: Node) -> Node:
    """An expression without parentheses and type assertions around it."""
    while node.type in WRAPPERS:
        inner = parts(node)
        if not inner:
            return node
        node = inner[0]
    return node


def has_long_text(node: Node) -> bool:
    """Whether a template goes over several lines, which must not be indented."""
    return any(n.type == "template_string" and n.start_point.row != n.end_point.row for n in walk(node))


def in_front(page: Page, statement: Node, code: str) -> str:
    """A statement, without its end, as it is written in front of another one: on a line above, or on the same."""
    if page.layout.starts_line(statement.start_byte):
        return f"{code}{page.semicolon}\n{page.layout.indent(statement.start_byte)}"
    return f"{code}; "


def comments_start(page: Page, target: Node) -> int:
    """Where a statement begins, with the comments right above it."""
    start = target.start_byte
    previous = target.prev_sibling
    while (
        previous is not None
        and previous.type == "comment"
        and page.layout.line_start(start) == page.layout.next_line(previous.end_byte)
    ):
        if not page.layout.starts_line(previous.start_byte):
            break
        start = previous.start_byte
        previous = previous.prev_sibling
    return start
