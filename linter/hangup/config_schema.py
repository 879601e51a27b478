"""The configuration as JSON Schema: what editors check and complete ``hangup.toml`` and ``pyproject.toml`` with."""

from __future__ import annotations

from typing import Any

from hangup.config import DESCRIPTIONS, EXTEND, EXTEND_DOC, KEYS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES = ("hangup.toml", "pyproject.toml")


def config_schema(file: str = FILES[0]) -> dict[str, Any]:
    """The schema of one of :data:`FILES`. Of a ``pyproject.toml`` it speaks for ``[tool.hangup]`` and nothing else."""
    from hangup.catalogue.json_schema import definitions

    lists, components = definitions()
    properties: dict[str, Any] = {key: {**entry.schema, "description": entry.doc} for key, entry in KEYS.items()}
    properties |= {key: {**lists[key], "description": doc} for key, doc in DESCRIPTIONS.items()}
    properties[EXTEND] = {"type": "string", "description": EXTEND_DOC}
    table = {"type": "object", "properties": properties, "additionalProperties": False}
    if file == FILES[1]:
        table = {"properties": {"tool": {"properties": {"hangup": table}}}}
    return {"$schema": DIALECT, "title": f"hangup: {file}", **table, "$defs": components}
