"""Methods of texts that are spelled out: whatever they are called, they open nothing and lead to no connection."""

from __future__ import annotations

import pytest

from hangup.assembly import toolbox
from hangup.model import SourceFile


def leading(name: str, text: str) -> frozenset[str]:
    tools = toolbox()
    return tools.interface(tools.lower(SourceFile(name, text.encode())), None).leading


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("words.py", "def listed(names):\n    return ', '.join(names)\n"),
        ("words.py", "LISTED = ', '.join(['a', 'b'])\n"),
        ("words.js", "export const listed = (names) => ', '.join(names);\n"),
    ],
    ids=["in a function", "at the top", "in JavaScript"],
)
def test_a_method_of_a_literal_leads_nowhere(name: str, text: str) -> None:
    assert not leading(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("room.py", "def enter(call):\n    return call.join('lobby')\n"),
        ("room.js", "export const enter = (call) => call.join({ create: true });\n"),
    ],
    ids=["Python", "JavaScript"],
)
def test_the_same_method_of_anything_else_may_open_something(name: str, text: str) -> None:
    assert leading(name, text) == {"enter"}
