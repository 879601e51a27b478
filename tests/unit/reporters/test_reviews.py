"""GitLab's Code Quality report, reviewdog's format and the contract's JSON lines, by the rules of their readers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hangup.model import Applicability, Edit, Fix, SourceFile, Span, number_equals
from hangup.report import Report
from hangup.reporters.json_ import document

if TYPE_CHECKING:
    from tests.unit.reporters.conftest import Written

# ---------------------------------------------------------------- GitLab


def entries(written: Written, report: Report) -> Any:
    return json.loads(written("gitlab", report))


def test_gitlab_gets_what_it_needs_of_each_finding(written: Written, usual: Report) -> None:
    made = entries(written, usual)
    for entry in made:
        assert entry["description"]
        assert entry["check_name"]
        assert entry["fingerprint"]
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not entry["location"]["path"].startswith(("/", "./"))
        assert entry["location"]["lines"]["begin"] >= 1
    assert [entry["severity"] for entry in made] == ["major", "minor", "critical"]
    assert made[0]["check_name"] == "HUP101 never-disconnected"
    assert made[0]["location"] == {"path": "web/src/Chat.tsx", "lines": {"begin": 6, "end": 6}}
    assert made[0]["other_locations"][0] == {"path": "web/src/Chat.tsx", "lines": {"begin": 5, "end": 5}}


def test_gitlab_shows_all_of_several_equal_findings(written: Written, usual: Report) -> None:
    usual.diagnostics = number_equals([usual.diagnostics[0]] * 3)
    assert len({entry["fingerprint"] for entry in entries(written, usual)}) == 3


def test_a_clean_run_is_an_empty_array_for_gitlab(written: Written, web: object) -> None:
    assert entries(written, Report(files=3)) == []


def test_gitlab_is_told_of_a_fix(written: Written, usual: Report) -> None:
    bodies = [entry["content"]["body"] for entry in entries(written, usual)]
    assert "There is a fix (unsafe): return a clean-up." in bodies[0]
    assert "There is a fix" not in bodies[1]


# ---------------------------------------------------------------- reviewdog

FIELDS = {
    "result": {"diagnostics", "source", "severity"},
    "diagnostic": {"message", "location", "severity", "source", "code", "suggestions", "original_output"},
    "location": {"path", "range"},
    "range": {"start", "end"},
    "position": {"line", "column"},
    "suggestion": {"range", "text"},
}
"""What reviewdog's messages hold. It refuses a document with any other field."""


def check_range(made: Any) -> None:
    assert set(made) == FIELDS["range"]
    for position in made.values():
        assert set(position) == FIELDS["position"]
        assert position["line"] >= 1
        assert position["column"] >= 1


def results(written: Written, report: Report) -> Any:
    """The diagnostics of a document that reviewdog takes."""
    made = json.loads(written("rdjson", report))
    assert set(made) <= FIELDS["result"]
    for diagnostic in made["diagnostics"]:
        assert set(diagnostic) <= FIELDS["diagnostic"]
        assert diagnostic["message"]
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert set(diagnostic["location"]) == FIELDS["location"]
        check_range(diagnostic["location"]["range"])
        assert set(diagnostic["code"]) <= {"value", "url"}
        for suggestion in diagnostic.get("suggestions", []):
            assert set(suggestion) == FIELDS["suggestion"]
            check_range(suggestion["range"])
    return made["diagnostics"]


def test_reviewdog_takes_every_report(written: Written, usual: Report, hostile: Report, web: object) -> None:
    assert len(results(written, usual)) == 3
    assert len(results(written, hostile)) == 1
    assert results(written, Report()) == []


def test_reviewdog_counts_columns_in_bytes(written: Written, usual: Report) -> None:
    first = usual.diagnostics[0]
    usual.diagnostics = [replace(first, span=first.related[0].span)]
    (made,) = results(written, usual)
    line = usual.source(first.path).line_text(5)
    expected = len(line[: line.index("new StreamChat")].encode()) + 1
    assert made["location"]["range"]["start"] == {"line": 5, "column": expected}
    assert expected > line.index("new StreamChat") + 1


def test_a_byte_order_mark_is_no_column(written: Written, usual: Report) -> None:
    first = usual.diagnostics[0]
    usual.sources[first.path] = SourceFile(first.path, b"\xef\xbb\xbfconnect()\n")
    usual.diagnostics = [replace(first, span=Span(3, 12), related=(), fix=None)]
    (made,) = results(written, usual)
    assert made["location"]["range"] == {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 10}}


def test_a_fix_is_one_suggestion_that_mends_it(written: Written, usual: Report) -> None:
    made = results(written, usual)[0]
    (suggestion,) = made["suggestions"]
    source = usual.source("src/Chat.tsx")
    places = [suggestion["range"][end] for end in ("start", "end")]
    start, end = (source.line_starts[place["line"] - 1] + place["column"] - 1 for place in places)
    mended = source.data[:start].decode() + suggestion["text"] + source.data[end:].decode()
    assert "    const opened = client.connectUser(currentUser, token);\n    return () => client.disc" in mended
    assert mended.count("client.connectUser(") == 1


@pytest.mark.parametrize("applicability", [Applicability.UNSAFE, Applicability.DISPLAY_ONLY])
def test_what_is_no_whole_fix_is_no_suggestion(written: Written, usual: Report, applicability: Applicability) -> None:
    first = usual.diagnostics[0]
    assert first.fix
    edits = first.fix.edits
    if applicability is Applicability.UNSAFE:
        edits = (*edits, Edit("src/Other.tsx", Span(0, 0), "// in another file\n"))
    usual.diagnostics = [replace(first, fix=Fix(applicability, "t", edits))]
    assert "suggestions" not in results(written, usual)[0]


# ---------------------------------------------------------------- lines of JSON


def test_lines_are_the_diagnostics_of_the_object(written: Written, usual: Report, hostile: Report) -> None:
    for report in (usual, hostile):
        lines = [json.loads(line) for line in written("jsonl", report).splitlines()]
        assert len(lines) == len(report.diagnostics)
        assert [line["fingerprint"] for line in lines] == [one.fingerprint for one in report.diagnostics]
        assert lines == json.loads(written("json", report))["diagnostics"]
    assert json.loads(written("json", usual)) == document(usual)
