"""The values of string and number literals."""

from __future__ import annotations

import re

_ESCAPE = r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))"
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_LINE_ENDS = frozenset({"\n", "\r", "\r\n", "\u2028", "\u2029"})
_MAX_DIGITS = 400


def string_value(raw: str) -> str:
    """The text of a literal without its quotes. Lone surrogates become U+FFFD."""
    body = raw[1:-1] if len(raw) >= 2 and raw[-1] == raw[0] else raw[1:]
    if "\\" not in body:
        return body
    text = re.sub(_ESCAPE, _unescape, body)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(match: re.Match[str]) -> str:
    braced, four, two, single = match.groups()
    digits = braced or four or two
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    return "" if single in _LINE_ENDS else _SIMPLE.get(single, single)


def number_value(raw: str) -> int | float | None:
    """The value of a number literal, or None where it has no plain finite one."""
    text = raw.replace("_", "").lower()
    if len(text) > _MAX_DIGITS:
        return None
    try:
        if text.startswith(("0x", "0o", "0b")):
            return int(text.rstrip("n"), 0)
        if text.endswith("n"):
            return int(text[:-1])
        if text.isdigit():
            return int(text, 8) if len(text) > 1 and text[0] == "0" and not set(text) & {"8", "9"} else int(text)
        value = float(text)
    except ValueError:
        return None
    return value if value not in (float("inf"), float("-inf")) else None
