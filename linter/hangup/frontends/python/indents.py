"""Indentation of tabs here and blanks there. Python counts columns; libcst compares how the lines of a block begin."""

from __future__ import annotations

from hangup.frontends.python.tokens import Unterminated, indentation, tokens


def evened(text: str) -> str | None:
    """The text with indentations that begin as that of the block around does, each as long as it was.

    None where that cannot be: a place in the text would be another one.
    """
    blocks = [(0, "")]
    """How wide the blocks around are, and how their lines begin."""
    parts: list[str] = []
    done = 0
    try:
        for offset, written in _beginnings(text):
            width = indentation(written)
            while width < blocks[-1][0]:
                blocks.pop()
            around, begins = blocks[-1]
            if width > around and len(written) > len(begins):
                begins += written[len(begins) :]
                blocks.append((width, begins))
            if len(begins) != len(written):
                return None
            parts += [text[done:offset], begins]
            done = offset + len(written)
    except Unterminated:
        return None
    return "".join([*parts, text[done:]])


def _beginnings(text: str) -> list[tuple[int, str]]:
    """Where the lines of code are indented, and with what; lines within brackets and strings are none."""
    found: list[tuple[int, str]] = []
    last: tuple[int, str] | None = None
    depth = 0
    for kind, start, token in tokens(text):
        if kind == "newline":
            written = token.lstrip("\r\n")
            last = (start + len(token) - len(written), written) if not depth else None
            continue
        if last is not None:
            found.append(last)
            last = None
        depth += (kind == "open") - (kind == "close")
    return found
