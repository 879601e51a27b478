"""The top-level statements of a script without what cannot matter (see :mod:`hangup.frontends.excerpt`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from hangup.frontends.ecmascript.parse import Node, field, parts
from hangup.frontends.ecmascript.scopes import declaration
from hangup.frontends.excerpt import Part, idle
from hangup.names import SUPPRESSION

_WORD = re.compile(r"[\w$]+")
_DECLARATIONS = frozenset({"function_declaration", "generator_function_declaration", "class_declaration"})
_VARIABLES = frozenset({"lexical_declaration", "variable_declaration"})
_FUNCTIONS = frozenset({"arrow_function", "function_expression"})
_MEANING = frozenset({"import", "require", "eval", "with", "using", "window", "self", "global", "globalThis"})
"""Words that make code reach for more than it names, and those behind which things are closed."""
_KEYWORDS = frozenset({
    "as", "async", "await", "case", "catch", "const", "default", "delete", "else", "export", "extends", "false", "for",
    "from", "function", "if", "in", "instanceof", "let", "new", "null", "of", "return", "switch", "this", "throw",
    "true", "try", "type", "typeof", "undefined", "var", "while",
})  # fmt: skip


def without_idle(
    statements: Sequence[Node], data: bytes, telling: Collection[str] | None
) -> tuple[list[Node], tuple[str, ...]]:
    """The statements without idle declarations, and the names of these; all of them where nothing is said to tell."""
    if telling is None or SUPPRESSION in data:  # that may be meant for any of them
        return list(statements), ()
    listed = [_part(node, data) for node in statements]
    gone = {part.start: part.declares for part in idle(listed, {*telling, *_MEANING})}
    return [node for node in statements if node.start_byte not in gone], tuple(gone.values())


def _part(node: Node, data: bytes) -> Part:
    start, end = node.start_byte, node.end_byte
    words = frozenset(_WORD.findall(data[start:end].decode("utf-8", "replace")))
    name = _declared(node)
    if name is not None:
        return Part(start, end, words, data[name.start_byte : name.end_byte].decode("utf-8", "replace"))
    inner = declaration(node)
    plain = words - _KEYWORDS
    bound = [field(each, "name") for each in parts(inner)] if inner.type in _VARIABLES else []
    if not bound or not all(each is not None and each.type == "identifier" for each in bound):
        return Part(start, end, plain, binds=plain)
    names = (data[each.start_byte : each.end_byte] for each in bound if each is not None)
    return Part(start, end, plain, binds=frozenset(each.decode("utf-8", "replace") for each in names))


def _declared(node: Node) -> Node | None:
    """The name of the function or class that a statement declares, if that is all it does."""
    inner = declaration(node)
    if node.has_error or (node is not inner and any(child.type in ("default", "decorator") for child in node.children)):
        return None
    if inner.type in _DECLARATIONS:
        return None if any(child.type == "decorator" for child in inner.children) else field(inner, "name")
    declared = parts(inner) if inner.type in _VARIABLES else []
    value = field(declared[0], "value") if len(declared) == 1 else None
    name = field(declared[0], "name") if value is not None and value.type in _FUNCTIONS else None
    return name if name is not None and name.type == "identifier" else None
