"""The policy that compares measured and static verdicts, on lives made up for it; and what happens without Node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from truth.policy import Disagreement, Finding, disagreements, measured, verdict
from truth.records import Life, Scenario, Section, load, text
from truth.runners import CannotMeasure, lacks, measure, needs

LEAK, RACE, WASTE, SESSION = (Finding(code, error=False) for code in ("HUP101", "HUP104", "HUP202", "HUP502"))
LEAK_ERROR = Finding("HUP101", error=True)


def life(kind: Any = "ordinary", name: str = "unmount", **numbers: Any) -> Life:
    values: dict[str, Any] = {"asked": 1, "opened": 1, "most": 1, "left": 0, "works": True, "errors": (), **numbers}
    return Life(life=name, kind=kind, **values)


def differ(lives: list[Life], *findings: Finding) -> list[Disagreement]:
    return disagreements(Scenario("x", "x", tuple(lives)), findings)


FINE = life()
OPEN = life(left=1)
MANY = life(name="remount", asked=5, opened=5, most=5, left=5)
RACED = life("race", left=1)
STRICT = life("development", left=1)
BROKEN = life(works=False)
WASTED = life(opened=3)


@pytest.mark.parametrize(
    ("lives", "name"),
    [
        ([FINE], "fine"),
        ([OPEN, MANY], "leak"),
        ([life("failure", left=2)], "leak"),
        ([OPEN, FINE], "held"),
        ([OPEN, BROKEN], "leak"),
        ([life(left=1, errors=("x is not defined",))], "leak"),
        ([FINE, RACED, STRICT], "race"),
        ([FINE, STRICT], "development"),
        ([FINE, BROKEN, WASTED], "broken"),
        ([FINE, WASTED], "waste"),
        ([life("development", opened=2, works=False)], "fine"),
    ],
)
def test_scenario_is_called_by_the_worst_of_its_lives(lives: list[Life], name: str) -> None:
    assert verdict(lives) == name


def test_clients_are_wasted_beyond_the_one_that_every_life_needs() -> None:
    assert measured(life(asked=0, opened=0, clients=1)) == "fine"
    assert measured(life(asked=0, opened=0, clients=3)) == "waste"


@pytest.mark.parametrize(
    ("lives", "findings"),
    [
        ([FINE], []),
        ([OPEN, MANY], [LEAK_ERROR]),
        ([OPEN], [LEAK]),
        ([FINE, RACED], [RACE]),
        ([FINE, STRICT], [RACE]),
        ([OPEN, MANY, RACED, STRICT], [LEAK_ERROR]),
        ([FINE, BROKEN], [SESSION]),
        ([FINE, BROKEN, RACED], [SESSION]),
        ([FINE, WASTED], [WASTE]),
    ],
)
def test_what_is_found_and_shown_agrees(lives: list[Life], findings: list[Finding]) -> None:
    assert differ(lives, *findings) == []


@pytest.mark.parametrize(
    ("lives", "findings", "lost"),
    [
        ([FINE, OPEN], [], [OPEN]),
        ([FINE, RACED], [], [RACED]),
        ([FINE, STRICT], [], [STRICT]),
        ([OPEN], [WASTE], [OPEN, OPEN]),
        ([FINE, BROKEN], [], [BROKEN]),
        ([FINE, WASTED], [], [WASTED]),
        ([FINE, RACED], [LEAK_ERROR], [FINE]),
        ([FINE], [LEAK], [FINE]),
        ([FINE, life("race")], [RACE], [life("race")]),
        ([FINE], [SESSION], [FINE]),
    ],
)
def test_what_is_missed_or_not_shown_disagrees(lives: list[Life], findings: list[Finding], lost: list[Life]) -> None:
    assert [one.life for one in differ(lives, *findings) if one.life] == lost


@pytest.mark.parametrize(
    ("lives", "findings"), [([MANY], [LEAK]), ([FINE], [RACE]), ([FINE, RACED], []), ([FINE, STRICT], [])]
)
def test_severity_that_does_not_fit_the_scenario_disagrees(lives: list[Life], findings: list[Finding]) -> None:
    assert [one for one in differ(lives, *findings) if one.life is None]


def test_sections_are_read_as_they_were_written(tmp_path: Path) -> None:
    scenario = Scenario("javascript/scenarios/a.ts", "a", (life(clients=2), RACED), verdict="race", like="HUP501")
    sections = {"javascript": Section({"x": "1.0.0"}, (scenario,)), "python": Section({}, ())}
    path = tmp_path / "measured.json"
    path.write_text(text(sections), encoding="utf-8")
    assert load(path) == sections


# ---------------------------------------------------------------- without Node


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_node")
def test_without_node_the_measurement_is_skipped_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="NOT MEASURED for javascript: node 20 or newer"):
        needs("javascript")


@pytest.mark.usefixtures("no_node")
def test_without_node_continuous_integration_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="NOT MEASURED for javascript"):
        needs("javascript")


@pytest.mark.usefixtures("no_node")
def test_without_node_nothing_is_measured() -> None:
    with pytest.raises(CannotMeasure, match="node 20 or newer"):
        measure("javascript")


def test_old_node_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.1.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lacks("javascript") == "node v18.1.0 is older than 20"
