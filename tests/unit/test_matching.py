"""Findings that were known before are recognised after lines have moved, files have new names and code is elsewhere."""

from __future__ import annotations

import string
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangup.matching import Trace, match, trace, unmatched
from hangup.model import Confidence, Diagnostic, Severity, SourceFile, Span

A = Trace("src/chat.py", "HUP101", "open_chat:client.connect_user", "c0")


def diagnostic(source: SourceFile, expression: str, anchor: str = "open_chat:client.connect") -> Diagnostic:
    start = source.data.index(expression.encode())
    span = Span(start, start + len(expression.encode()))
    return Diagnostic("HUP101", "n", Severity.ERROR, Confidence.HIGH, source.path, span, "m", "s", anchor=anchor)


def traced(text: str, expression: str = "client.connect(user)", anchor: str = "open_chat:client.connect") -> Trace:
    source = SourceFile("a.py", text.encode())
    return trace(diagnostic(source, expression, anchor), source, "a.py")


def recognised(found: list[Trace], known: list[Trace], gone: tuple[str, ...] = ()) -> dict[int, int]:
    return match(found, known, lambda path: path in gone)


# ---------------------------------------------------------------- one finding


def test_it_is_recognised_in_its_file() -> None:
    assert recognised([A], [A]) == {0: 0}


def test_what_stands_around_it_may_change() -> None:
    assert recognised([replace(A, context="c1")], [A]) == {0: 0}


def test_how_sure_it_is_may_change() -> None:
    assert recognised([replace(A, confidence=Confidence.MEDIUM)], [A]) == {0: 0}


@pytest.mark.parametrize("other", [replace(A, code="HUP102"), replace(A, anchor="close_chat:client.connect_user")])
def test_another_rule_or_place_is_another_finding(other: Trace) -> None:
    assert recognised([other], [A]) == {}


def test_in_a_file_with_a_new_name_it_is_recognised_once_the_old_one_is_gone() -> None:
    moved = replace(A, path="src/rooms/chat.py", context="c1")
    assert recognised([moved], [A]) == {}
    assert recognised([moved], [A], gone=("src/chat.py",)) == {0: 0}


def test_code_that_moves_to_another_file_is_recognised_by_the_lines_around_it() -> None:
    assert recognised([replace(A, path="src/rooms.py")], [A]) == {0: 0}


# ---------------------------------------------------------------- several


def test_one_known_finding_stands_for_one() -> None:
    assert recognised([A, A], [A]) == {0: 0}
    assert recognised([A], [A, A]) == {0: 0}


def test_of_equal_findings_the_one_with_the_same_lines_around_it_is_known() -> None:
    first, second = replace(A, context="c1"), replace(A, context="c2")
    assert recognised([first, second], [second]) == {1: 0}


def test_its_own_file_goes_before_a_file_that_is_gone() -> None:
    gone = replace(A, path="src/old.py")
    new = replace(A, path="src/new.py", context="c9")
    assert recognised([new, A], [gone, A], gone=("src/old.py",)) == {0: 0, 1: 1}


# ---------------------------------------------------------------- traces


BODY = "def open_chat(user):\n    client = make()\n    client.connect(user)\n    return client\n"


@pytest.mark.parametrize(
    "text",
    [
        "import chat\n\n\n" + BODY,
        BODY.replace("\n", "\r\n"),
        "class Desk:\n" + "".join(f"    {line}\n" for line in BODY.splitlines()),
        BODY.replace("    client.connect", "\n\n    client.connect"),
        BODY.replace("def open_chat(user)", "def open_chat(user, room)"),
    ],
    ids=["moved down", "other line ends", "indented", "blank lines", "changed further off"],
)
def test_the_trace_survives(text: str) -> None:
    assert traced(text) == traced(BODY)


@pytest.mark.parametrize(
    "text",
    [
        BODY.replace("make()", "make('key')"),
        BODY.replace("return client", "return user"),
        BODY.replace("    client.connect(user)", "    if user: client.connect(user)"),
    ],
    ids=["the line before", "the line behind", "its own line"],
)
def test_the_context_is_the_lines_around_it(text: str) -> None:
    changed = traced(text)
    assert changed.context != traced(BODY).context
    assert (changed.code, changed.anchor) == (traced(BODY).code, traced(BODY).anchor)


def test_a_finding_at_either_end_of_a_file_has_a_context() -> None:
    assert traced("client.connect(user)").context != traced("client.connect(user)\nx = 1\n").context


def test_long_anchors_are_cut_and_stay_apart() -> None:
    anchors = ["x" * 500 + end for end in ("a", "b")]
    first, second = (traced(BODY, anchor=anchor).anchor for anchor in anchors)
    assert first != second
    assert len(first) < 150


def test_text_of_any_kind_has_a_context() -> None:
    source = SourceFile("a.py", b"\xff\xfe\x00 client.connect(user)\n\xed\xa0\x80")
    assert trace(diagnostic(source, "client.connect(user)", anchor="\udcff"), source, "a.py").context


# ---------------------------------------------------------------- whatever the findings are

TRACES = st.lists(
    st.builds(
        Trace,
        path=st.sampled_from(["a.py", "b.py", "c.py"]),
        code=st.sampled_from(["HUP101", "HUP102"]),
        anchor=st.sampled_from(["f:x", "g:x"]),
        context=st.sampled_from(["1", "2", "3"]),
        confidence=st.sampled_from(Confidence),
    ),
    max_size=12,
)
GONE = st.sets(st.sampled_from(["a.py", "b.py", "c.py"]))


@given(TRACES, TRACES, GONE)
def test_pairs_are_pairs_of_the_same_rule_and_place(found: list[Trace], known: list[Trace], gone: set[str]) -> None:
    pairs = recognised(found, known, tuple(gone))
    assert len(set(pairs.values())) == len(pairs)
    for number, index in pairs.items():
        now, before = found[number], known[index]
        assert (now.code, now.anchor) == (before.code, before.anchor)
        assert now.path == before.path or now.context == before.context or before.path in gone


@given(TRACES, GONE, st.randoms())
def test_what_has_not_changed_is_all_known_in_any_order(found: list[Trace], gone: set[str], random: object) -> None:
    known = list(found)
    random.shuffle(known)  # type: ignore[attr-defined]
    pairs = recognised(found, known, tuple(gone))
    assert len(pairs) == len(found)
    assert all(found[number].path == known[index].path for number, index in pairs.items())


@given(TRACES, TRACES)
def test_of_each_rule_place_and_file_as_many_are_known_as_there_were(found: list[Trace], known: list[Trace]) -> None:
    pairs = recognised(found, known)
    now, before = (Counter((item.path, item.code, item.anchor) for item in items) for items in (found, known))
    for key in now:
        matched = sum(1 for number in pairs if (found[number].path, found[number].code, found[number].anchor) == key)
        assert matched >= min(now[key], before[key])
    assert len(unmatched(len(found), pairs)) == len(found) - len(pairs)


@given(TRACES, st.text(string.ascii_lowercase, min_size=1, max_size=5))
def test_files_that_are_renamed_together_are_all_known(known: list[Trace], folder: str) -> None:
    found = [replace(item, path=f"{folder}/{item.path}", context=item.context + "changed") for item in known]
    assert len(recognised(found, known, ("a.py", "b.py", "c.py"))) == len(known)


@given(TRACES, TRACES, GONE, st.randoms())
def test_the_order_of_findings_does_not_matter(
    found: list[Trace], known: list[Trace], gone: set[str], random: object
) -> None:
    def pairs(first: list[Trace], second: list[Trace]) -> Counter[tuple[Trace, Trace]]:
        made = recognised(first, second, tuple(gone))
        return Counter((first[number], second[index]) for number, index in made.items())

    other, others = list(found), list(known)
    random.shuffle(other)  # type: ignore[attr-defined]
    random.shuffle(others)  # type: ignore[attr-defined]
    assert pairs(found, known) == pairs(other, others)
