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

    def hangup(self, *arguments: str, cwd: Path) -> Done:
        """The hangup of this work tree, as a person has it beside the hook."""
        return self.run(sys.executable, "-m", "hangup", *arguments, cwd=cwd)

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
    path.parent.mkdir(parents=True, exist_ok=True)
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


# ---------------------------------------------------------------- what a hook is passed, and what it knows


def test_what_is_staged_is_checked_and_what_is_not_comes_back(tools: Tools, project: Path) -> None:
    path = project / "src" / "Chat.tsx"
    _write(tools, project, "src/Chat.tsx", FIXED)
    path.write_text(LEAK, encoding="utf-8")
    done = tools.pre_commit("run", "hangup", cwd=project)
    assert done.status == 0, done.output
    assert "Stashing unstaged files" in done.output
    assert path.read_text(encoding="utf-8") == LEAK
    _write(tools, project, "src/Chat.tsx", LEAK)
    path.write_text(FIXED, encoding="utf-8")
    done = tools.pre_commit("run", "hangup", cwd=project)
    assert done.status == 1, done.output
    assert "src/Chat.tsx:7:5" in done.output
    assert path.read_text(encoding="utf-8") == FIXED


def test_half_of_a_file_may_be_staged(tools: Tools, project: Path) -> None:
    path = project / "src" / "Chat.tsx"
    _write(tools, project, "src/Chat.tsx", FIXED)
    tools.git("commit", "--quiet", "--no-verify", "--message", "Chat", cwd=project)
    _write(tools, project, "src/Chat.tsx", FIXED.replace('"key"', 'import.meta.env["KEY"]'))
    start, cleanup, end = path.read_text(encoding="utf-8").partition("    return () => {\n")
    both = start + (cleanup + end).partition("    };\n")[2]
    path.write_text(both, encoding="utf-8")
    done = tools.pre_commit("run", "hangup", cwd=project)
    assert done.status == 0, done.output
    assert path.read_text(encoding="utf-8") == both
    tools.git("add", ".", cwd=project)
    done = tools.pre_commit("run", "hangup", cwd=project)
    assert done.status == 1, done.output


def test_a_renamed_file_is_checked_under_its_new_name(tools: Tools, project: Path) -> None:
    _write(tools, project, "src/Chat.tsx", LEAK)
    tools.git("commit", "--quiet", "--no-verify", "--message", "Leak", cwd=project)
    tools.git("mv", "src/Chat.tsx", "src/Room [1].tsx", cwd=project)
    done = tools.pre_commit("run", "hangup", cwd=project)
    assert done.status == 1, done.output
    assert "src/Room [1].tsx:7:5" in done.output
    assert "src/Chat.tsx" not in done.output


def test_a_deleted_file_is_no_business_of_the_hook(tools: Tools, project: Path) -> None:
    _write(tools, project, "src/Chat.tsx", LEAK)
    tools.git("commit", "--quiet", "--no-verify", "--message", "Leak", cwd=project)
    tools.git("rm", "--quiet", "src/Chat.tsx", cwd=project)
    done = tools.pre_commit("run", cwd=project)
    assert done.status == 0, done.output


def test_many_files_come_in_several_runs_and_each_knows_the_baseline(tools: Tools, project: Path) -> None:
    folder = project / "src" / ("long" * 40)
    folder.mkdir(parents=True)
    for number in range(1200):
        text = LEAK if number in (0, 1199) else "export const one = 1;\n"
        (folder / f"file{number:04}.tsx").write_text(text, encoding="utf-8")
    tools.git("add", ".", cwd=project)
    done = tools.pre_commit("run", "hangup", "--all-files", cwd=project)
    assert done.status == 1, done.output
    assert "file0000.tsx:7:5" in done.output
    assert "file1199.tsx:7:5" in done.output
    assert done.output.count("Found 1 error in 1 of ") == 2, "the command line is cut in two"
    entries = tools.hangup("check", ".", "--baseline", "known.json", "--update-baseline", cwd=project)
    assert "2 findings" in entries.output
    _write(tools, project, "hangup.toml", 'baseline = "known.json"\n')
    done = tools.pre_commit("run", "hangup", "--all-files", "--verbose", cwd=project)
    assert done.status == 0, done.output
    assert "match nothing" not in done.output, "a run says nothing of entries on files that it was not given"


@pytest.mark.parametrize(("kind", "status"), [("leak", 1), ("clean", 0)])
def test_files_that_are_not_passed_are_known(tools: Tools, project: Path, kind: str, status: int) -> None:
    for path in (ROOT / "tests" / "projects" / "ecmascript" / f"effect_helper_{kind}").rglob("*.ts*"):
        _write(tools, project, f"{path.parent.name}/{path.name}".replace("lib/", "src/lib/"), path.read_text("utf-8"))
    tools.git("commit", "--quiet", "--no-verify", "--message", "Stall", cwd=project)
    stall = (project / "src" / "Stall.tsx").read_text(encoding="utf-8")
    _write(tools, project, "src/Stall.tsx", f"// opens with the market\n{stall}")
    done = tools.pre_commit("run", "hangup", "--verbose", cwd=project)
    assert done.status == status, done.output
    assert ("src/Stall.tsx:" in done.output) == (kind == "leak")
    assert "of 1 file" in done.output or "1 file checked" in done.output


def test_a_push_is_stopped_and_let_through(tools: Tools, project: Path, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    tools.git("init", "--quiet", "--bare", str(remote), cwd=tmp_path)
    tools.git("remote", "add", "origin", remote.as_posix(), cwd=project)
    installed = tools.pre_commit("install", "--hook-type", "pre-push", cwd=project)
    assert installed.status == 0, installed.output
    _write(tools, project, "src/Chat.tsx", LEAK)
    tools.git("commit", "--quiet", "--message", "Leak", cwd=project)
    refused = tools.run("git", "push", "origin", "main", cwd=project)
    assert refused.status == 1, refused.output
    assert "src/Chat.tsx" in refused.output
    _write(tools, project, "src/Chat.tsx", FIXED)
    tools.git("commit", "--quiet", "--message", "Fix", cwd=project)
    accepted = tools.run("git", "push", "origin", "main", cwd=project)
    assert accepted.status == 0, accepted.output


def test_the_project_hook_sees_files_that_did_not_change(tools: Tools, project: Path) -> None:
    _write(tools, project, "src/Chat.tsx", LEAK)
    tools.git("commit", "--quiet", "--no-verify", "--message", "Leak", cwd=project)
    _write(tools, project, "src/other.ts", "export const one = 1;\n")
    done = tools.pre_commit("run", "hangup-project", "--hook-stage", "manual", cwd=project)
    assert done.status == 1, done.output
    assert "src/Chat.tsx" in done.output
    passed = tools.pre_commit("run", "hangup", cwd=project)
    assert passed.status == 0, passed.output
