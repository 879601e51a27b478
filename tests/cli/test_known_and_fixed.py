"""``--fix`` beside ``--baseline`` and ``--since``: what is known is not mended without being asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hangup import cli

LEAK = """import { StreamChat } from 'stream-chat';

export async function visit(user: { id: string }, token: string) {
  const client = new StreamChat('key');
  await client.connectUser(user, token);
  await client.channel('messaging', 'a').watch();
  await client.disconnectUser();
}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["check", *arguments])


@pytest.fixture
def old_and_new(project: Path) -> tuple[Path, Path]:
    """A file whose finding is in the baseline, and one whose finding is not; both can be fixed."""
    old, new = project / "old.ts", project / "new.ts"
    old.write_text(LEAK, encoding="utf-8")
    assert run("--baseline", "known.json", "--update-baseline", "old.ts").exit_code == 0
    new.write_text(LEAK, encoding="utf-8")
    assert "would fix 2 findings in 2 files" in run("--diff", "--unsafe-fixes").stderr
    return old, new


def test_a_file_with_nothing_new_is_left_as_it_is(old_and_new: tuple[Path, Path]) -> None:
    old, new = old_and_new
    result = run("--baseline", "known.json", "--fix", "--unsafe-fixes")
    assert result.exit_code == 0
    assert old.read_text(encoding="utf-8") == LEAK
    assert new.read_text(encoding="utf-8") != LEAK
    assert "fixed 1 finding in 1 file" in result.stderr
    assert "matches nothing" not in result.stderr
    assert result.stdout.endswith("(1 in the baseline).\n")


def test_a_patch_holds_what_is_new(old_and_new: tuple[Path, Path]) -> None:
    result = run("--baseline", "known.json", "--diff", "--unsafe-fixes")
    assert result.exit_code == 1
    assert "+++ new.ts" in result.stdout.replace("b/", "")
    assert "old.ts" not in result.stdout


def test_with_everything_shown_everything_is_fixed_and_leaves_the_baseline(old_and_new: tuple[Path, Path]) -> None:
    old, _ = old_and_new
    assert run("--fix", "--unsafe-fixes").exit_code == 0
    assert old.read_text(encoding="utf-8") != LEAK
    assert "1 entry matches nothing any more" in run("--baseline", "known.json").stderr
