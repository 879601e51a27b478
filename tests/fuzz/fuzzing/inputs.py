"""The inputs by number: seed and number give the same text on every machine."""

from __future__ import annotations

import random
from dataclasses import dataclass

from fuzzing.corpus import KINDS, Project, projects, seeds
from fuzzing.mutate import mutate
from fuzzing.owed import Looked, look, look_together

SHARES = {"python": 30, "javascript": 20, "typescript": 30, "scripts in markup": 8, "notebooks": 4}
TOGETHER = 8
"""Of a hundred inputs, those that are a file of a project."""


@dataclass(frozen=True, slots=True)
class Input:
    """One mutated text, and the project that it is a file of."""

    kind: str
    path: str
    data: bytes
    project: Project | None = None

    def look(self, chance: random.Random) -> Looked:
        """Ask for it what hangup owes."""
        if self.project is None:
            return look(chance, self.path, self.data)
        return look_together(chance, self.project, self.path, self.data)


def make(seed: int, number: int) -> tuple[Input, random.Random]:
    """The input of a number, and the chance that decides what else is asked of it."""
    chance = random.Random(f"{seed}:{number}")
    kind = chance.choices([*SHARES, "projects"], [*SHARES.values(), TOGETHER])[0]
    if kind == "projects":
        project = chance.choice(projects())
        path = chance.choice(list(project.files))
        mutated = mutate(chance, path, project.files[path], chance.choice(list(project.files.values())))
        return Input(kind, path, mutated, project), chance
    source, donor = chance.choice(seeds()[kind]), chance.choice(seeds()[kind])
    return Input(kind, source.path, mutate(chance, source.path, source.data, donor.data), None), chance


__all__ = ["KINDS", "Input", "make"]
