"""``--output-format FORMAT[=FILE]``: several reports in one run, each in its place."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hangup.reporters import FORMATS

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Start

LEAK = "client.connect_user(user)\n"


@pytest.fixture
def leak(project: Path) -> Path:
    (project / "a.py").write_text(LEAK, encoding="utf-8")
    return project


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_file_holds_what_standard_output_would(hangup: Run, leak: Path, output_format: str) -> None:
    shown = hangup("check", "--output-format", output_format)
    filed = hangup("check", "--output-format", f"{output_format}=out")
    assert (shown.exit_code, filed.exit_code) == (1, 1)
    assert (leak / "out").read_text(encoding="utf-8") == shown.stdout
    assert filed.stdout == ""


def test_one_run_writes_several_reports(hangup: Run, leak: Path) -> None:
    (leak / "out").mkdir()
    result = hangup(
        "check", "--output-format", "sarif=out/a.sarif", "--output-format", "concise", "--output-format", "json=b.json"
    )
    assert result.exit_code == 1
    assert result.stdout.startswith("a.py:1:8: error HUP101")
    assert json.loads((leak / "out" / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads((leak / "b.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1


def test_a_link_that_leads_out_of_the_project_is_not_written_through(hangup: Run, leak: Path, tmp_path: Path) -> None:
    outside = tmp_path / "profile"
    outside.write_text("mine", encoding="utf-8")
    (leak / "a.sarif").symlink_to(outside)
    (leak / "real.json").touch()
    (leak / "b.json").symlink_to("real.json")
    result = hangup("check", "--output-format", "sarif=a.sarif")
    assert result.exit_code == 2
    assert "a.sarif: is a link that leads out of the project: name another file" in result.stderr
    assert outside.read_text(encoding="utf-8") == "mine"
    assert hangup("check", "--output-format", "json=b.json").exit_code == 1
    assert json.loads((leak / "real.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1


def test_a_dash_is_standard_output(hangup: Run, leak: Path) -> None:
    assert hangup("check", "--output-format", "json=-").stdout == hangup("check", "--output-format", "json").stdout


def test_without_a_report_to_look_at_the_summary_is_told_unless_quiet(hangup: Run, leak: Path) -> None:
    assert hangup("check", "--output-format", "sarif=a.sarif").stderr == "hangup: Found 1 error in 1 of 1 file.\n"
    assert hangup("check", "-q", "--output-format", "sarif=a.sarif").stderr == ""


def test_the_exit_status_is_that_of_the_findings(hangup: Run, leak: Path) -> None:
    arguments = ("check", "--output-format", "sarif=a.sarif")
    assert hangup(*arguments).exit_code == 1
    assert hangup(*arguments, "--fail-on", "never").exit_code == 0
    invocation = json.loads((leak / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["invocations"][0]
    assert invocation == {"executionSuccessful": True, "exitCode": 0}
    (leak / "b.py").write_text("connect_user(PANIC)", encoding="utf-8")
    assert hangup(*arguments).exit_code == 2
    invocation = json.loads((leak / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["xml"], "'xml' is not one of full, concise, "),
        (["sarrif=a.sarif"], "did you mean 'sarif'?"),
        (["sarif="], "sarif= needs the name of a file"),
        (["full", "json"], "full and json cannot both go to standard output: give all but one a file"),
        (["full", "json=-"], "full and json cannot both go to standard output"),
        (["sarif=out", "json=./out"], "sarif and json cannot both go to ./out"),
        (["sarif=missing/a.sarif"], "missing/a.sarif: there is no folder missing: make it first"),
        (["json=folder"], "folder is a folder: name a file for the json report"),
        (["full="], "full= needs the name of a file"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_done(
    hangup: Run, leak: Path, values: list[str], message: str
) -> None:
    (leak / "folder").mkdir()
    result = hangup("check", *(part for value in values for part in ("--output-format", value)))
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
    assert sorted(path.name for path in leak.iterdir()) == ["a.py", "folder"]


def test_a_file_that_cannot_be_written_is_2_and_nothing_else_is_lost(
    hangup: Run, leak: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = os.replace

    def refuse(source: str, target: str) -> None:
        if target.endswith("a.sarif"):
            raise PermissionError(13, "Permission denied", target)
        replaced(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    outputs = ("sarif=a.sarif", "json=b.json", "concise")
    result = hangup("check", *(part for value in outputs for part in ("--output-format", value)))
    assert result.exit_code == 2
    assert "error: a.sarif: the sarif report cannot be written: permission denied" in result.stderr
    assert "a.py:1:8: error HUP101" in result.stdout
    assert json.loads((leak / "b.json").read_text(encoding="utf-8"))["diagnostics"]
    assert not [path for path in leak.iterdir() if path.suffix == ".tmp"]


def test_a_file_is_utf_8_whatever_the_terminal_is(start: Start, project: Path) -> None:
    (project / "日本.py").write_text("é = '日本'; connect_user(user)\n", encoding="utf-8")
    done = start(
        "check", "--output-format", "full=out", "--output-format", "concise", env={"PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 1, done.stderr
    assert "é = '日本'; connect_user(user)" in (project / "out").read_text(encoding="utf-8")
    assert done.stdout.isascii()


def test_a_file_has_no_colour(hangup: Run, leak: Path) -> None:
    hangup("check", "--color", "always", "--output-format", "full=out")
    assert "\x1b" not in (leak / "out").read_text(encoding="utf-8")


def test_the_shell_is_offered_the_formats(hangup: Run, start: Start, project: Path) -> None:
    done = start(
        env={"_HANGUP_COMPLETE": "bash_complete", "COMP_WORDS": "hangup check --output-format j", "COMP_CWORD": "3"}
    )
    assert done.stdout.decode().split() == ["plain,json", "plain,jsonl", "plain,junit"]
