"""``hangup check``: which files, and standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from hangup import cli

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LEAK = "client.connect_user(user)\n"


def put(project: Path, *names: str, text: str = LEAK) -> None:
    for name in names:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(stdout: str) -> list[str]:
    return [line.partition(":")[0] for line in stdout.splitlines()]


def test_the_current_directory_is_checked_by_default(hangup: Run, project: Path) -> None:
    put(project, "b.py", "src/a.py")
    assert found(hangup("check", "-q", "--output-format", "concise").stdout) == ["b.py", "src/a.py"]


def test_paths_with_brackets_are_literal(hangup: Run, project: Path) -> None:
    put(project, "app/[slug]/page.py")
    for output_format in ("full", "concise", "json"):
        result = hangup("check", "app/[slug]", "--output-format", output_format)
        assert "app/[slug]/page.py" in result.stdout


def test_a_file_no_front_end_reads_is_told_and_is_no_error(hangup: Run, project: Path) -> None:
    put(project, "README.md")
    result = hangup("check", "README.md")
    assert result.exit_code == 0
    assert "README.md: not checked" in result.stderr
    assert "there are no files to check" in result.stderr


def test_of_many_files_no_front_end_reads_a_few_are_told(hangup: Run, project: Path) -> None:
    names = [f"{number}.rb" for number in range(9)]
    put(project, *names)
    result = hangup("check", *names)
    assert len(result.stderr.splitlines()) == 5
    assert "nor are 6 more of the named files" in result.stderr


def test_an_empty_directory_is_told_and_is_no_error(hangup: Run, project: Path) -> None:
    result = hangup("check")
    assert result.exit_code == 0
    assert "there are no files to check in ." in result.stderr


def test_one_missing_path_stops_everything(hangup: Run, project: Path) -> None:
    put(project, "a.py")
    result = hangup("check", "a.py", "b.py")
    assert (result.exit_code, result.stdout) == (2, "")


def test_exclude_leaves_out_what_is_found_and_not_what_is_named(hangup: Run, project: Path) -> None:
    put(project, "a.py", "legacy/b.py")
    concise = ("check", "-q", "--output-format", "concise", "--exclude", "legacy")
    assert found(hangup(*concise).stdout) == ["a.py"]
    assert found(hangup(*concise, "legacy/b.py").stdout) == ["legacy/b.py"]
    assert found(hangup(*concise, "--force-exclude", "a.py", "legacy/b.py").stdout) == ["a.py"]


def test_patterns_of_the_configuration_and_the_command_line_add_up(
    hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "a.py", "src/b.py", "src/legacy/c.py", "src/d.py")
    (project / "pyproject.toml").write_text('[tool.hangup]\nexclude = ["/src/legacy"]\n', encoding="utf-8")
    monkeypatch.chdir(project / "src")
    assert found(hangup("check", "-q", "--output-format", "concise", "--exclude", "/d.py").stdout) == ["b.py"]


def test_the_same_file_twice_is_reported_once(hangup: Run, project: Path) -> None:
    put(project, "a.py")
    assert found(hangup("check", "-q", "--output-format", "concise", "a.py", "./a.py", ".").stdout) == ["a.py"]


# ---------------------------------------------------------------- standard input


def test_standard_input_is_reported_under_the_name_it_is_given(hangup: Run) -> None:
    result = hangup("check", "-", "--stdin-filename", "src/a.py", "--output-format", "concise", input=LEAK)
    assert result.exit_code == 1
    assert found(result.stdout)[0] == "src/a.py"


def test_a_name_for_standard_input_is_enough(hangup: Run, project: Path) -> None:
    put(project, "other.py")
    result = hangup("check", "--stdin-filename", "a.py", "-q", "--output-format", "concise", input=LEAK)
    assert found(result.stdout) == ["a.py"]


def test_the_frame_of_standard_input_is_its_text_and_not_the_files(hangup: Run, project: Path) -> None:
    put(project, "a.py", text="something else\n")
    result = hangup("check", "-", "--stdin-filename", "a.py", input=LEAK)
    assert "1 │ client.connect_user(user)" in result.stdout
    assert "something else" not in result.stdout


def test_standard_input_without_a_connection_is_clean(hangup: Run) -> None:
    result = hangup("check", "-", "--stdin-filename", "a.py", input="x = 1\n")
    assert (result.exit_code, result.stdout) == (0, "All clear: 1 file checked, 0 with connections.\n")


def test_standard_input_of_an_unknown_language_is_told(hangup: Run) -> None:
    result = hangup("check", "-", "--stdin-filename", "a.rb", input=LEAK)
    assert result.exit_code == 0
    assert "a.rb: not checked" in result.stderr


def test_standard_input_can_be_excluded(hangup: Run) -> None:
    arguments = ("check", "-", "--stdin-filename", "legacy/a.py", "--exclude", "legacy")
    assert hangup(*arguments, input=LEAK).exit_code == 1
    assert hangup(*arguments, "--force-exclude", input=LEAK).exit_code == 0


def test_standard_input_that_is_no_text_is_only_bytes(hangup: Run) -> None:
    result = hangup("check", "-", "--stdin-filename", "a.py", "--output-format", "json", input=b"\xff\xfex\x00")
    assert result.exit_code == 0


HELPER = """\
import { useEffect } from "react";

export function useOnMount(work) {
  useEffect(() => {
    const done = work();
    return () => done.then((cleanUp) => cleanUp?.());
  }, []);
}
"""
STALL = """\
import { StreamChat } from "stream-chat";
import { useOnMount } from "./useOnMount";

export function Stall({ seller, token }) {
  useOnMount(async () => {
    const chat = new StreamChat("bazaar");
    await chat.connectUser({ id: seller }, token);
    return () => chat.disconnectUser();
  });
  return seller;
}
"""


def typed(text: str, *arguments: str) -> Result:
    """What the real command says of a text that an editor has not saved."""
    return CliRunner().invoke(cli.main, ["check", "-q", "--output-format", "concise", *arguments], input=text)


@pytest.mark.parametrize("saved", [STALL, "export const nothing = 1;\n", None], ids=["as-typed", "older", "new"])
def test_standard_input_is_known_with_the_files_of_its_project(project: Path, saved: str | None) -> None:
    put(project, "package.json", text="{}")
    put(project, "src/useOnMount.js", text=HELPER)
    if saved is not None:
        put(project, "src/Stall.js", text=saved)
    for name in ("src/Stall.js", str(project / "src" / "Stall.js")):
        clean = typed(STALL, "--stdin-filename", name, "-")
        assert (clean.exit_code, clean.stdout) == (0, "")
        leak = typed(STALL.replace("return () => chat.disconnectUser();", ""), "--stdin-filename", name, "-")
        assert leak.exit_code == 1
        assert leak.stdout.startswith(f"{name}:7:11: error HUP101 ")
        assert len(leak.stdout.splitlines()) == 1, "nothing is said of the other files"


def test_what_is_typed_decides_and_not_what_was_saved(project: Path) -> None:
    put(project, "package.json", text="{}")
    put(project, "src/useOnMount.js", text=HELPER.replace("cleanUp?.()", "0"))
    put(project, "src/Stall.js", text=STALL)
    assert typed(STALL, "--stdin-filename", "src/Stall.js").exit_code == 1
    result = typed(HELPER, "--stdin-filename", "src/useOnMount.js")
    assert (result.exit_code, result.stdout) == (0, "")
