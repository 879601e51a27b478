"""``hangup check``: what is reported, and with which exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

import pytest

from hangup.assembly import prefilter
from hangup.config import DEFAULTS, Settings

if TYPE_CHECKING:
    from tests.cli.conftest import Run

    from hangup.project.prefilter import Prefilter

LEAK = "client.connect_user(user)\n"
RACE = "client.connect_user(user)  # a race\n".replace("#", "; race() #")


def put(project: Path, **files: str) -> None:
    for name, text in files.items():
        (project / f"{name}.py").write_text(text, encoding="utf-8")


def lines(output: str) -> list[str]:
    return output.splitlines()


# ---------------------------------------------------------------- exit status


def test_nothing_found_is_0(hangup: Run, project: Path) -> None:
    put(project, a="x = 1\n", b="# connect_user is in a comment\n")
    result = hangup("check")
    assert (result.exit_code, result.stdout) == (0, "All clear: 2 files checked, 1 with connections.\n")


def test_an_error_is_1(hangup: Run, project: Path) -> None:
    put(project, a=LEAK)
    assert hangup("check").exit_code == 1


@pytest.mark.parametrize(
    ("text", "fail_on", "status"),
    [
        (LEAK, "error", 1),
        (LEAK, "warning", 1),
        (LEAK, "never", 0),
        (RACE, "error", 0),
        (RACE, "warning", 1),
        (RACE, "never", 0),
        ("SYNTAX", "error", 1),
        ("SYNTAX", "never", 0),
    ],
)
def test_the_gate_is_what_fail_on_says(hangup: Run, project: Path, text: str, fail_on: str, status: int) -> None:
    put(project, a=text)
    result = hangup("check", "--fail-on", fail_on)
    assert result.exit_code == status
    assert "Found 1 " in result.stdout


def test_a_warning_alone_is_0_unless_asked_otherwise(hangup: Run, project: Path) -> None:
    put(project, a=RACE)
    assert hangup("check").exit_code == 0
    (project / "pyproject.toml").write_text('[tool.hangup]\nfail-on = "warning"\n', encoding="utf-8")
    assert hangup("check").exit_code == 1
    assert hangup("check", "--fail-on", "error").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "missing"], "missing: no such file or directory"),
        (["check", "--select", "HUP1O1"], "no rule is called 'HUP1O1'; did you mean 'HUP101'?"),
        (["check", "--ignore", "never-disconect"], "did you mean 'never-disconnected'?"),
        (["check", "--fail-on", "eror"], "'eror'"),
        (["check", "--output-format", "xml"], "'xml'"),
        (["check", "--confidence", "certain"], "'certain'"),
        (["check", "--selct", "ALL"], "--select"),
        (["check", "-", "a.py"], "together with files"),
        (["check", "-"], "--stdin-filename"),
        (["chek"], "check"),
        (["rule", "HUP999"], "no rule is called 'HUP999'"),
        (["rule", "HUP101", "--all"], "name one rule"),
    ],
)
def test_what_cannot_be_done_is_2_and_says_why(hangup: Run, project: Path, arguments: list[str], message: str) -> None:
    put(project, a="x = 1\n")
    result = hangup(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_configuration_error_is_2(hangup: Run, project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.hangup]\nselct = []\n", encoding="utf-8")
    result = hangup("check")
    assert result.exit_code == 2
    assert "unknown key; did you mean 'select'?" in result.stderr


def test_a_selector_in_the_configuration_that_fits_nothing_is_2(hangup: Run, project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.hangup]\nignore = ["HUP1000"]\n', encoding="utf-8")
    assert hangup("check").exit_code == 2


def test_a_path_given_without_the_command_is_2_with_the_command(hangup: Run, project: Path) -> None:
    put(project, a="x = 1\n")
    result = hangup("a.py")
    assert result.exit_code == 2
    assert "Did you mean 'hangup check a.py'?" in result.stderr


def test_an_error_of_hangup_in_the_reporter_is_2_not_1(
    hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, a=LEAK)

    def fail(*_: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("hangup.commands.checking.write", fail)
    result = hangup("check")
    assert result.exit_code == 2
    assert "internal error: ValueError: no" in result.stderr


# ---------------------------------------------------------------- files that cannot be analysed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SYNTAX", "syntax error: this is no code"),
        ("connect_user(DEEP)", "nested too deeply"),
        ("connect_user(HUGE)", "not enough memory"),
        ("connect_user(NOPARSER)", "no module named 'tree_sitter'"),
    ],
)
def test_a_file_that_cannot_be_analysed_is_named_and_the_others_go_on(
    hangup: Run, project: Path, text: str, message: str
) -> None:
    put(project, a=text, b=LEAK)
    result = hangup("check", "--output-format", "concise")
    assert result.exit_code == 1
    first, second, last = lines(result.stdout)
    assert first.startswith("a.py:1:1: error HUP900 ")
    assert message in first
    assert second.startswith("b.py:1:8: error HUP101 ")
    assert last == "Found 2 errors in 2 of 2 files (1 file not fully analysed: HUP900)."


def test_an_error_of_hangup_in_one_file_names_it_goes_on_and_is_2(hangup: Run, project: Path) -> None:
    put(project, a="connect_user(PANIC)", b=LEAK)
    result = hangup("check", "--output-format", "concise")
    assert result.exit_code == 2
    assert "a.py:1:1: error HUP900 hangup failed on this file (Panic: index out of range)" in result.stdout
    assert "b.py:1:8: error HUP101" in result.stdout
    assert "internal error in a.py: Panic: index out of range" in result.stderr
    assert hangup("check", "--fail-on", "never").exit_code == 2


def test_a_rule_that_fails_is_an_error_of_hangup(
    hangup: Run, fake: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(self: object, fact: object) -> object:
        raise KeyError("x")

    monkeypatch.setattr(fake.NeverDisconnected, "check", check)
    put(project, a=LEAK)
    assert hangup("check").exit_code == 2


def test_what_can_be_parsed_beside_a_syntax_error_is_still_reported(hangup: Run, project: Path) -> None:
    put(project, a="PARTLY\n" + LEAK + "PARTLY\n")
    result = hangup("check", "--output-format", "concise")
    assert lines(result.stdout)[:2] == [
        "a.py:1:1: error HUP900 syntax error: unexpected word (and 1 more in this file) (not-analysed)",
        "a.py:2:8: error HUP101 opens a connection and closes none (never-disconnected)",
    ]


def test_what_is_over_a_limit_is_no_syntax_error(hangup: Run) -> None:
    Path("a.py").write_text(LEAK + "connect_user(PATHS)\nPARTLY\n", encoding="utf-8")
    result = hangup("check", "--output-format", "json", "--select", "HUP900")
    found = json.loads(result.stdout)["diagnostics"]
    assert [(finding["message"], finding["suggestion"]) for finding in found] == [
        ("`f` has more paths than can be followed (and 1 more in this file)", "split it, or exclude the file"),
        ("syntax error: unexpected word", "mend it, or leave the file out with `--exclude`"),
    ]


def test_a_file_that_may_not_be_read_is_named(hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, a=LEAK, b=LEAK)
    opened, allowed = os.open, os.access

    def refuse(path: str, flags: int, *rest: int) -> int:
        if path == "a.py":
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: path != "a.py" and allowed(path, mode))
    for named in ((), ("a.py", "b.py")):
        result = hangup("check", "--output-format", "concise", *named)
        assert result.exit_code == 1, result.output
        assert lines(result.stdout)[0] == "a.py:1:1: error HUP900 cannot be read: permission denied (not-analysed)"
        assert lines(result.stdout)[1].startswith("b.py:1:8: error HUP101")
    assert "make it readable, or leave it out" in hangup("check").stdout


def test_a_folder_that_may_not_be_listed_is_named_and_is_no_empty_project(
    hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> NoReturn:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = hangup("check", "--output-format", "concise")
    assert lines(result.stdout) == [
        ".:1:1: error HUP900 cannot be read: permission denied (not-analysed)",
        "Found 1 error in 1 of 1 file (1 file not fully analysed: HUP900).",
    ]
    assert result.stderr == ""


def test_a_file_that_vanishes_is_named(hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, a=LEAK)

    def late(settings: Settings = DEFAULTS) -> Prefilter:
        (project / "a.py").unlink(missing_ok=True)
        return prefilter(settings)

    monkeypatch.setattr("hangup.cli.prefilter", late)
    result = hangup("check", "--output-format", "full")
    assert result.exit_code == 1
    assert "cannot be read: no such file or directory" in result.stdout


def test_a_file_over_the_size_limit_is_named_only_if_it_matters(
    hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("hangup.engine", "hangup.checking.partition", "hangup.checking.offers"):
        monkeypatch.setattr(f"{module}.LIMIT", 100)
    put(project, a=LEAK + "#" * 100, b="x = 1\n" * 100)
    result = hangup("check", "--output-format", "concise")
    assert "a.py:1:1: error HUP900 the file is larger than 0 MB" in result.stdout
    assert "b.py" not in result.stdout


def test_files_over_the_limit_of_a_run_are_each_named(
    hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hangup.checking.paths.TOGETHER", 2 * len(LEAK))
    put(project, a=LEAK, b=LEAK, c=LEAK, d="x = 1\n", e=LEAK)
    result = hangup("check", "--output-format", "concise")
    assert result.exit_code == 1
    assert [line.split()[:3] for line in lines(result.stdout)[:4]] == [
        ["a.py:1:8:", "error", "HUP101"],
        ["b.py:1:8:", "error", "HUP101"],
        ["c.py:1:1:", "error", "HUP900"],
        ["e.py:1:1:", "error", "HUP900"],
    ]
    assert "larger than 0 MB together" in result.stdout


def test_not_analysed_can_only_be_ignored_by_name(hangup: Run, project: Path) -> None:
    put(project, a="SYNTAX")
    for arguments in (["--select", "HUP101"], ["--ignore", "HUP9"], ["--ignore", "ALL"], ["--confidence", "high"]):
        assert hangup("check", *arguments).exit_code == 1
    assert hangup("check", "--ignore", "HUP900").exit_code == 0


# ---------------------------------------------------------------- which findings


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ([], ["HUP101", "HUP104"]),
        (["--select", "HUP104"], ["HUP104"]),
        (["--select", "HUP104,HUP101"], ["HUP101", "HUP104"]),
        (["--select", "HUP104", "--select", "never-disconnected"], ["HUP101", "HUP104"]),
        (["--ignore", "HUP101"], ["HUP104"]),
        (["--ignore", "HUP1"], []),
        (["--select", "HUP2"], None),
        (["--confidence", "low"], ["HUP101", "HUP104", "HUP101"]),
    ],
)
def test_rules_and_confidence_are_chosen(
    hangup: Run, project: Path, arguments: list[str], codes: list[str] | None
) -> None:
    put(project, a=LEAK + RACE + "client.connect_user(maybe)\n")
    result = hangup("check", "--output-format", "concise", "-q", *arguments)
    if codes is None:
        assert result.exit_code == 2
    else:
        assert [line.split()[2] for line in lines(result.stdout)] == codes


def test_the_command_line_goes_before_the_configuration(hangup: Run, project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.hangup]\nselect = ["HUP104"]\n', encoding="utf-8")
    put(project, a=LEAK)
    assert hangup("check").exit_code == 0
    assert hangup("check", "--select", "HUP101").exit_code == 1


# ---------------------------------------------------------------- suppressions


def test_a_suppressed_finding_is_counted_and_not_reported(hangup: Run, project: Path) -> None:
    put(project, a="client.connect_user(user)  # hangup: ignore[HUP101] -- closed elsewhere\n")
    result = hangup("check")
    assert (result.exit_code, result.stdout) == (0, "All clear: 1 file checked, 1 with connections (1 suppressed).\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x = 1  # hangup: ignore[HUP101]\n", ["1:8: warning HUP901"]),
        ("# hangup: file-ignore[HUP101, HUP104]\n" + LEAK, ["1:1: warning HUP901"]),
        ("x = 1  # hangup: ignore\n", ["1:8: warning HUP902"]),
        ("x = 1  # hangup: ignore[HUP777]\n", ["1:8: warning HUP902"]),
        ("connect_user(maybe)  # hangup: ignore[HUP101]\n", []),
        ("PARTLY  # hangup: ignore[HUP101]\n", ["1:1: error HUP900"]),
    ],
)
def test_suppressions_are_checked_themselves(hangup: Run, project: Path, text: str, found: list[str]) -> None:
    put(project, a=text)
    result = hangup("check", "--output-format", "concise", "-q")
    assert [" ".join(line.split()[:3]).removeprefix("a.py:") for line in lines(result.stdout)] == found


def test_a_suppression_of_a_rule_that_is_not_in_force_is_not_unused(hangup: Run, project: Path) -> None:
    put(project, a="x = 1  # hangup: ignore[HUP101]\n")
    assert "HUP901" in hangup("check").stdout
    assert "HUP901" not in hangup("check", "--ignore", "HUP101").stdout
    assert "HUP901" not in hangup("check", "--select", "HUP104", "--select", "HUP9").stdout
    assert "HUP901" not in hangup("check", "--ignore", "HUP9").stdout


# ---------------------------------------------------------------- order


def test_findings_come_sorted_and_the_same_whatever_the_order_of_paths(hangup: Run, project: Path) -> None:
    put(project, b=LEAK * 2, a="x = 1\n" + LEAK, c="SYNTAX")
    first = hangup("check", "--output-format", "json", "c.py", "b.py", "a.py").stdout
    second = hangup("check", "--output-format", "json").stdout
    assert first == second
    assert first.index("a.py") < first.index("b.py") < first.index("c.py")


def test_quiet_prints_findings_only(hangup: Run, project: Path) -> None:
    put(project, a="x = 1\n")
    assert hangup("check", "-q").stdout == ""
    put(project, a=LEAK)
    assert "Found" not in hangup("check", "-q").stdout
