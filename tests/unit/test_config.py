"""Settings from configuration files: which file counts for which path, and what it may say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hangup.catalogue.sources import Tables
from hangup.config import DESCRIPTIONS, EXTEND, KEYS, ConfigError, FileIgnores, Place, Settings, parse
from hangup.configuration import Configuration, load, load_file
from hangup.model import Confidence, Severity
from hangup.names import CONFIGURATIONS
from hangup.project.exclude import Patterns

RULES = [("HUP101", "never-disconnected"), ("HUP102", "disconnect-skipped")]


def write(directory: Path, text: str, name: str = "pyproject.toml") -> Path:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ---------------------------------------------------------------- keys


def test_all_keys_are_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        [tool.hangup]
        select = ["HUP1"]
        ignore = ["HUP102"]
        extend-select = ["HUP5"]
        extend-ignore = ["HUP104"]
        exclude = ["legacy/"]
        fail-on = "warning"
        confidence = "low"
        preview = true
        per-file-ignores = { "tests/" = ["HUP1"], "*.gen.ts" = ["ALL"] }
        """,
    )
    root = str(tmp_path)
    assert load(root) == Settings(
        select=("HUP1",),
        ignore=("HUP102",),
        extend_select=("HUP5",),
        extend_ignore=("HUP104",),
        per_file_ignores=(
            FileIgnores(Patterns(("tests/",), root), ("HUP1",)),
            FileIgnores(Patterns(("*.gen.ts",), root), ("ALL",)),
        ),
        exclude=Patterns(("legacy/",), root),
        fail_on=Severity.WARNING,
        confidence=Confidence.LOW,
        preview=True,
    )


def test_own_descriptions_are_kept_with_the_place_they_stand_in(tmp_path: Path) -> None:
    path = write(tmp_path, '[tool.hangup]\nsdks = ["telegraph"]\n[[tool.hangup.sdk]]\nid = "pager"\n')
    settings = load(str(tmp_path))
    assert settings.sdks == ("telegraph",)
    (own,) = settings.own
    assert own == Tables(str(path), "tool.hangup", [{"id": "pager"}])
    assert own.place("sdk") == f"{path}: tool.hangup.sdk"


@pytest.mark.parametrize("key", KEYS)
def test_the_example_of_each_key_is_accepted(tmp_path: Path, key: str) -> None:
    write(tmp_path, f"{key} = {KEYS[key].example}\n", "hangup.toml")
    settings = load(str(tmp_path))
    assert getattr(settings, key.replace("-", "_")) != getattr(Settings(), key.replace("-", "_"))


def test_fail_on_never_is_a_setting_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, '[tool.hangup]\nfail-on = "never"\n')
    assert load(str(tmp_path)).fail_on is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["HUP1"]', r"selct: unknown key; did you mean 'select'"),
        ('fail_on = "error"', r"fail_on: unknown key; did you mean 'fail-on'"),
        ("root = '.'", r"root: unknown key"),
        ("sdkx = []", r"sdkx: unknown key; did you mean 'sdk'"),
        ("preview = 1", r"preview: must be true or false"),
        ('select = "HUP1"', r"select: must be a list of strings"),
        ("select = [1]", r"select: must be a list of strings"),
        ('select = ["HUP1O1"]', r"select: no rule is called 'HUP1O1'; did you mean 'HUP101'"),
        ('extend-ignore = ["hup101"]', r"extend-ignore: no rule is called 'hup101'; did you mean 'HUP101'"),
        ("per-file-ignores = ['HUP101']", r"per-file-ignores: must be a table of patterns"),
        ('per-file-ignores = { "a/" = "HUP101" }', r'per-file-ignores\."a/": must be a list of strings'),
        ('per-file-ignores = { "a/" = ["HUP7"] }', r"per-file-ignores\.\"a/\": no rule is called 'HUP7'"),
        ("exclude = ['a/', '!']", r"exclude: '!' is no pattern of a \.gitignore"),
        ("per-file-ignores = { '!' = ['ALL'] }", r'per-file-ignores\."!": \'!\' is no pattern of a \.gitignore'),
        ('fail-on = "eror"', r"fail-on: must be one of error, warning, never; did you mean 'error'"),
        ("confidence = 1", r"confidence: must be one of high, medium, low$"),
        ("extend = 1", r"extend: must be the path of a configuration file"),
        ("extend = 'none.toml'", r"extend: none\.toml does not exist"),
        ("extend = 'hangup.toml'", r"extend: hangup\.toml leads back to this file"),
    ],
)
def test_a_wrong_value_is_named_with_file_table_and_key(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text + "\n", "hangup.toml")
    with pytest.raises(ConfigError, match=message) as caught:
        load(str(tmp_path), lambda: RULES)
    assert str(caught.value).startswith(f"{path}: {text.split(maxsplit=1)[0]}")
    if text.startswith("extend ="):
        return
    path.unlink()
    path = write(tmp_path, f"[tool.hangup]\n{text}\n")
    with pytest.raises(ConfigError, match=message) as caught:
        load(str(tmp_path), lambda: RULES)
    assert str(caught.value).startswith(f"{path}: tool.hangup.{text.split(maxsplit=1)[0]}")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("pyproject.toml", b"[tool]\nhangup = 1\n", r"tool\.hangup: must be a table"),
        ("pyproject.toml", b"[tool.hangup\n", "not TOML"),
        ("pyproject.toml", b"[tool.hangup]\n# caf\xe9\n", "not TOML"),
        ("hangup.toml", b"# caf\xe9\n", "not TOML"),
        ("hangup.toml", b"x = " + b"[" * 5000, "not TOML"),
        ("hangup.toml", b"#" * 1024 * 1024 + b"\n", "larger than 1 MB"),
        ("hangup.toml", b"[tool.hangup]\nselect = []\n", "in this file the keys stand at the top level"),
    ],
)
def test_a_file_that_cannot_be_followed_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConfigError, match=message) as caught:
        load(str(tmp_path))
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["a directory", "a pipe"])
def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path, make: object) -> None:
    make(tmp_path / "hangup.toml")  # type: ignore[operator]
    with pytest.raises(ConfigError, match="not a regular file"):
        load(str(tmp_path))


# ---------------------------------------------------------------- which file


def test_the_nearest_file_with_a_table_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    path = write(tmp_path, '[tool.hangup]\nselect = ["HUP1"]\n')
    write(tmp_path / "a", "[tool.other]\nx = 1\n")
    settings = load(str(inner))
    assert (settings.select, settings.file) == (("HUP1",), str(path))


def test_in_one_directory_the_files_of_hangup_go_before_the_project_file(tmp_path: Path) -> None:
    texts = {".hangup.toml": 'select = ["HUP1"]', "hangup.toml": 'select = ["HUP2"]'}
    texts["pyproject.toml"] = '[tool.hangup]\nselect = ["HUP3"]'
    assert tuple(texts) == CONFIGURATIONS
    for number in (3, 2, 1):
        write(tmp_path, texts[CONFIGURATIONS[number - 1]], CONFIGURATIONS[number - 1])
        assert load(str(tmp_path)).select == (f"HUP{number}",)


def test_an_empty_table_means_the_defaults_and_stops_the_search(tmp_path: Path) -> None:
    write(tmp_path, '[tool.hangup]\nselect = ["HUP1"]\n')
    write(tmp_path / "inner", "[tool.hangup]\n")
    write(tmp_path / "other", "", ".hangup.toml")
    assert load(str(tmp_path / "inner")) == Settings()
    assert load(str(tmp_path / "other")) == Settings()


def test_a_broken_project_file_that_never_says_hangup_is_none_of_our_business(tmp_path: Path) -> None:
    write(tmp_path, 'select = ["HUP1"]\n', "hangup.toml")
    write(tmp_path / "data", "[tool.poetry\n")
    assert load(str(tmp_path / "data")).select == ("HUP1",)


def test_each_file_has_the_settings_nearest_to_it_and_the_run_those_of_its_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'select = ["HUP1"]\n', "hangup.toml")
    write(tmp_path / "packages" / "chat", 'select = ["HUP2"]\n', "hangup.toml")
    monkeypatch.chdir(tmp_path)
    configuration = Configuration()
    assert configuration.of("packages/a.py").select == ("HUP1",)
    assert configuration.of("packages/chat/src/a.py").select == ("HUP2",)
    assert configuration.of("packages/chat/b.py").select == ("HUP2",)
    assert configuration.run.select == ("HUP1",)


def test_what_the_command_line_says_is_said_of_every_file(tmp_path: Path) -> None:
    from dataclasses import replace

    write(tmp_path / "chat", 'select = ["HUP2"]\nconfidence = "low"\n', "hangup.toml")
    configuration = Configuration(lambda settings: replace(settings, select=("HUP3",)))
    assert configuration.of(str(tmp_path / "a.py")).select == ("HUP3",)
    assert configuration.of(str(tmp_path / "chat" / "a.py")).select == ("HUP3",)
    assert configuration.of(str(tmp_path / "chat" / "a.py")).confidence is Confidence.LOW


def test_one_file_or_none_counts_everywhere(tmp_path: Path) -> None:
    write(tmp_path / "chat", 'select = ["HUP2"]\n', "hangup.toml")
    one = write(tmp_path / "ci", 'select = ["HUP3"]\nexclude = ["old/"]\n', "strict.toml")
    inner = str(tmp_path / "chat" / "a.py")
    assert Configuration(isolated=True).of(inner) == Settings()
    assert Configuration(file=str(one)).of(inner).select == ("HUP3",)
    assert Configuration(file=str(one)).run.exclude == Patterns(("old/",), ".")


def test_a_named_file_must_be_there_and_have_something_to_say(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_file(str(tmp_path / "none.toml"), ".")
    path = write(tmp_path, "[tool.other]\n")
    with pytest.raises(ConfigError, match=r"pyproject.toml: has no \[tool.hangup\] table"):
        load_file(str(path), ".")


# ---------------------------------------------------------------- extend


def test_a_file_builds_on_another_whose_patterns_stay_where_they_are(tmp_path: Path) -> None:
    write(tmp_path, '[tool.hangup]\nselect = ["HUP1"]\nconfidence = "high"\nexclude = ["/old"]\n')
    write(tmp_path / "chat", 'extend = "../pyproject.toml"\nconfidence = "low"\n', "hangup.toml")
    assert load(str(tmp_path / "chat")) == Settings(
        select=("HUP1",),
        confidence=Confidence.LOW,
        exclude=Patterns(("/old",), str(tmp_path)),
    )


def test_files_that_build_on_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, 'extend = "b.toml"\n', "hangup.toml")
    write(tmp_path, 'extend = "hangup.toml"\n', "b.toml")
    with pytest.raises(ConfigError, match=r"b\.toml: extend: hangup\.toml leads back"):
        load(str(tmp_path))


# ---------------------------------------------------------------- selections


@pytest.mark.parametrize(
    ("path", "in_force"),
    [
        ("src/a.py", {"HUP101", "HUP102"}),
        ("tests/a.py", {"HUP102"}),
        ("src/tests/b/a.py", {"HUP102"}),
        ("src/a.gen.ts", set()),
    ],
)
def test_per_file_ignores_hold_where_their_pattern_fits(tmp_path: Path, path: str, in_force: set[str]) -> None:
    table = {"per-file-ignores": {"tests/": ["HUP101"], "*.gen.ts": ["ALL"]}, "select": ["HUP101", "HUP102"]}
    selection = parse(table, Place("hangup.toml", root=str(tmp_path))).selection(str(tmp_path / path))
    assert {code for code, name in RULES if selection.has(code, name)} == in_force


def test_what_extends_is_added_to_what_is_selected_and_ignored() -> None:
    settings = parse(
        {"select": ["HUP1"], "extend-select": ["HUP2"], "ignore": ["HUP101"], "extend-ignore": ["HUP201"]}, "x.toml"
    )
    selection = settings.selection("a.py")
    codes = ("HUP101", "HUP102", "HUP201", "HUP202", "HUP301")
    assert [code for code in codes if selection.has(code, "")] == ["HUP102", "HUP202"]


# ---------------------------------------------------------------- what a configuration may name elsewhere


@pytest.mark.parametrize(
    "baseline", ["../known.json", "{outside}/known.json", "away/known.json", "link.json", "a/../../x"]
)
def test_a_baseline_that_leads_out_of_the_directory_is_refused(tmp_path: Path, baseline: str) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    inside.mkdir()
    (inside / "away").symlink_to(outside)
    (inside / "link.json").symlink_to(outside / "known.json")
    path = write(inside, f'baseline = "{baseline.format(outside=outside)}"\n', "hangup.toml")
    with pytest.raises(ConfigError, match="must lie below") as caught:
        load(str(inside))
    assert str(caught.value).startswith(f"{path}: baseline: ")


def test_a_baseline_below_the_directory_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ci").mkdir()
    write(tmp_path, 'baseline = "ci/known.json"\n', "hangup.toml")
    assert load(str(tmp_path)).baseline == str(tmp_path / "ci" / "known.json")


@pytest.mark.parametrize(
    "text", ["root:x:0:0:S3CRET:/root:/bin/sh\n", "token = 'S3CRET'\n", "[login]\npassword = 'S3CRET'\n", "S3CRET"]
)
def test_extend_shows_no_value_of_a_file_that_is_no_configuration(tmp_path: Path, text: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    other = write(tmp_path, text, "credentials")
    write(project, 'extend = "../credentials"\n', "hangup.toml")
    with pytest.raises(ConfigError) as caught:
        load(str(project), lambda: RULES)
    assert str(caught.value).startswith(f"{other}: ")
    assert "S3CRET" not in str(caught.value)


# ---------------------------------------------------------------- whatever stands there

PATTERN = st.text(max_size=5) | st.text("!/*[]\\ a#-", max_size=5)
VALUES = st.recursive(
    st.booleans() | st.integers() | PATTERN | st.sampled_from(["error", "high", "HUP101", "ALL", "../x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PATTERN, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(st.sampled_from([*KEYS, *DESCRIPTIONS, EXTEND, "selct", ""]), VALUES, max_size=4)
WHATEVER = settings(suppress_health_check=list(HealthCheck))


@given(TABLES)
@WHATEVER
def test_any_table_is_followed_or_refused_by_key(table: dict[str, object]) -> None:
    try:
        made = parse(table, Place("hangup.toml", rules=lambda: RULES))
    except ConfigError as error:
        assert str(error).startswith("hangup.toml: ")  # noqa: PT017  (it need not be raised)
    else:
        made.exclude.fit("src/a.py")
        made.selection("src/a.py").has("HUP101", "never-disconnected")


@given(st.binary(max_size=60), st.sampled_from(["", "select = ", "[tool.hangup]\n", "per-file-ignores."]))
@WHATEVER
def test_any_bytes_are_followed_or_refused_with_the_name_of_the_file(tmp_path: Path, data: bytes, start: str) -> None:
    for name in CONFIGURATIONS:
        path = tmp_path / name
        path.write_bytes(start.encode() + data)
        try:
            load(str(tmp_path))
        except ConfigError as error:
            assert str(error).startswith(f"{path}: ")  # noqa: PT017  (it need not be raised)
        path.unlink()
