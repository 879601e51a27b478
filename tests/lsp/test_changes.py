"""What an editor may do about findings: fixes, suppressions, and all safe fixes at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.lsp.conftest import Client

FIXES = Path(__file__).parents[1] / "fixes"
SAFE = FIXES / "HUP501/ecmascript/if_somebody_is_there.ts"
UNSAFE = FIXES / "HUP102/python/else_and_two_handlers.py"


def fixed(path: Path) -> str:
    return path.with_suffix(f".fixed{path.suffix}").read_text(encoding="utf-8")


def edited(text: str, action: dict[str, Any]) -> str:
    """A text after the edits of an action, which name the version of the text."""
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"]["version"] == 1
    data = text.encode("utf-16-le")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line.encode("utf-16-le")) + 2)
    for edit in sorted(change["edits"], key=lambda edit: str(edit["range"]["start"]), reverse=True):
        start, end = (starts[at["line"]] + at["character"] * 2 for at in (edit["range"]["start"], edit["range"]["end"]))
        data = data[:start] + edit["newText"].encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le")


@pytest.mark.parametrize("before", ["", "// 🎧 漢\n"])
def test_a_safe_fix_is_what_is_preferred(client: Client, before: str) -> None:
    text = before + SAFE.read_text(encoding="utf-8")
    client.open("a.ts", text)
    (finding,) = client.found("a.ts")
    fix, ignore = client.actions("a.ts", finding["range"])
    assert fix["isPreferred"] is True
    assert fix["kind"] == ignore["kind"] == "quickfix"
    assert "unsafe" not in fix["title"]
    assert [each["code"] for each in fix["diagnostics"]] == [finding["code"]]
    assert edited(text, fix) == before + fixed(SAFE)
    assert "isPreferred" not in ignore


def test_an_unsafe_fix_says_so(client: Client) -> None:
    text = UNSAFE.read_text(encoding="utf-8")
    client.open("a.py", text)
    fixes = [
        action
        for finding in client.found("a.py")
        for action in client.actions("a.py", finding["range"])
        if "ignore this" not in action["title"]
    ]
    assert fixes
    assert all(fix["title"].endswith("(unsafe: look at the result)") and "isPreferred" not in fix for fix in fixes)


def test_a_place_without_a_finding_has_no_actions(client: Client) -> None:
    client.open("a.ts", SAFE.read_text(encoding="utf-8"))
    client.found("a.ts")
    nowhere = {"line": 0, "character": 0}
    assert client.actions("a.ts", {"start": nowhere, "end": nowhere}) == []


def test_all_safe_fixes_come_only_when_they_are_asked_for(client: Client) -> None:
    text = SAFE.read_text(encoding="utf-8")
    client.open("a.ts", text)
    (finding,) = client.found("a.ts")
    (action,) = client.actions("a.ts", finding["range"], only=["source.fixAll"])
    assert action["kind"] == "source.fixAll.hangup"
    assert edited(text, action) == fixed(SAFE)
    assert client.actions("a.ts", finding["range"], only=["refactor"]) == []
    assert all(each["kind"] == "quickfix" for each in client.actions("a.ts", finding["range"]))


def test_unsafe_fixes_are_not_among_all_safe_ones(client: Client) -> None:
    client.open("a.py", UNSAFE.read_text(encoding="utf-8"))
    finding, *_ = client.found("a.py")
    assert client.actions("a.py", finding["range"], only=["source.fixAll.hangup"]) == []
