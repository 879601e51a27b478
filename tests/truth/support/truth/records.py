"""What was measured: lives, scenarios, sections, as they stand in ``measured.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import msgspec

ROOT = Path(__file__).parents[2]
"""The folder ``tests/truth``, from which paths of scenarios begin."""
MEASURED = ROOT / "measured.json"
LANGUAGES = ("javascript", "python")

Kind = Literal["ordinary", "failure", "race", "development"]


class Life(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One life of a scenario and what the server counted. README.md says what the fields mean."""

    life: str
    kind: Kind
    asked: int
    opened: int
    most: int
    left: int
    works: bool | None
    errors: tuple[str, ...]
    variant: str = ""
    clients: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def wasteful(self) -> bool:
        """Whether more connections were opened than needed, or more clients made: a life needs one client at least."""
        return self.opened > self.asked or (self.clients or 0) > max(self.asked, 1)


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A program with its measured lives. ``verdict`` is empty in what a runner prints."""

    scenario: str
    title: str
    lives: tuple[Life, ...]
    verdict: str = ""
    like: str = ""
    """The code of the rule that finds programs that look like this one."""

    @property
    def path(self) -> Path:
        return ROOT / self.scenario


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was measured in one language."""

    packages: dict[str, str]
    scenarios: tuple[Scenario, ...]


def load(path: Path = MEASURED) -> dict[str, Section]:
    """The sections by language; nothing for a language that was never measured."""
    if not path.exists():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Section])


def write(sections: dict[str, Section], path: Path = MEASURED) -> None:
    """Write all sections, one life a line, so that a change in the numbers is read in a diff."""
    path.write_text(text(sections), encoding="utf-8")


def text(sections: dict[str, Section]) -> str:
    """The text of ``measured.json``."""

    def line(value: Any) -> str:
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)

    parts: list[str] = []
    for language in sorted(sections):
        section = sections[language]
        scenarios: list[str] = []
        for one in section.scenarios:
            head = ", ".join(f'"{name}": {line(getattr(one, name))}' for name in ("scenario", "title", "verdict"))
            head += f', "like": {line(one.like)}' if one.like else ""
            lives = ",\n".join(f"    {line(life)}" for life in one.lives)
            scenarios.append(f'   {{{head}, "lives": [\n{lives}]}}')
        head = f' {line(language)}: {{\n  "packages": {line(section.packages)},\n  "scenarios": [\n'
        parts.append(head + ",\n".join(scenarios) + "\n  ]}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
