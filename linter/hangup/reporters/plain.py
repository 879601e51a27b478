"""Text of others made fit for documents that programs read: JSON and XML have characters that they cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, cast

from hangup.reporters.screen import clean

_SURROGATE = re.compile("[\ud800-\udfff]+")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dumps(value: Any, indent: int | None = 2) -> str:
    """JSON in pure ASCII. Halves of surrogate pairs become U+FFFD: strict readers refuse them."""
    return json.dumps(_whole(value), indent=indent)


def xml_text(text: str) -> str:
    """Text for an XML document: what :func:`clean` escapes stays visible, what else XML forbids is left out."""
    return _NO_XML.sub("", clean(text))


def readable(path: str) -> str:
    """A path as text: bytes that are no UTF-8 become U+FFFD."""
    return _SURROGATE.sub(_replaced, path)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in cast("Iterable[Any]", value)]
    return value


def _replaced(found: re.Match[str]) -> str:
    try:
        return found[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half of a pair from the text of a program, no byte of a name
        return "\ufffd" * len(found[0])
