"""``--baseline`` and ``--update-baseline``: what is known is not reported again, whatever has moved since."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hangup.baseline import load

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LEAK = "client.connect_user(user)\n"
RACE = "client.connect_user(user); race()\n"
FILE = "known.json"


def put(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def update(hangup: Run, *arguments: str) -> str:
    result = hangup("check", "--baseline", FILE, "--update-baseline", *arguments)
    assert result.exit_code == 0, result.output
    return result.stderr.removeprefix("hangup: ")


def new(hangup: Run, *arguments: str) -> list[str]:
    result = hangup("check", "--baseline", FILE, "--output-format", "concise", "-q", *arguments)
    assert result.exit_code in (0, 1), result.output
    return [" ".join(line.split()[:3]) for line in result.stdout.splitlines()]


def paths(project: Path) -> list[str]:
    return [entry["path"] for entry in json.loads((project / FILE).read_text())["findings"]]


# ---------------------------------------------------------------- known and new


def test_what_is_in_it_is_not_reported_and_what_is_new_is(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "b.py": LEAK * 2})
    assert update(hangup) == "known.json: 3 findings, 3 of them new; 0 removed\n"
    assert new(hangup) == []
    put(project, {"c.py": LEAK, "b.py": LEAK * 2 + RACE})
    assert new(hangup) == ["b.py:3:8: warning HUP104", "c.py:1:8: error HUP101"]


def test_of_equal_findings_as_many_are_known_as_there_were(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK * 2})
    update(hangup)
    put(project, {"a.py": LEAK * 5})
    assert len(new(hangup)) == 3


def test_known_findings_are_counted(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    update(hangup)
    result = hangup("check", "--baseline", FILE)
    assert (result.exit_code, result.stdout) == (
        0,
        "All clear: 1 file checked, 1 with connections (1 in the baseline).\n",
    )
    told = json.loads(hangup("check", "--baseline", FILE, "--output-format", "json").stdout)
    assert told["summary"]["baselined"] == 1
    assert told["summary"]["errors"] == 0


def test_moved_lines_and_renamed_files_are_known(hangup: Run, project: Path) -> None:
    put(project, {"src/a.py": "x = 1\n" + LEAK})
    update(hangup)
    put(project, {"src/a.py": "x = 1\n\n\n# more\nx = 2\n" + LEAK})
    assert new(hangup) == []
    (project / "src").rename(project / "source")
    assert new(hangup) == []
    put(project, {"source/a.py": "x = 9\n" + LEAK + "y = 9\n"})
    assert new(hangup) == []


def test_a_copy_of_a_file_is_new(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    update(hangup)
    put(project, {"b.py": LEAK})
    assert new(hangup) == ["b.py:1:8: error HUP101"]


def test_a_mended_file_does_not_excuse_a_new_one(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    update(hangup)
    put(project, {"a.py": "x = 1\n", "b.py": "y = 1\n" + LEAK})
    assert new(hangup) == ["b.py:2:8: error HUP101"]


def test_code_that_moves_between_files_is_known(hangup: Run, project: Path) -> None:
    code = "before()\n" + LEAK + "behind()\n"
    put(project, {"a.py": code, "b.py": "x = 1\n"})
    update(hangup)
    put(project, {"a.py": "x = 1\n", "b.py": "x = 1\n" + code})
    assert new(hangup) == []


def test_it_is_the_same_from_any_directory(hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, {"src/a.py": LEAK, "ci/x.py": ""})
    assert hangup("check", "src", "--baseline", "ci/known.json", "--update-baseline").exit_code == 0
    monkeypatch.chdir(project / "src")
    assert hangup("check", "a.py", "--baseline", "../ci/known.json").exit_code == 0
    assert hangup("check", str(project / "src"), "--baseline", "../ci/known.json").exit_code == 0


def test_the_configuration_can_name_it(hangup: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, {"src/a.py": LEAK, "hangup.toml": f'baseline = "{FILE}"\n'})
    assert hangup("check", "--update-baseline").exit_code == 0
    assert hangup("check").exit_code == 0
    assert hangup("check", "--no-baseline").exit_code == 1
    monkeypatch.chdir(project / "src")
    assert hangup("check").exit_code == 0


def test_a_suppressed_finding_needs_no_entry(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK.strip() + "  # hangup: ignore[HUP101] -- meant\n"})
    assert update(hangup).startswith("known.json: 0 findings")


def test_standard_input_is_compared_too(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    update(hangup)
    arguments = ("check", "--baseline", FILE, "--stdin-filename", "a.py", "-")
    assert hangup(*arguments, input="x = 1\n" + LEAK).exit_code == 0
    assert hangup(*arguments, input=LEAK * 2).exit_code == 1


def test_a_file_that_is_not_analysed_is_never_in_it(hangup: Run, project: Path) -> None:
    put(project, {"a.py": "SYNTAX\n"})
    result = hangup("check", "--baseline", FILE, "--update-baseline")
    assert result.exit_code == 1
    assert paths(project) == []
    assert new(hangup) == ["a.py:1:1: error HUP900"]


def test_an_entry_for_it_that_somebody_wrote_is_of_no_use(hangup: Run, project: Path) -> None:
    put(project, {"a.py": "SYNTAX\n"})
    entry = {"path": "a.py", "code": "HUP900", "anchor": "syntax error: this is no code", "context": ""}
    text = json.dumps({"version": 1, "findings": [{**entry, "confidence": "high"}]})
    put(project, {FILE: text})
    assert new(hangup) == ["a.py:1:1: error HUP900"]


# ---------------------------------------------------------------- stale entries


STALE = "1 entry matches nothing any more"


def test_entries_that_match_nothing_are_told_and_removed_on_update(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "b.py": LEAK, "c.py": LEAK})
    update(hangup)
    put(project, {"a.py": "x = 1\n"})
    result = hangup("check", "--baseline", FILE)
    assert result.exit_code == 0
    assert STALE in result.stderr
    assert STALE not in hangup("check", "--baseline", FILE, "-q").stderr
    (project / "b.py").unlink()
    assert "2 entries match nothing" in hangup("check", "--baseline", FILE).stderr
    assert update(hangup) == "known.json: 1 finding, 0 of them new; 2 removed\n"
    assert hangup("check", "--baseline", FILE).stderr == ""


def test_entries_on_what_was_not_looked_at_are_neither_stale_nor_removed(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "src/b.py": LEAK, "src/c.py": RACE})
    update(hangup)
    put(project, {"src/b.py": "x = 1\n"})
    for arguments in (["a.py"], ["--select", "HUP104"], ["--per-file-ignores", "src/:HUP101"]):
        assert "matches" not in hangup("check", "--baseline", FILE, *arguments).stderr
        update(hangup, *arguments)
    assert paths(project) == ["a.py", "src/b.py", "src/c.py"]
    update(hangup, "src")
    assert paths(project) == ["a.py", "src/c.py"]


def test_entries_that_only_a_lower_confidence_finds_stay(hangup: Run, project: Path) -> None:
    put(project, {"a.py": "client.connect_user(maybe)\n"})
    update(hangup, "--confidence", "low")
    assert hangup("check", "--baseline", FILE).stderr == ""
    update(hangup)
    assert paths(project) == ["a.py"]


def test_entries_on_a_file_that_cannot_be_analysed_now_stay(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    update(hangup)
    put(project, {"a.py": "SYNTAX\n"})
    assert hangup("check", "--baseline", FILE, "--update-baseline").exit_code == 1
    assert paths(project) == ["a.py"]


def test_entries_of_a_rule_that_is_not_installed_stay(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    update(hangup)
    text = (project / FILE).read_text().replace("HUP101", "XYZ101")
    put(project, {FILE: text, "a.py": "x = 1\n"})
    assert hangup("check", "--baseline", FILE).stderr == ""
    update(hangup)
    assert "XYZ101" in (project / FILE).read_text()


# ---------------------------------------------------------------- the file


def test_the_file_has_a_finding_a_line_sorted_and_the_same_every_time(hangup: Run, project: Path) -> None:
    put(project, {"b.py": LEAK + RACE, "a/é.py": LEAK})
    update(hangup)
    text = (project / FILE).read_text(encoding="ascii")
    lines = text.splitlines()
    assert lines[:2] + lines[-2:] == ["{", '  "version": 1,', "  ]", "}"]
    assert [json.loads(line.strip(" ,").removeprefix('"findings": ['))["path"] for line in lines[3:-2]] == [
        "a/é.py", "b.py", "b.py",
    ]  # fmt: skip
    assert text.endswith("}\n")
    before = os.stat(project / FILE).st_mtime_ns
    update(hangup)
    assert (project / FILE).read_text() == text
    assert os.stat(project / FILE).st_mtime_ns == before, "nothing has changed, so nothing is written"


def test_an_empty_one_can_be_written_and_read(hangup: Run, project: Path) -> None:
    put(project, {"a.py": "x = 1\n"})
    update(hangup)
    assert json.loads((project / FILE).read_text()) == {"version": 1, "findings": []}
    assert new(hangup) == []


def test_a_link_and_the_mode_of_the_file_are_kept(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK, "ci/real.json": '{"version": 1, "findings": []}'})
    (project / "ci" / "real.json").chmod(0o640)
    (project / FILE).symlink_to("ci/real.json")
    update(hangup)
    assert (project / FILE).is_symlink()
    assert (project / "ci" / "real.json").stat().st_mode & 0o777 == 0o640
    assert paths(project) == ["../a.py"] or paths(project) == ["a.py"]
    assert [path.name for path in (project / "ci").iterdir()] == ["real.json"], "no temporary file is left"


VALID = '{"path": "a.py", "code": "HUP101", "anchor": "x", "context": "y", "confidence": "high"}'
NEXT = f"`hangup check --baseline {FILE} --update-baseline`"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a baseline, not JSON: "),
        ("[" * 100_000, "not a baseline, not JSON: "),
        ("[]", "not a baseline: it must be an object"),
        ("{}", "not a baseline: version: must be 1"),
        ('{"version": true, "findings": []}', "version: must be 1"),
        ('{"version": 1}', "findings: must be a list"),
        ('{"version": 1, "findings": [7]}', "findings[0].path: must be a string"),
        (f'{{"version": 1, "findings": [{VALID}, {VALID.replace("anchor", "ancor")}]}}', "findings[1].anchor: must be"),
        (f'{{"version": 1, "findings": [{VALID.replace("high", "sure")}]}}', "confidence: must be one of high"),
        (f'{{"version": 1, "findings": [{VALID.replace("a.py", "a" + chr(92) + "u0000b")}]}}', "findings[0].path"),
        (f'{{\n<<<<<<< HEAD\n{VALID}\n=======\n>>>>>>> topic\n}}', "line 2 is a merge conflict marker"),
    ],
)  # fmt: skip
def test_a_broken_one_is_2_and_says_what_to_do(hangup: Run, project: Path, text: str, message: str) -> None:
    put(project, {"a.py": LEAK, FILE: text})
    for arguments in ([], ["--update-baseline"]):
        result = hangup("check", "--baseline", FILE, *arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"hangup: error: {FILE}: ")
        assert message in result.stderr
        assert NEXT in result.stderr
        assert result.stdout == ""
    assert (project / FILE).read_text() == text, "what is no baseline is never written over"


def test_one_of_a_newer_version_asks_for_a_newer_hangup(hangup: Run, project: Path) -> None:
    put(project, {FILE: '{"version": 2, "entries": {}}'})
    result = hangup("check", "--baseline", FILE)
    assert result.exit_code == 2
    assert "version 2 was written by a newer hangup; update hangup to read it" in result.stderr


def test_a_missing_one_is_2_and_says_how_to_write_it(hangup: Run, project: Path) -> None:
    result = hangup("check", "--baseline", FILE)
    assert result.exit_code == 2
    assert f"{FILE}: no such file; {NEXT} writes it" in result.stderr


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["a directory", "a pipe"])
def test_what_is_no_file_is_2_and_not_waited_for(hangup: Run, project: Path, make: object) -> None:
    make(project / FILE)  # type: ignore[operator]
    for arguments in ([], ["--update-baseline"]):
        result = hangup("check", "--baseline", FILE, *arguments)
        assert result.exit_code == 2
        assert f"{FILE}: not a regular file" in result.stderr


def test_escape_codes_of_a_broken_one_do_not_reach_the_terminal(hangup: Run, project: Path) -> None:
    put(project, {"a\x1b[31m.json": "["})
    result = hangup("check", "--baseline", "a\x1b[31m.json")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


def test_one_that_cannot_be_written_is_2_and_what_stood_there_stays(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    result = hangup("check", "--baseline", "missing/known.json", "--update-baseline")
    assert result.exit_code == 2
    assert "missing/known.json: cannot be written: no such file or directory" in result.stderr


def test_nothing_is_written_after_an_error_of_hangup(hangup: Run, project: Path) -> None:
    put(project, {"a.py": LEAK})
    update(hangup)
    before = (project / FILE).read_text()
    put(project, {"a.py": "connect_user(PANIC)\n", "b.py": LEAK})
    result = hangup("check", "--baseline", FILE, "--update-baseline")
    assert result.exit_code == 2
    assert "not written, because hangup failed on a.py" in result.stderr
    assert (project / FILE).read_text() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--update-baseline"], "--update-baseline needs to know which file"),
        (["--baseline", FILE, "--no-baseline"], "--baseline and --no-baseline contradict each other"),
        (["--update-baseline", "--baseline", FILE, "--stdin-filename", "a.py", "-"], "standard input is not what"),
    ],
)
def test_options_that_do_not_go_together_are_2(hangup: Run, project: Path, arguments: list[str], message: str) -> None:
    put(project, {"a.py": LEAK, FILE: '{"version": 1, "findings": []}'})
    result = hangup("check", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_undecodable_names_are_written_and_read(hangup: Run, project: Path) -> None:
    try:
        (project / os.fsdecode(b"caf\xe9.py")).write_text(LEAK)
    except OSError:
        pytest.skip("this file system has no such names")
    update(hangup)
    assert new(hangup) == []
    assert load(FILE).entries[0].path == os.fsdecode(b"caf\xe9.py")
