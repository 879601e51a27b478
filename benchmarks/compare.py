"""Compares the speed of hangup with that of others, as ratios in one run, and writes ``docs/performance.md``.

    python benchmarks/compare.py --files 20000 --page docs/performance.md

The trees are made anew (see ``trees.py``), or the large one is named with ``--tree``. Each command is run several
times, in turns, and the median counts. A tool that is not installed is named as absent.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import trees
from measuring import Aim, Case, Command, measure, peak, run
from page import memory_line, page, table

HERE = Path(__file__).parent
HANGUP = str(Path(sys.executable).with_name("hangup"))
CHECK = (HANGUP, "check", "-q")
QUICK = (*CHECK, "--output-format", "concise")
"""Without the fixes that the full report shows and proves: other tools have none."""
NOT_PYTHON = ("--exclude", "*.ts", "--exclude", "*.tsx", "--exclude", "*.js")
NOT_SCRIPTS = ("--exclude", "*.py", "--exclude", "*.js")
SEMGREP = (
    "semgrep",
    "scan",
    "-q",
    "--metrics=off",
    "--disable-version-check",
    "--config",
    str(HERE / "semgrep.yml"),
    ".",
)
AST_GREP = ("ast-grep", "scan", "--rule", str(HERE / "ast-grep.yml"), ".")
FLOOR = (sys.executable, str(HERE / "floor.py"), "connectUser")
RUFF = ("ruff", "check", "--no-cache", "-q", "--isolated", ".")

MEMORY = 200
"""Megabytes that all processes of a check may hold together."""


def cases(folder: Path, files: int, tree: Path | None) -> Iterator[Case]:
    """The comparisons, on trees made below a folder."""
    large = tree or folder / "large"
    if tree is None:
        trees.make(large, files, repository=True)
    floor = "rg -c connectUser"
    yield Case(
        f"A repository of {_count(large):,} files",
        large,
        (
            Command(floor, ("rg", "-c", "connectUser"), "rg"),
            Command("cat of every file", ("sh", "-c", "git ls-files -z | xargs -0 cat > /dev/null"), "git"),
            Command("Python: list, read and search source files", FLOOR, "git"),
            Command("hangup, cold, concise", (*QUICK, "."), HANGUP, _forget),
            Command("hangup, cold", (*CHECK, "."), HANGUP, _forget),
            Command("hangup, warm", (*CHECK, "."), HANGUP),  # behind a run that has proved the same fixes
            Command("hangup, cold, Python files", (*QUICK, "--no-cache", *NOT_PYTHON, "."), HANGUP),
            Command("ruff check, Python files", RUFF, "ruff"),
            Command("hangup, cold, TypeScript files", (*QUICK, "--no-cache", *NOT_SCRIPTS, "."), HANGUP),
            Command("ast-grep, TypeScript files", AST_GREP, "ast-grep"),
            Command("semgrep, six patterns", SEMGREP, "semgrep"),
        ),
        (
            Aim("hangup, cold", floor, 1.3),
            Aim("hangup, warm", floor, 0.6),
            Aim("hangup, cold, Python files", "ruff check, Python files", 1),
            Aim("hangup, cold, TypeScript files", "ast-grep, TypeScript files", 1),
            Aim("hangup, cold", "semgrep, six patterns", 1 / 25),
        ),
    )
    yield _doubling(folder, files)
    yield _dense(folder / "dense")
    yield _single(folder / "single")


def _doubling(folder: Path, files: int) -> Case:
    for name, count in (("half", files // 4), ("whole", files // 2)):
        trees.make(folder / "doubled" / name, count)
    half, whole = f"hangup, {files // 4:,} files", f"hangup, {files // 2:,} files"
    return Case(
        "Twice the tree",
        folder / "doubled",
        (
            Command(half, (*QUICK, "--no-cache", "half"), HANGUP),
            Command(whole, (*QUICK, "--no-cache", "whole"), HANGUP),
        ),
        (Aim(whole, half, 2.1),),
    )


def _dense(folder: Path) -> Case:
    trees.make(folder, 1000, every=1)
    shutil.copy(HERE / "eslint.config.mjs", folder)
    modules = Path(sys.executable).parent.parent / "node_modules"
    if modules.is_dir():
        (folder / "node_modules").symlink_to(modules)
    python = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.py"))]
    pylint = (sys.executable, "-m", "pylint", "--disable=all", "--enable=E0602", "--exit-zero", *python)
    return Case(
        f"1,000 files, each with a connection ({len(python)} of them Python)",
        folder,
        (
            Command("hangup, cold", (*QUICK, "."), HANGUP, _forget),
            Command("hangup, cold, with proved fixes", (*CHECK, "."), HANGUP, _forget),
            Command("hangup, warm", (*QUICK, "."), HANGUP),
            Command("hangup, cold, Python files", (*QUICK, "--no-cache", *NOT_PYTHON, "."), HANGUP),
            Command("semgrep, six patterns", SEMGREP, "semgrep"),
            Command("pylint, one rule, Python files", pylint, "pylint"),
            Command("fixit, one rule, Python files", ("fixit", "lint", *python), "fixit", statuses=(0, 1, 2, 3)),
            Command("eslint, one rule, TypeScript files", ("eslint", "--no-cache", "."), "eslint"),
        ),
        (
            Aim("hangup, cold", "semgrep, six patterns", 1 / 2),
            Aim("hangup, cold, Python files", "pylint, one rule, Python files", 1 / 5),
            Aim("hangup, cold, Python files", "fixit, one rule, Python files", 1 / 5),
        ),
    )


def _single(folder: Path) -> Case:
    folder.mkdir()
    (folder / "idle.ts").write_text("export const one = 1;\n")
    (folder / "leak.tsx").write_text(trees.leak(".tsx"))
    (folder / "leak.py").write_text(trees.leak(".py"))
    nothing = "python -c pass"
    names = {
        "idle.ts": "hangup, no candidate",
        "leak.tsx": "hangup, TSX, a finding",
        "leak.py": "hangup, Python, a finding",
    }
    return Case(
        "One file",
        folder,
        (
            Command(nothing, (sys.executable, "-c", "pass"), sys.executable),
            *(Command(name, (*CHECK, "--no-cache", file), HANGUP) for file, name in names.items()),
        ),
        (
            Aim(names["idle.ts"], nothing, 1.2),
            Aim(names["leak.tsx"], nothing, 10),
            Aim(names["leak.py"], nothing, 28),
        ),
    )


def _forget(folder: Path) -> None:
    shutil.rmtree(folder / ".hangup_cache", ignore_errors=True)


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*") if ".git" not in path.parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000, help="how many files the large tree holds")
    parser.add_argument("--tree", type=Path, help="a tree to measure on in place of the large one")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--page", type=Path, help="the page to write")
    given = parser.parse_args(arguments)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    root = Path(sys.executable).parent.parent
    places = [str(root / "bin"), str(root / "node_modules" / ".bin"), os.environ.get("PATH", "")]
    os.environ["PATH"] = os.pathsep.join(places)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without byte code every start compiles everything
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GIT_CEILING_DIRECTORIES"] = folder
        tables: list[str] = []
        for case in cases(Path(folder), given.files, given.tree and given.tree.resolve()):
            tables.append(table(case, measure(case, given.runs, run)))
            if len(tables) == 1:
                cold = next(command for command in case.commands if command.name == "hangup, cold")
                tables[0] += "\n\n" + memory_line(peak(cold, case.folder), MEMORY)
            print(tables[-1] + "\n", flush=True)
    if given.page:
        given.page.write_text(page(tables, load), encoding="utf-8")


if __name__ == "__main__":
    main()
