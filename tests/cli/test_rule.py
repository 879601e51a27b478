"""``hangup rule``, ``--help`` and ``--version``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from hangup import __version__

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("word", ["HUP101", "never-disconnected"])
def test_a_rule_is_explained_by_code_or_name(hangup: Run, word: str) -> None:
    result = hangup("rule", word)
    assert result.exit_code == 0
    assert result.stdout == (
        "# HUP101 never-disconnected\n\nDefault severity: **error**\n\nA connection is never closed.\n\n"
        "## What it does\n\nFinds `connect_user` in [brackets].\n"
    )


def test_in_colour_the_page_is_laid_out(hangup: Run) -> None:
    result = hangup("rule", "HUP101", "--color", "always")
    assert "\x1b[" in result.stdout
    assert "[brackets]" in result.stdout
    assert "##" not in result.stdout


def test_all_rules_are_explained_in_order(hangup: Run) -> None:
    titles = [line for line in hangup("rule", "--all").stdout.splitlines() if line.startswith("# ")]
    assert [title.split()[1] for title in titles] == ["HUP101", "HUP104", "HUP900", "HUP901", "HUP902"]


def test_the_beginning_of_codes_explains_a_family(hangup: Run) -> None:
    titles = [line for line in hangup("rule", "HUP1").stdout.splitlines() if line.startswith("# ")]
    assert [title.split()[1] for title in titles] == ["HUP101", "HUP104"]
    assert hangup("rule", "HUP10x").exit_code == 2


@pytest.mark.parametrize("width", ["40", "60", "100"])
def test_without_a_code_the_rules_are_listed(hangup: Run, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = hangup("rule")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("HUP")] == [
        "HUP101", "HUP104", "HUP900", "HUP901", "HUP902",
    ]  # fmt: skip
    words = " ".join(result.stdout.split())
    assert "HUP101 never-disconnected error A connection is never closed. HUP104" in words
    assert "\x1b" not in result.stdout


def test_an_unknown_rule_comes_with_the_nearest(hangup: Run) -> None:
    result = hangup("rule", "hup104")
    assert result.exit_code == 2
    assert "did you mean 'HUP104'?" in result.stderr
    assert "no rule is called 'xyz'; `hangup rule` lists them" in hangup("rule", "xyz").stderr


@pytest.mark.parametrize("width", [60, 100])
def test_the_keys_of_the_configuration_fit_the_terminal(
    hangup: Run, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = hangup("config").stdout
    assert max(map(len, shown.splitlines())) <= width
    assert "fail-on" in shown


def test_the_version_is_told(hangup: Run) -> None:
    result = hangup("--version")
    assert (result.exit_code, result.stdout) == (0, f"hangup {__version__}\n")


def test_help_shows_every_option_under_a_heading(hangup: Run) -> None:
    from hangup.commands.check import check

    result = hangup("check", "--help")
    assert result.exit_code == 0
    shown = {
        name: section.split()
        for name, section in re.findall(r"^([\w ]+):\n((?: .*\n|\n)*)", result.stdout, re.MULTILINE)
    }
    for option in check.params:
        if isinstance(option, click.Option):
            heading = getattr(option, "heading", "none")
            assert option.opts[-1] in shown.get(heading, []), f"{option.opts[-1]} does not stand under {heading}"
            assert heading != "Other"


def test_without_a_command_help_is_shown(hangup: Run) -> None:
    result = hangup()
    assert result.exit_code == 2
    assert "check" in result.stderr
