"""``--since``: what is new against a commit, which is not what stands on changed lines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from hangup import cli

if TYPE_CHECKING:
    from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

LEAK = "client.connect_user(user)\n"
RACE = "client.connect_user(user); race()\n"


def git(project: Path, *arguments: str) -> str:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=project, env={**os.environ, **who, **alone}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def put(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def commit(project: Path, files: dict[str, str]) -> str:
    if not (project / ".git").exists():
        git(project, "init", "-q", "-b", "main")
    put(project, files)
    git(project, "add", "-A")
    git(project, "commit", "-q", "--allow-empty", "-m", "x")
    return git(project, "rev-parse", "HEAD")


def new(hangup: Run, *arguments: str, since: str = "HEAD") -> list[str]:
    result = hangup("check", "--since", since, "--output-format", "concise", "-q", *arguments)
    assert result.exit_code in (0, 1), result.output
    return [" ".join(line.split()[:3]) for line in result.stdout.splitlines()]


# ---------------------------------------------------------------- what is new


def test_what_was_there_is_not_reported_and_is_counted(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK, "b.py": "x = 1\n"})
    put(project, {"a.py": "x = 1\n" + LEAK})
    result = hangup("check", "--since", "HEAD")
    assert (result.exit_code, result.stdout) == (0, "All clear: 2 files checked, 1 with connections (1 not new).\n")
    told = json.loads(hangup("check", "--since", "HEAD", "--output-format", "json").stdout)
    assert told["summary"]["baselined"] == 1


def test_what_has_come_is_reported(hangup: Run, project: Path) -> None:
    first = commit(project, {"a.py": LEAK})
    put(project, {"a.py": LEAK + RACE, "src/new.py": LEAK + "x = 1\n"})
    expected = ["a.py:2:8: warning HUP104", "src/new.py:1:8: error HUP101"]
    assert new(hangup) == expected
    git(project, "add", "src")
    assert new(hangup) == expected
    commit(project, {})
    assert new(hangup, since=first) == expected
    assert new(hangup) == []


def test_a_finding_on_a_line_that_nobody_touched_can_be_new(project: Path) -> None:
    source = (
        "from getstream.video import rtc\n\n\nasync def listen(call):\n    session = await rtc.join(call, 'a')\n"
        "    await session.connect()\n    await session.leave()\n"
    )
    commit(project, {"a.py": source})
    put(project, {"a.py": source.replace("    await session.leave()\n", "")})
    result = CliRunner().invoke(cli.main, ["check", "--since", "HEAD", "--output-format", "json"])
    assert [(item["code"], item["line"]) for item in json.loads(result.stdout)["diagnostics"]] == [("HUP101", 6)]


def test_a_finding_in_a_file_that_nobody_touched_can_be_new(project: Path) -> None:
    opening = "import { StreamChat } from 'stream-chat';\n"
    opening += (
        "export async function open(user: { id: string }, token: string) {\n  const client = new StreamChat('key');\n"
    )
    opening += "  await client.connectUser(user, token);\n  return client;\n}\n"
    visit = "import { open } from './open';\nexport async function visit(user: { id: string }, token: string) {\n"
    visit += "  const client = await open(user, token);\n  await client.disconnectUser();\n}\n"
    commit(project, {"src/open.ts": opening, "src/visit.ts": visit, "package.json": "{}"})

    def found() -> list[tuple[str, str]]:
        result = CliRunner().invoke(cli.main, ["check", "--since", "HEAD", "--output-format", "json"])
        assert result.exit_code in (0, 1), result.output
        return [(item["path"], item["code"]) for item in json.loads(result.stdout)["diagnostics"]]

    assert found() == []
    put(project, {"src/visit.ts": visit.replace("await client.disconnectUser()", "console.log(client.userID)")})
    assert found() == [("src/open.ts", "HUP101")]
    git(project, "mv", "src", "source")
    assert found() == [("source/open.ts", "HUP101")]
    commit(project, {})
    assert found() == []


def test_a_suppression_that_is_taken_away_shows_what_it_hid(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK.strip() + "  # hangup: ignore[HUP101] -- meant\n"})
    assert new(hangup) == []
    put(project, {"a.py": LEAK})
    assert new(hangup) == ["a.py:1:8: error HUP101"]


def test_a_rule_that_was_not_in_force_then_makes_nothing_new(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK, "hangup.toml": 'ignore = ["HUP101"]\n'})
    put(project, {"hangup.toml": ""})
    assert new(hangup) == []


def test_a_configuration_that_was_broken_then_does_not_matter(hangup: Run, project: Path) -> None:
    commit(project, {"src/a.py": LEAK, "src/hangup.toml": "selct = []\n"})
    put(project, {"src/hangup.toml": "select = ['HUP101']\n", "src/a.py": LEAK + "x = 1\n"})
    assert new(hangup) == []


# ---------------------------------------------------------------- moves


@pytest.mark.parametrize("staged", [True, False])
def test_renamed_files_are_known(hangup: Run, project: Path, staged: bool) -> None:
    body = "".join(f"x{number} = {number}\n" for number in range(20))
    commit(project, {"src/a.py": body + LEAK, "b.py": LEAK})
    (project / "lib").mkdir()
    (project / "src" / "a.py").rename(project / "lib" / "c.py")
    put(project, {"lib/c.py": body + "y = 1\n" + LEAK + "z = 1\n"})
    if staged:
        git(project, "add", "-A")
    assert new(hangup) == []
    put(project, {"lib/c.py": body + LEAK + LEAK})
    assert len(new(hangup)) == 1


def test_code_that_moves_between_files_is_known(hangup: Run, project: Path) -> None:
    code = "before()\n" + LEAK + "behind()\n"
    commit(project, {"a.py": code + "x = 1\n", "b.py": "y = 1\n"})
    put(project, {"a.py": "x = 1\n", "b.py": "y = 1\n" + code})
    assert new(hangup) == []


def test_a_file_in_the_place_of_a_folder_and_a_folder_in_the_place_of_a_file(hangup: Run, project: Path) -> None:
    commit(project, {"a.py/inner/b.py": LEAK, "c.py": "x = 1\n" + LEAK})
    shutil.rmtree(project / "a.py")
    (project / "c.py").unlink()
    put(project, {"a.py": LEAK, "c.py/inner/d.py": "x = 1\n" + LEAK + LEAK})
    assert [line.split(":")[0] for line in new(hangup)] == ["c.py/inner/d.py"]


# ---------------------------------------------------------------- where it is run


def test_it_is_the_same_from_a_folder_and_for_absolute_paths(
    hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project, {"src/a.py": LEAK, "lib/b.py": LEAK})
    put(project, {"src/a.py": LEAK + RACE, "lib/b.py": "\n" + LEAK})
    monkeypatch.chdir(project / "src")
    assert new(hangup) == ["a.py:2:8: warning HUP104"]
    assert new(hangup, "../lib", "a.py") == ["a.py:2:8: warning HUP104"]
    assert new(hangup, str(project / "lib")) == []


def test_work_tree_and_index_are_left_as_they_were(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK, "src/b.py": LEAK})
    put(project, {"a.py": LEAK + RACE, "new.py": LEAK})
    git(project, "add", "new.py")
    before = git(project, "status", "--porcelain"), sorted(project.rglob("*"))
    new(hangup)
    assert (git(project, "status", "--porcelain"), sorted(project.rglob("*"))) == before


def test_standard_input_is_compared_with_the_file_of_its_name(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK})
    arguments = ("check", "--since", "HEAD", "--stdin-filename", "a.py", "-")
    assert hangup(*arguments, input="x = 1\n" + LEAK).exit_code == 0
    assert hangup(*arguments, input=LEAK * 2).exit_code == 1


def test_what_is_left_out_now_was_not_known_then(hangup: Run, project: Path) -> None:
    commit(project, {"old/a.py": "before()\n" + LEAK + "behind()\n", "b.py": "x = 1\n"})
    (project / "old" / "a.py").unlink()
    put(project, {"b.py": "before()\n" + LEAK + "behind()\n"})
    assert new(hangup) == []
    assert new(hangup, "--exclude", "old/") == ["b.py:2:8: error HUP101"]


def test_a_baseline_counts_too(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK})
    put(project, {"b.py": LEAK})
    assert hangup("check", "--baseline", "known.json", "--update-baseline", "b.py").exit_code == 0
    put(project, {"c.py": RACE})
    assert new(hangup, "--baseline", "known.json") == ["c.py:1:8: warning HUP104"]


def test_a_file_that_is_not_analysed_is_always_named(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": "SYNTAX\n", "b.py": LEAK})
    assert new(hangup) == ["a.py:1:1: error HUP900"]


def test_names_of_any_kind_are_compared(hangup: Run, project: Path) -> None:
    names = ["a b.py", "é.py", "a\tb.py", '"quoted".py', "-f.py"]
    commit(project, {f"dir {name}/{name}": LEAK for name in names})
    put(project, {f"dir {name}/{name}": "x = 1\n" + LEAK for name in names})
    assert new(hangup) == []


# ---------------------------------------------------------------- commits


def test_a_commit_can_be_where_the_branch_began(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK})
    git(project, "checkout", "-q", "-b", "topic")
    commit(project, {"b.py": RACE})
    git(project, "checkout", "-q", "main")
    commit(project, {"a.py": "mended = 1\n"})
    git(project, "checkout", "-q", "topic")
    assert new(hangup, since="main...") == ["b.py:1:8: warning HUP104"]
    assert new(hangup, since="main") == ["a.py:1:8: error HUP101", "b.py:1:8: warning HUP104"]


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("mian", "--since mian: git knows no commit 'mian' here; did you mean 'main'?"),
        ("topic", "git knows no commit 'topic' here; did you mean 'origin/topic'?"),
        ("", "git knows no commit ''"),
        ("--all", "git knows no commit '--all'"),
        ("HEAD:a.py", "git knows no commit"),
        ("apart...", "'apart' and HEAD have no commit in common"),
    ],
)
def test_a_commit_that_is_not_there_is_2_with_the_nearest(hangup: Run, project: Path, since: str, message: str) -> None:
    commit(project, {"a.py": LEAK})
    git(project, "update-ref", "refs/remotes/origin/topic", "HEAD")
    git(project, "checkout", "-q", "--orphan", "apart")
    git(project, "commit", "-q", "-m", "apart")
    git(project, "checkout", "-q", "main")
    result = hangup("check", "--since", since)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_in_a_shallow_clone_the_error_says_so(
    hangup: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = commit(project, {"a.py": LEAK})
    commit(project, {"a.py": LEAK * 2})
    git(tmp_path, "clone", "-q", "--depth=1", project.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    result = hangup("check", "--since", first)
    assert result.exit_code == 2
    assert "this clone is shallow: fetch more of its history" in result.stderr


def test_outside_a_repository_it_is_2(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    result = hangup("check", "--since", "HEAD")
    assert result.exit_code == 2
    assert f"{project} is in no git repository" in result.stderr


def test_a_file_of_another_repository_is_2(hangup: Run, project: Path, tmp_path: Path) -> None:
    commit(project, {"a.py": LEAK})
    put(tmp_path, {"elsewhere/b.py": LEAK})
    result = hangup("check", "--since", "HEAD", str(tmp_path / "elsewhere"))
    assert result.exit_code == 2
    assert "b.py is not in the repository" in result.stderr


def test_without_git_it_is_2(hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    result = hangup("check", "--since", "HEAD")
    assert result.exit_code == 2
    assert "git is needed" in result.stderr


def test_it_does_not_go_with_a_baseline_that_is_written(hangup: Run, project: Path) -> None:
    commit(project, {"a.py": LEAK})
    result = hangup("check", "--since", "HEAD", "--baseline", "known.json", "--update-baseline")
    assert result.exit_code == 2
    assert "use one of them" in result.stderr


# ---------------------------------------------------------------- trust


def test_no_program_that_the_repository_names_is_run(hangup: Run, project: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    commit(project, {"a.py": LEAK, ".gitattributes": "*.py filter=evil diff=evil\n"})
    for key in ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv"):
        git(project, "config", key, f"touch {proof}; cat")
    git(project, "config", "filter.evil.required", "true")
    for key in ("core.fsmonitor", "diff.external", "diff.evil.command"):
        git(project, "config", key, f"touch {proof}")
    put(project, {"a.py": "x = 1\n" + LEAK, "b.py": RACE})
    assert new(hangup) == ["b.py:1:8: warning HUP104"]
    assert not proof.exists()


@pytest.mark.skipif(os.name == "nt", reason="hooks are scripts of a shell")
def test_no_hook_is_run_and_the_index_stays_though_times_have_changed(
    hangup: Run, project: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "proof"
    commit(project, {"a.py": LEAK})
    for hook in ("post-index-change", "reference-transaction"):
        place = project / ".git" / "hooks" / hook
        place.write_text(f"#!/bin/sh\ntouch {proof}\n", encoding="utf-8")
        place.chmod(0o755)
    os.utime(project / "a.py", (0, 0))
    index = (project / ".git" / "index").read_bytes()
    assert new(hangup) == []
    assert not proof.exists()
    assert (project / ".git" / "index").read_bytes() == index


def test_what_a_partial_clone_lacks_is_not_fetched(hangup: Run, project: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    commit(project, {"a.py": LEAK})
    lacking = git(project, "rev-parse", "HEAD:a.py").strip()
    (project / ".git" / "objects" / lacking[:2] / lacking[2:]).unlink()
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://example.com/a",
        "core.sshCommand": f"touch {proof}; false",
    }.items():
        git(project, "config", key, value)
    put(project, {"a.py": RACE})
    result = hangup("check", "--since", "HEAD")
    assert result.exit_code == 2
    assert "this clone is partial, and nothing is fetched for you" in result.stderr
    assert not proof.exists()


def test_git_that_does_not_answer_is_named(hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(project, {"a.py": LEAK})
    monkeypatch.setattr("hangup.project.revision._PATIENCE", 0.0)
    result = hangup("check", "--since", "HEAD")
    assert result.exit_code == 2
    assert "git rev-parse has not answered in 0 seconds" in result.stderr


def test_a_link_in_the_commit_is_not_followed(hangup: Run, project: Path, tmp_path: Path) -> None:
    put(tmp_path, {"secret.py": LEAK})
    (project / "a.py").symlink_to(tmp_path / "secret.py")
    commit(project, {"b.py": "x = 1\n"})
    (project / "a.py").unlink()
    put(project, {"a.py": LEAK})
    assert new(hangup) == ["a.py:1:8: error HUP101"]
