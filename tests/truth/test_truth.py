"""The linter says of every scenario what was measured: its findings are marked, and verdicts agree life by life."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.assembly import registry
from hangup.frontends import lower
from hangup.ir.verify import verify
from truth import agreement, evidence
from truth.policy import CLAIMS, PRODUCTION, verdict
from truth.records import LANGUAGES, MEASURED, ROOT, Scenario, load, text
from truth.static import diagnostics, files, markers, problems, source, sources

SECTIONS = load()
MEASURED_LANGUAGES = [language for language in LANGUAGES if language in SECTIONS]
ROWS = agreement.rows(SECTIONS)
RULES = {rule.code for rule in registry() if rule.code < "HUP9"}
"""All codes but those of the linter itself."""
AT_LEAST = {"javascript": 120, "python": 40}
AGREE = 0.97
EACH = 4
"""Measured scenarios of each broken session, and of look-alikes."""
FEW = 8
"""Scenarios about which the linter may be known to be wrong, in both languages."""
NO_SOURCE = {".html", ".json", ".toml"}


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ---------------------------------------------------------------- the linter on the scenarios


@pytest.mark.parametrize("path", sources(), ids=_id)
def test_findings_are_the_marked_ones(path: Path) -> None:
    assert not problems(path)


@pytest.mark.parametrize("path", sources(), ids=_id)
def test_program_is_well_formed(path: Path) -> None:
    text = source(path)
    assert verify(lower(text), len(text.data)) == []


@pytest.mark.parametrize("language", MEASURED_LANGUAGES)
def test_every_scenario_is_measured(language: str) -> None:
    there = {_id(path) for path in files(language) if path.suffix not in NO_SOURCE}
    assert {one.scenario for one in SECTIONS[language].scenarios} == there


@pytest.mark.parametrize("language", MEASURED_LANGUAGES)
def test_there_are_enough_scenarios(language: str) -> None:
    scenarios = SECTIONS[language].scenarios
    assert len(scenarios) >= AT_LEAST[language]
    assert sum(not diagnostics(one.path) for one in scenarios) >= AT_LEAST[language] / 3, "too few that are clean"
    assert all(one.lives for one in scenarios)


def test_every_rule_is_measured() -> None:
    found = {item.code for path in sources() for item in diagnostics(path)}
    assert found == RULES


@pytest.mark.parametrize("code", ["HUP501", "HUP502", "HUP503"])
def test_broken_sessions_have_scenarios_and_look_alikes(code: str) -> None:
    """A scenario breaks the session in a life of production; a look-alike does in none, and nothing is found in it."""
    scenarios = list(agreement.scenarios(SECTIONS))
    found = [one for one in scenarios if code in {item.code for item in diagnostics(one.path)}]
    alike = [one for one in scenarios if one.like == code]
    assert len([one for one in found if _broken(one)]) >= EACH
    assert len(alike) >= EACH
    assert not [one.scenario for one in alike if diagnostics(one.path) or _broken(one)]


def _broken(scenario: Scenario) -> bool:
    return any(life.works is False and life.kind in PRODUCTION for life in scenario.lives)


# ---------------------------------------------------------------- static against measured


def test_policy_speaks_of_every_rule() -> None:
    assert {code for codes in CLAIMS.values() for code in codes} == RULES


def test_verdicts_are_those_of_the_policy() -> None:
    assert [one.scenario for one in agreement.scenarios(SECTIONS) if one.verdict != verdict(one.lives)] == []


def test_no_disagreement_is_without_a_reason() -> None:
    assert [f"{row.scenario.scenario}: {row.life}: {row.why}" for row in ROWS if not row.reason] == []


def test_mount_unmount_remount_and_change_agree() -> None:
    assert [f"{row.scenario.scenario}: {row.life}: {row.why}" for row in ROWS if row.plain] == []


def test_nearly_all_lives_agree() -> None:
    assert agreement.share(SECTIONS, ROWS) >= AGREE


def test_few_scenarios_are_known_to_be_wrong() -> None:
    assert len({row.scenario.scenario for row in ROWS}) <= FEW
    assert len([path for path in sources() if any(marker.kind != "expect" for marker in markers(path))]) <= FEW


# ---------------------------------------------------------------- what is made from the data


def test_data_is_as_it_is_written() -> None:
    assert MEASURED.read_text(encoding="utf-8") == text(SECTIONS)


def test_page_of_evidence_is_up_to_date() -> None:
    assert evidence.PAGE.read_text(encoding="utf-8") == evidence.page(SECTIONS), (
        "run python tests/truth/measure.py --page"
    )
