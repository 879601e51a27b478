"""The line formats of build servers, read back as GitHub's runner and Azure's agent would."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hangup.model import Severity, Span
from hangup.report import Report
from hangup.reporters.screen import clean

if TYPE_CHECKING:
    from tests.unit.reporters.conftest import Written


def github(line: str) -> tuple[str, dict[str, str], str]:
    """The command, its properties and its message, as the runner decodes them."""
    found = re.fullmatch(r"::(\w+) ([^:]*(?::(?!:)[^:]*)*)::(.*)", line)
    assert found, line
    properties: dict[str, str] = {}
    for part in found[2].split(","):
        name, _, value = part.partition("=")
        for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, character)
        properties[name] = value
    message = found[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return found[1], properties, message


def azure(line: str) -> tuple[str, dict[str, str], str]:
    """The command, its properties and its message, as the agent decodes them."""
    found = re.fullmatch(r"##vso\[([\w.]+) ([^\]]*)\](.*)", line)
    assert found, line
    properties: dict[str, str] = {}
    for part in found[2].split(";"):
        if part:
            name, _, value = part.partition("=")
            for code, character in (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")):
                value = value.replace(code, character)
            properties[name] = value
    message = found[3].replace("%0D", "\r").replace("%0A", "\n").replace("%AZP25", "%")
    return found[1], properties, message


# ---------------------------------------------------------------- GitHub


def test_github_gets_a_command_for_each_finding(written: Written, usual: Report) -> None:
    message, suggestion = usual.diagnostics[0].message, usual.diagnostics[0].suggestion
    first, second, third, _ = written("github", usual).splitlines()
    assert github(first) == (
        "error",
        {
            "file": "web/src/Chat.tsx",
            "line": "6",
            "col": "5",
            "endLine": "6",
            "endColumn": "43",
            "title": "HUP101 never-disconnected",
        },
        f"web/src/Chat.tsx:6:5: {message}\nfix: {suggestion}",
    )
    assert github(second)[0] == "warning"
    assert github(third)[1]["file"] == "web/src/gone.py"


def test_github_refuses_columns_of_a_span_over_several_lines(written: Written, usual: Report) -> None:
    usual.diagnostics = [replace(usual.diagnostics[0], span=Span(0, 60))]
    _, properties, _ = github(written("github", usual).splitlines()[0])
    assert (properties["line"], properties["endLine"]) == ("1", "3")
    assert not {"col", "endColumn"} & set(properties)


def test_hostile_text_is_one_command_for_github_and_decodes_to_itself(written: Written, hostile: Report) -> None:
    line, _ = written("github", hostile).splitlines()
    (diagnostic,) = hostile.diagnostics
    _, properties, message = github(line)
    assert properties["file"] == clean(f"web/{diagnostic.path}")
    assert clean(diagnostic.message) in message
    assert set(properties) == {"file", "line", "col", "endLine", "endColumn", "title"}


@pytest.mark.parametrize(("errors", "warnings", "told"), [(10, 10, False), (11, 0, True), (0, 11, True)])
def test_more_than_github_shows_is_told(
    written: Written, usual: Report, errors: int, warnings: int, told: bool
) -> None:
    first = usual.diagnostics[0]
    usual.diagnostics = [first] * errors + [replace(first, severity=Severity.WARNING)] * warnings
    lines = written("github", usual).splitlines()
    assert sum(line.startswith(("::error ", "::warning ")) for line in lines) == errors + warnings, "none is left out"
    assert any(line.startswith("::notice title=hangup::Found 11 ") for line in lines) is told


# ---------------------------------------------------------------- Azure


def test_azure_gets_an_issue_for_each_finding(written: Written, usual: Report) -> None:
    message, suggestion = usual.diagnostics[0].message, usual.diagnostics[0].suggestion
    first, second, _, _ = written("azure", usual).splitlines()
    assert azure(first) == (
        "task.logissue",
        {
            "type": "error",
            "sourcepath": "web/src/Chat.tsx",
            "linenumber": "6",
            "columnnumber": "5",
            "code": "HUP101",
        },
        f"{message}. Fix: {suggestion}",
    )
    assert azure(second)[1]["type"] == "warning"


def test_hostile_text_is_one_command_for_azure_and_decodes_to_itself(written: Written, hostile: Report) -> None:
    line, _ = written("azure", hostile).splitlines()
    (diagnostic,) = hostile.diagnostics
    _, properties, message = azure(line)
    assert properties["sourcepath"] == clean(f"web/{diagnostic.path}")
    assert message == f"{clean(diagnostic.message)}. Fix: {clean(diagnostic.suggestion)}"
