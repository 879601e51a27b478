"""The fixes of findings, program by program: remembered, or proved by as many processes as there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from hangup.bounds import BOUNDS
from hangup.model import Diagnostic, Fix
from hangup.project.workers import CAN_FORK, Lost, Pool
from hangup.records import dataclass

if TYPE_CHECKING:
    from hangup.commands.parts import Parts
    from hangup.commands.programs import Programs
    from hangup.configuration import Configuration
    from hangup.report import Report

_FEW = 4
"""Findings up to which one process does it."""

Fixes = Sequence[Fix | None]


@dataclass(frozen=True, slots=True)
class _Proved:
    """The fixes of some findings; not complete where time or memory ended before all was proved."""

    fixes: Fixes
    complete: bool


def fixes(
    diagnostics: Sequence[Diagnostic], parts: Parts, settings: Configuration, report: Report, jobs: int
) -> list[Fix | None]:
    """The fix of each finding, or None where there is none that can be proved."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, each in enumerate(diagnostics):
        checker = next((each_one for each_one in report.checkers if each_one.knows(each.path)), None)
        paths = tuple(checker.partners(each.path)) if checker is not None else (each.path,)
        groups.setdefault(paths, []).append(number)
    listed = [[diagnostics[number] for number in numbers] for numbers in groups.values()]
    found: list[Fix | None] = [None] * len(diagnostics)
    for numbers, given in zip(groups.values(), _fixes_of(listed, parts, settings, report, jobs), strict=True):
        for number, fix in zip(numbers, given, strict=True):
            found[number] = fix
    return found


def _fixes_of(
    groups: Sequence[Sequence[Diagnostic]], parts: Parts, settings: Configuration, report: Report, jobs: int
) -> list[Fixes]:
    """The fixes of findings that belong to one program each."""
    given: dict[int, Fixes] = {}
    keep: dict[int, Callable[[Fixes], None]] = {}
    for number, group in enumerate(groups):
        checker = next((each for each in report.checkers if each.knows(group[0].path)), None)
        if checker is not None:
            known, keep[number] = checker.memory.fixes(group)
            if known is not None:
                given[number] = known
    left = [number for number in range(len(groups)) if number not in given]
    if left:
        from hangup.commands.programs import Programs

        def size(number: int) -> int:
            source = report.sources.get(groups[number][0].path)
            return 0 if source is None else len(source.data)

        left.sort(key=size, reverse=True)
        prove = partial(_prove, Programs(parts, settings, report), groups)
        for number, proved in zip(left, _run(prove, left, sum(len(groups[n]) for n in left), jobs), strict=True):
            given[number] = proved.fixes if proved is not None else [None] * len(groups[number])
            if number in keep and proved is not None and proved.complete:
                keep[number](proved.fixes)
    return [given[number] for number in range(len(groups))]


def _run(prove: Callable[[int], _Proved], numbers: Sequence[int], count: int, jobs: int) -> list[_Proved | None]:
    """What is proved of each of these; those that take longest come first, so that nobody waits for one of them."""
    if jobs < 2 or count <= _FEW or len(numbers) < 2 or not CAN_FORK:
        return [prove(number) for number in numbers]
    last = prove(numbers[-1])  # what has to be imported for that is there before the others are started
    pool = Pool(prove, jobs)
    try:
        answers = pool.run(numbers[:-1])
    finally:
        pool.close()
    # a proof that took its process with it is none: what is found stays, with its advice in words
    return [*(None if isinstance(answer, Lost) else answer for answer, _ in answers), last]


def _prove(programs: Programs, groups: Sequence[Sequence[Diagnostic]], number: int) -> _Proved:
    group, stops = groups[number], BOUNDS.stops
    program = programs.of(group[0].path)
    fixes = [program.prover.fix(program.files, each) for each in group]
    return _Proved(fixes, BOUNDS.stops == stops)
