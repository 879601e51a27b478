"""``make corpus``: runs hangup over whole trees of other people's code and asks what it owes to any.

``python tests/fuzz/whole_trees.py [--seconds S] [TREE …]``; without a tree the standard library and the installed
packages of the Python that runs it. Of each tree it asks: no internal error, an exit status of 0 or 1, an end in time,
the same report with one process, with two, and from what the last run kept, and that nothing in the tree has changed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HANGUP = (sys.executable, "-P", "-m", "hangup")
SECONDS = 1_800.0
"""How long one run over a tree may take."""
FAILED = re.compile(r"hangup failed|internal error|Traceback")
FINDING = re.compile(r"^.+?:\d+:\d+: (?:error|warning|info) (HUP\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run over a tree came to. ``status`` is None for a run that was ended."""

    status: int | None
    report: str
    said: str
    seconds: float


@dataclass(slots=True)
class Tree:
    """What was seen of one tree."""

    path: Path
    runs: dict[str, Run] = field(default_factory=dict[str, Run])
    problems: list[str] = field(default_factory=list[str])


def main(arguments: Sequence[str]) -> int:
    """Run over each tree and say what came of it; the exit status is 1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="tests/fuzz/whole_trees.py", description="Run hangup over whole trees.")
    parser.add_argument("trees", nargs="*", type=Path, metavar="TREE", help="default: what this Python has installed")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"for one run over a tree ({SECONDS:g})")
    options = parser.parse_args(arguments)
    trees: list[Path] = options.trees or _installed()
    missing = [tree for tree in trees if not tree.is_dir()]
    if missing:
        parser.error(f"{missing[0]} is no directory: name folders of source code")
    broken = 0
    for path in trees:
        tree = examine(path, options.seconds)
        broken += len(tree.problems)
        sys.stdout.write("\n".join(_told(tree)) + "\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(trees)} trees, {broken} broken promises\n")
    return 1 if broken else 0


def examine(path: Path, seconds: float, command: Sequence[str] = HANGUP) -> Tree:
    """Run over a tree with one process, with two, and again with what that run kept."""
    tree = Tree(path)
    with tempfile.TemporaryDirectory() as cache:
        before = _files(path)
        for name, options in {
            "one process": ("-j1", "--no-cache"),
            "two processes": ("-j2", "--cache-dir", cache),
            "kept": ("-j2", "--cache-dir", cache),
        }.items():
            tree.runs[name] = _run([*command, "check", *options], path, seconds)
        after = _files(path)
    tree.problems += _broken(tree.runs)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    tree.problems += [f"{len(changed)} files have changed, among them {changed[0]}"] if changed else []
    return tree


def _installed() -> list[Path]:
    """The standard library of the Python that runs this, with its tests where they are there, and its packages."""
    return [Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib")]


def _run(command: Sequence[str], tree: Path, seconds: float) -> Run:
    began = time.monotonic()
    whole = [*command, "--isolated", "--preview", "--output-format", "concise", "--color", "never", os.fspath(tree)]
    try:
        done = subprocess.run(whole, capture_output=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        return Run(None, "", "", time.monotonic() - began)
    report, said = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    return Run(done.returncode, report, said, time.monotonic() - began)


def _broken(runs: Mapping[str, Run]) -> Iterator[str]:
    first, *others = runs.values()
    for name, run in runs.items():
        if run.status is None:
            yield f"{name}: no end after {run.seconds:.0f} s"
        elif run.status not in (0, 1):
            yield f"{name}: exit status {run.status}: {run.said.strip()[-300:]}"
        failure = FAILED.search(run.report + run.said)
        if failure is not None:
            yield f"{name}: {failure[0]}: {(run.report + run.said)[failure.start() :][:300]}"
    for name, run in zip(list(runs)[1:], others, strict=True):
        if None not in (first.status, run.status) and (first.status, first.report) != (run.status, run.report):
            lines = sorted(set(first.report.splitlines()) ^ set(run.report.splitlines()))
            yield f"{name}: another report than that of one process: {(lines or ['another order'])[0]}"


def _files(tree: Path) -> dict[str, tuple[int, int]]:
    """The size and the time of each file of a tree. What Python keeps of a module may change by itself."""
    found: dict[str, tuple[int, int]] = {}
    for folder, folders, names in os.walk(tree):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            path = os.path.join(folder, name)
            about = os.lstat(path)
            found[path] = about.st_size, about.st_mtime_ns
    return found


def _told(tree: Tree) -> Iterator[str]:
    """What is said of a tree: seconds of each run, findings by code, and which promises were broken."""
    yield str(tree.path)
    yield "  " + ", ".join(f"{name} {run.seconds:.1f} s" for name, run in tree.runs.items())
    first = next(iter(tree.runs.values()))
    codes = FINDING.findall(first.report)
    counted = ", ".join(f"{codes.count(code)} {code}" for code in sorted(set(codes)))
    yield f"  {counted or 'no findings'}; {(first.report.strip().splitlines() or [''])[-1]}"
    yield from (f"  broken: {problem}" for problem in tree.problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
