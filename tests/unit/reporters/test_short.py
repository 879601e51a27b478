"""The forms for eyes and coding tools: grouped by file, and the lines of ``agent``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hangup.report import Report

if TYPE_CHECKING:
    from tests.unit.reporters.conftest import Written


def test_findings_stand_below_their_file(written: Written, usual: Report) -> None:
    first = usual.diagnostics[0]
    usual.diagnostics = [first, replace(usual.diagnostics[1], path=first.path, span=first.related[1].span)]
    assert written("grouped", usual, quiet=True, width=105) == (
        "src/Chat.tsx:\n"
        "  6:5  error    HUP101 `client.connectUser` opens a WebSocket and nothing closes it (never-disconnected)\n"
        "  7:6  warning  HUP104 `client.connectUser` opens a WebSocket and nothing closes it\n"
        "                (cleanup-races-connect)\n"
        "\n"
    )


def test_grouped_lines_fit_the_width(written: Written, usual: Report) -> None:
    usual.diagnostics = [replace(usual.diagnostics[0], message="word 日本語 " * 20)]
    shown = written("grouped", usual, width=60, quiet=True)
    assert all(cell_len(line) <= 60 for line in shown.splitlines())
    assert shown.count("日本語") == 20


def test_a_coding_tool_gets_everything(written: Written, usual: Report) -> None:
    assert written("agent", usual).split("\n\n")[0].splitlines() == [
        "error: HUP101 never-disconnected",
        "at: src/Chat.tsx:6:5",
        "code: client.connectUser(currentUser, token);",
        "message: `client.connectUser` opens a WebSocket and nothing closes it",
        "scope: effect on [currentUser]",
        "confidence: medium",
        'related: src/Chat.tsx:5:32 client constructed here | const t = "日本 😀", client = new StreamChat(apiKey);',
        "related: src/Chat.tsx:7:6 runs again whenever this changes | }, [currentUser]);",
        "suggestion: return a clean-up that calls `client.disconnectUser()`",
        "fix: unsafe; return a clean-up",
        'edit: src/Chat.tsx:6:5-6:5 becomes "const opened = "',
        'edit: src/Chat.tsx:6:44-6:44 becomes "\\n    return () => client.disconnectUser();"',
    ]
    assert written("agent", usual).splitlines()[-3:] == [
        "total: 2 errors, 1 warning; 412 files checked, 37 with connections, 2 suppressed",
        "explain: hangup rule HUP101; hangup rule HUP104; hangup rule HUP900",
        "apply: hangup check --fix; unsafe fixes need --unsafe-fixes, and a look at what they did",
    ]


def test_a_coding_tool_is_not_told_how_to_suppress(written: Written, usual: Report) -> None:
    assert "hangup: ignore" not in written("agent", usual)


def test_each_line_for_a_coding_tool_begins_with_what_it_is(written: Written, hostile: Report) -> None:
    keys = {"error", "at", "code", "message", "scope", "confidence", "related", "suggestion", "fix", "edit"}
    block, rest = written("agent", hostile).split("\n\n")
    assert {line.partition(": ")[0] for line in block.splitlines()} == keys
    assert {line.partition(": ")[0] for line in rest.splitlines()} == {"total", "explain", "apply"}


def test_a_clean_run_is_one_line_for_a_coding_tool(written: Written) -> None:
    assert written("agent", Report(files=3)) == "total: 0 errors, 0 warnings; 3 files checked, 0 with connections\n"
