"""The hooks, with pre-commit itself: a leak stops the commit, the fix lets it through.

pre-commit builds an environment from a clone of this project's last commit, which takes a while.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MINUTES = 60

CONFIG = """\
repos:
  - repo: {url}
    rev: {revision}
    hooks:
      - id: hangup
      - id: hangup-project
"""

LEAK = """\
import { useEffect } from "react";
import { StreamChat } from "stream-chat";

export function Chat({ user, token }: { user: { id: string }; token: string }) {
  useEffect(() => {
    const client = new StreamChat("key");
    client.connectUser(user, token);
  }, [user, token]);
  return null;
}
"""
FIXED = """\
import { useEffect } from "react";
import { StreamChat } from "stream-chat";

export function Chat({ user, token }: { user: { id: string }; token: string }) {
  useEffect(() => {
    const client = new StreamChat("key");
    const connected = client.connectUser(user, token);
    return () => {
      connected.then(() => client.disconnectUser(), () => client.disconnectUser());
    };
  }, [user, token]);
  return null;
}
"""

pytestmark = pytest.mark.xdist_group("pre-commit")


@dataclass(frozen=True)
class Done:
    status: int
    output: str


class Tools:
    """git and pre-commit, as a person with a fresh configuration has them."""

    def __init__(self, home: Path) -> None:
        configuration = home / "gitconfig"
        configuration.write_text(
            "[user]\n\tname = Test\n\temail = test@example.invalid\n"
            "[safe]\n\tdirectory = *\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgSign = false\n"
            '[protocol "file"]\n\tallow = always\n',
            encoding="utf-8",
        )
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))
        }
        self._environment.pop("SKIP", None)
        self._environment |= {
            "GIT_CONFIG_GLOBAL": str(configuration),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
        }

    def run(self, *command: str, cwd: Path) -> Done:
        done = subprocess.run(
            command, cwd=cwd, env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False, timeout=20 * MINUTES,
        )  # fmt: skip
        return Done(done.returncode, done.stdout)

    def git(self, *arguments: str, cwd: Path) -> str:
        done = self.run("git", *arguments, cwd=cwd)
        assert done.status == 0, done.output
        return done.output.strip()

    def pre_commit(self, *arguments: str, cwd: Path) -> Done:
        return self.run(sys.executable, "-m", "pre_commit", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    return Tools(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def clone(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the last commit, as the address that a user would write."""
    target = tmp_path_factory.mktemp("clone") / "hangup"
    tools.git("clone", "--quiet", str(ROOT), str(target), cwd=target.parent)
    return target


@pytest.fixture
def project(tools: Tools, clone: Path, tmp_path: Path) -> Path:
    """A user's repository with the hooks configured, and one commit."""
    folder = tmp_path / "project"
    folder.mkdir()
    tools.git("init", "--quiet", cwd=folder)
    revision = tools.git("rev-parse", "HEAD", cwd=clone)
    (folder / ".pre-commit-config.yaml").write_text(CONFIG.format(url=clone.as_posix(), revision=revision))
    tools.git("add", ".", cwd=folder)
    tools.git("commit", "--quiet", "--message", "Start", cwd=folder)
    return folder


def _write(tools: Tools, project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    tools.git("add", ".", cwd=project)


def test_the_manifest_is_valid(tools: Tools) -> None:
    done = tools.pre_commit("validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    assert done.status == 0, done.output


def test_run_on_all_files(tools: Tools, project: Path) -> None:
    _write(tools, project, "src/Chat.tsx", LEAK)
    done = tools.pre_commit("run", "--all-files", cwd=project)
    assert done.status == 1, done.output
    assert "HUP101" in done.output
    assert "src/Chat.tsx" in done.output
    _write(tools, project, "src/Chat.tsx", FIXED)
    done = tools.pre_commit("run", "--all-files", "--verbose", cwd=project)
    assert done.status == 0, done.output
    assert "Passed" in done.output
    assert "Skipped" not in done.output


@pytest.mark.parametrize("name", ["chat.mts", "chat.ts", "Chat.tsx"])
def test_every_suffix_is_seen(tools: Tools, project: Path, name: str) -> None:
    _write(tools, project, name, LEAK)
    done = tools.pre_commit("run", "hangup", "--all-files", cwd=project)
    assert done.status == 1, done.output
    assert "HUP101" in done.output


def test_other_files_are_not_looked_at(tools: Tools, project: Path) -> None:
    _write(tools, project, "notes.txt", LEAK)
    done = tools.pre_commit("run", "hangup", "--all-files", cwd=project)
    assert done.status == 0, done.output
    assert "Skipped" in done.output


def test_commit_is_stopped_and_let_through(tools: Tools, project: Path) -> None:
    installed = tools.pre_commit("install", cwd=project)
    assert installed.status == 0, installed.output
    before = tools.git("rev-parse", "HEAD", cwd=project)
    _write(tools, project, "src/Chat.tsx", LEAK)
    refused = tools.run("git", "commit", "--message", "Leak", cwd=project)
    assert refused.status == 1, refused.output
    assert "HUP101" in refused.output
    assert tools.git("rev-parse", "HEAD", cwd=project) == before
    _write(tools, project, "src/Chat.tsx", FIXED)
    accepted = tools.run("git", "commit", "--message", "Fix", cwd=project)
    assert accepted.status == 0, accepted.output
    assert tools.git("rev-parse", "HEAD", cwd=project) != before


def test_the_project_hook_sees_files_that_did_not_change(tools: Tools, project: Path) -> None:
    _write(tools, project, "src/Chat.tsx", LEAK)
    tools.git("commit", "--quiet", "--no-verify", "--message", "Leak", cwd=project)
    _write(tools, project, "src/other.ts", "export const one = 1;\n")
    done = tools.pre_commit("run", "hangup-project", "--hook-stage", "manual", cwd=project)
    assert done.status == 1, done.output
    assert "src/Chat.tsx" in done.output
    passed = tools.pre_commit("run", "hangup", cwd=project)
    assert passed.status == 0, passed.output
