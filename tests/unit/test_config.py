"""Settings from pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.catalogue.sources import Tables
from hangup.config import ConfigError, Settings, load
from hangup.model import Confidence, Severity


def write(directory: Path, text: str) -> Path:
    path = directory / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_keys_are_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        [tool.hangup]
        select = ["HUP1"]
        ignore = ["HUP102"]
        exclude = ["legacy/"]
        fail-on = "warning"
        confidence = "low"
        preview = true
        """,
    )
    assert load(str(tmp_path)) == Settings(
        select=("HUP1",),
        ignore=("HUP102",),
        exclude=("legacy/",),
        fail_on=Severity.WARNING,
        confidence=Confidence.LOW,
        preview=True,
        root=str(tmp_path),
    )


def test_own_descriptions_are_kept_with_the_place_they_stand_in(tmp_path: Path) -> None:
    path = write(tmp_path, '[tool.hangup]\nsdks = ["telegraph"]\n[[tool.hangup.sdk]]\nid = "pager"\n')
    settings = load(str(tmp_path))
    assert settings.sdks == ("telegraph",)
    assert settings.own == Tables(str(path), "tool.hangup", [{"id": "pager"}])
    assert settings.own.place("sdk") == f"{path}: tool.hangup.sdk"


def test_the_nearest_file_with_a_table_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(tmp_path, '[tool.hangup]\nselect = ["HUP1"]\n')
    write(tmp_path / "a", "[tool.other]\nx = 1\n")
    settings = load(str(inner))
    assert settings.select == ("HUP1",)
    assert settings.root == str(tmp_path)


def test_fail_on_never_is_a_setting_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, '[tool.hangup]\nfail-on = "never"\n')
    assert load(str(tmp_path)).fail_on is None


def test_an_empty_table_means_the_defaults_and_stops_the_search(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    write(tmp_path, '[tool.hangup]\nselect = ["HUP1"]\n')
    write(inner, "[tool.hangup]\n")
    assert load(str(inner)) == Settings(root=str(inner))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[tool.hangup]\nselct = ["HUP1"]\n', r"tool\.hangup\.selct: unknown key; did you mean 'select'"),
        ('[tool.hangup]\nfail_on = "error"\n', r"fail_on: unknown key; did you mean 'fail-on'"),
        ("[tool.hangup]\nroot = '.'\n", r"root: unknown key"),
        ("[tool.hangup]\npreview = 1\n", r"preview: must be true or false"),
        ("[[tool.hangup.sdkx]]\nid = 'a'\n", r"sdkx: unknown key; did you mean 'sdk'"),
        ('[tool.hangup]\nselect = "HUP1"\n', r"select: must be a list of strings"),
        ("[tool.hangup]\nselect = [1]\n", r"select: must be a list of strings"),
        ('[tool.hangup]\nfail-on = "eror"\n', r"fail-on: must be one of error, warning, never; did you mean 'error'"),
        ("[tool.hangup]\nconfidence = 1\n", r"confidence: must be one of high, medium, low$"),
        ("[tool]\nhangup = 1\n", r"tool\.hangup: must be a table"),
        ("[tool.hangup\n", r"not TOML"),
    ],
)
def test_a_configuration_that_cannot_be_followed_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match=message) as caught:
        load(str(tmp_path))
    assert str(path) in str(caught.value)


def test_bytes_that_are_no_utf_8_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(ConfigError, match="not TOML"):
        load(str(tmp_path))
