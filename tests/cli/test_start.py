"""The quick start: whatever it answers itself, the command line answers with the same words and the same status."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from hangup import assembly, cli, installation, plugins
from hangup.catalogue import keeping
from hangup.catalogue.loader import Catalogue, load
from hangup.catalogue.sources import Folder, Sources, builtin_folder
from hangup.commands.options import CheckOptions
from hangup.config import DEFAULTS
from hangup.names import CONFIGURATIONS
from hangup.start import check_options, quick

ROOT = Path(__file__).parents[2]
PLAIN = "import os\nprint(os.path.join('a', 'b'))\n"
CANDIDATE = "client.connect_user(user)\n"

Both = Callable[..., int | None]


@pytest.fixture
def folder(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, with the words of the catalogue kept in an empty place."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    known = assembly.sources(DEFAULTS)
    installation.keep_words(str(known.folders[0].path / "sdks"), known.words())
    return project


@pytest.fixture
def both(folder: Path, capsys: pytest.CaptureFixture[str]) -> Both:
    """Ask both. Where the quick start answers, the command line must say the same; else nothing must be written."""

    def ask(*arguments: str) -> int | None:
        status = quick(list(arguments))
        written = capsys.readouterr()
        if status is None:
            assert written == ("", "")
            return None
        result = CliRunner().invoke(cli.main, arguments)
        assert (status, *written) == (result.exit_code, result.stdout, result.stderr)
        return status

    return ask


def write(folder: Path, name: str, text: str = PLAIN) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["-q"],
        ["--quiet"],
        ["--force-exclude"],
        ["--isolated"],
        ["--output-format", "concise"],
        ["--output-format", "grouped", "--quiet", "--force-exclude"],
    ],
)
def test_files_that_name_no_connection_are_answered_at_once(folder: Path, both: Both, options: list[str]) -> None:
    names = [write(folder, "a.py"), write(folder, "src/b.tsx", "export const A = 1;\n"), write(folder, "page.HTML")]
    assert both("check", *options, *names) == 0
    assert both("check", names[0], *options) == 0


def test_one_file_that_is_named_in_several_ways_counts_once(folder: Path, both: Both) -> None:
    write(folder, "a.py")
    (folder / "link.py").symlink_to("a.py")
    assert both("check", "a.py", "./a.py", "a.py", "link.py", str(folder / "a.py")) == 0


def test_a_project_configuration_of_somebody_else_changes_nothing(folder: Path, both: Both) -> None:
    write(folder, "pyproject.toml", "[tool.other]\n")
    assert both("check", write(folder, "a.py")) == 0


def test_a_configuration_does_not_count_in_isolation(folder: Path, both: Both) -> None:
    write(folder, "hangup.toml", "nonsense = 1\n")
    assert both("check", "--isolated", write(folder, "a.py")) == 0


@pytest.mark.parametrize("name", CONFIGURATIONS)
@pytest.mark.parametrize("place", ["", "src/"])
def test_a_configuration_around_a_file_is_followed_by_the_command_line(
    folder: Path, both: Both, name: str, place: str
) -> None:
    write(folder, place + name, "[tool.hangup]\n")
    assert both("check", write(folder, "src/a.py")) is None


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["check", "."],
        ["check", "src"],
        ["check", "-"],
        ["check", "--", "a.py"],
        ["check", "--preview", "a.py"],
        ["check", "--output-format", "json", "a.py"],
        ["check", "--output-format", "full=report.txt", "a.py"],
        ["check", "--output-format", "full", "--output-format", "concise", "a.py"],
        ["check", "--output-format"],
        ["check", "--select", "HUP101", "a.py"],
        ["check", "missing.py"],
        ["check", "a.py", "missing.py"],
        ["check", "notes.txt"],
        ["check", "types.d.ts"],
        ["check", "opens.py"],
        ["check", "a.py", "opens.py"],
        ["check", "--force-exclude", "node_modules/a.js"],
        ["check", "--force-exclude", "lib.min.js"],
        ["check", "wide.py"],
        ["check", "nul\0.py"],
        ["rule", "HUP101"],
        ["--version"],
    ],
)
def test_whatever_is_not_plain_is_left_to_the_command_line(folder: Path, both: Both, arguments: list[str]) -> None:
    for name in ("a.py", "src/b.py", "notes.txt", "types.d.ts", "node_modules/a.js", "lib.min.js"):
        write(folder, name)
    write(folder, "opens.py", CANDIDATE)
    (folder / "wide.py").write_bytes("x = 1\n".encode("utf-16"))
    assert both(*arguments) is None


def kept(home: Path, name: str) -> Path:
    """What this installation has kept under a name in the user's caches below a folder."""
    [place] = (home / "caches" / "hangup").glob(f"*/{name}")
    return place


def test_without_kept_words_the_command_line_is_asked_and_keeps_them(folder: Path, tmp_path: Path) -> None:
    name = write(folder, "a.py")
    assert quick(["check", "-q", name]) == 0
    kept(tmp_path, "words").unlink()
    assert quick(["check", "-q", name]) is None
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "linter"), str(ROOT / "rules")])}
    subprocess.run([sys.executable, "-B", "-m", "hangup", "check", "-q", name], env=environment, check=True)
    assert quick(["check", "-q", name]) == 0


def test_a_description_that_has_changed_makes_kept_words_stale(tmp_path: Path, folder: Path) -> None:
    sdks = tmp_path / "sdks"
    sdks.mkdir()
    (sdks / "one.toml").write_text("[[sdk]]\n", encoding="utf-8")
    installation.keep_words(str(sdks), [b"connect"])
    assert installation.kept_words(str(sdks)) == frozenset({b"connect"})
    (sdks / "one.toml").write_text("[[sdk]]\nid = 'one'\n", encoding="utf-8")
    assert installation.kept_words(str(sdks)) is None
    installation.keep_words(str(sdks), [b"connect", b"join"])
    (sdks / "two.toml").touch()
    assert installation.kept_words(str(sdks)) is None


def test_words_that_were_kept_by_halves_do_not_count(tmp_path: Path, folder: Path) -> None:
    sdks = tmp_path / "sdks"
    sdks.mkdir()
    installation.keep_words(str(sdks), [b"connect"])
    place = kept(tmp_path, "words")
    whole = place.read_bytes()
    for length in range(len(whole) - len(b"connect")):
        place.write_bytes(whole[:length])
        assert installation.kept_words(str(sdks)) is None


def test_two_installations_of_one_user_keep_theirs_beside_each_other(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sdks = tmp_path / "sdks"
    sdks.mkdir()
    installation.keep_words(str(sdks), [b"connect"])
    with monkeypatch.context() as other:
        other.setattr(installation, "_HERE", str(tmp_path / "other" / "hangup"))
        assert installation.kept_words(str(sdks)) is None
        installation.keep_words(str(sdks), [b"join"])
    assert installation.kept_words(str(sdks)) == frozenset({b"connect"})


def test_a_plugin_that_is_installed_later_is_seen(tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "site"
    place.mkdir()
    assert not installation.mentions_plugins([str(place)])
    assert not installation.mentions_plugins([str(place)])
    metadata = place / "radio-1.0.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(f"[{plugins.RULES}]\nradio = radio\n", encoding="utf-8")
    assert installation.mentions_plugins([str(place)])


def test_a_plugin_in_development_is_seen_although_its_folder_stays_the_same(tmp_path: Path, folder: Path) -> None:
    metadata = tmp_path / "site" / "radio.egg-info"
    metadata.mkdir(parents=True)
    assert not installation.mentions_plugins([str(tmp_path / "site")])
    (metadata / "entry_points.txt").write_text(f"[{plugins.RULES}]\nradio = radio\n", encoding="utf-8")
    assert installation.mentions_plugins([str(tmp_path / "site")])


def test_an_archive_on_the_path_is_looked_into_by_others(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "site.zip").write_bytes(b"PK")
    assert installation.mentions_plugins([str(tmp_path / "site.zip")])


def test_the_quick_start_imports_next_to_nothing(folder: Path) -> None:
    name = write(folder, "a.py")
    script = "import sys; before = set(sys.modules)\nimport hangup.start\nhangup.start.quick(sys.argv[1:])\n"
    script += "print(*{module for module in set(sys.modules) - before if not module.startswith('hangup')})"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "linter"), str(ROOT / "rules")])}
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, "check", "-q", name],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(done.stdout.split()) <= {"__future__", "errno"}  # a module of the interpreter itself


def test_a_kept_catalogue_says_the_same_and_counts_until_a_description_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    folder = tmp_path / "catalogue"
    shutil.copytree(builtin_folder().path, folder)
    read = Sources((Folder(str(folder)),)).catalogue()
    kept = installation.kept_catalogue(str(folder))
    assert kept is not None
    assert Catalogue(*map(tuple, keeping.load(kept))) == load(folder)
    assert read == load(folder).with_preview(everything=False, names=())
    description = folder / "sdks" / "stream-chat.toml"
    description.write_text(description.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert installation.kept_catalogue(str(folder)) is None


def test_a_kept_catalogue_that_is_damaged_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    folder = tmp_path / "catalogue"
    shutil.copytree(builtin_folder().path, folder)
    installation.keep_catalogue(str(folder), b"\x81\xa4sdks")
    assert Sources((Folder(str(folder)),), preview=True).catalogue() == load(folder)


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.py",),
        ("-q", "a.py", "b.py"),
        ("--quiet", "--no-cache", "--isolated", "--force-exclude", "."),
        ("--output-format", "concise", "a.py"),
        ("a.py", "--output-format", "grouped", "-q"),
        (),
    ],
)
def test_options_that_are_read_at_the_start_mean_the_same_on_the_command_line(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[CheckOptions] = []
    monkeypatch.setattr("hangup.commands.checking.check", lambda _, options: seen.append(options))
    assert CliRunner().invoke(cli.main, ("check", *arguments)).exit_code == 0
    assert check_options(["check", *arguments]) == seen[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--fix", "a.py"),
        ("check", "--output-format", "json", "a.py"),
        ("check", "--output-format", "full", "--output-format", "concise"),
        ("check", "--output-format"),
        ("check", "--", "a.py"),
        ("check", "-"),
        ("why", "a.py:1"),
        (),
    ],
)
def test_other_options_are_left_to_the_command_line(arguments: tuple[str, ...]) -> None:
    assert check_options(list(arguments)) is None


def test_options_that_variables_stand_for_are_left_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANGUP_JOBS", "1")
    assert check_options(["check", "a.py"]) is None


def test_a_check_of_one_file_does_without_the_command_line(folder: Path) -> None:
    name = write(
        folder, "a.ts", "import { StreamChat } from 'stream-chat';\nnew StreamChat('key').connectUser({ id });\n"
    )
    script = "import sys; before = set(sys.modules)\nimport hangup.start; hangup.start._leave = lambda status: None\n"
    script += "try: hangup.start.main()\nexcept SystemExit: print(*set(sys.modules) - before, file=sys.stderr)"
    plain = {name: value for name, value in os.environ.items() if not name.startswith("HANGUP_")}
    environment = {**plain, "PYTHONPATH": os.pathsep.join([str(ROOT / "linter"), str(ROOT / "rules")])}
    for _ in range(2):  # the first reads the catalogue
        done = subprocess.run(
            [sys.executable, "-c", script, "check", "-q", "--no-cache", name],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    assert "HUP" in done.stdout
    heavy = {"click", "dataclasses", "inspect", "libcst", "msgspec", "pathlib"}
    assert heavy & set(done.stderr.split()) == set()
