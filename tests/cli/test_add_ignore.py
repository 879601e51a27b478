"""``--add-ignore``: comments are written to the files, and what is then found is what they do not cover."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LEAK = "client.connect_user(user)\n"
RACE = "client.connect_user(user); race()\n"


def put(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")


def test_every_finding_gets_a_comment_and_the_run_is_clean(hangup: Run, project: Path) -> None:
    put(project, {"a.py": "x = 1\n" + LEAK + RACE, "b.py": LEAK, "c.py": "x = 1\n"})
    result = hangup("check", "--add-ignore=the kiosk", "--fail-on", "warning")
    assert result.exit_code == 0
    assert result.stderr == "hangup: suppressed 3 findings in 2 files\n"
    assert result.stdout == "All clear: 3 files checked, 2 with connections (3 suppressed).\n"
    assert (project / "a.py").read_text() == (
        f"x = 1\n# hangup: ignore[HUP101] -- the kiosk\n{LEAK}# hangup: ignore[HUP104] -- the kiosk\n{RACE}"
    )
    assert hangup("check", "--add-ignore=again").stderr == "hangup: nothing to suppress\n"


def test_the_reason_may_be_missing_and_is_never_the_next_argument(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "b.py": LEAK})
    assert hangup("check", "--add-ignore", "a.py").exit_code == 0
    assert (project / "a.py").read_text() == "# hangup: ignore[HUP101]\n" + LEAK
    assert (project / "b.py").read_text() == LEAK


def test_what_is_known_or_not_selected_gets_none(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "b.py": LEAK + RACE})
    hangup("check", "a.py", "--baseline", "known.json", "--update-baseline")
    assert hangup("check", "--baseline", "known.json", "--select", "HUP101", "--add-ignore").exit_code == 0
    assert (project / "a.py").read_text() == LEAK
    assert (project / "b.py").read_text() == "# hangup: ignore[HUP101]\n" + LEAK + RACE


def test_the_rules_about_the_analysis_itself_get_none(hangup: Run, project: Path) -> None:
    text = "x = 1  # hangup: ignore[HUP101] -- mended\n"
    put(project, {"a.py": text, "b.py": "SYNTAX\n"})
    result = hangup("check", "--add-ignore")
    assert result.exit_code == 1
    assert (project / "a.py").read_text() == text
    assert "HUP901" in result.stdout


def test_a_file_that_is_read_only_is_2_and_the_others_go_on(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "b.py": LEAK})
    (project / "a.py").chmod(0o444)
    result = hangup("check", "--add-ignore")
    assert result.exit_code == 2
    assert "a.py: no comment written: it is read-only" in result.stderr
    assert (project / "a.py").read_text() == LEAK
    assert "hangup: ignore" in (project / "b.py").read_text()


def test_mode_and_links_are_kept(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    (project / "a.py").chmod(0o750)
    os.symlink("a.py", project / "b.py")
    assert hangup("check", "--add-ignore", "b.py").exit_code == 0
    assert (project / "b.py").is_symlink()
    assert (project / "a.py").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--add-ignore=a */ b"], "--add-ignore: a reason cannot hold */ or --"),
        (["--add-ignore=a\nb"], "--add-ignore: a reason is one line of text"),
        (["--add-ignore", "--fix"], "use one of them"),
        (["--add-ignore", "--diff"], "use one of them"),
        (["--add-ignore", "--baseline", "known.json", "--update-baseline"], "use one of them"),
        (["--add-ignore", "--stdin-filename", "a.py", "-"], "standard input is none"),
    ],
)
def test_what_cannot_be_done_is_2_and_writes_nothing(
    hangup: Run, project: Path, arguments: list[str], message: str
) -> None:
    put(project, {"a.py": LEAK})
    result = hangup("check", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert (project / "a.py").read_text() == LEAK
