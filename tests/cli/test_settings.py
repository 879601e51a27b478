"""Which settings hold in a run: configuration files, ``--config``, ``--isolated``, options, what is shown of them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hangup.config import parse
from hangup.model import Severity

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LEAK = "client.connect_user(user)\n"
RACE = "client.connect_user(user); race()\n"


def put(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(hangup: Run, *arguments: str) -> list[str]:
    result = hangup("check", "--output-format", "concise", "-q", *arguments)
    assert result.exit_code in (0, 1), result.output
    return [f"{line.split(':')[0]} {line.split()[2]}" for line in result.stdout.splitlines()]


# ---------------------------------------------------------------- configuration files


def test_each_file_is_checked_with_the_settings_nearest_to_it(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "chat/a.py": LEAK, "chat/src/b.py": RACE})
    put(project, {"hangup.toml": 'select = ["HUP101"]\n', "chat/hangup.toml": 'select = ["HUP104"]\n'})
    assert found(hangup) == ["a.py HUP101", "chat/src/b.py HUP104"]


def test_the_gate_of_a_finding_is_that_of_its_file(hangup: Run, project: Path) -> None:
    put(project, {"a.py": RACE, "old/a.py": LEAK, "old/hangup.toml": 'fail-on = "never"\n'})
    assert hangup("check").exit_code == 0
    put(project, {"hangup.toml": 'fail-on = "warning"\n'})
    assert hangup("check", "old").exit_code == 0
    assert hangup("check", "a.py").exit_code == 1
    assert hangup("check", "old", "--fail-on", "error").exit_code == 1


def test_what_is_left_out_stays_out_although_it_has_a_file_of_its_own(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "old/a.py": LEAK, "old/hangup.toml": "", "new/a.py": LEAK, "new/gen/b.py": LEAK})
    put(project, {"hangup.toml": 'exclude = ["old/"]\n', "new/hangup.toml": 'exclude = ["gen/"]\n'})
    assert hangup("check", "--show-files").stdout.splitlines() == ["a.py", "new/a.py"]


@pytest.mark.parametrize("name", ["chat/hangup.toml", "chat/inner/pyproject.toml"])
def test_a_wrong_key_far_below_is_2_and_names_its_file(hangup: Run, project: Path, name: str) -> None:
    put(project, {"a.py": LEAK, "chat/inner/a.py": LEAK})
    put(project, {name: ("[tool.hangup]\n" if "pyproject" in name else "") + "selct = []\n"})
    result = hangup("check")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{name}: " in result.stderr
    assert "selct: unknown key; did you mean 'select'?" in result.stderr


def test_control_characters_of_a_configuration_do_not_reach_the_terminal(hangup: Run, project: Path) -> None:
    put(project, {"hangup.toml": '"\\u001b[31m" = 1\n'})
    result = hangup("check")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


# ---------------------------------------------------------------- --config, --isolated


def test_one_configuration_file_can_be_named_for_all(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "chat/a.py": RACE})
    put(project, {"hangup.toml": 'select = ["HUP104"]\n', "chat/hangup.toml": 'select = ["HUP101"]\n'})
    put(project, {"ci/strict.toml": 'select = ["ALL"]\nexclude = ["/chat"]\n'})
    assert found(hangup) == []
    assert found(hangup, "--config", "ci/strict.toml") == ["a.py HUP101"]


def test_a_key_on_the_command_line_goes_before_the_files_and_behind_its_option(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK + RACE, "hangup.toml": 'select = ["HUP104"]\n'})
    assert found(hangup, "--config", "select=['HUP101']") == ["a.py HUP101"]
    assert found(hangup, "--config", "select=['HUP101']", "--select", "HUP104") == ["a.py HUP104"]
    assert found(hangup, "--config", 'per-file-ignores."a.py"=["HUP1"]', "--select", "ALL") == []


def test_isolated_reads_no_file_not_even_a_broken_one(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "hangup.toml": "selct = []\n"})
    assert hangup("check").exit_code == 2
    assert found(hangup, "--isolated") == ["a.py HUP101"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--config", "none.toml"], "none.toml: no such file"),
        (["--config", "a.py"], "a.py: not TOML"),
        (["--config", "fail-on=warning"], """text needs quotes: --config 'fail-on="warning"'"""),
        (["--config", "fail-on='eror'"], "--config: fail-on: must be one of error, warning, never; did you mean"),
        (["--config", "selct=[]"], "--config: selct: unknown key; did you mean 'select'?"),
        (["--config", "select=['HUP1O1']"], "--config: select: no rule is called 'HUP1O1'; did you mean 'HUP101'?"),
        (["--config", "a.toml", "--config", "b.toml"], "--config names 2 files: a.toml, b.toml; one can count"),
        (["--config", "a.toml", "--isolated"], "--isolated reads no configuration file, and --config names one"),
        (["--extend-select", "HUP1O1"], "--extend-select: no rule is called 'HUP1O1'"),
        (["--extend-ignore", "HUP1O1"], "--extend-ignore: no rule is called 'HUP1O1'"),
        (["--per-file-ignores", "tests"], "--per-file-ignores tests: must be PATTERN:RULES, as in"),
        (["--per-file-ignores", "tests:"], "must be PATTERN:RULES"),
        (["--per-file-ignores", "tests:HUP1O1"], "--per-file-ignores: no rule is called 'HUP1O1'"),
        (["--per-file-ignores", "!:HUP101"], "--per-file-ignores: '!' is no pattern"),
        (["--exclude", "a\\"], "--exclude: 'a\\\\' is no pattern of a .gitignore"),
        (["--max-warnings", "-1"], "--max-warnings"),
    ],
)
def test_what_cannot_be_followed_is_2_and_says_why(
    hangup: Run, project: Path, arguments: list[str], message: str
) -> None:
    put(project, {"a.py": LEAK})
    result = hangup("check", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


# ---------------------------------------------------------------- options that add


def test_extend_adds_and_the_plain_option_replaces(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK + RACE, "hangup.toml": 'select = ["HUP101"]\n'})
    assert found(hangup, "--extend-select", "HUP104") == ["a.py HUP101", "a.py HUP104"]
    assert found(hangup, "--select", "HUP104") == ["a.py HUP104"]
    put(project, {"hangup.toml": 'ignore = ["HUP101"]\n'})
    assert found(hangup, "--extend-ignore", "HUP104") == []
    assert found(hangup, "--ignore", "HUP104") == ["a.py HUP101"]


def test_a_plain_option_replaces_what_the_file_extends_too(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK + RACE, "hangup.toml": 'select = []\nextend-select = ["HUP101"]\n'})
    assert found(hangup) == ["a.py HUP101"]
    assert found(hangup, "--select", "HUP104") == ["a.py HUP104"]


def test_per_file_ignores_of_the_command_line_take_the_place_of_the_files(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "tests/a.py": LEAK, "hangup.toml": 'per-file-ignores = { "a.py" = ["HUP101"] }\n'})
    assert found(hangup) == []
    assert found(hangup, "--per-file-ignores", "tests/**:HUP101,HUP104") == ["a.py HUP101"]


def test_a_file_that_was_not_analysed_is_named_unless_its_rule_is_ignored_by_name(hangup: Run, project: Path) -> None:
    put(project, {"a.py": "SYNTAX\n"})
    assert found(hangup, "--per-file-ignores", "a.py:ALL") == ["a.py HUP900"]
    assert found(hangup, "--per-file-ignores", "a.py:HUP900") == []


# ---------------------------------------------------------------- gate


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 0),
        (["--max-warnings", "2"], 0),
        (["--max-warnings", "1"], 1),
        (["--max-warnings", "0", "--exit-zero"], 0),
        (["--fail-on", "warning", "--exit-zero"], 0),
    ],
)
def test_many_warnings_can_be_too_many(hangup: Run, project: Path, arguments: list[str], status: int) -> None:
    put(project, {"a.py": RACE * 2})
    result = hangup("check", *arguments)
    assert result.exit_code == status
    assert ("2 warnings are more than the 1" in result.stderr) == (status == 1)


def test_exit_zero_does_not_hide_that_hangup_could_not_work(hangup: Run, project: Path) -> None:
    put(project, {"a.py": "connect_user(PANIC)\n", "b.py": LEAK})
    assert hangup("check", "b.py", "--exit-zero").exit_code == 0
    assert hangup("check", "a.py", "--exit-zero").exit_code == 2
    assert hangup("check", "missing.py", "--exit-zero").exit_code == 2


# ---------------------------------------------------------------- what is shown


def test_files_are_shown_and_not_checked(hangup: Run, project: Path) -> None:
    put(project, {"b.py": LEAK, "src/a.py": "SYNTAX\n"})
    (project / "notes.txt").write_text("x", encoding="utf-8")
    result = hangup("check", "--show-files", "src", "b.py")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "b.py\nsrc/a.py\n", "")


def test_settings_are_shown_as_a_file_that_says_the_same(hangup: Run, project: Path) -> None:
    put(
        project,
        {
            "chat/hangup.toml": 'select = ["HUP1"]\nfail-on = "never"\nexclude = ["a b/"]\n'
            'per-file-ignores = { "x y" = ["HUP101"] }\n'
        },
    )
    result = hangup("check", "--show-settings", "--extend-ignore", "HUP104", "chat")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"# chat: {project / 'chat' / 'hangup.toml'}\n")
    shown = parse(tomllib.loads(result.stdout), "x/pyproject.toml")
    assert (shown.select, shown.extend_ignore, shown.fail_on) == (("HUP1",), ("HUP104",), None)
    assert shown.exclude.lines == ("a b/",)
    assert [ignores.pattern.lines for ignores in shown.per_file_ignores] == [("x y",)]


def test_settings_of_several_paths_are_shown_one_after_the_other(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "chat/a.py": LEAK, "chat/hangup.toml": 'fail-on = "warning"\n'})
    result = hangup("check", "--show-settings", "a.py", "chat/a.py")
    first, second = result.stdout.split("\n\n")
    assert first.startswith("# a.py: no configuration file\n")
    assert parse(tomllib.loads(first), "x").fail_on is Severity.ERROR
    assert parse(tomllib.loads(second), "x").fail_on is Severity.WARNING


def test_statistics_count_instead_of_printing(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK * 2, "b.py": LEAK + RACE})
    result = hangup("check", "--statistics")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "3  HUP101  never-disconnected     in 2 files",
        "1  HUP104  cleanup-races-connect  in 1 file",
        "Found 3 errors and 1 warning in 2 of 2 files.",
    ]


def test_statistics_can_be_had_as_json_and_in_no_format_made_for_findings(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK * 2})
    told = json.loads(hangup("check", "--statistics", "--output-format", "json").stdout)
    assert told["summary"]["errors"] == 2
    assert told["statistics"] == [
        {"code": "HUP101", "name": "never-disconnected", "errors": 2, "warnings": 0, "files": 1}
    ]
