"""The proof of fixes, and how edits of a file are put together, without any language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from hangup import fixer
from hangup.fixer import Prover, edited, fix_file
from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft, Layout
from hangup.model import Applicability, Confidence, Diagnostic, Edit, Severity, SourceFile, Span
from hangup.model.remedy import Await, Remedy
from hangup.report import FileReport


def finding(code: str, at: int) -> Diagnostic:
    return Diagnostic(
        code=code, name=code.lower(), severity=Severity.ERROR, confidence=Confidence.HIGH, path="a.py",
        span=Span(at, at + 1), message="", suggestion="", anchor=f"{code}@{at}",
        remedies=(Await(site=Span(at, at + 1)),),
    )  # fmt: skip


def check(source: SourceFile) -> FileReport:
    """A finding HUP1 at every ``x``, and HUP2 at every ``y``."""
    codes = {"x": "HUP1", "y": "HUP2"}
    found = [finding(codes[c], i) for i, c in enumerate(source.data.decode()) if c in codes]
    return FileReport(source, tuple(found))


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the front end write one of some texts over a finding, in this order."""

    def use(*texts: str) -> None:
        def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
            for text in texts:
                yield Rendering(Applicability.SAFE, f"write {text}", (Edit(source.path, remedy.site, text),))

        monkeypatch.setattr(fixer, "render", render)

    return use


def fixed(text: str) -> str:
    return fix_file(SourceFile("a.py", text.encode()), check, Prover(check), Applicability.SAFE).after.data.decode()


def test_the_first_way_that_holds_is_taken(writes: Callable[..., None]) -> None:
    writes("x", "y", "a", "b")
    assert fixed("1x") == "1a"


def test_a_way_that_brings_another_finding_is_none(writes: Callable[..., None]) -> None:
    writes("y")
    assert fixed("1x") == "1x"


def test_a_way_that_leaves_as_many_findings_is_none(writes: Callable[..., None]) -> None:
    writes(" x")
    assert fixed("1x") == "1x"


def test_neighbours_wait_for_the_next_round(writes: Callable[..., None]) -> None:
    writes("a")
    assert fixed("xx.x") == "aa.a"


def test_rounds_come_to_an_end(writes: Callable[..., None]) -> None:
    writes("a")
    text = "x" * (fixer.MAX_ROUNDS * 2 + 3)
    assert fixed(text).count("x") < len(text)


def test_a_front_end_that_fails_has_no_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Iterator[Rendering]:
        raise IndexError

    monkeypatch.setattr(fixer, "render", fail)
    assert fixed("x") == "x"
    with pytest.raises(IndexError):
        Prover(check, strict=True).fix(SourceFile("a.py", b"x"), finding("HUP1", 0))


def test_analyses_are_bounded_by_the_size_of_the_file(
    writes: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixer, "MAX_PROVED", 10)
    seen: list[SourceFile] = []
    writes(*["x"] * 50)
    prover = Prover(lambda source: seen.append(source) or check(source))  # type: ignore[func-returns-value]
    assert prover.fix(SourceFile("a.py", b"x"), finding("HUP1", 0)) is None
    assert len(seen) <= fixer.MIN_PROOFS + 1


def test_edits_are_encoded_as_the_file_is() -> None:
    source = SourceFile("a.py", "# -*- coding: latin-1 -*-\nä = 1\n".encode("latin-1"))
    after = edited(source, [Edit("a.py", Span(len(source.data), len(source.data)), "ö = 2\n")])
    assert after.data.endswith("ä = 1\nö = 2\n".encode("latin-1"))


# ---------------------------------------------------------------- layout and drafts


@pytest.mark.parametrize(
    ("data", "unit"),
    [
        (b"a\n  b\n    c\n", "  "),
        (b"a\n\tb\n", "\t"),
        (b"a {\n}\n", "  "),
        (b"a\n", "    "),
        (b"/*\n * b\n */\n    c\n", "    "),
    ],
)
def test_the_unit_of_indentation(data: bytes, unit: str) -> None:
    assert Layout(data).unit == unit


@pytest.mark.parametrize(("data", "end"), [(b"a\r\nb\r\nc\n", "\r\n"), (b"a\r\nb\nc\n", "\n"), (b"", "\n")])
def test_the_line_end_of_most_lines(data: bytes, end: str) -> None:
    assert Layout(data).newline == end


def test_lines_of_an_offset() -> None:
    layout = Layout(b"ab\r\n  cd\r\nef")
    assert (layout.line_start(7), layout.line_end(6), layout.next_line(6)) == (4, 8, 10)
    assert (layout.indent(7), layout.starts_line(6), layout.ends_line(8)) == ("  ", True, True)
    assert layout.whole_lines(Span(6, 8)) == Span(4, 10)
    assert layout.whole_lines(Span(7, 8)) == Span(7, 8)


def drafted(data: bytes, *edits: tuple[int, int, str]) -> Rendering | None:
    draft = Draft(SourceFile("a.py", data), Layout(data))
    for start, end, text in edits:
        draft.replace(Span(start, end), text)
    return draft.rendering(Applicability.SAFE, "t")


def test_insertions_at_one_place_keep_their_order() -> None:
    rendering = drafted(b"ab", (1, 1, "1"), (1, 1, "2"))
    assert rendering
    assert [(edit.span, edit.text) for edit in rendering.edits] == [(Span(1, 1), "12")]


def test_edits_that_touch_become_one() -> None:
    rendering = drafted(b"abcd", (2, 3, "y"), (1, 2, "x"))
    assert rendering
    assert [(edit.span, edit.text) for edit in rendering.edits] == [(Span(1, 3), "xy")]


def test_edits_that_contradict_each_other_are_no_rendering() -> None:
    assert drafted(b"abcd", (1, 3, "x"), (2, 4, "y")) is None


def test_edits_that_change_nothing_are_no_rendering() -> None:
    assert drafted(b"abcd", (1, 1, "")) is None


def test_texts_get_the_line_ends_of_the_file() -> None:
    rendering = drafted(b"a\r\nb\r\n", (0, 0, "x\ny\n"))
    assert rendering
    assert rendering.edits[0].text == "x\r\ny\r\n"
