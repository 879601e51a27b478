"""The proof of fixes, and how edits of a file are put together, without any language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from hangup import fixer
from hangup.fixer import Files, Prover, edited, fix_files
from hangup.flow.facts import Opened
from hangup.frontends.base import Rendering
from hangup.frontends.draft import Draft, Layout
from hangup.model import Applicability, Confidence, Diagnostic, Edit, Severity, SourceFile, Span
from hangup.model.remedy import Await, Remedy
from hangup.records import replace
from hangup.report import FileReport


def finding(code: str, at: int, path: str = "a.py") -> Diagnostic:
    return Diagnostic(
        code=code, name=code.lower(), severity=Severity.ERROR, confidence=Confidence.HIGH, path=path,
        span=Span(at, at + 1), message="", suggestion="", anchor=f"{code}@{at}",
        remedies=(Await(site=Span(at, at + 1)),),
    )  # fmt: skip


def check(files: Files) -> list[FileReport]:
    """A finding HUP1 at every ``x``, HUP2 at every ``y``, and HUP3 at every ``z`` if no other file has an ``x``."""
    reports: list[FileReport] = []
    for source in files:
        codes = {"x": "HUP1", "y": "HUP2"}
        if not any(b"x" in each.data for each in files if each is not source):
            codes["z"] = "HUP3"
        found = [finding(codes[c], i, source.path) for i, c in enumerate(source.data.decode()) if c in codes]
        reports.append(FileReport(source, tuple(found)))
    return reports


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the front end write one of some texts over a finding, in this order."""

    def use(*texts: str) -> None:
        def render(source: SourceFile, remedy: Remedy) -> Iterator[Rendering]:
            for text in texts:
                yield Rendering(Applicability.SAFE, f"write {text}", (Edit(source.path, remedy.site, text),))

        monkeypatch.setattr(fixer, "render", render)

    return use


def fixed_together(*texts: str, editing: str = "abc") -> list[str]:
    """What becomes of files ``a.py``, ``b.py`` and so on; only those of the given letters may be edited."""
    files = tuple(SourceFile(f"{name}.py", text.encode()) for name, text in zip("abc", texts, strict=False))
    paths = [source.path for source in files if source.path[0] in editing]
    after = {one.after.path: one.after for one in fix_files(files, paths, check, Prover(check), Applicability.SAFE)}
    return [after.get(source.path, source).data.decode() for source in files]


def fixed(text: str) -> str:
    return fixed_together(text)[0]


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


def test_a_way_that_brings_a_finding_into_another_file_is_none(writes: Callable[..., None]) -> None:
    writes("a")
    assert fixed_together("x", "z") == ["x", "z"]
    assert fixed_together("x", ".") == ["a", "."]


def test_fixes_that_together_bring_a_finding_into_another_file_are_not_both_applied(
    writes: Callable[..., None],
) -> None:
    writes("a")
    assert fixed_together("x.x", "z") == ["a.x", "z"]


def test_a_finding_that_moves_to_another_file_is_not_gone(
    writes: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    writes("a")

    def moving(files: Files) -> list[FileReport]:
        first, second = files
        home = first if b"x" in first.data else second
        return [FileReport(each, (finding("HUP1", 0, each.path),) if each is home else ()) for each in files]

    files = SourceFile("a.py", b"x"), SourceFile("b.py", b"")
    assert Prover(moving).fix(files, finding("HUP1", 0)) is None


def test_a_way_after_which_nothing_connects_is_none(writes: Callable[..., None]) -> None:
    def connecting(files: Files) -> list[FileReport]:
        """A connect at every ``o`` that no ``r`` stands before."""
        reports: list[FileReport] = []
        for report in check(files):
            alive = report.source.data.partition(b"r")[0].decode()
            opened = {Opened(Span(at, at + 1), "acquire", "chat") for at, sign in enumerate(alive) if sign == "o"}
            reports.append(replace(report, opened=frozenset(opened)))
        return reports

    writes("r", "a")
    files = (SourceFile("a.py", b"x.o"),)
    fix = Prover(connecting).fix(files, finding("HUP1", 0))
    assert fix is not None
    assert fix.title == "write a"


def test_files_that_may_not_be_edited_are_only_known(writes: Callable[..., None]) -> None:
    writes("a")
    assert fixed_together("x", "x", editing="b") == ["x", "a"]


def test_what_a_fix_in_another_file_makes_possible_is_fixed_in_the_next_round(writes: Callable[..., None]) -> None:
    def check_pair(files: Files) -> list[FileReport]:
        """HUP1 at an ``x`` of each file; without its own the first has HUP2 for as long as the second has one."""
        first, second = files
        code = "HUP1" if b"x" in first.data else "HUP2"
        found = [finding(code, 0, first.path)] if b"x" in first.data + second.data else []
        return [FileReport(first, tuple(found)), *check((second,))]

    writes("a")
    files = SourceFile("a.py", b"x"), SourceFile("b.py", b"x")
    prover = Prover(check_pair)
    assert prover.fix(files, finding("HUP1", 0)) is None
    fixed = fix_files(files, ["a.py", "b.py"], check_pair, prover, Applicability.SAFE)
    assert [each.after.data for each in fixed] == [b"a", b"a"]


def test_a_front_end_that_fails_has_no_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Iterator[Rendering]:
        raise IndexError

    monkeypatch.setattr(fixer, "render", fail)
    assert fixed("x") == "x"
    with pytest.raises(IndexError):
        Prover(check, strict=True).fix((SourceFile("a.py", b"x"),), finding("HUP1", 0))


def test_analyses_are_bounded_by_the_size_of_the_file(
    writes: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixer, "MAX_PROVED", 10)
    seen: list[Files] = []
    writes(*["x"] * 50)
    prover = Prover(lambda files: seen.append(files) or check(files))  # type: ignore[func-returns-value]
    assert prover.fix((SourceFile("a.py", b"x"),), finding("HUP1", 0)) is None
    assert len(seen) <= fixer.MIN_PROOFS + 1


def test_what_a_run_has_found_is_not_analysed_again(writes: Callable[..., None]) -> None:
    file, seen = SourceFile("a.py", b"xz"), list[Files]()
    before = replace(check((file,))[0], diagnostics=(), everything=(finding("HUP1", 0), finding("HUP3", 1)))
    writes("z", " ")
    prover = Prover(
        lambda files: seen.append(files) or check(files),  # type: ignore[func-returns-value]
        found=lambda files: [before] if files == (file,) else None,
    )
    fix = prover.fix((file,), finding("HUP1", 0))
    assert fix is not None
    assert fix.title == "write  "
    assert [files[0].data for files in seen] == [b"zz", b" z"]


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


def connects(*found: tuple[str, Severity, str]) -> FileReport:
    """A report with findings, each a code, how severe it is, and the place it is at."""
    diagnostics = tuple(
        replace(finding(code, at), severity=severity, anchor=anchor, about="connect" if code < "HUP4" else "")
        for at, (code, severity, anchor) in enumerate(found)
    )
    return FileReport(SourceFile("a.py", b"x"), diagnostics)


ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("after", "holds"),
    [
        ([("HUP102", ERROR, "call")], True),
        ([("HUP104", ERROR, "call")], True),
        ([("HUP104", WARNING, "call")], True),
        ([("HUP104", ERROR, "client")], False),
        ([("HUP102", ERROR, "call"), ("HUP104", WARNING, "room")], False),
        ([("HUP102", ERROR, "call"), ("HUP501", WARNING, "client")], False),
        ([("HUP402", ERROR, "call")], False),
    ],
    ids=["gone", "next fault", "lesser fault", "own next fault", "one more", "broken session", "other kind"],
)
def test_a_fix_may_show_the_next_fault_of_another_connect(
    writes: Callable[[str], None], after: list[tuple[str, Severity, str]], *, holds: bool
) -> None:
    writes("z")
    first = [("HUP101", ERROR, "client"), ("HUP102", ERROR, "call")]
    prover = Prover(lambda files: [connects(*(first if files[0].data == b"x" else after))])
    (before, _) = connects(*first).diagnostics
    assert (prover.fix((SourceFile("a.py", b"x"),), before) is not None) == holds


def test_a_fix_may_not_put_an_error_in_place_of_a_warning(writes: Callable[[str], None]) -> None:
    writes("z")
    first = [("HUP104", WARNING, "client"), ("HUP104", WARNING, "call")]
    prover = Prover(lambda files: [connects(*(first if files[0].data == b"x" else [("HUP101", ERROR, "call")]))])
    assert prover.fix((SourceFile("a.py", b"x"),), connects(*first).diagnostics[0]) is None
