"""The full form of a report: frames, marks, notes, and text of others that must not be trusted."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from hangup.model import Applicability, Confidence, Diagnostic, Edit, Fix, Related, Severity, SourceFile, Span
from hangup.report import Report
from hangup.reporters import text
from hangup.reporters.screen import Screen, look

CHAT = """\
import { StreamChat } from "stream-chat";

export function Chat({ currentUser }) {
  useEffect(() => {
    const initChat = async () => {
      const client = StreamChat.getInstance(apiKey);
      await client.connectUser(currentUser, token);

      setClient(client);
    };
    initChat();
  }, [currentUser]);
}
"""


def span(source: str, part: str) -> Span:
    start = source.encode().index(part.encode())
    return Span(start, start + len(part.encode()))


def finding(source: str, part: str, *labels: tuple[str, str], path: str = "src/Chat.tsx") -> Diagnostic:
    return Diagnostic(
        code="HUP101",
        name="never-disconnected",
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        path=path,
        span=span(source, part),
        message="this effect opens a WebSocket and closes none",
        suggestion="return a cleanup that calls `disconnectUser`",
        scope="effect on [currentUser]",
        related=tuple(Related(path, span(source, where), label) for where, label in labels),
    )


def report(source: str, *diagnostics: Diagnostic) -> Report:
    made = Report(files=412, analysed=37, diagnostics=list(diagnostics))
    made.sources = {diagnostic.path: SourceFile(diagnostic.path, source.encode()) for diagnostic in diagnostics}
    return made


def drawn(made: Report, **options: object) -> str:
    stream = io.StringIO()
    text.write(made, Screen(stream, **options))  # type: ignore[arg-type]
    return stream.getvalue()


def test_a_finding_with_several_places_is_one_frame() -> None:
    diagnostic = finding(
        CHAT,
        "client.connectUser(currentUser, token)",
        ("StreamChat.getInstance(apiKey)", "client constructed here"),
        ("[currentUser]", "runs again whenever this changes"),
    )
    assert drawn(report(CHAT, diagnostic)) == (
        "error[HUP101] this effect opens a WebSocket and closes none\n"
        "   ╭─▶ src/Chat.tsx:7:13 · effect on [currentUser]\n"
        "   │\n"
        " 6 │       const client = StreamChat.getInstance(apiKey);\n"
        "   │                      ────────────────────────────── ① client constructed here\n"
        " 7 │       await client.connectUser(currentUser, token);\n"
        "   │             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "   ┆\n"
        "12 │   }, [currentUser]);\n"
        "   │      ───────────── ② runs again whenever this changes\n"
        "   │\n"
        "   ├ fix  return a cleanup that calls `disconnectUser`\n"
        "   ╰ more `hangup rule HUP101`, or ignore it with `// hangup: ignore[HUP101] -- reason`\n"
        "\n"
        "Found 1 error in 1 of 412 files.\n"
    )


def test_without_line_drawing_characters_it_is_the_same_frame() -> None:
    diagnostic = finding(
        CHAT, "client.connectUser(currentUser, token)", ("StreamChat.getInstance(apiKey)", "made here")
    )
    shown = drawn(report(CHAT, diagnostic), unicode=False)
    assert shown.isascii()
    assert "  --> src/Chat.tsx:7:13 - effect on [currentUser]\n" in shown
    assert "  |                      ------------------------------ (1) made here\n" in shown


def test_a_single_line_between_two_marks_is_shown_instead_of_a_gap() -> None:
    source = "a()\nb()\nc()\nd()\ne()\nf()\ng()\n"
    shown = drawn(report(source, finding(source, "a()", ("c()", "x"), ("g()", "y"))))
    assert [line[:3] for line in shown.splitlines()[3:10]] == ["1 │", "  │", "2 │", "3 │", "  │", "  ┆", "7 │"]


def test_only_the_first_finding_of_a_rule_says_where_to_read_more() -> None:
    first = finding(CHAT, "StreamChat.getInstance(apiKey)")
    second = finding(CHAT, "client.connectUser(currentUser, token)")
    assert drawn(report(CHAT, first, second)).count("hangup rule HUP101") == 1


def test_further_sentences_of_a_message_say_why() -> None:
    diagnostic = replace(
        finding(CHAT, "client.connectUser"), message="opens a socket. The SDK allows 50. `x` is shared, e.g. here."
    )
    shown = drawn(report(CHAT, diagnostic))
    assert "error[HUP101] opens a socket.\n" in shown
    assert "├ why  The SDK allows 50. `x` is shared, e.g. here.\n" in shown
    shown = drawn(report(CHAT, replace(diagnostic, message="opens `a; b` and `c`; the SDK; allows 50")))
    assert "error[HUP101] opens `a; b` and `c`\n" in shown
    assert "├ why  the SDK; allows 50\n" in shown


def test_less_than_high_confidence_is_said() -> None:
    diagnostic = replace(finding(CHAT, "client.connectUser"), confidence=Confidence.MEDIUM)
    assert "· effect on [currentUser] · medium confidence\n" in drawn(report(CHAT, diagnostic))


def test_a_fix_is_announced_with_how_far_it_can_be_trusted() -> None:
    fix = Fix(Applicability.UNSAFE, "return a cleanup", ())
    diagnostic = replace(finding(CHAT, "client.connectUser"), fix=fix)
    assert "│      unsafe fix: return a cleanup\n" in drawn(report(CHAT, diagnostic))


def test_a_span_over_several_lines_is_marked_on_its_first() -> None:
    source = "x = 1\nawait client.connectUser(\n  user,\n  token,\n);\ny()\n"
    shown = drawn(report(source, finding(source, "client.connectUser(\n  user,\n  token,\n)")))
    assert "2 │ await client.connectUser(\n  │       ^^^^^^^^^^^^^^^^^^^…\n3 │   user,\n" in shown


def test_a_place_in_another_file_gets_a_part_of_its_own() -> None:
    diagnostic = finding(CHAT, "client.connectUser")
    diagnostic = replace(diagnostic, related=(Related("src/client.ts", Span(7, 12), "made here"),))
    made = report(CHAT, diagnostic)
    made.sources["src/client.ts"] = SourceFile("src/client.ts", b"const c = 1;\n")
    shown = drawn(made)
    assert "  ├─▶ src/client.ts:1:8\n  │\n1 │ const c = 1;\n  │        ───── ① made here\n  │\n" in shown


def test_tabs_wide_characters_and_controls_keep_the_marks_in_place() -> None:
    source = '\tclient\t= "日本語" + "\x1b[31m" + connect(user)\n'
    shown = drawn(report(source, finding(source, "connect(user)"))).splitlines()
    code, mark = shown[3], shown[4]
    assert code == '1 │     client  = "日本語" + "\\x1b[31m" + connect(user)'
    assert cell_len(code[: code.index("connect")]) == cell_len(mark[: mark.index("^")])
    assert mark.count("^") == len("connect(user)")


def test_characters_that_join_the_one_before_take_no_cell() -> None:
    source = "e\u0301 = connect()\n"
    shown = drawn(report(source, finding(source, "connect()"))).splitlines()
    assert shown[4].index("^") == len("1 │ e = ")


@pytest.mark.parametrize("width", [40, 60, 100])
def test_a_long_line_is_cut_around_the_mark(width: int) -> None:
    source = "const x = [" + "0, " * 200 + "connectUser(user), " + "1, " * 200 + "];\n"
    shown = drawn(report(source, finding(source, "connectUser(user)")), width=width).splitlines()
    code = next(line for line in shown if line.startswith("1 │"))
    mark = shown[shown.index(code) + 1]
    assert cell_len(code) <= width
    assert code.index("connectUser(user)") == mark.index("^")
    assert (code[:5], code[-1]) == ("1 │ …", "…")


def test_a_mark_that_is_longer_than_the_line_can_be_is_cut_too() -> None:
    source = "connect(" + "argument, " * 100 + ")\n"
    shown = drawn(report(source, finding(source, source.strip())), width=60).splitlines()
    assert max(map(cell_len, shown[3:5])) <= 60
    assert "^" in shown[4]


def test_a_label_without_room_beside_its_mark_stands_below_it() -> None:
    diagnostic = finding(CHAT, "client.connectUser", ("StreamChat.getInstance(apiKey)", "word " * 20))
    shown = drawn(report(CHAT, diagnostic), width=60)
    assert all(cell_len(line) <= 60 for line in shown.splitlines() if "word" in line)
    assert shown.count("word") == 20
    assert shown.count("①") == 1


def test_our_own_lines_are_wrapped_to_the_width() -> None:
    diagnostic = replace(finding(CHAT, "client.connectUser"), message="word " * 40, suggestion="`a b` " * 40)
    shown = drawn(report(CHAT, diagnostic), width=60)
    assert all(cell_len(line) <= 60 for line in shown.splitlines() if "word" in line or "`a" in line)
    assert shown.count("`a b`") == 40, "code of few words is not broken"


def test_a_scope_without_room_beside_the_path_stands_below_it() -> None:
    diagnostic = finding(CHAT, "client.connectUser", path="app/[slug]/a/long/way/to/the/page.tsx")
    shown = drawn(report(CHAT, diagnostic), width=60).splitlines()
    assert shown[1:3] == ["  ╭─▶ app/[slug]/a/long/way/to/the/page.tsx:7:13", "  │   effect on [currentUser]"]


def test_paths_and_code_are_never_markup() -> None:
    source = "connect('[/red] [bold]x[/bold] :smile: https://example.org')\n"
    diagnostic = finding(source, "connect", path="app/[slug]/[/b] page.tsx")
    for color in (False, True):
        shown = drawn(report(source, diagnostic), color=color)
        assert "app/[slug]/[/b] page.tsx:1:1" in shown
        assert "[/red] [bold]x[/bold] :smile: https://example.org" in shown


def test_names_and_messages_of_others_cannot_drive_the_terminal() -> None:
    source = "connect()\n"
    diagnostic = replace(
        finding(source, "connect()", ("connect", "label \x1b[2J")),
        path="a\x1b]0;title\x07.py",
        message="m \x1b[2J",
        suggestion="s \x9b2J",
        scope="scope \u202e",
        related=(),
    )
    shown = drawn(report(source, diagnostic))
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_a_file_name_that_is_no_text_is_shown_with_escapes() -> None:
    source = "connect()\n"
    assert "caf\\xe9.py:1:1" in drawn(report(source, finding(source, "connect()", path=os.fsdecode(b"caf\xe9.py"))))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_colour_only_colours(end: str) -> None:
    source = f"\ufeff/* one{end}two */\tconst a = 'x\x07\x0c';{end}await connect('日本', {{ id: b }});{end}"
    diagnostic = finding(source, "connect('日本', { id: b })")
    shown = drawn(report(source, diagnostic), color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == drawn(report(source, diagnostic))
    assert "\x1b[2;39mtwo */\x1b[0m" in shown
    assert "\x1b[35mconst\x1b[0m" in shown
    assert "\x1b[32m'日本'\x1b[0m" in shown


def test_a_huge_file_is_shown_without_colours() -> None:
    source = "const a = 1;\n" * 10_000 + "connect();\n"
    assert "\x1b[35m" not in drawn(report(source, finding(source, "connect()")), color=True)


def test_a_file_that_could_not_be_read_has_no_frame() -> None:
    diagnostic = replace(finding(CHAT, "client"), code="HUP900", span=Span(0, 0), path="gone.py", scope="")
    assert drawn(Report(files=1, diagnostics=[diagnostic])).splitlines()[1:4] == [
        "  ╭─▶ gone.py",
        "  │",
        "  ├ fix  return a cleanup that calls `disconnectUser`",
    ]


@pytest.mark.parametrize("width", [60, 80, 81, 100])
@pytest.mark.parametrize("word", ["a, ", "名, "])
def test_a_line_of_a_fix_that_is_too_long_says_that_it_goes_on(word: str, width: int) -> None:
    fix = Fix(Applicability.SAFE, "call it", (Edit("src/Chat.tsx", Span(0, 0), f"first({word * 60});\n"),))
    shown = drawn(report(CHAT, replace(finding(CHAT, "client.connectUser"), fix=fix)), width=width)
    (line,) = [line for line in shown.splitlines() if "+first" in line]
    assert width - 3 <= cell_len(line) <= width
    assert line.endswith("…")
    assert ");" not in line


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("word", ["a, ", "名, "])
def test_of_long_lines_that_differ_late_the_difference_is_shown(word: str, width: int) -> None:
    source = f"call({word * 60}old, {word * 60});\n"
    start = source.encode().index(b"old")
    fix = Fix(Applicability.SAFE, "call it", (Edit("src/Chat.tsx", Span(start, start + 3), "new"),))
    shown = drawn(report(source, replace(finding(source, "call"), fix=fix)), width=width)
    before, after = [line for line in shown.splitlines() if re.search("[-+]…", line)]
    assert "old" in before
    assert "new" in after
    assert max(cell_len(before), cell_len(after)) <= width


def test_the_last_note_closes_the_frame_also_where_a_fix_stands_below_it() -> None:
    first, second = finding(CHAT, "StreamChat.getInstance(apiKey)"), finding(CHAT, "client.connectUser(")
    fix = Fix(Applicability.SAFE, "call it", (Edit("src/Chat.tsx", Span(0, 0), "x();\n"),))
    shown = drawn(report(CHAT, first, replace(second, fix=fix)))
    rows = shown.partition("src/Chat.tsx:7:13")[2].splitlines()
    place = rows.index("  ╰ fix  return a cleanup that calls `disconnectUser`")
    assert rows[place + 1] == "         safe fix: call it"
    assert not re.search("[│├╰]", "".join(rows[place + 1 :]))


def test_an_empty_span_is_marked_with_one_cell() -> None:
    source = "x = (\n"
    diagnostic = replace(finding(source, "("), span=Span(5, 5))
    assert "  │      ^\n" in drawn(report(source, diagnostic))


def test_on_a_terminal_a_rule_code_leads_to_its_page() -> None:
    made = report(CHAT, finding(CHAT, "client.connectUser"))
    page = "file:///rules/hup101.py"
    shown = drawn(made, color=True, links=True, pages={"HUP101": page})
    assert f";{page}\x1b\\" in shown
    assert page not in drawn(made, color=True, pages={"HUP101": page})


def test_on_a_colour_terminal_paths_are_links() -> None:
    made = report(CHAT, finding(CHAT, "client.connectUser"))
    shown = drawn(made, color=True, links=True)
    assert "\x1b]8;" in shown
    assert f"file://{os.getcwd()}/src/Chat.tsx" in shown
    assert "\x1b]8;" not in drawn(made, color=True)
    assert "\x1b" not in drawn(made)


def test_text_the_stream_cannot_encode_is_escaped_and_marks_stay_in_place() -> None:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding="cp1252", newline="\n")
    source = "é = '日本'; connect()\n"
    text.write(report(source, finding(source, "connect()")), look(stream, environ={}))
    stream.flush()
    lines = buffer.getvalue().decode("cp1252").splitlines()
    assert lines[3] == "1 | é = '\\u65e5\\u672c'; connect()"
    assert lines[4].index("^") == lines[3].index("connect()")


# ---------------------------------------------------------------- the last line


@pytest.mark.parametrize(
    ("severities", "numbers", "expected"),
    [
        ([], {}, "All clear: 412 files checked, 37 with connections."),
        ([], {"files": 1, "analysed": 0}, "All clear: 1 file checked, 0 with connections."),
        ([], {"files": 0, "analysed": 0}, "Nothing was checked."),
        ([], {"suppressed": 2}, "All clear: 412 files checked, 37 with connections (2 suppressed)."),
        ([Severity.ERROR], {}, "Found 1 error in 1 of 412 files."),
        ([Severity.WARNING] * 2, {}, "Found 2 warnings in 1 of 412 files."),
        (
            [Severity.ERROR, Severity.ERROR, Severity.WARNING],
            {"files": 1, "suppressed": 1, "baselined": 4},
            "Found 2 errors and 1 warning in 1 of 1 file (1 suppressed; 4 in the baseline).",
        ),
    ],
)
def test_the_last_line_counts(severities: list[Severity], numbers: dict[str, int], expected: str) -> None:
    made = report(CHAT, *(replace(finding(CHAT, "client"), severity=severity) for severity in severities))
    for name, value in numbers.items():
        setattr(made, name, value)
    assert drawn(made).splitlines()[-1] == expected


def test_files_that_were_not_analysed_are_counted() -> None:
    made = report(CHAT, replace(finding(CHAT, "client"), code="HUP900"))
    assert drawn(made).endswith("Found 1 error in 1 of 412 files (1 file not fully analysed: HUP900).\n")


def test_quiet_means_no_last_line() -> None:
    assert drawn(Report(), quiet=True) == ""
