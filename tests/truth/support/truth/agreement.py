"""All scenarios together: which lives agree, which do not, and the reason that is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from truth.policy import disagreements
from truth.records import Life, Scenario, Section
from truth.static import findings, markers

PLAIN = ("unmount", "remount five times", "same user, new object", "other user")
"""The ordinary lives of mount, unmount, remount and change, on which no disagreement may be."""


@dataclass(frozen=True, slots=True)
class Row:
    """One disagreement. ``life`` is ``None`` where the severity of the scenario differs."""

    scenario: Scenario
    life: Life | None
    why: str
    reason: str

    @property
    def plain(self) -> bool:
        """Whether it is about a life on which there may be none."""
        if self.life is None:  # a severity: of races, and of what is known to be missed, it says nothing new
            return self.scenario.verdict not in ("race", "development") and not self.reason
        return self.life.kind == "ordinary" and self.life.life in PLAIN


def reason(scenario: Scenario) -> str:
    """Why the linter is known to be wrong about a scenario: the reasons of its markers."""
    return "; ".join(dict.fromkeys(marker.reason for marker in markers(scenario.path) if marker.kind != "expect"))


def scenarios(sections: dict[str, Section]) -> Iterator[Scenario]:
    for language in sorted(sections):
        yield from sections[language].scenarios


def rows(sections: dict[str, Section]) -> list[Row]:
    """Every disagreement of every scenario."""
    return [
        Row(one, found.life, found.why, reason(one))
        for one in scenarios(sections)
        for found in disagreements(one, findings(one.path))
    ]


def share(sections: dict[str, Section], found: Iterable[Row]) -> float:
    """How many of the lives agree, from 0 to 1."""
    lives = [(one.scenario, life) for one in scenarios(sections) for life in one.lives]
    differ = {(row.scenario.scenario, row.life) for row in found if row.life is not None}
    return 1 - len(differ) / len(lives) if lives else 0.0
