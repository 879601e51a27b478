"""This repository's own hooks, with pre-commit itself: a leak stops a commit, code that leaks on purpose stops none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]

LEAK = """\
from stream_chat import StreamChatAsync


async def announce(user, token):
    client = StreamChatAsync("key", "secret")
    await client.connect_user(user, token)
"""
ON_PURPOSE = (
    "examples/python/a.py",
    "tests/fixes/HUP101/python/a.py",
    "tests/fixtures/HUP101/python/a.py",
    "tests/projects/python/pair_leak/a.py",
    "tests/truth/python/scenarios/a.py",
    "tests/unit/frontends/python/goldens/a.py",
)


def pre_commit(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    kept.pop("SKIP", None)
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=cwd,
        env={**kept, "PRE_COMMIT_HOME": str(cwd.parent / "pre-commit")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with this repository's configuration and the programs of these tests, and no code yet."""
    folder = tmp_path / "checkout"
    (folder / ".venv").mkdir(parents=True)
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for name in (".pre-commit-config.yaml", ".gitignore", "pyproject.toml"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def _add(checkout: Path, name: str, text: str) -> None:
    path = checkout / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    subprocess.run(["git", "add", "--force", name], cwd=checkout, check=True)


def test_the_configuration_is_valid() -> None:
    done = pre_commit("validate-config", ".pre-commit-config.yaml", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_leak_in_our_own_code_stops_a_commit(checkout: Path) -> None:
    _add(checkout, "linter/hangup/chat.py", LEAK)
    _add(checkout, "tests/cli/test_chat.py", LEAK)
    done = pre_commit("run", "hangup", "--all-files", cwd=checkout)
    assert done.returncode == 1, done.stdout + done.stderr
    assert {*re.findall(r"([\w/]+\.py):6:11", done.stdout)} == {"linter/hangup/chat.py", "tests/cli/test_chat.py"}


def test_code_that_leaks_on_purpose_stops_none(checkout: Path) -> None:
    _add(checkout, "linter/hangup/one.py", "ONE = 1\n")
    for name in ON_PURPOSE:
        _add(checkout, name, LEAK)
    done = pre_commit("run", "hangup", "--all-files", "--verbose", cwd=checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 file checked" in done.stdout


def test_style_is_checked_too(checkout: Path) -> None:
    _add(checkout, "linter/hangup/one.py", '"""One."""\n\nimport os\n\nONE = 1\n')
    _add(checkout, "linter/hangup/two.py", '"""Two."""\n\nTWO  =  2\n')
    done = pre_commit("run", "--all-files", cwd=checkout)
    assert done.returncode == 1
    assert "F401" in done.stdout
    assert "two.py" in done.stdout


def test_the_hook_is_the_one_that_others_get() -> None:
    (own,) = [
        hook
        for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
        for hook in repository["hooks"]
        if hook["id"] == "hangup"
    ]
    given = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    assert own["entry"] == f".venv/bin/{given['entry']} --fail-on warning"
    assert {key: own[key] for key in ("files", "types", "require_serial")} == {
        key: given[key] for key in ("files", "types", "require_serial")
    }


def test_lint_checks_every_folder_of_source(checkout: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^\t\$\(BIN\)/hangup check --fail-on warning (.*)$", makefile, re.MULTILINE)
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {path.partition("/")[0] for path in tracked.split()} - {"examples"}
    assert {*" ".join(named).split()} == folders
