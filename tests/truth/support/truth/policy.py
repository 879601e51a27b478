"""POLICY.md in code: what a measurement is called, what a finding claims, and whether the two agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from truth.records import Life, Scenario

Claim = Literal["leak", "race", "waste", "session"]

PRODUCTION = ("ordinary", "failure")
"""Kinds of lives that users see without a race."""

CLAIMS: dict[Claim, frozenset[str]] = {
    "leak": frozenset(f"HUP{number}" for number in (101, 102, 103, 105, 201, 203, 204, 301, 302, 303)),
    "race": frozenset({"HUP104"}),
    "waste": frozenset(f"HUP{number}" for number in (201, 202, 203, 204, 301, 302, 303, 401, 402, 403)),
    "session": frozenset({"HUP105", "HUP501", "HUP502", "HUP503"}),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the linter says of a scenario: a code and whether it is an error."""

    code: str
    error: bool

    def claims(self, claim: Claim) -> bool:
        return self.code in CLAIMS[claim]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A life about which the two verdicts differ, and how. ``life`` is ``None`` where the severity differs."""

    life: Life | None
    why: str


def measured(life: Life) -> str:
    """The measured verdict on one life."""
    if life.left:
        return "leak"
    if life.works is False:
        return "broken"
    return "waste" if life.wasteful else "fine"


def verdict(lives: Sequence[Life]) -> str:
    """The measured verdict on a scenario, which decides how severe a finding must be."""
    production = [life for life in lives if life.kind in PRODUCTION]
    left = max((life.left for life in production), default=0)
    if left:
        loud = any(life.errors or life.works is False for life in production)
        return "leak" if left > 1 or loud else "held"
    if any(life.left and life.kind == "race" for life in lives):
        return "race"
    if any(life.left for life in lives):
        return "development"
    for name in ("broken", "waste"):
        if any(measured(life) == name for life in production):
            return name
    return "fine"


def shows(life: Life, finding: Finding) -> bool:
    """Whether the life shows something that the finding claims."""
    production = life.kind in PRODUCTION
    return (
        (finding.claims("leak") and production and life.left > 0)
        or (finding.claims("race") and life.left > 0 and (not production or finding.error))
        or (finding.claims("waste") and production and life.wasteful)
        or (finding.claims("session") and production and life.works is False)
    )


def _missed(life: Life, findings: Sequence[Finding]) -> str:
    """What the findings do not say of the life; nothing when they say all."""
    result = measured(life)
    production = life.kind in PRODUCTION
    if result == "leak":
        claims: tuple[Claim, ...] = ("leak",) if production else ("leak", "race", "session")
        if not any(finding.claims(claim) or shows(life, finding) for finding in findings for claim in claims):
            return f"leaves {life.left} open and nothing is found"
    elif result in ("broken", "waste") and production and not any(shows(life, finding) for finding in findings):
        return "the session does not work, and nothing is found" if result == "broken" else "waste is not found"
    return ""


def disagreements(scenario: Scenario, findings: Sequence[Finding]) -> list[Disagreement]:
    """Where the static verdict on a scenario and the measured one differ."""
    found = [Disagreement(life, why) for life in scenario.lives if (why := _missed(life, findings))]
    for finding in findings:
        if not any(shows(life, finding) for life in scenario.lives):
            seen_in = ("race", "development") if finding.claims("race") and not finding.error else PRODUCTION
            found += [
                Disagreement(life, f"{finding.code} is not shown") for life in scenario.lives if life.kind in seen_in
            ]
    problem = _severity(verdict(scenario.lives), findings)
    return [*found, Disagreement(None, problem)] if problem else found


def _severity(result: str, findings: Sequence[Finding]) -> str:
    """What is wrong with the severity of the findings; nothing when it is right."""
    if result == "leak" and not any(finding.error for finding in findings):
        return "leaks in production, and no finding is an error"
    if result == "fine" and findings:
        return "nothing is wrong, and something is found"
    if result != "fine" and not findings:
        return f"measured as {result}, and nothing is found"
    return ""
