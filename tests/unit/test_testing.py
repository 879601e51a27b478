"""The marker harness: every kind of comment, both directions, reasons."""

from __future__ import annotations

import pytest

from hangup.model import Confidence, Diagnostic, Severity, SourceFile, Span
from hangup.testing import Marker, compare, read_markers, share


def _source(text: str) -> SourceFile:
    return SourceFile("chat.ts", text.encode())


def _found(source: SourceFile, *places: tuple[int, str], path: str = "chat.ts") -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for line, code in places:
        start = source.line_starts[line - 1]
        span = Span(start, start)
        found.append(Diagnostic(code, "rule", Severity.ERROR, Confidence.HIGH, path, span, "opened", "close"))
    return found


@pytest.mark.parametrize(
    ("text", "codes", "reason"),
    [
        ("open()  # expect: HUP101", ("HUP101",), ""),
        ("open(); // expect: HUP101", ("HUP101",), ""),
        ("open(); //expect:HUP101,HUP402", ("HUP101", "HUP402"), ""),
        ("open(); /* expect: HUP101, HUP402 */ close();", ("HUP101", "HUP402"), ""),
        ("<Chat client={open()} /> {/* expect: HUP401 */}", ("HUP401",), ""),
        ("<script> <!-- expect: HUP900 -->", ("HUP900",), ""),
        ("open()  # hangup: ignore[HUP101] -- why  # expect: HUP901", ("HUP901",), ""),
        ("open()  # expect: HUP901 # hangup: ignore[HUP101] -- why", ("HUP901",), "# hangup: ignore[HUP101] -- why"),
        ("open()  # expect: XYZ1234 a note", ("XYZ1234",), "a note"),
    ],
)
def test_markers_are_read_from_every_kind_of_comment(text: str, codes: tuple[str, ...], reason: str) -> None:
    markers, problems = read_markers(_source(f"first\n{text}\n"))
    assert [(marker.line, marker.kind, marker.codes) for marker in markers] == [(2, "expect", codes)]
    assert problems == []
    if "hangup:" not in reason:
        assert markers[0].reason == reason


def test_reasons_end_with_their_comment() -> None:
    markers, problems = read_markers(
        _source("a /* missing: HUP101 in a worker */ b\nc # spurious: HUP204 guarded # expect: HUP101\n")
    )
    assert markers == [
        Marker(1, "missing", ("HUP101",), "in a worker"),
        Marker(2, "spurious", ("HUP204",), "guarded"),
        Marker(2, "expect", ("HUP101",)),
    ]
    assert problems == []


@pytest.mark.parametrize("kind", ["missing", "spurious"])
@pytest.mark.parametrize("comment", ["// {}: HUP101", "/* {}: HUP101 */", "# {}: HUP101   ", "{{/* {}: HUP101 */}}"])
def test_missing_and_spurious_need_a_reason(kind: str, comment: str) -> None:
    _, problems = read_markers(_source(comment.format(kind)))
    assert problems == [f"line 1: {kind}: HUP101 needs a reason"]


@pytest.mark.parametrize(
    "text", ["# expect HUP101", "// expects: HUP101", "# Expect: HUP101", "# expect: hup101", "/* expect: HUP1O1 */"]
)
def test_a_marker_that_cannot_be_read_is_a_problem(text: str) -> None:
    source = _source(text)
    assert compare(source, []) == [f"line 1: unreadable marker: {text}"]


@pytest.mark.parametrize(
    "text", ["# expect trouble", "# missing token2 in the call", "call('expect: HUP101')", "expect: HUP101"]
)
def test_other_comments_are_no_markers(text: str) -> None:
    assert read_markers(_source(text)) == ([], [])


TEXT = """\
open()  # expect: HUP101
open()  # missing: HUP102 the callback is handed away
open()  # spurious: HUP204 guarded in another process
open()
open()  # expect: HUP101, HUP101
"""
AGREED = ((1, "HUP101"), (3, "HUP204"), (5, "HUP101"), (5, "HUP101"))


def _problems(*places: tuple[int, str]) -> list[str]:
    source = _source(TEXT)
    return compare(source, _found(source, *places))


def test_agreement_has_no_problems() -> None:
    assert _problems(*AGREED) == []


@pytest.mark.parametrize(
    ("places", "problem"),
    [
        (AGREED[1:], "line 1: HUP101 is expected and not found"),
        (AGREED[:-1], "line 5: HUP101 is expected and not found"),
        ((*AGREED, (4, "HUP101")), "line 4: HUP101 is found and not marked: opened"),
        ((*AGREED, (1, "HUP401")), "line 1: HUP401 is found and not marked: opened"),
        ((*AGREED, (1, "HUP101")), "line 1: HUP101 is found and not marked: opened"),
        ((*AGREED, (2, "HUP102")), "line 2: missing HUP102 is found now: make the marker an expectation"),
        ((AGREED[0], *AGREED[2:]), "line 3: spurious HUP204 is gone: take the marker away"),
    ],
)
def test_every_difference_is_a_problem(places: tuple[tuple[int, str], ...], problem: str) -> None:
    assert _problems(*places) == [problem]


def test_findings_in_other_files_are_not_compared() -> None:
    source = _source("open()\n")
    assert compare(source, _found(source, (1, "HUP101"), path="other.ts")) == []


def test_lines_end_in_every_way() -> None:
    source = _source("a\r\nb  # expect: HUP101\rc  # expect: HUP102\nd")
    assert [marker.line for marker in read_markers(source)[0]] == [2, 3]


def test_share() -> None:
    markers = [
        Marker(1, "expect", ("A1", "B2")),
        Marker(2, "missing", ("A1",), "x"),
        Marker(3, "spurious", ("A1",), "x"),
    ]
    assert share(markers, "missing", "spurious") == pytest.approx(0.5)
    assert share([], "missing") == pytest.approx(0)
