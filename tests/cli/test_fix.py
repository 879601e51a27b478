"""``--fix`` and ``--diff``: what is written, what never is, and what is said of it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from hangup import cli
from hangup.commands import fixing

if TYPE_CHECKING:
    from click.testing import Result

SAFE = """\
import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('k3y');

export async function become(next, token) {
  chat.disconnectUser();
  await chat.connectUser(next, token);
}
"""
SAFE_FIXED = SAFE.replace("  chat.disc", "  await chat.disc")

UNSAFE = """\
import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Inbox({ id, token }) {
  useEffect(() => {
    const client = new StreamChat('k3y');
    client.connectUser({ id }, token);
  }, [id, token]);
  return null;
}
"""
CLEAN = "export const answer = 42; // connectUser\r\n\tlet  odd\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hangup(*arguments: str, text: bytes = b"") -> Result:
    return CliRunner().invoke(cli.main, ["check", *arguments], input=text)


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def read(path: Path) -> str:
    return path.read_bytes().decode()


# ---------------------------------------------------------------- which fixes


def test_fix_writes_safe_fixes_only(here: Path) -> None:
    safe, unsafe = put("a.js", SAFE), put("b.jsx", UNSAFE)
    result = hangup("--fix")
    assert read(safe) == SAFE_FIXED
    assert read(unsafe) == UNSAFE
    assert result.exit_code == 1, "what is left is still found"
    assert "fixed a.js: HUP501: wait for `chat.disconnectUser()`" in result.stderr
    assert "fixed 1 finding in 1 file" in result.stderr
    assert "Found 1 error in 1 of 2 files." in result.stdout


def test_unsafe_fixes_are_written_when_they_are_asked_for(here: Path) -> None:
    path = put("b.jsx", UNSAFE)
    result = hangup("--fix", "--unsafe-fixes")
    assert "connecting.then(() => client.disconnectUser());" in read(path)
    assert result.exit_code == 0


def test_only_what_is_selected_is_fixed(here: Path) -> None:
    path = put("a.js", SAFE)
    hangup("--fix", "--ignore", "HUP501")
    assert read(path) == SAFE


def test_what_a_comment_allows_is_not_fixed(here: Path) -> None:
    allowed = SAFE.replace("disconnectUser();", "disconnectUser(); // hangup: ignore[HUP501] -- a demonstration")
    path = put("a.js", allowed)
    assert hangup("--fix").exit_code == 0
    assert read(path) == allowed


def test_what_a_baseline_lists_is_not_fixed(here: Path) -> None:
    old = put("a.js", SAFE)
    hangup("--baseline", "known.json", "--update-baseline")
    more = SAFE.replace("become", "turn").partition("\n\n")[2].partition("\n\n")[2]
    both = put("a.js", f"{SAFE}\n{more}")
    hangup("--fix", "--baseline", "known.json")
    assert read(both) == f"{SAFE}\n{more.replace('  chat.disc', '  await chat.disc')}"
    assert old == both


def test_a_second_run_changes_nothing(here: Path) -> None:
    path = put("b.jsx", UNSAFE)
    hangup("--fix", "--unsafe-fixes")
    once = read(path)
    second = hangup("--fix", "--unsafe-fixes")
    assert read(path) == once
    assert "fixed" not in second.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(("--unsafe-fixes",), "with --fix or --diff"), (("--fix", "--diff"), "use one of them")],
)
def test_options_that_do_not_go_together_are_refused(here: Path, arguments: tuple[str, ...], reason: str) -> None:
    path = put("a.js", SAFE)
    result = hangup(*arguments)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert read(path) == SAFE


# ---------------------------------------------------------------- a patch


def test_diff_writes_nothing_and_says_so_by_its_status(here: Path) -> None:
    path = put("a.js", SAFE)
    result = hangup("--diff")
    assert result.exit_code == 1
    assert "-  chat.disconnectUser();\n+  await chat.disconnectUser();\n" in result.stdout
    assert read(path) == SAFE


def test_diff_without_a_change_is_0_even_with_findings(here: Path) -> None:
    put("b.jsx", UNSAFE)
    result = hangup("--diff")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_git_applies_the_patch(here: Path, end: str) -> None:
    text = UNSAFE.replace("\n", end) if end else UNSAFE.removesuffix("\n")
    path = put("sub/b.jsx", text)
    patch = hangup("--diff", "--unsafe-fixes").stdout_bytes
    subprocess.run(["git", "apply", "--whitespace=nowarn"], input=patch, check=True, cwd=here)
    by_patch = path.read_bytes()
    path.write_bytes(text.encode())
    hangup("--fix", "--unsafe-fixes")
    assert path.read_bytes() == by_patch != text.encode()


# ---------------------------------------------------------------- standard input


def test_standard_input_comes_out_fixed(here: Path) -> None:
    result = hangup("--fix", "--stdin-filename", "a.js", "-", text=SAFE.encode())
    assert result.stdout == SAFE_FIXED
    assert result.exit_code == 0


def test_standard_input_without_a_fix_comes_out_as_it_is(here: Path) -> None:
    result = hangup("--fix", "--stdin-filename", "b.jsx", "-", text=UNSAFE.encode())
    assert result.stdout == UNSAFE
    assert result.exit_code == 1
    assert "HUP101" in result.stderr


def test_standard_input_that_is_not_checked_comes_out_as_it_is(here: Path) -> None:
    assert hangup("--fix", "--stdin-filename", "a.txt", "-", text=b"\xff text").stdout_bytes == b"\xff text"


# ---------------------------------------------------------------- reports


def found(*arguments: str) -> list[dict[str, Any]]:
    diagnostics: list[dict[str, Any]] = json.loads(hangup("--output-format", "json", *arguments).stdout)["diagnostics"]
    return diagnostics


def test_edits_of_the_json_report_are_offsets_into_the_file_on_disk(here: Path) -> None:
    text = "\ufeff// Grüße\r\n" + SAFE.replace("\n", "\r\n")
    path = put("a.js", text)
    (diagnostic,) = found()
    fix = diagnostic["fix"]
    assert (fix["applicability"], fix["title"]) == ("safe", "wait for `chat.disconnectUser()`")
    data = path.read_bytes()
    for edit in reversed(fix["edits"]):
        data = data[: edit["start"]] + edit["text"].encode() + data[edit["end"] :]
    hangup("--fix")
    assert data == path.read_bytes()


def test_the_text_report_shows_what_a_fix_changes(here: Path) -> None:
    put("a.js", SAFE)
    report = hangup().stdout
    assert "safe fix: wait for `chat.disconnectUser()`" in report
    assert "-  chat.disconnectUser();" in report
    assert "+  await chat.disconnectUser();" in report


def test_formats_without_fixes_prove_none(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import hangup.fixer

    put("a.js", SAFE)
    monkeypatch.setattr(hangup.fixer, "propose", lambda *_: pytest.fail("a fix was proved"))
    assert "HUP501" in hangup_concise()


def hangup_concise() -> str:
    return hangup("--output-format", "concise").stdout


# ---------------------------------------------------------------- files on disk


def test_files_without_findings_keep_every_byte_and_their_time(here: Path) -> None:
    path = put("c.js", CLEAN)
    os.utime(path, (1, 1))
    hangup("--fix", "--unsafe-fixes")
    assert read(path) == CLEAN
    assert path.stat().st_mtime == 1


def test_mode_and_link_stay(here: Path) -> None:
    target = put("real/a.js", SAFE)
    target.chmod(0o755)
    link = Path("a.js")
    link.symlink_to(target)
    hangup("--fix", "a.js")
    assert link.is_symlink()
    assert read(target) == SAFE_FIXED
    assert stat.S_IMODE(target.stat().st_mode) == 0o755


def test_a_link_that_leads_out_of_the_project_is_left_alone(here: Path) -> None:
    outside, inside = put("elsewhere/a.js", SAFE), put("project/b.js", SAFE)
    os.chdir("project")
    Path("a.js").symlink_to("../elsewhere/a.js")
    result = hangup("--fix")
    assert result.exit_code == 2
    assert "error: a.js: not fixed: it is a link that leads out of the project" in result.stderr
    os.chdir("..")
    assert read(outside) == SAFE
    assert read(inside) == SAFE_FIXED


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes in folders")
def test_a_file_that_has_become_a_pipe_is_not_waited_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.js", SAFE)
    jobs = fixing._jobs

    def late(*given: Any) -> Any:
        made = list(jobs(*given))
        path.unlink()
        os.mkfifo(path)
        return made

    monkeypatch.setattr(fixing, "_jobs", late)
    result = hangup("--fix", "a.js")
    assert result.exit_code == 2
    assert "error: a.js: not fixed: " in result.stderr


def test_a_patch_has_colours_where_they_are_wanted(here: Path) -> None:
    put("a.js", SAFE)
    shown = hangup("--diff", "--color", "always").stdout
    assert "\x1b[31m-  chat.disconnectUser();\x1b[0m\n\x1b[32m+  await chat.disconnectUser();\x1b[0m\n" in shown
    assert "\n export async function become(next, token) {\n" in shown


def test_mark_line_ends_and_tabs_stay(here: Path) -> None:
    text = "\ufeff" + UNSAFE.replace("  ", "\t").replace("\n", "\r\n")
    path = put("b.jsx", text)
    hangup("--fix", "--unsafe-fixes")
    fixed = read(path)
    assert fixed.startswith("\ufeffimport")
    assert "\r\n\t\treturn () => {\r\n\t\t\tconnecting.then(" in fixed
    assert fixed.count("\n") == fixed.count("\r\n")


def test_a_read_only_file_is_an_error_that_names_it(here: Path) -> None:
    path, other = put("a.js", SAFE), put("b.js", SAFE)
    path.chmod(0o444)
    result = hangup("--fix")
    assert result.exit_code == 2
    assert "error: a.js: not fixed: it is read-only" in result.stderr
    assert read(path) == SAFE
    assert read(other) == SAFE_FIXED, "one file does not stop the others"


def test_a_file_that_changed_meanwhile_is_left_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import hangup.fixer

    path = put("a.js", SAFE)
    fix_files = hangup.fixer.fix_files

    def slow(*arguments: Any) -> Any:
        fixed = fix_files(*arguments)
        path.write_text(SAFE + "// edited by somebody\n", encoding="utf-8")
        return fixed

    monkeypatch.setattr(hangup.fixer, "fix_files", slow)
    result = hangup_fix()
    assert result.exit_code == 2
    assert "error: a.js: not fixed: it changed while it was checked, run again" in result.stderr
    assert read(path) == SAFE + "// edited by somebody\n"


def hangup_fix() -> Result:
    return hangup("--fix")


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "Ctrl-C"])
def test_nothing_is_lost_when_writing_fails(
    here: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = put("a.js", SAFE)
    monkeypatch.setenv("HANGUP_NO_CACHE", "1")  # its folder would be one thing more

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    result = hangup("--fix")
    assert read(path) == SAFE
    assert list(here.iterdir()) == [path.absolute()], "no temporary file is left"
    if isinstance(error, OSError):
        assert result.exit_code == 2
        assert "error: a.js: not fixed: no space left on device" in result.stderr
    else:
        assert result.exit_code == 130
