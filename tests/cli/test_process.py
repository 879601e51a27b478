"""What only a process of its own shows: encodings, terminals, pipes, signals, and what is imported."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from hangup.reporters import FORMATS

if TYPE_CHECKING:
    from tests.cli.conftest import Start

FAKE = Path(__file__).with_name("fake_hangup.py")
ROOT = Path(__file__).parents[2]
LEAK = "client.connect_user(user)\n"
HEAVY = ("libcst", "tree_sitter", "tree_sitter_javascript", "tree_sitter_typescript", "rich", "msgspec", "pathspec")

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii", "latin-1"])
@pytest.mark.parametrize("output_format", FORMATS)
def test_any_encoding_can_be_written_to(start: Start, project: Path, encoding: str, output_format: str) -> None:
    (project / "日本.py").write_text("é = '日本'; connect_user(user)\n", encoding="utf-8")
    done = start("check", "--output-format", output_format, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1, done.stderr
    assert b"HUP101" in done.stdout
    done.stdout.decode(encoding)


def test_a_name_that_is_no_text_is_written(start: Start, project: Path) -> None:
    try:
        Path(os.fsdecode(bytes(project) + b"/caf\xe9.py")).write_text(LEAK, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    for output_format in FORMATS:
        done = start("check", "--output-format", output_format)
        assert done.returncode == 1, done.stderr
    missing = start("check", os.fsdecode(b"\xff.py"), env={"PYTHONIOENCODING": "ascii"})
    assert missing.returncode == 2
    assert missing.stderr == b"hangup: error: \\xff.py: no such file or directory\n"


def test_json_is_ascii_whatever_is_in_it(start: Start, project: Path) -> None:
    (project / "日本.py").write_text(LEAK, encoding="utf-8")
    assert start("check", "--output-format", "json").stdout.isascii()


# ---------------------------------------------------------------- terminals


def on_terminal(
    project: Path, *arguments: str, columns: int = 100, environment: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What hangup writes to a terminal of its own (stdout and stderr)."""
    import fcntl
    import pty
    import struct
    import termios

    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, str(FAKE), *arguments],
        cwd=project,
        env={**os.environ, "TERM": "xterm-256color", **environment},
        stdin=subprocess.DEVNULL,
        stdout=child,
        stderr=child,
    )
    os.close(child)
    written = b""
    while True:
        try:
            read = os.read(parent, 65536)
        except OSError:
            break
        if not read:
            break
        written += read
    os.close(parent)
    process.wait(60)
    return written.decode()


@posix
def test_a_terminal_gets_colour_and_links(project: Path) -> None:
    (project / "a.py").write_text(LEAK, encoding="utf-8")
    shown = on_terminal(project, "check")
    assert "\x1b[1;31merror[" in shown
    assert "fake_hangup.py\x1b\\\x1b[1;31mHUP101" in shown
    assert "\x1b]8;" in shown
    assert "file://" in shown


@posix
@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["check"], {"NO_COLOR": "1"}),
        (["check"], {"TERM": "dumb"}),
        (["check", "--color", "never"], {"FORCE_COLOR": "1"}),
        (["check"], {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
        (["check", "--output-format", "concise"], {"NO_COLOR": "1"}),
        (["rule", "HUP101"], {"NO_COLOR": "1"}),
    ],
)
def test_no_colour_means_no_escape_at_all(project: Path, arguments: list[str], environment: dict[str, str]) -> None:
    (project / "a.py").write_text(LEAK, encoding="utf-8")
    assert "\x1b" not in on_terminal(project, *arguments, environment=environment)


@posix
@pytest.mark.parametrize("columns", [50, 80, 120])
def test_our_lines_fit_the_terminal(project: Path, columns: int) -> None:
    (project / "a.py").write_text("x = [" + "0, " * 100 + "connect_user(user)]\n", encoding="utf-8")
    shown = on_terminal(project, "check", columns=columns, environment={"NO_COLOR": "1"})
    assert max(map(len, shown.splitlines())) <= columns


@posix
def test_a_terminal_without_a_size_is_not_eighty_columns(project: Path) -> None:
    (project / "a.py").write_text(LEAK, encoding="utf-8")
    shown = on_terminal(project, "check", columns=0, environment={"NO_COLOR": "1"})
    assert "or ignore it with `# hangup: ignore[HUP101] -- reason`" in shown


@posix
@pytest.mark.parametrize(("environment", "expected"), [({}, True), ({"CI": "1"}, False), ({"PRE_COMMIT": "1"}, False)])
def test_progress_is_shown_when_work_lasts_and_people_watch(
    project: Path, environment: dict[str, str], expected: bool
) -> None:
    for number in range(5):
        (project / f"{number}.py").write_text("connect_user(SLOW)\n", encoding="utf-8")
    shown = on_terminal(project, "check", "-q", environment=environment)
    assert ("of 5 files" in shown) is expected
    if expected:
        assert re.match(r"of 5 files[^\r\n]*\r +\r", shown[shown.rindex("of 5 files") :]), "the line is taken away"


def test_a_pipe_gets_neither_colour_nor_progress_and_is_not_cut_at_80(start: Start, project: Path) -> None:
    (project / "a.py").write_text("connect_user(SLOW)\n" * 2, encoding="utf-8")
    done = start("check")
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""
    assert max(map(len, done.stdout.decode().splitlines())) > 80


def test_colour_can_be_forced_into_a_pipe(start: Start, project: Path) -> None:
    (project / "a.py").write_text(LEAK, encoding="utf-8")
    for options, environment in (
        (["--color", "always"], {}),
        ([], {"FORCE_COLOR": "1"}),
        ([], {"CLICOLOR_FORCE": "1"}),
    ):
        done = start("check", *options, env=environment)
        assert b"\x1b[1;31m" in done.stdout
        assert b"\x1b]8;" not in done.stdout


# ---------------------------------------------------------------- pipes and signals


@posix
def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    for number in range(300):
        (project / f"{number}.py").write_text(LEAK * 20, encoding="utf-8")
    for output_format in ("full", "concise", "json"):
        process = subprocess.Popen(
            [sys.executable, str(FAKE), "check", "--output-format", output_format],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        assert process.wait(60) == 1
        assert errors == b""


@posix
@pytest.mark.parametrize("arguments", [["check"], ["check", "--statistics"], ["rule", "--all"]])
@pytest.mark.parametrize("buffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_full_disk_is_said_in_one_line(project: Path, arguments: list[str], buffered: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (project / "leak.py").write_text(LEAK, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(FAKE), *arguments],
            cwd=project,
            env={**os.environ, "PYTHONUNBUFFERED": buffered},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.stderr == b"hangup: error: stdout cannot be written: no space left on device\n"
    assert done.returncode == 2


def test_what_is_registered_for_the_end_is_done_and_all_is_written(project: Path) -> None:
    opens = "export const visit%d = (id: string) => new StreamChat('key').connectUser({ id }, 'token');\n"
    text = "import { StreamChat } from 'stream-chat';\n" + "".join(opens % number for number in range(50))
    (project / "leak.ts").write_text(text, encoding="utf-8")
    script = "import atexit, hangup.start; atexit.register(print, 'the end'); hangup.start.main()"
    arguments = [sys.executable, "-c", script, "check", "--output-format", "concise", "leak.ts"]
    done = subprocess.run(arguments, cwd=project, capture_output=True, check=False)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert lines[-1] == "the end"
    assert len(lines) > 50


@posix
def test_an_interrupt_ends_without_a_traceback(project: Path) -> None:
    for number in range(400):
        (project / f"{number}.py").write_text("connect_user(SLOW)\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(FAKE), "check"], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while not (project / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.strip() == b"hangup: interrupted"
    assert output == b""


# ---------------------------------------------------------------- the real parts


def real(*arguments: str, cwd: Path, code: str = "") -> subprocess.CompletedProcess[str]:
    """The real command line, with the modules that are loaded at the end on stderr."""
    script = code or (
        "import sys, atexit; atexit.register(lambda: sys.stderr.write('loaded: ' + ' '.join(sys.modules)));"
        "from hangup.cli import main; main()"
    )
    path = os.pathsep.join([str(ROOT / "linter"), str(ROOT / "rules")])
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def loaded(done: subprocess.CompletedProcess[str]) -> set[str]:
    return set(re.split(r"loaded: ", done.stderr)[1].split())


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]])
def test_help_and_version_import_nothing_heavy(project: Path, arguments: list[str]) -> None:
    done = real(*arguments, cwd=project)
    assert done.returncode == 0
    assert loaded(done).isdisjoint({*HEAVY, "hangup_rules", "hangup.engine", "importlib.metadata"})


@pytest.mark.parametrize("output_format", sorted({*FORMATS} - {"sarif"}))
def test_files_that_name_no_connection_import_nothing_heavy(project: Path, output_format: str) -> None:
    (project / "a.py").write_text("import os\nprint(os.path.join('a', 'b'))\n", encoding="utf-8")
    (project / "b.tsx").write_text("export const A = () => <p>{[1].join()}</p>;\n", encoding="utf-8")
    done = real("check", "--output-format", output_format, cwd=project)
    assert done.returncode == 0, done.stderr
    assert loaded(done).isdisjoint({*HEAVY, "hangup_rules", "importlib.metadata", "asyncio"})


@pytest.mark.parametrize("output_format", sorted({*FORMATS} - {"full", "grouped"}))
def test_short_forms_never_import_rich(project: Path, output_format: str) -> None:
    (project / "a.py").write_text("# hangup: ignore[HUP101]\nx = 1\n", encoding="utf-8")
    done = real("check", "--output-format", output_format, cwd=project)
    assert "HUP901" in done.stdout
    assert "rich" not in loaded(done)


def test_formats_are_imported_when_they_are_asked_for(project: Path) -> None:
    (project / "a.py").write_text("x = 1\n", encoding="utf-8")
    modules = loaded(real("check", "--output-format", "concise", cwd=project))
    others = set(FORMATS.values()) - {FORMATS["concise"]}
    assert modules.isdisjoint({*others, "xml.etree.ElementTree"})


def test_each_language_imports_only_its_own_parser(project: Path) -> None:
    (project / "a.py").write_text("# hangup: ignore[HUP101]\nx = 1\n", encoding="utf-8")
    assert "tree_sitter" not in loaded(real("check", "--output-format", "json", cwd=project))
    (project / "a.py").unlink()
    (project / "a.ts").write_text("// hangup: ignore[HUP101]\nlet x = 1;\n", encoding="utf-8")
    assert "libcst" not in loaded(real("check", "--output-format", "json", cwd=project))


def test_it_can_be_run_as_a_module(project: Path) -> None:
    path = os.pathsep.join([str(ROOT / "linter"), str(ROOT / "rules")])
    done = subprocess.run(
        [sys.executable, "-m", "hangup", "--version"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith(b"hangup ")


def test_suppressions_in_texts_do_not_count(project: Path) -> None:
    (project / "a.py").write_text('x = "# hangup: ignore[HUP101]"\n', encoding="utf-8")
    (project / "b.js").write_text("x = `// hangup: ignore[HUP101]`;\n", encoding="utf-8")
    done = real("check", "--output-format", "concise", cwd=project)
    assert done.returncode == 0
    assert "All clear: 2 files checked" in done.stdout


def test_an_installation_without_rules_is_an_error(project: Path, tmp_path: Path) -> None:
    (project / "a.py").write_text("x = 1\n", encoding="utf-8")
    code = f"import sys; sys.path = [{str(ROOT / 'linter')!r}, *(p for p in sys.path if 'rules' not in p)]\n"
    code += "from hangup.cli import main; main()"
    done = real("check", cwd=project, code=code)
    assert done.returncode == 2
    assert "installation" in done.stderr
