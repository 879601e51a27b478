"""Files that cannot be read as they should: what is wrong is said, and the others are checked all the same."""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from hangup import cli

if TYPE_CHECKING:
    from tests.robustness.conftest import Check, Leaks

CALLS = {"py": b"client.connect_user(user)\n", "ts": b"client.connectUser(user);\n"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.py", b"client.connect_user(user\n"),
        ("a.py", b"def f(:\n    client.connect_user(user)\n"),
        ("a.py", b"client.connect_user(user)\nx = '''\n"),
        ("a.py", b"if x:\n\tclient.connect_user(user)\n        y = 1\n"),
        ("a.py", b"chat = client.connect_user(user)\nreturn chat\ndef f():\n    pass\n"),
        ("a.ts", b"interface Chat {\n  id: string;\nexport function f() { client.connectUser(user); }\n"),
        ("a.py", CALLS["py"] + b"let = = } { ) ;\n" * 20_000),
        ("a.ts", b"client.connectUser(user\n"),
        ("a.ts", b"function f( {\n  client.connectUser(user);\n"),
        ("a.ts", b"client.connectUser(user);\nconst x = `\n"),
        ("a.ts", CALLS["ts"] + b"let = = } { ) ;\n" * 20_000),
    ],
)
def test_what_does_not_parse_is_named(project: Path, check: Check, name: str, data: bytes) -> None:
    (project / name).write_bytes(data)
    outcome = check()
    assert "HUP900" in outcome.found[name]
    assert outcome.message(name).startswith("syntax error: ")
    assert outcome.message(name).count("syntax error") == 1


@pytest.mark.parametrize("language", ["py", "ts"])
@pytest.mark.parametrize(
    "broken",
    [b'x = "caf\xe9"\n', b"\xff\xfe\xfd\n", b'x = "\xed\xa0\x80"\n', b'x = "\xc0\xaf"\n'],
    ids=["latin-1", "no-text", "surrogate", "overlong"],
)
def test_what_is_no_utf8_is_named(project: Path, check: Check, language: str, broken: bytes) -> None:
    (project / f"a.{language}").write_bytes(CALLS[language] + broken)
    outcome = check()
    assert outcome.found[f"a.{language}"] == {"HUP900"}
    assert "UTF-8" in outcome.message(f"a.{language}")


@pytest.mark.parametrize("encoding", ["no-such", "zlib", "idna", "punycode", "unicode_escape", "undefined"])
def test_a_file_cannot_choose_what_decodes_it(project: Path, check: Check, encoding: str) -> None:
    (project / "a.py").write_bytes(b"# coding: " + encoding.encode() + b"\n" + CALLS["py"] + b"\xe9\n")
    assert check().found["a.py"] == {"HUP900"}


@pytest.mark.parametrize("language", ["py", "ts"])
@pytest.mark.parametrize("filling", [b"\0" * 100_000, b"\0\n" * 1000, b"\x0c", b"\x1a", b"\r" * 1000])
def test_control_characters_are_no_failure(project: Path, check: Check, language: str, filling: bytes) -> None:
    (project / f"a.{language}").write_bytes(CALLS[language] + filling)
    check()


def test_empty_files_and_directories_are_nothing_to_report(project: Path, check: Check) -> None:
    for name in ("a.py", "b.ts", "__init__.py"):
        (project / name).touch()
    (project / "c.py").write_bytes(b"\xef\xbb\xbf")
    (project / "empty").mkdir()
    assert set(check().found) == {"good.py", "good.ts"}
    assert check("empty").status == 0
    assert check("a.py", "b.ts", "c.py").status == 0


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
def test_loops_of_directories_and_links_end(project: Path, check: Check) -> None:
    (project / "deep").mkdir()
    (project / "deep" / "up").symlink_to("..")
    (project / "self.py").symlink_to("self.py")
    (project / "one.ts").symlink_to("two.ts")
    (project / "two.ts").symlink_to("one.ts")
    (project / "gone.py").symlink_to("nowhere.py")
    (project / "folder.py").mkdir()
    (project / "again.py").symlink_to("good.py")
    (project / "stdout.py").symlink_to("/dev/zero")
    os.mkfifo(project / "pipe.py")
    with contextlib.chdir(project), socket.socket(socket.AF_UNIX) as listening:  # a long path is none for a socket
        listening.bind("socket.py")
    assert set(check().found) == {"good.py", "good.ts"}


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
@pytest.mark.parametrize("what", ["/dev/zero", "/dev/full", "pipe.py", "zero.ts"])
def test_what_is_no_file_is_refused_and_not_waited_for(project: Path, what: str) -> None:
    os.mkfifo(project / "pipe.py")
    (project / "zero.ts").symlink_to("/dev/zero")
    with contextlib.chdir(project):
        result = CliRunner().invoke(cli.main, ["check", what])
    assert result.exit_code == 2
    assert result.stderr == f"hangup: error: {what}: neither a file nor a directory\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
@pytest.mark.parametrize(
    "name", ["package.json", "tsconfig.json", "jsconfig.json", ".gitignore", "pnpm-workspace.yaml"]
)
@pytest.mark.parametrize("where", ["", "src/"])
def test_a_pipe_in_the_place_of_a_file_of_the_project_is_not_waited_for(
    project: Path, check: Check, name: str, where: str
) -> None:
    (project / "src").mkdir()
    (project / "src" / "page.ts").write_text('import { openChat } from "../good";\nopenChat(1, 2);\n', encoding="utf-8")
    os.mkfifo(project / where / name)
    check()


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
@pytest.mark.parametrize("target", ["./pipe.json", "/dev/zero", "./tsconfig.json", "../../../../../../etc/passwd"])
def test_a_configuration_of_a_language_may_lead_anywhere(project: Path, check: Check, target: str) -> None:
    os.mkfifo(project / "pipe.json")
    options = '{"baseUrl": "/", "paths": {"*": ["/dev/*", "../../*"]}}'
    (project / "tsconfig.json").write_text(f'{{"extends": "{target}", "compilerOptions": {options}}}', encoding="utf-8")
    assert set(check().found) == {"good.py", "good.ts"}


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
def test_a_file_that_has_become_a_pipe_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hangup.commands import targets

    discovered = targets.discovered

    def change_after(*arguments: Any) -> Any:
        found = discovered(*arguments)
        (project / "good.py").unlink()
        os.mkfifo(project / "good.py")
        return found

    monkeypatch.setattr(targets, "discovered", change_after)
    with contextlib.chdir(project):
        result = CliRunner().invoke(cli.main, ["check", "--no-cache", "--output-format", "concise", "."])
    assert result.exit_code == 1
    assert "good.py:1:1: error HUP900 cannot be read: not a regular file" in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
def test_a_name_that_is_no_text_is_reported(project: Path, check: Check) -> None:
    try:
        Path(os.fsdecode(bytes(project) + b"/caf\xe9.py")).write_bytes(CALLS["py"] + b"(\n")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert check().found["caf�.py"] == {"HUP900"}


def test_directories_may_be_deep(project: Path, check: Check) -> None:
    path = project
    for _ in range(200):
        path /= "d"
    path.mkdir(parents=True)
    (path / "a.py").write_bytes(CALLS["py"] + b"(\n")
    outcome = check()
    assert outcome.found["/".join("d" * 200) + "/a.py"] == {"HUP900"}


def test_an_await_in_a_function_that_is_not_async_is_no_failure(project: Path, check: Check) -> None:
    (project / "a.tsx").write_text(
        """\
import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Airport({ pilot, token }) {
  useEffect(() => {async (tower = new StreamChat('airport');
    const task = (
    const) => {
      try {
        await tower.connectUser({ id: pilot.id }, token);
      } catch {
        fail();
      }
    })();
    return () => {
      void task.then(() => tower.disconnectUser());
    };
  }, [pilot.id, token]);
  return null;
}
""",
        encoding="utf-8",
    )
    assert "HUP900" in check().found["a.tsx"]


# ---------------------------------------------------------------- what is found is never run


def test_nothing_of_the_project_is_imported_or_executed(project: Path, check: Check) -> None:
    trap = "open('executed', 'w').close()\nclient.connect_user(user)\n"
    for name in ("a", "conftest", "setup", "sitecustomize", "usercustomize", "click", "rich", "libcst", "hangup_rules"):
        (project / f"{name}.py").write_text(trap, encoding="utf-8")
    package = project / "tree_sitter"
    package.mkdir()
    (package / "__init__.py").write_text(trap, encoding="utf-8")
    (project / "package.json").write_text('{"scripts": {"preinstall": "touch executed"}}', encoding="utf-8")
    for name in ("b.js", "jest.config.js", "vite.config.ts"):
        text = "require('fs').writeFileSync('executed', ''); client.connectUser(user);\n"
        (project / name).write_text(text, encoding="utf-8")
    check()
    assert not (project / "executed").exists()


def test_git_runs_nothing_that_the_repository_asks_for(project: Path, check: Check) -> None:
    import subprocess

    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    trap = project / ".git" / "trap"
    trap.write_text("#!/bin/sh\ntouch executed\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "filter.x.clean", "filter.x.process"):
        subprocess.run(["git", "config", key, str(trap)], cwd=project, check=True)
    (project / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    for hook in ("post-index-change", "pre-commit", "post-checkout"):
        (project / ".git" / "hooks" / hook).write_bytes(trap.read_bytes())
        (project / ".git" / "hooks" / hook).chmod(0o755)
    check()
    assert not (project / "executed").exists()


def test_what_a_partial_clone_lacks_is_not_fetched(project: Path, check: Check, leaks: Leaks) -> None:
    import subprocess

    def git(*arguments: str) -> str:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        done = subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "-q")
    for name in ("left/out/a.py", "read/b.py"):
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text(leaks["py"], encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "all")
    git("sparse-checkout", "set", "--cone", "--sparse-index", "read")
    tree = git("rev-parse", "HEAD:left")
    (project / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    trap = project / ".git" / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {project / 'executed'}\n", encoding="utf-8")
    trap.chmod(0o755)
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trap}",
        "protocol.ext.allow": "always",
    }.items():
        git("config", key, value)
    assert check().found["read/b.py"]
    assert not (project / "executed").exists()


def test_a_page_of_a_server_that_asks_for_a_context_is_no_failure(project: Path, check: Check) -> None:
    page = project / "app" / "page.tsx"
    page.parent.mkdir()
    page.write_text(
        """\
import { use } from 'react';
import { StreamChat } from 'stream-chat';

export default async function TeamPage({ params }) {
  const { team } = use(params);
  const chat = new StreamChat('key');
  await chat.connectUser({ id: team }, 'token');
  return <p>{team}</p>;
}
""",
        encoding="utf-8",
    )
    assert "HUP301" in check().found["app/page.tsx"]
