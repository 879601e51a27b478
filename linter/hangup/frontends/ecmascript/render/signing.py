"""The secret of a server's client: of one that the file has, or handed to one that has none."""

from __future__ import annotations

import re

from hangup.frontends.draft import Draft
from hangup.frontends.ecmascript.parse import Node, field, parts
from hangup.frontends.ecmascript.render import names, shapes
from hangup.frontends.ecmascript.render.page import Page, function_of, walk
from hangup.model.remedy import CreateOnServer

_PUBLIC = ("NEXT_PUBLIC_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "PUBLIC_", "VITE_")
"""What the names of settings begin with that every visitor may read."""
_SETTING = re.compile(r"(?P<owner>(?:[\w$]+\.)*)(?P<name>[A-Z][A-Z0-9_]*KEY)(?P<kind>!?|\s+as\s+string)")


def signed(page: Page, draft: Draft, remedy: CreateOnServer) -> bool:
    """Hand the secret to the client; False where its constructor cannot take one more argument."""
    if not remedy.secret:
        return True
    making = page.at(remedy.created, "call_expression", "new_expression") if remedy.created is not None else None
    arguments = field(making, "arguments") if making is not None else None
    given = parts(arguments) if arguments is not None else []
    if len(given) != 1 or remedy.secret != "1":
        return False
    draft.insert(given[0].end_byte, f", {_secret(page, making, given[0])}")
    return True


def _secret(page: Page, making: Node | None, key: Node) -> str:
    """The secret as another construction of the file has it, or called after the setting of the key."""
    for node in walk(page.root):
        arguments = field(node, "arguments") if node.type in ("call_expression", "new_expression") else None
        if arguments is None or node == making or len(parts(arguments)) < 2:
            continue
        if making is None or _class(page, node) != _class(page, making):
            continue
        if page.text(parts(arguments)[0]) == page.text(key) and function_of(node) is None:
            return page.text(parts(arguments)[1])
    known = _SETTING.fullmatch(page.text(key))
    if known is None:
        return "process.env.API_SECRET" + ("!" if page.is_typescript else "")
    name = known["name"]
    name = next((name.removeprefix(start) for start in _PUBLIC if name.startswith(start)), name)
    return f"{known['owner']}{name.removesuffix('KEY')}SECRET{known['kind']}"


def signer(page: Page, remedy: CreateOnServer, found: shapes.Opening, making: Node) -> str | None:
    """A variable that holds a client of the same class with the secret, where the connect stands."""
    kind = _class(page, making)
    for node in walk(page.root):
        name, value = (field(node, part) for part in ("name", "value"))
        if node.type != "variable_declarator" or name is None or value is None or name.type != "identifier":
            continue
        arguments = field(value, "arguments")
        if arguments is None or value == making or _class(page, value) != kind:
            continue
        is_seen = names.declaration(page, found.call, page.text(name)) == node and node.end_byte < found.call.start_byte
        if is_seen and remedy.secret.isdigit() and len(parts(arguments)) > int(remedy.secret):
            return page.text(name)
    return None


def _class(page: Page, making: Node) -> str:
    """The class of what a construction makes."""
    callee = field(making, "constructor") or field(making, "function")
    owner = field(callee, "object") if callee is not None and making.type == "call_expression" else callee
    return page.text(owner) if owner is not None else ""
