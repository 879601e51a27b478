"""Writes what was measured as ``docs/performance.md``."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measuring import Aim, Case, Result

TOOLS = {
    "hangup": "--version", "rg": "--version", "ruff": "--version", "ast-grep": "--version", "semgrep": "--version",
    "pylint": "--version", "fixit": "--version", "eslint": "--version",
}  # fmt: skip

_HEAD = """# Performance

Written by `make bench`: everything below is one run, on trees that `benchmarks/trees.py` makes. Each command runs
several times, in turns with the others, and the median counts. A number is the time of a command divided by that of the
first in its table; smaller is faster. "Wall" is what a clock on the wall says, "processor" what all processors spend
together, which other work on the machine changes less. Other tools run their nearest rule, which finds less: a call by
its name, or an undefined variable. "Cold" is a run without a cache, "warm" one that has the cache of the run before.
The row "Python" is `benchmarks/floor.py`: what a program in this language takes for reading and searching alone.

The full report shows fixes, each of them proved by another analysis; the formats without (`concise` and others) save
that. `hangup` is the installed command, with byte code.
"""


def table(case: Case, results: Sequence[Result]) -> str:
    """The ratios as Markdown: each command against the first, and which of the aims are met."""
    first = results[0].time
    lines = [f"## {case.title}", "", f"| against `{results[0].name}` | wall | processor |", "| --- | ---: | ---: |"]
    for result in results:
        if result.time is None or first is None:
            lines.append(
                f"| {result.name} | absent | absent |" if result.time is None else f"| {result.name} | ? | ? |"
            )
        else:
            wall, processor = _ratio(result.time.wall, first.wall), _ratio(result.time.processor, first.processor)
            lines.append(f"| {result.name} | {wall} | {processor} |")
    if case.aims:
        lines += ["", "| aim | at most | measured | |", "| --- | ---: | ---: | --- |"]
        times = {result.name: result.time for result in results}
        for aim in case.aims:
            one, other = times.get(aim.command), times.get(aim.against)
            measured = one.wall / other.wall if one is not None and other is not None and other.wall else None
            lines.append(_aim_line(aim, measured))
    return "\n".join(lines)


def memory_line(held: int | None, limit: int) -> str:
    """How much memory all processes of the cold check hold at their highest."""
    if held is None:
        return "The memory of all processes together is known on Linux only."
    megabytes = held / 1_000_000
    verdict = "met" if megabytes <= limit else "missed"
    return f"At most, all processes of the cold check hold {megabytes:.0f} MB together (aim: {limit} MB, {verdict})."


def _ratio(time: float, first: float) -> str:
    return f"{time / first:.2f}" if first else "?"


def _aim_line(aim: Aim, measured: float | None) -> str:
    text = f"{aim.command}, against {aim.against}"
    if measured is None:
        return f"| {text} | {aim.at_most:.2f} | absent | not known |"
    return f"| {text} | {aim.at_most:.2f} | {measured:.2f} | {'met' if measured <= aim.at_most else 'missed'} |"


def page(tables: Iterable[str], load: float) -> str:
    """The page ``docs/performance.md``."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    load_words = f"The load of the machine was {load:.1f} when the run began"
    trust = "." if load < processors / 4 else ": other work may have cost the commands unequally."
    machine = f"{processors} processors ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"
    about = f"Measured on {time.strftime('%Y-%m-%d')}: {machine}. {load_words}{trust}"
    return "\n\n".join([_HEAD + "\n" + about, "Versions: " + ", ".join(_versions()) + ".", *tables]) + "\n"


def _versions() -> Iterable[str]:
    for tool, option in TOOLS.items():
        place = shutil.which(tool) or shutil.which(tool, path=os.path.dirname(sys.executable))
        if place is None:
            yield f"{tool} absent"
            continue
        done = subprocess.run([place, option], capture_output=True, text=True, check=False)
        found = re.search(r"\d+(?:\.\d+)+", done.stdout or done.stderr)
        yield f"{tool} {found.group() if found else '?'}"
