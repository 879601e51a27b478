"""Measuring again gives the numbers that are written down."""

from __future__ import annotations

import pytest

from truth.policy import verdict
from truth.records import LANGUAGES, Life, Scenario, load
from truth.runners import measure, needs

SECTIONS = load()


def _lives(scenario: Scenario | None) -> dict[tuple[str, str], Life]:
    return {(life.life, life.variant): life for life in scenario.lives} if scenario else {}


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(language, marks=pytest.mark.xdist_group(f"truth-{language}"))
        for language in LANGUAGES
        if language in SECTIONS
    ],
)
def test_a_fresh_measurement_gives_the_same(language: str) -> None:
    needs(language)
    written = {one.scenario: one for one in SECTIONS[language].scenarios}
    fresh = measure(language)
    now = {one.scenario: one for one in fresh.scenarios}
    assert fresh.packages == SECTIONS[language].packages
    differences: list[str] = []
    for name in sorted({*written, *now}):
        before, after = _lives(written.get(name)), _lives(now.get(name))
        differences += [
            f"{name}, {' '.join(life)}:\n  written {before.get(life)}\n  now     {after.get(life)}"
            for life in sorted({*before, *after})
            if before.get(life) != after.get(life)
        ]
    assert not differences, "run make truth if the change is meant\n" + "\n".join(differences)
    assert all(one.verdict == verdict(one.lives) for one in fresh.scenarios)
