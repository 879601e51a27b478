"""Descriptions as JSON Schema, for editors: the tables of the schema with what their docstrings say."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from typing import Any

import msgspec

from hangup.catalogue import schema as shapes
from hangup.catalogue.patterns import ID
from hangup.catalogue.schema import Framework, Sdk, key_of
from hangup.catalogue.structs import struct_of

REFERENCE = "#/$defs/{name}"


def definitions() -> tuple[dict[str, Any], dict[str, Any]]:
    """What a list of SDKs and one of frameworks must look like by key, and the definitions they refer to."""
    refs, components = msgspec.json.schema_components((struct_of(Sdk), struct_of(Framework)), ref_template=REFERENCE)
    documentation = _documentation()
    for name, component in components.items():
        component["description"] = _plain(component.get("description", ""))
        for key, described in component["properties"].items():
            described["description"] = documentation[name].get(key, "")
    for name in ("Sdk", "Framework"):
        components[name]["properties"]["id"]["pattern"] = f"^{ID}$"
    components["Sdk"] |= {
        "if": {"required": ["extend"], "properties": {"extend": {"const": True}}},
        "else": {"required": ["packages"]},
    }
    sdk, framework = ({"type": "array", "items": ref} for ref in refs)
    return {"sdk": sdk, "framework": framework}, components


def _documentation() -> dict[str, dict[str, str]]:
    """The text below each field of each table, by table and key."""
    tree = ast.parse("\n".join(inspect.getsource(module) for module in shapes.MODULES))
    names = {
        statement.targets[0].id: text
        for statement, text in _documented(tree.body)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
    }
    found: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = {}
            for statement in node.body:
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.annotation, ast.Name):
                    found[node.name][_key(statement)] = names.get(statement.annotation.id, "")
            for statement, text in _documented(node.body):
                if isinstance(statement, ast.AnnAssign):
                    found[node.name][_key(statement)] = text
    return {name: {key: text for key, text in fields.items() if text} for name, fields in found.items()}


def _documented(body: list[ast.stmt]) -> list[tuple[ast.stmt, str]]:
    """Statements that a text follows, with the text as one paragraph."""
    return [
        (statement, _plain(following.value.value))
        for statement, following in pairwise(body)
        if isinstance(following, ast.Expr)
        and isinstance(following.value, ast.Constant)
        and isinstance(following.value.value, str)
    ]


def _plain(text: str) -> str:
    """A docstring as one paragraph of Markdown."""
    return " ".join(text.split()).replace("``", "`")


def _key(statement: ast.AnnAssign) -> str:
    return key_of(statement.target.id) if isinstance(statement.target, ast.Name) else ""
