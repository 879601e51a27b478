"""Imports: a name that is there already, one more in a list, or a new line, in the order and style of the file."""

from __future__ import annotations

from collections.abc import Sequence

from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts, span_of
from hangup.frontends.ecmascript.render.names import taken, uses
from hangup.frontends.ecmascript.render.page import Page
from hangup.frontends.ecmascript.render.removal import remove
from hangup.model import Span
from hangup.model.remedy import Import


def imported(page: Page, draft: Draft, wanted: Import) -> str | None:
    """What a name is called in the file, imported where it is not yet; None where the name means something else."""
    statements = [node for node in page.root.named_children if node.type == "import_statement"]
    if not statements:
        return _required(page, draft, wanted)
    same = [s for s in statements if _source(page, s) == wanted.module and not _is_type_only(s)]
    for statement in same:
        known = _local(page, statement, wanted.name)
        if known is not None:
            return known
    if wanted.name in taken(page):
        return None
    for statement in same:
        if _extend(page, draft, statement, wanted.name):
            return wanted.name
    _add_line(page, draft, statements, wanted)
    return wanted.name


def imported_all(page: Page, draft: Draft, wanted: Sequence[Import], superfluous: str = "") -> list[str] | None:
    """What several names are called, imported together; None where one means something else.

    ``superfluous`` is a name that is not used any more, whose place they take in the list it is imported in.
    """
    statements = [node for node in page.root.named_children if node.type == "import_statement"]
    found = [_known(page, statements, each) for each in wanted]
    missing = [each for each, known in zip(wanted, found, strict=True) if not known]
    if statements and any(each.name in taken(page) for each in missing):
        return None
    place = (
        _specifier(page, statements, superfluous, missing)
        if missing and superfluous not in ("", *(w.name for w in wanted))
        else None
    )
    if place is not None:
        draft.replace(span_of(place), ", ".join(each.name for each in missing))
    elif statements and len({each.module for each in missing}) == 1 and not _same(page, statements, missing[0]):
        joined = ", ".join(sorted(each.name for each in missing))
        _add_line(page, draft, statements, Import(missing[0].module, joined))
    else:
        missing_names = [imported(page, draft, each) for each in missing]
        if None in missing_names:
            return None
    return [known or each.name for each, known in zip(wanted, found, strict=True)]


def disused(page: Page, draft: Draft, use: Node) -> None:
    """Take a name out of the list it is imported in, where a use that goes was the only one."""
    name = page.text(use)
    for statement in (node for node in page.root.named_children if node.type == "import_statement"):
        named = clause(statement, "named_imports")
        specifiers = parts(named) if named is not None else []
        place = next((i for i, each in enumerate(specifiers) if page.text(each) == name), None)
        if place is None or [u for u in uses(page, page.root, name) if u not in (use, *parts(specifiers[place]))]:
            continue
        if len(specifiers) == 1:
            if named is not None and clause(statement, "identifier") is None:
                remove(page, draft, statement)
            continue
        after = place + 1 < len(specifiers)
        start = specifiers[place].start_byte if after else specifiers[place - 1].end_byte
        draft.delete(Span(start, specifiers[place + 1].start_byte if after else specifiers[place].end_byte))


def _known(page: Page, statements: list[Node], wanted: Import) -> str:
    """What a name is called already, or an empty text."""
    return next((found for s in _same(page, statements, wanted) if (found := _local(page, s, wanted.name))), "")


def _same(page: Page, statements: list[Node], wanted: Import) -> list[Node]:
    """The statements that import values from the same module."""
    return [s for s in statements if _source(page, s) == wanted.module and not _is_type_only(s)]


def _specifier(page: Page, statements: list[Node], name: str, missing: Sequence[Import]) -> Node | None:
    """Where a name is imported, from the module of the missing ones."""
    for statement in _same(page, statements, missing[0]):
        named = clause(statement, "named_imports")
        for specifier in parts(named) if named is not None else ():
            if page.text(specifier) == name:
                return specifier
    return None


def _source(page: Page, statement: Node) -> str:
    source = field(statement, "source")
    return page.text(source)[1:-1] if source is not None else ""


def _is_type_only(statement: Node) -> bool:
    return any(child.type in ("type", "typeof") for child in statement.children)


def clause(statement: Node, kind: str) -> Node | None:
    """A part of what a statement imports: ``identifier`` (the default), ``namespace_import``, ``named_imports``."""
    clause = next((c for c in statement.named_children if c.type == "import_clause"), None)
    return next((c for c in clause.named_children if c.type == kind), None) if clause is not None else None


def _local(page: Page, statement: Node, name: str) -> str | None:
    """What a statement calls a name of its module."""
    named = clause(statement, "named_imports")
    for specifier in parts(named) if named is not None else ():
        own, alias = field(specifier, "name"), field(specifier, "alias")
        if own is not None and page.text(own) == name and not any(c.type == "type" for c in specifier.children):
            return page.text(alias if alias is not None else own)
    namespace = clause(statement, "namespace_import")
    whole = parts(namespace)[0] if namespace is not None else None
    return f"{page.text(whole)}.{name}" if whole is not None else None


def _extend(page: Page, draft: Draft, statement: Node, name: str) -> bool:
    """One more name in the braces of a statement, or braces behind its default import."""
    named, default = clause(statement, "named_imports"), clause(statement, "identifier")
    if named is None:
        if default is None:
            return False
        draft.insert(default.end_byte, f", {{ {name} }}")
        return True
    specifiers = parts(named)
    if not specifiers:
        return False
    values = [s for s in specifiers if not any(c.type == "type" for c in s.children)]
    specifiers = values if values and specifiers[: len(values)] == values else specifiers
    known = [page.text(s) for s in specifiers]
    index = _position(known, name)
    lines = page.layout.line_start(specifiers[0].start_byte) != page.layout.line_start(named.start_byte)
    gap = f",\n{page.layout.indent(specifiers[0].start_byte)}" if lines else ", "
    if index < len(specifiers):
        draft.insert(specifiers[index].start_byte, f"{name}{gap}")
    else:
        draft.insert(specifiers[-1].end_byte, f"{gap}{name}")
    return True


def _position(known: Sequence[str], name: str) -> int:
    """Where a name goes: by the alphabet where the others stand so, else behind them."""
    for key in (str, str.lower):
        keys = [key(word.removeprefix("type ")) for word in known]
        if len(known) > 1 and keys == sorted(keys):
            return next((index for index, word in enumerate(keys) if word > key(name)), len(known))
    return len(known)


def _add_line(page: Page, draft: Draft, statements: list[Node], wanted: Import) -> None:
    """A new import statement among the others: by the alphabet where packages stand so, else as the first."""
    sources = [_source(page, s) for s in statements]
    packages = [s for s in sources if not s.startswith((".", "@/", "~/"))]
    index = 0
    if packages == sorted(packages):
        index = next((i for i, s in enumerate(sources) if s not in packages or s > wanted.module), len(sources))
    quote = page.text(field(statements[0], "source") or statements[0])[-1]
    quote = quote if quote in "\"'" else "'"
    line = f"import {{ {wanted.name} }} from {quote}{wanted.module}{quote}{_end(page, statements)}"
    if index < len(statements):
        draft.insert(statements[index].start_byte, f"{line}\n{page.layout.indent(statements[index].start_byte)}")
    else:
        indent = page.layout.indent(statements[-1].start_byte)
        draft.insert(page.layout.line_end(statements[-1].end_byte), f"\n{indent}{line}")


def _end(page: Page, statements: list[Node]) -> str:
    ended = sum(page.text(s).endswith(";") for s in statements)
    return ";" if ended * 2 >= len(statements) else ""


def _required(page: Page, draft: Draft, wanted: Import) -> str | None:
    """A name of a module that is required, or of nobody: code that is pasted without its imports."""
    for declarator in (
        d for s in page.root.named_children for d in s.named_children if d.type == "variable_declarator"
    ):
        value, pattern = field(declarator, "value"), field(declarator, "name")
        callee = field(value, "function") if value is not None and value.type == "call_expression" else None
        if value is None or pattern is None or callee is None or page.text(callee) != "require":
            continue
        arguments = field(value, "arguments")
        sources = parts(arguments) if arguments is not None else []
        if len(sources) != 1 or page.text(sources[0])[1:-1] != wanted.module:
            continue
        if pattern.type == "identifier":
            return f"{page.text(pattern)}.{wanted.name}"
        known = {page.text(p): p for p in parts(pattern)}
        if wanted.name not in known and known:
            draft.insert(list(known.values())[-1].end_byte, f", {wanted.name}")
        return wanted.name
    return wanted.name
