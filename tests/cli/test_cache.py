"""The cache on the command line: a warm run says what a cold one says, whatever has changed or is damaged."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hangup import __version__, cli
from hangup.project.workers import CAN_FORK
from hangup.report import FileReport

HELPER = """export async function open(id: string, token: string) {
  const chat = new StreamChat('key');
  await chat.connectUser({ id }, token);
  return chat;
}
"""
IMPORT = "import { StreamChat } from 'stream-chat';\n"
USER = """import { open } from '%s';

export async function count(id: string, token: string) {
  const chat = await open(id, token);
  return (await chat.queryChannels({})).length;
}
"""
RIGHT = """import { open } from '%s';

export async function count(id: string, token: string) {
  const chat = await open(id, token);
  try {
    return (await chat.queryChannels({})).length;
  } finally {
    await chat.disconnectUser();
  }
}
"""


@pytest.fixture(params=[0, 60], ids=["just written", "settled"])
def tree(project: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A project in which one file opens a connection for another; its files may have been written a minute ago."""
    monkeypatch.delenv("HANGUP_NO_CACHE")
    monkeypatch.setattr("hangup.cache.verdicts.now", lambda: time.time_ns() + request.param * 1_000_000_000)
    (project / "package.json").write_text("{}")
    (project / "open.ts").write_text(IMPORT + HELPER)
    (project / "count.ts").write_text(USER % "./open")
    return project


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["check", "--output-format", "json", *arguments])


def same_as_cold() -> str:
    """What a run with the cache says, which must be what one without it says."""
    cold, warm = check("--no-cache"), check()
    assert (warm.exit_code, warm.stdout) == (cold.exit_code, cold.stdout)
    return cold.stdout


def is_found(output: str) -> bool:
    return '"HUP101"' in output


def results(tree: Path) -> list[Path]:
    return sorted((tree / ".hangup_cache").glob("*/results-*"))


def test_a_warm_run_says_the_same_and_lowers_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_found(same_as_cold())
    known = check().stdout

    def fail(*_: object) -> None:
        raise AssertionError("nothing needs to be lowered")

    monkeypatch.setattr("hangup.checking.checker.check_sources", fail)
    monkeypatch.setattr("hangup.checking.offers.Offers.find", fail)
    monkeypatch.setattr("hangup.commands.proposing._prove", fail)
    assert check().stdout == known


@pytest.mark.skipif(not CAN_FORK, reason="needs os.fork")
def test_what_several_processes_have_found_is_known_to_the_next_run(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hangup.checking.crew.ENOUGH", 0)
    (tree / "dial.ts").write_text(IMPORT + HELPER)  # so that they are started before count.ts is known to belong here
    found = check("--jobs", "2").stdout
    assert is_found(found)

    def fail(*_: object) -> None:
        raise AssertionError("the units are known")

    monkeypatch.setattr("hangup.checking.checker.Checker._check_unit", fail)
    assert check("--jobs", "2").stdout == found


@pytest.mark.parametrize("tree", [60], indirect=True)
def test_what_belongs_together_is_not_looked_for_again_where_nothing_has_changed(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_found(same_as_cold())
    known = check().stdout

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the units are known")

    monkeypatch.setattr("hangup.project.graph.Graph.units", fail)
    assert check().stdout == known
    (tree / "idle.ts").write_text("export const one = 1;\n")
    assert check().exit_code == 2, "another file may lead to a connection: they are looked for again"


def test_a_file_that_begins_to_import_the_connection_is_seen(tree: Path) -> None:
    (tree / "count.ts").write_text("export const one = 1;\n")
    same_as_cold()
    (tree / "count.ts").write_text(USER % "./open")
    assert is_found(same_as_cold())


def test_a_configuration_that_comes_and_goes_is_seen(tree: Path) -> None:
    (tree / "count.ts").write_text(USER % "lines/open")
    assert not is_found(same_as_cold())
    (tree / "tsconfig.json").write_text('{"compilerOptions": {"paths": {"lines/*": ["./*"]}}}')
    assert is_found(same_as_cold())
    (tree / "tsconfig.json").unlink()
    assert not is_found(same_as_cold())


def test_a_configuration_that_another_one_extends_is_seen(tree: Path) -> None:
    (tree / "count.ts").write_text(USER % "lines/open")
    (tree / ".made").mkdir()
    (tree / ".gitignore").write_text(".made\n")
    (tree / "tsconfig.json").write_text('{"extends": "./.made/tsconfig.json"}')
    assert not is_found(same_as_cold())
    (tree / ".made" / "tsconfig.json").write_text('{"compilerOptions": {"paths": {"lines/*": ["../*"]}}}')
    assert is_found(same_as_cold())


def test_a_configuration_that_a_link_leads_to_from_now_on_is_seen(tree: Path) -> None:
    (tree / "count.ts").unlink()
    for folder in ("app", ".made"):
        (tree / folder).mkdir()
    (tree / "app" / "count.ts").write_text(USER % "lines/open")
    (tree / "app" / "tsconfig.json").symlink_to(Path("..") / ".made" / "tsconfig.json")
    assert not is_found(same_as_cold())
    (tree / ".made" / "tsconfig.json").write_text('{"compilerOptions": {"paths": {"lines/*": ["../*"]}}}')
    assert is_found(same_as_cold())


def test_a_configuration_that_comes_into_a_folder_of_its_own_is_seen(tree: Path) -> None:
    (tree / "count.ts").unlink()
    (tree / "app").mkdir()
    (tree / "app" / "count.ts").write_text(USER % "lines/open")
    assert not is_found(same_as_cold())
    (tree / "app" / "tsconfig.json").write_text('{"compilerOptions": {"paths": {"lines/*": ["../*"]}}}')
    assert is_found(same_as_cold())


def test_an_edit_of_the_file_itself_is_seen(tree: Path) -> None:
    assert is_found(same_as_cold())
    (tree / "count.ts").write_text(RIGHT % "./open")
    assert not is_found(same_as_cold())


def test_an_edit_of_an_imported_file_is_seen(tree: Path) -> None:
    assert is_found(same_as_cold())
    (tree / "open.ts").write_text(IMPORT + HELPER.replace("  await chat.connectUser({ id }, token);\n", ""))
    assert not is_found(same_as_cold())


def test_an_edit_that_keeps_size_and_time_is_seen(tree: Path) -> None:
    path = tree / "idle.ts"
    path.write_text("export const a = 'nothing to see here';\n" * 20)
    before = path.stat()
    assert is_found(same_as_cold())
    text = (IMPORT + HELPER).encode()
    path.write_bytes(text + b"/" * (before.st_size - len(text)))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    same_as_cold()


def test_a_new_file_that_an_import_means_from_now_on_is_seen(tree: Path) -> None:
    (tree / "lib").mkdir()
    (tree / "lib" / "index.ts").write_text(IMPORT + HELPER)
    (tree / "count.ts").write_text(USER % "./lib")
    assert is_found(same_as_cold())
    (tree / "lib.ts").write_text("export async function open(id: string, token: string) { return null; }\n")
    same_as_cold()


def test_a_change_of_paths_is_seen(tree: Path) -> None:
    (tree / "count.ts").write_text(USER % "lines/open")
    without = same_as_cold()
    (tree / "tsconfig.json").write_text('{"compilerOptions": {"baseUrl": ".", "paths": {"lines/*": ["./*"]}}}')
    assert same_as_cold() != without
    (tree / "tsconfig.json").unlink()
    assert same_as_cold() == without


def test_a_change_of_the_configuration_is_seen(tree: Path) -> None:
    assert is_found(same_as_cold())
    (tree / "hangup.toml").write_text('ignore = ["HUP101"]\n')
    assert not is_found(same_as_cold())
    (tree / "hangup.toml").write_text('per-file-ignores = { "count.ts" = ["HUP101"] }\n')
    same_as_cold()


def test_descriptions_of_the_configuration_are_part_of_the_key(tree: Path) -> None:
    (tree / "line.ts").write_text("import { Line } from 'own-line';\nexport function f() { new Line().dialUp(); }\n")
    (tree / "hangup.toml").write_text("")
    before = same_as_cold()
    (tree / "hangup.toml").write_text(
        '[[sdk]]\nid = "own-line"\npackages = ["npm:own-line"]\n[[sdk.resource]]\nname = "line"\n'
        'create = [{ call = "new Line" }]\nacquire = [{ call = "$r.dialUp" }]\nrelease = [{ call = "$r.hangUp" }]\n'
    )
    after = same_as_cold()
    assert after != before or len(results(tree)) == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, b"hangup cache 1\n"])
def test_a_damaged_entry_is_found_out_again(tree: Path, damage: bytes) -> None:
    known = same_as_cold()
    for path in results(tree):
        path.write_bytes(damage)
    assert same_as_cold() == known


def test_a_truncated_entry_is_found_out_again(tree: Path) -> None:
    known = same_as_cold()
    for path in results(tree):
        path.write_bytes(path.read_bytes()[:-20])
    assert same_as_cold() == known


def test_entries_of_another_version_are_not_read(tree: Path) -> None:
    known = same_as_cold()
    (room,) = {path.parent for path in results(tree)}
    room.rename(room.with_name("0.0.1"))
    assert same_as_cold() == known
    assert {path.parent.name for path in results(tree)} == {room.name, "0.0.1"}


def test_the_cache_says_what_it_is_and_keeps_out_of_repositories(tree: Path) -> None:
    check()
    folder = tree / ".hangup_cache"
    assert (folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    subprocess.run(["git", "init", "-q"], check=True, cwd=tree)
    listed = subprocess.run(["git", "status", "--porcelain", "-uall"], check=True, cwd=tree, capture_output=True)
    assert b".hangup_cache" not in listed.stdout


def test_without_a_cache_nothing_is_written(tree: Path) -> None:
    check("--no-cache")
    assert not (tree / ".hangup_cache").exists()


def test_the_cache_may_lie_elsewhere(tree: Path, tmp_path: Path) -> None:
    check("--cache-dir", str(tmp_path / "kept"))
    assert not (tree / ".hangup_cache").exists()
    assert (tmp_path / "kept" / "CACHEDIR.TAG").exists()
    cleaned = CliRunner().invoke(cli.main, ["clean", "--cache-dir", str(tmp_path / "kept")])
    assert cleaned.exit_code == 0
    assert not (tmp_path / "kept").exists()


def test_a_folder_with_other_things_is_no_place_for_a_cache(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = tree / "src" / "letters.txt"
    letters.parent.mkdir()
    letters.write_text("mine")
    os.utime(letters, (0, 0))
    before = sorted(tree.rglob("*"))
    for refused in (check("--cache-dir", "."), check("--cache-dir", str(tree))):
        assert refused.exit_code == 2
        assert "holds other things; name a folder of its own" in refused.stderr
    monkeypatch.setenv("HANGUP_CACHE_DIR", str(tree))
    assert check().exit_code == 2
    assert sorted(tree.rglob("*")) == before


def test_what_others_keep_in_the_folder_is_neither_tidied_nor_removed(tree: Path, tmp_path: Path) -> None:
    place = tmp_path / "kept"
    check("--cache-dir", str(place))
    (room,) = (path for path in place.iterdir() if path.is_dir())
    strangers = [place / "letters" / "old.txt", place / "mine.txt", room / "mine.txt"]
    strangers[0].parent.mkdir()
    stale = room / "results-0"
    for path in (*strangers, stale):
        path.write_text("mine")
        os.utime(path, (0, 0))
    (tree / "count.ts").write_text(USER % "./open" + "// another\n")
    check("--cache-dir", str(place))
    assert not stale.exists()
    cleaned = CliRunner().invoke(cli.main, ["clean", "--cache-dir", str(place)])
    assert (cleaned.exit_code, cleaned.stdout) == (0, f"Emptied {place}: what is not of the cache stays\n")
    assert [path.read_text() for path in strangers] == ["mine"] * 3
    assert not list(place.rglob("results-*"))


def test_a_named_place_where_nothing_can_be_written_is_told(tree: Path) -> None:
    (tree / "file").touch()
    result = check("--cache-dir", "file/below")
    assert is_found(result.stdout)
    assert "hangup: warning: --cache-dir file/below: nothing is kept: not a directory" in result.stderr
    assert check("--cache-dir", "file/below", "--quiet").stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
@pytest.mark.parametrize("kind", ["pipe", "link to a device"])
def test_what_is_no_file_in_the_place_of_an_entry_is_not_read(tree: Path, kind: str) -> None:
    known = same_as_cold()
    for entry in (tree / ".hangup_cache" / __version__).iterdir():
        entry.unlink()
        if kind == "pipe":
            os.mkfifo(entry)
        else:
            entry.symlink_to("/dev/zero")
    assert same_as_cold() == known


def test_a_place_where_nothing_can_be_written_is_no_trouble(tree: Path) -> None:
    (tree / ".hangup_cache").write_text("a file stands where the folder would")
    result = check()
    assert is_found(result.stdout)
    assert result.stderr == check("--no-cache").stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user who may not write everywhere")
def test_a_read_only_folder_is_no_trouble(tree: Path) -> None:
    tree.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert is_found(check().stdout)
    finally:
        tree.chmod(stat.S_IRWXU)


def test_two_runs_at_once_leave_a_cache_that_counts(tree: Path) -> None:
    known = check("--no-cache").stdout
    command = [sys.executable, "-m", "hangup", "check", "--output-format", "json"]
    environment = {name: value for name, value in os.environ.items() if name != "HANGUP_NO_CACHE"}
    runs = [subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    assert {run.communicate()[0].decode() for run in runs} == {known}
    assert check().stdout == known
    assert not list((tree / ".hangup_cache").glob("*/*.part"))


def test_what_a_killed_run_left_half_written_is_not_read(tree: Path) -> None:
    known = same_as_cold()
    (entry,) = results(tree)
    shutil.copy(entry, entry.with_name(entry.name + ".77.part"))
    entry.unlink()
    assert same_as_cold() == known


# ---------------------------------------------------------------- a cache that came with the code


def test_a_cache_that_somebody_else_wrote_does_not_count(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / "count.ts").write_text(RIGHT % "./open")
    assert not is_found(check().stdout)
    (tree / "count.ts").write_text(USER % "./open")
    found = check("--no-cache").stdout
    with monkeypatch.context() as somebody:
        somebody.setenv("XDG_CACHE_HOME", str(tmp_path / "somebody"))
        somebody.setattr("hangup.engine.report_file", lambda source, *_: FileReport(source))  # says that all is clear
        assert not is_found(check().stdout)
        assert not is_found(check().stdout)
    assert is_found(found)
    assert check().stdout == found


@pytest.mark.parametrize("what", ["the cache", "the room of this version"])
def test_a_cache_that_leads_elsewhere_is_neither_filled_nor_tidied(tree: Path, tmp_path: Path, what: str) -> None:
    letters = tmp_path / "home" / "letters"
    letters.mkdir(parents=True)
    (letters / "old.txt").write_text("mine")
    os.utime(letters / "old.txt", (0, 0))
    if what == "the cache":
        (tree / ".hangup_cache").symlink_to(tmp_path / "home", target_is_directory=True)
    else:
        (tree / ".hangup_cache").mkdir()
        (tree / ".hangup_cache" / __version__).symlink_to(letters, target_is_directory=True)
    known = check("--no-cache").stdout
    assert check().stdout == check().stdout == known
    assert [path.name for path in (tmp_path / "home").rglob("*")] == ["letters", "old.txt"]


def test_without_a_place_for_the_secret_nothing_is_kept(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert is_found(check().stdout)
    assert not (tree / ".hangup_cache").exists()
    assert is_found(check("--cache-dir", str(tmp_path / "named")).stdout)
    assert (tmp_path / "named" / "CACHEDIR.TAG").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs rights of files")
def test_the_secret_is_the_users_alone_and_stays(tree: Path, tmp_path: Path) -> None:
    check()
    (secret,) = (tmp_path / "caches of the user").rglob("*secret*")
    kept = secret.read_bytes()
    assert len(kept) == 32
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    check()
    assert secret.read_bytes() == kept
    secret.write_bytes(b"short")
    assert is_found(check().stdout)


def test_clean_removes_what_it_made_and_nothing_else(tree: Path) -> None:
    check()
    assert CliRunner().invoke(cli.main, ["clean"]).exit_code == 0
    assert not (tree / ".hangup_cache").exists()
    assert CliRunner().invoke(cli.main, ["clean"]).exit_code == 0
    (tree / ".hangup_cache").mkdir()
    (tree / ".hangup_cache" / "letters.txt").write_text("mine")
    refused = CliRunner().invoke(cli.main, ["clean"])
    assert refused.exit_code == 2
    assert (tree / ".hangup_cache" / "letters.txt").exists()
