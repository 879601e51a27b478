"""``hangup init``: a configuration to begin with, which says what holds without it, and writes over nothing."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hangup.config import DEFAULTS, KEYS, parse
from hangup.configuration import load

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def uncommented(text: str) -> str:
    """The file with every example switched on."""
    return re.sub(r"^# ([a-z-]+ = )", r"\1", text, flags=re.MULTILINE)


def test_a_file_is_written_that_changes_nothing(hangup: Run, project: Path) -> None:
    result = hangup("init")
    assert result.exit_code == 0
    assert result.stderr == "hangup: wrote hangup.toml\n"
    settings = load(str(project))
    assert (settings, settings.file) == (DEFAULTS, str(project / "hangup.toml"))
    assert hangup("check").exit_code == 0


def test_every_key_is_in_it_and_every_example_is_accepted(hangup: Run, project: Path) -> None:
    hangup("init")
    table = tomllib.loads(uncommented((project / "hangup.toml").read_text(encoding="utf-8")))
    assert list(table) == list(KEYS)
    assert parse(table, "hangup.toml") != DEFAULTS


def test_what_pre_commit_needs_is_printed(hangup: Run, project: Path) -> None:
    result = hangup("init")
    assert result.stdout.startswith("# .pre-commit-config.yaml\nrepos:\n  - repo: ")
    assert "      - id: hangup\n" in result.stdout


def test_a_table_is_added_to_the_project_file(hangup: Run, project: Path) -> None:
    (project / "pyproject.toml").write_bytes(b'[project]\r\nname = "caf\xc3\xa9"')
    result = hangup("init", "--pyproject")
    assert result.exit_code == 0
    assert result.stderr == "hangup: added [tool.hangup] to pyproject.toml\n"
    data = (project / "pyproject.toml").read_bytes()
    assert data.startswith(b'[project]\r\nname = "caf\xc3\xa9"\r\n\r\n[tool.hangup]\r\n')
    assert data.count(b"\n") == data.count(b"\r\n")
    content = tomllib.loads(uncommented(data.decode().replace("\r\n", "\n")))
    assert list(content["tool"]["hangup"]) == list(KEYS)
    assert content["project"] == {"name": "café"}
    assert not (project / "hangup.toml").exists()


def test_a_configuration_above_that_counts_no_longer_is_told(hangup: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "hangup.toml").write_text("", encoding="utf-8")
    result = hangup("init")
    assert result.exit_code == 0
    assert f"{tmp_path / 'hangup.toml'} counts no longer below this directory" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("--pyproject",)])
@pytest.mark.parametrize(
    ("name", "text"),
    [("hangup.toml", ""), (".hangup.toml", "x"), ("pyproject.toml", "[tool.hangup]\n"), ("hangup.toml", None)],
    ids=["hangup.toml", "a broken one", "pyproject.toml", "a dangling link"],
)
def test_what_configures_hangup_already_is_left_as_it_is(
    hangup: Run, project: Path, name: str, text: str | None, arguments: tuple[str, ...]
) -> None:
    if text is None:
        os.symlink("nowhere", project / name)
    else:
        (project / name).write_text(text, encoding="utf-8")
    result = hangup("init", *arguments)
    assert result.exit_code == 2
    assert f"{name} configures hangup here already, and is left as it is" in result.stderr
    assert sorted(path.name for path in project.iterdir()) == [name]
    assert text is None or (project / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "message"),
    [(None, "there is no pyproject.toml here"), ("[project\n", "pyproject.toml: not TOML")],
)
def test_a_project_file_that_a_table_cannot_be_added_to_is_2(
    hangup: Run, project: Path, text: str | None, message: str
) -> None:
    if text is not None:
        (project / "pyproject.toml").write_text(text, encoding="utf-8")
    result = hangup("init", "--pyproject")
    assert result.exit_code == 2
    assert message in result.stderr
    assert text is None or (project / "pyproject.toml").read_text(encoding="utf-8") == text


def test_a_directory_that_cannot_be_written_to_is_2(
    hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("hangup.project.replace.write_whole", refuse)
    result = hangup("init")
    assert result.exit_code == 2
    assert "hangup.toml: cannot be written: permission denied" in result.stderr
