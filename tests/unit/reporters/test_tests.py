"""JUnit and Checkstyle documents, by the rules of the build servers that read them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hangup.report import Report

if TYPE_CHECKING:
    from tests.unit.reporters.conftest import Written


def parsed(written: Written, output_format: str, report: Report) -> ET.Element:
    text = written(output_format, report)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<')
    return ET.fromstring(text)  # noqa: S314 -- we wrote it


# ---------------------------------------------------------------- JUnit


def test_a_finding_is_a_failed_case_and_what_was_not_analysed_an_error(written: Written, usual: Report) -> None:
    root = parsed(written, "junit", usual)
    assert [(suite.get("name"), [child.tag for case in suite for child in case]) for suite in root] == [
        ("web/src/Chat.tsx", ["failure"]),
        ("web/src/Other.tsx", ["failure"]),
        ("web/src/gone.py", ["error"]),
    ]
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == "`client.connectUser` opens a WebSocket and nothing closes it"
    assert failure.get("type") == "error"
    assert (failure.text or "").splitlines() == [
        "web/src/Chat.tsx:6:5: `client.connectUser` opens a WebSocket and nothing closes it",
        "fix: return a clean-up that calls `client.disconnectUser()`",
        "web/src/Chat.tsx:5:32: client constructed here",
        "web/src/Chat.tsx:7:6: runs again whenever this changes",
    ]


def test_the_counts_are_those_of_the_cases(written: Written, usual: Report) -> None:
    root = parsed(written, "junit", usual)
    for element in [root, *root]:
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
        assert element.get("errors") == str(len(list(element.iter("error"))))
        assert element.get("name")
    for case in root.iter("testcase"):
        assert case.get("name")
        assert case.get("classname")


def test_cases_are_told_apart_and_known_again_when_lines_move(written: Written, usual: Report) -> None:
    first = usual.diagnostics[0]
    later = replace(first, span=first.related[1].span)
    usual.diagnostics = [first, later, replace(first, scope="")]
    before = [case.get("name") for case in parsed(written, "junit", usual).iter("testcase")]
    assert before == [
        "HUP101 never-disconnected in effect on [currentUser]",
        "HUP101 never-disconnected in effect on [currentUser] (2)",
        "HUP101 never-disconnected",
    ]
    usual.diagnostics = [later, first, replace(later, scope="")]
    assert [case.get("name") for case in parsed(written, "junit", usual).iter("testcase")] == before


def test_a_clean_run_has_a_case_that_passed(written: Written, web: object) -> None:
    root = parsed(written, "junit", Report(files=3))
    (case,) = root.iter("testcase")
    assert (root.get("tests"), root.get("failures"), list(case)) == ("1", "0", [])


# ---------------------------------------------------------------- Checkstyle


def test_checkstyle_has_an_error_element_for_each_finding(written: Written, usual: Report) -> None:
    root = parsed(written, "checkstyle", usual)
    assert root.tag == "checkstyle"
    assert root.get("version")
    assert [file.get("name") for file in root] == ["web/src/Chat.tsx", "web/src/Other.tsx", "web/src/gone.py"]
    for file in root:
        for error in file:
            assert error.tag == "error"
            assert error.get("severity") in ("error", "warning", "info", "ignore")
            assert int(error.get("line", "0")) >= 1
    assert root[0][0].attrib == {
        "line": "6",
        "column": "5",
        "severity": "error",
        "message": "`client.connectUser` opens a WebSocket and nothing closes it. "
        "Fix: return a clean-up that calls `client.disconnectUser()`",
        "source": "hangup.HUP101.never-disconnected",
    }


def test_a_clean_run_is_a_checkstyle_document_without_files(written: Written, web: object) -> None:
    assert list(parsed(written, "checkstyle", Report(files=3))) == []
