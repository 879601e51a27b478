"""Compares the speed of hangup with that of others, as ratios in one run, and writes ``docs/performance.md``.

    python benchmarks/compare.py --files 20000 --page docs/performance.md

The trees are made anew (see ``trees.py``), or one is named with ``--tree``. Each command is run several times, in
turns, and the median counts. A tool that is not installed is named as absent.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import trees

RULES = Path(__file__).with_name("semgrep.yml")
RULE = Path(__file__).with_name("ast-grep.yml")


@dataclass(frozen=True)
class Command:
    """A command to measure. ``needs``: the program without which it is absent. ``first``: what is run before each."""

    name: str
    arguments: Sequence[str]
    needs: str
    first: Callable[[Path], None] = lambda _: None


@dataclass(frozen=True)
class Case:
    """Commands that are compared on one folder; the first is the measure of the others."""

    title: str
    folder: Path
    commands: Sequence[Command]


@dataclass(frozen=True)
class Result:
    """What was measured: the median in seconds, or None where the tool is absent."""

    name: str
    seconds: float | None


def measure(case: Case, runs: int, run: Callable[[Command, Path], float]) -> list[Result]:
    """The median of so many runs of each command, taken in turns so that a busy moment meets them all."""
    present = [command for command in case.commands if shutil.which(command.needs)]
    times: dict[str, list[float]] = {command.name: [] for command in present}
    for _ in range(runs):
        for command in present:
            command.first(case.folder)
            times[command.name].append(run(command, case.folder))
    return [
        Result(command.name, statistics.median(times[command.name]) if command in present else None)
        for command in case.commands
    ]


def run(command: Command, folder: Path) -> float:
    """The seconds that a command takes. Exit status 1 says that it found something."""
    start = time.perf_counter()
    done = subprocess.run(command.arguments, cwd=folder, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise RuntimeError(
            f"{command.name} ended with {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}"
        )
    return seconds


def table(title: str, results: Sequence[Result]) -> str:
    """The ratios as Markdown: each command against the first."""
    measure_of = results[0].seconds
    lines = [f"| {title} | against `{results[0].name}` |", "| --- | ---: |"]
    for result in results:
        ratio = "absent" if result.seconds is None else f"{result.seconds / measure_of:.2f}" if measure_of else "?"
        lines.append(f"| {result.name} | {ratio} |")
    return "\n".join(lines)


def cases(folder: Path, files: int, tree: Path | None) -> Iterable[Case]:
    """The comparisons, on trees made below a folder."""
    hangup = (sys.executable, "-m", "hangup", "check", "-q")
    large = tree or folder / "large"
    if tree is None:
        trees.make(large, files)
    yield Case(
        f"a tree of {_count(large):,} files",
        large,
        (
            Command("rg -c connectUser", ("rg", "-c", "connectUser"), "rg"),
            Command("hangup, cold", (*hangup, "."), sys.executable, _forget),
            Command("hangup, warm", (*hangup, "."), sys.executable),
            Command("hangup --no-cache -j1", (*hangup, "--no-cache", "-j1", "."), sys.executable),
            Command("ruff check --no-cache (Python)", ("ruff", "check", "--no-cache", "-q", "--isolated", "."), "ruff"),
            Command("ast-grep (TypeScript)", ("ast-grep", "scan", "--rule", str(RULE), "."), "ast-grep"),
        ),
    )
    dense = folder / "dense"
    trees.make(dense, 300, every=1)
    python = [str(path.relative_to(dense)) for path in sorted(dense.rglob("*.py"))]
    yield Case(
        "300 files, each with a connection",
        dense,
        (
            Command("hangup, cold", (*hangup, "--output-format", "concise", "."), sys.executable, _forget),
            Command("hangup, warm", (*hangup, "--output-format", "concise", "."), sys.executable),
            Command(
                "semgrep, two patterns",
                ("semgrep", "scan", "-q", "--metrics=off", "--disable-version-check", "--config", str(RULES), "."),
                "semgrep",
            ),
            Command(
                "pylint, one rule (Python)",
                (sys.executable, "-m", "pylint", "--disable=all", "--enable=E0602", "--exit-zero", *python),
                "pylint",
            ),
            Command("fixit, one rule (Python)", ("fixit", "lint", *python[:50]), "fixit"),
        ),
    )
    single = folder / "single"
    single.mkdir()
    (single / "idle.ts").write_text("export const one = 1;\n")
    (single / "leak.tsx").write_text(trees.leak(".tsx"))
    (single / "leak.py").write_text(trees.leak(".py"))
    yield Case(
        "one file",
        single,
        (
            Command("python -c pass", (sys.executable, "-c", "pass"), sys.executable),
            Command("hangup, no candidate", (*hangup, "--no-cache", "idle.ts"), sys.executable),
            Command("hangup, TSX with a finding", (*hangup, "--no-cache", "leak.tsx"), sys.executable),
            Command("hangup, Python with a finding", (*hangup, "--no-cache", "leak.py"), sys.executable),
        ),
    )


def page(tables: Iterable[str], load: float) -> str:
    """The page ``docs/performance.md``."""
    about = (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}; "
        f"load {load:.1f} when the run began."
    )
    return (
        "# Performance\n\n"
        "Written by `make bench`. Each number is the time of a command, divided by that of the first command of its\n"
        "table: medians of runs taken in turns, on trees that `benchmarks/trees.py` makes. Smaller is faster. Other\n"
        "tools run their nearest rule, which finds less.\n\n"
        f"{about}\n\n" + "\n\n".join(tables) + "\n"
    )


def _forget(folder: Path) -> None:
    shutil.rmtree(folder / ".hangup_cache", ignore_errors=True)


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000, help="how many files the large tree holds")
    parser.add_argument("--tree", type=Path, help="a tree to measure on in place of the large one")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--page", type=Path, help="the page to write")
    given = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GIT_CEILING_DIRECTORIES"] = folder
        tables: list[str] = []
        for case in cases(Path(folder), given.files, given.tree and given.tree.resolve()):
            tables.append(table(case.title, measure(case, given.runs, run)))
            print(tables[-1] + "\n", flush=True)
    if given.page:
        given.page.write_text(page(tables, load), encoding="utf-8")


if __name__ == "__main__":
    main()
