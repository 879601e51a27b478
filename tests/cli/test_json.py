"""``--output-format json``: the contract that other tools rely on, exactly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hangup.model import Applicability, Confidence, Diagnostic, Edit, Fix, Related, Severity, SourceFile, Span
from hangup.report import Report
from hangup.reporters.json_ import document

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_the_object_is_the_contracts() -> None:
    source = 'é = "日本"; client = connectUser(user)\n// end\n'
    start = source.encode().index(b"connectUser")
    diagnostic = Diagnostic(
        code="HUP101",
        name="never-disconnected",
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        path="src/Chat.tsx",
        span=Span(start, start + len("connectUser(user)")),
        message="m",
        suggestion="s",
        resource="stream-chat",
        scope="effect on [currentUser]",
        related=(Related("src/Chat.tsx", Span(0, 2), "here"),),
        fix=Fix(Applicability.DISPLAY_ONLY, "t", (Edit("src/Chat.tsx", Span(5, 6), "x"),)),
        anchor="a",
    )
    report = Report(
        files=412,
        analysed=37,
        suppressed=2,
        diagnostics=[diagnostic],
        sources={"src/Chat.tsx": SourceFile("src/Chat.tsx", source.encode())},
    )
    expected = {
        "version": 1,
        "summary": {"files": 412, "analysed": 37, "errors": 1, "warnings": 0, "suppressed": 2, "baselined": 0},
        "diagnostics": [
            {
                "code": "HUP101",
                "name": "never-disconnected",
                "severity": "error",
                "confidence": "high",
                "path": "src/Chat.tsx",
                "line": 1,
                "column": 20,
                "end_line": 1,
                "end_column": 37,
                "message": "m",
                "suggestion": "s",
                "resource": "stream-chat",
                "scope": "effect on [currentUser]",
                "related": [
                    {"path": "src/Chat.tsx", "line": 1, "column": 1, "end_line": 1, "end_column": 2, "label": "here"}
                ],
                "fix": {
                    "applicability": "display-only",
                    "title": "t",
                    "edits": [{"path": "src/Chat.tsx", "start": 5, "end": 6, "text": "x"}],
                },
                "fingerprint": diagnostic.fingerprint,
            }
        ],
    }
    made = document(report)
    assert made == expected
    assert list(made["diagnostics"][0]) == list(expected["diagnostics"][0])  # type: ignore[index]


def run(hangup: Run, *arguments: str) -> Any:
    return json.loads(hangup("check", "--output-format", "json", *arguments).stdout)


def test_a_clean_run_has_no_diagnostics(hangup: Run, project: Path) -> None:
    (project / "a.py").write_text("x = 1\n", encoding="utf-8")
    assert run(hangup) == {
        "version": 1,
        "summary": {"files": 1, "analysed": 0, "errors": 0, "warnings": 0, "suppressed": 0, "baselined": 0},
        "diagnostics": [],
    }


def test_where_there_is_no_fix_it_is_null(hangup: Run, project: Path) -> None:
    (project / "a.py").write_text("client.connect_user(user)\n", encoding="utf-8")
    assert run(hangup)["diagnostics"][0]["fix"] is None


def test_equal_findings_have_fingerprints_of_their_own(hangup: Run, project: Path) -> None:
    (project / "a.py").write_text("client.connect_user(user)\n" * 3, encoding="utf-8")
    assert len({finding["fingerprint"] for finding in run(hangup)["diagnostics"]}) == 3


def test_fingerprints_survive_moved_lines(hangup: Run, project: Path) -> None:
    path = project / "a.py"
    path.write_text("client.connect_user(user)\n", encoding="utf-8")
    before = run(hangup)["diagnostics"][0]["fingerprint"]
    path.write_text("\n\n# more\nclient.connect_user(user)\n", encoding="utf-8")
    assert run(hangup)["diagnostics"][0]["fingerprint"] == before


def test_a_file_that_could_not_be_read_stands_at_its_first_character(hangup: Run, project: Path) -> None:
    (project / "a.py").write_text("SYNTAX\n", encoding="utf-8")
    finding = run(hangup)["diagnostics"][0]
    assert (finding["line"], finding["column"], finding["code"]) == (1, 1, "HUP900")


def test_colour_never_gets_into_it(hangup: Run, project: Path) -> None:
    (project / "a.py").write_text("client.connect_user(user)\n", encoding="utf-8")
    assert "\x1b" not in hangup("check", "--output-format", "json", "--color", "always").stdout
