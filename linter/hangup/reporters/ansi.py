"""Colours of the short forms, which print without rich."""

from __future__ import annotations

from hangup.model import Severity

BOLD = "\x1b[1m"
DIM = "\x1b[2m"
CHANGES = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
"""The lines of a patch, by how they begin."""
SEVERITY = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def styled(text: str, style: str, color: bool) -> str:
    """The text in a style, where there are colours."""
    return f"{style}{text}\x1b[0m" if color and style else text
