"""Reads JSON with comments and trailing commas, as configurations of TypeScript are written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import cast

from hangup.project.read import read

# not compiled until there is a manifest to read
_TOKEN = r'(?s:"(?:[^"\\\n]++|\\.)*+"?+|//[^\n]*+|/\*.*?(?:\*/|\Z)|,(?=(?:\s|//[^\n]*+|/\*.*?\*/)*+[}\]]))'
_LONGEST = 1 << 20


def read_table(place: str) -> Mapping[str, object] | None:
    """The object a file holds; None where there is no such file, or nothing that can be read."""
    try:
        data = read(place, _LONGEST)
    except (OSError, ValueError):  # a name with a null byte in it is no name
        return None
    return parse_table(data) if len(data) <= _LONGEST else None


def parse_table(data: bytes) -> Mapping[str, object] | None:
    """The object a text holds, or None."""
    text = data.decode("utf-8-sig", "replace")
    plain = re.sub(_TOKEN, lambda found: found[0] if found[0].startswith('"') else " ", text)
    try:
        content: object = json.loads(plain)
    except (ValueError, RecursionError):
        return None
    return cast("Mapping[str, object]", content) if isinstance(content, dict) else None


def table(value: object) -> Mapping[str, object]:
    """The value where it is an object, else an empty one."""
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The items of a list, or none."""
    return cast("list[object]", value) if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """A text, or the texts of a list."""
    if isinstance(value, str):
        return [value]
    return [item for item in items(value) if isinstance(item, str)]
