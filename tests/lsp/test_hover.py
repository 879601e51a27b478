"""The text of a hover: what comes from the code is never taken for markup."""

from __future__ import annotations

import pytest

from hangup.lsp.hover import markdown, plain
from hangup.why.answer import Answer, Question

HOSTILE = "<img src=x> [here](http://x) **bold** _x_ & `a_b <c>` | ~no~"


def answer(note: str) -> Answer:
    return Answer(Question("a.ts", 1), "analysed", notes=(note,), fates=())


def test_what_stands_between_backticks_is_code_and_the_rest_is_text() -> None:
    expected = r"* \<img src=x\> \[here\](http://x) \*\*bold\*\* \_x\_ \& `a_b <c>` \| \~no\~"
    assert markdown(answer(HOSTILE)).split("\n\n")[0] == expected


def test_a_backtick_that_has_no_other_opens_nothing() -> None:
    assert markdown(answer("a ` <b>")).split("\n\n")[0] == r"* a ' \<b\>"


def test_plain_text_has_no_marks() -> None:
    assert plain(answer(HOSTILE)).split("\n\n")[0] == HOSTILE


@pytest.mark.parametrize("write", [markdown, plain])
def test_control_characters_and_other_directions_do_not_get_through(write: object) -> None:
    assert callable(write)
    said = write(answer("a\x1b[31m\u202eb"))
    assert "\x1b" not in said
    assert "\u202e" not in said
