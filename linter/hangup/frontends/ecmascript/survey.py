"""One walk over the whole tree for everything that needs no meaning: comments, statement spans, errors, depth."""

from __future__ import annotations

from hangup.frontends.ecmascript.dialect import Disposal
from hangup.frontends.ecmascript.parse import Node, span_of
from hangup.ir.program import Comment, SyntaxProblem
from hangup.model import Span
from hangup.records import dataclass, field

_SIMPLE = frozenset({
    "expression_statement", "lexical_declaration", "variable_declaration", "return_statement", "throw_statement",
    "break_statement", "continue_statement", "debugger_statement", "import_statement", "import_alias",
    "field_definition", "public_field_definition", "type_alias_declaration", "using_declaration",
})  # fmt: skip
_HEADS = {
    "if_statement": "consequence", "for_statement": "body", "for_in_statement": "body", "while_statement": "body",
    "do_statement": "body", "try_statement": "body", "catch_clause": "body", "finally_clause": "body",
    "switch_statement": "body", "with_statement": "body", "function_declaration": "body",
    "generator_function_declaration": "body", "class_declaration": "body", "abstract_class_declaration": "body",
    "method_definition": "body", "class_static_block": "body", "enum_declaration": "body", "internal_module": "body",
    "interface_declaration": "body", "switch_case": "body", "switch_default": "body",
}  # fmt: skip
_NOTED = _SIMPLE | _HEADS.keys() | {"export_statement", "comment"}
_SPINE = frozenset({
    "binary_expression", "member_expression", "subscript_expression", "call_expression", "non_null_expression",
    "union_type", "intersection_type",
})  # fmt: skip
_IN_PLACE = frozenset({"else_clause", "ternary_expression"})
_TYPES_ONLY = frozenset({
    "interface_declaration", "type_alias_declaration", "ambient_declaration", "type_annotation", "type_parameters",
    "type_arguments",
})  # fmt: skip
_CODE = frozenset({"call_expression", "new_expression", "arrow_function", "function_expression"})
"""What no type holds: where it stands in one, the parser took code for a part of the type."""
_STATEMENTS = frozenset({
    "import", "export", "const", "let", "var", "function", "class", "return", "if", "for", "while", "switch", "throw",
    "try",
})  # fmt: skip
"""Reserved words that begin statements: what the parser could not read of a type, or took for a member without a type,
and holds one is no type."""
_QUOTED = 40


@dataclass(slots=True)
class Survey:
    """What the walk finds, and the nesting at its deepest."""

    data: bytes
    using: dict[int, Disposal]
    comments: list[Comment] = field(default_factory=list[Comment])
    statements: list[Span] = field(default_factory=list[Span])
    problems: list[SyntaxProblem] = field(default_factory=list[SyntaxProblem])
    depth: int = 0
    deepest: Span = field(default_factory=lambda: Span(0, 0))
    _swallowing: dict[int, bool] = field(default_factory=dict[int, bool])

    def note(self, node: Node, kind: str) -> None:
        """Keep what a node of one of the kinds of :data:`_NOTED` tells."""
        if kind in _SIMPLE:
            self.statements.append(_simple(node, self.using))
        elif kind in _HEADS:
            self.statements.append(_head(node, _HEADS[kind], self.data))
        elif kind == "export_statement":
            if node.child_by_field_name("declaration") is None:
                self.statements.append(span_of(node))
        else:
            self.comments.append(_comment(node, self.data))

    def fault(self, node: Node, around: list[str]) -> None:
        """An error. Inside a type it hides no code, unless the type was never closed and holds what follows it."""
        if _TYPES_ONLY.isdisjoint(around) or self._swallows(node):
            self.problems.append(_problem(node, self.data))

    def _swallows(self, node: Node) -> bool:
        """Whether the outermost type around a node holds code."""
        outermost, parent = node, node.parent
        while parent is not None:
            if parent.type in _TYPES_ONLY:
                outermost = parent
            parent = parent.parent
        if outermost.start_byte not in self._swallowing:
            self._swallowing[outermost.start_byte] = _holds_code(outermost, self.data)
        return self._swallowing[outermost.start_byte]


def survey(root: Node, data: bytes, using: dict[int, Disposal]) -> Survey:
    """Walk the tree once, without recursion."""
    found = Survey(data, using)
    cursor = root.walk()
    depth = fault_end = 0
    kinds: list[str] = [""]
    weights: list[int] = []
    is_first = True
    while (node := cursor.node) is not None:
        kind = node.type
        if kind in _NOTED:
            found.note(node, kind)
        elif (kind == "ERROR" or node.is_missing) and node.start_byte >= fault_end:
            fault_end = max(node.end_byte, node.start_byte + 1)
            found.fault(node, kinds)
        if cursor.goto_first_child():
            weights.append(_weight(kind, kinds[-1], is_first))
            kinds.append(kind)
            depth += weights[-1]
            if depth > found.depth:
                found.depth, found.deepest = depth, Span(node.start_byte, min(node.end_byte, node.start_byte + 1))
            is_first = True
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return found
            kinds.pop()
            depth -= weights.pop()
        is_first = False
    return found


def _holds_code(node: Node, data: bytes) -> bool:
    stack = [node]
    while stack:
        node = stack.pop()
        loose = node.type == "ERROR" or (node.type == "property_signature" and node.child_count == 1)
        if node.type in _CODE or (loose and any(_begins_statement(each, data) for each in node.children)):
            return True
        stack.extend(node.named_children)
    return False


def _begins_statement(node: Node, data: bytes) -> bool:
    named = node.type in ("identifier", "property_identifier")
    word = data[node.start_byte : node.end_byte].decode("ascii", "replace") if named else node.type
    return word in _STATEMENTS


def _weight(kind: str, parent: str, is_first: bool) -> int:
    """Whether a node deepens the recursion of the lowering. The left spine of a chain does not."""
    if kind in _SPINE and parent in _SPINE and is_first:
        return 0
    if kind in _IN_PLACE and parent in {kind, "if_statement"}:
        return 0
    return 0 if kind == "if_statement" and parent == "else_clause" else 1


def _simple(node: Node, using: dict[int, Disposal]) -> Span:
    disposal = using.get(node.start_byte)
    return span_of(node) if disposal is None else Span(disposal.start, node.end_byte)


def _head(node: Node, name: str, data: bytes) -> Span:
    """From the first word up to the body."""
    body = node.child_by_field_name(name)
    if body is None:
        return span_of(node)
    head = data[node.start_byte : body.start_byte].rstrip()
    return Span(node.start_byte, node.start_byte + len(head))


def _comment(node: Node, data: bytes) -> Comment:
    raw = data[node.start_byte : node.end_byte]
    body = raw[2:-2] if raw.startswith(b"/*") and raw.endswith(b"*/") and len(raw) >= 4 else raw[2:]
    return Comment(span_of(node), body.decode("utf-8", errors="replace"))


def _problem(node: Node, data: bytes) -> SyntaxProblem:
    if node.is_missing:
        return SyntaxProblem(span_of(node), f"expected {_described(node.type)} here")
    text = data[node.start_byte : node.end_byte].decode("utf-8", errors="replace")
    line = text.strip().split("\n", 1)[0].strip()
    shown = line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"
    return SyntaxProblem(span_of(node), f"cannot make sense of `{shown}`" if shown else "unexpected end of the code")


def _described(kind: str) -> str:
    return kind.replace("_", " ") if kind[:1].isalpha() else f"`{kind}`"
