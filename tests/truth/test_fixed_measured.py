"""Fixed programs are run against the real packages: they leave nothing open, in the same lives."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.frontends import is_supported
from hangup.model import SourceFile
from hangup.testing import fix_source, resolver_at
from truth.records import ROOT, Life, Scenario, Section, load
from truth.runners import JAVASCRIPT, SECONDS, install, needs

PYTHON = ROOT / "python"
AT_LEAST = {"javascript": 50, "python": 38}
"""Scenarios that get a fix; fewer mean that fixes were lost."""


def fixed_scenarios(language: Path) -> dict[str, bytes]:
    """The scenarios that change when every fix is applied, by path."""
    scenarios = language / "scenarios"
    changed: dict[str, bytes] = {}
    for path in sorted(scenarios.rglob("*")):
        if path.is_file() and is_supported(path.name):
            source = SourceFile(path.relative_to(scenarios).as_posix(), path.read_bytes())
            fixed = fix_source(source, toolbox(), Settings(), resolver_at(scenarios, source.path, ".."))
            if fixed.is_changed:
                changed[source.path] = fixed.after.data
    return changed


def measure_javascript(changed: dict[str, bytes], folder: Path) -> dict[str, Scenario]:
    """The lives of changed scenarios, by path, measured in a copy of the harness."""
    copy = _copy(JAVASCRIPT, changed, folder)
    (copy / "node_modules").symlink_to(JAVASCRIPT / "node_modules")
    index = copy / "manifest" / "index.mjs"
    index.rename(index.with_name("all.mjs"))
    index.write_text(
        "import { ENTRIES as ALL } from './all.mjs';\n"
        f"const chosen = new Set({json.dumps(sorted(changed))});\n"
        "export const ENTRIES = ALL.filter((entry) => chosen.has(entry.path));\n",
        encoding="utf-8",
    )
    return _run(["node", "run.mjs"], copy)


def measure_python(changed: dict[str, bytes], folder: Path) -> dict[str, Scenario]:
    """The lives of changed scenarios, by path, measured in a copy of the harness."""
    copy = _copy(PYTHON, changed, folder)
    for module in (copy / "manifest").glob("*_lives.py"):
        with module.open("a", encoding="utf-8") as text:
            text.write(f"\nSCENES = [scene for scene in SCENES if scene.path in {sorted(changed)!r}]\n")
    return _run([sys.executable, "run.py"], copy)


def _copy(language: Path, changed: dict[str, bytes], folder: Path) -> Path:
    copy = folder / language.name
    shutil.copytree(language, copy, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    for path, data in changed.items():
        (copy / "scenarios" / path).write_bytes(data)
    return copy


def _run(command: list[str], folder: Path) -> dict[str, Scenario]:
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
        timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    section = msgspec.json.decode(done.stdout, type=Section)
    return {one.scenario.partition("/scenarios/")[2]: one for one in section.scenarios}


def _lives(scenario: Scenario) -> dict[tuple[str, str, str], Life]:
    return {(life.life, life.kind, life.variant): life for life in scenario.lives}


def is_shared(was: Life | None, life: Life) -> bool:
    """Whether all runs share one client that lives as long as the process, where each closed one of its own before."""
    return was is not None and was.left == 0 and was.opened > life.opened == life.left == 1


def problems(before: Scenario, after: Scenario) -> list[str]:
    """What is wrong with the lives of a fixed scenario, in words."""
    known = _lives(before)
    found: list[str] = []
    for key, life in _lives(after).items():
        was = known.get(key)
        if life.left and not is_shared(was, life):
            found.append(f"{life.left} left open in {key}, {was.left if was else 'none'} before")
        if life.works is False and (was is None or was.works is not False):
            found.append(f"does not work any more in {key}")
    return found


def check_fixed(language: Path, measure: Callable[[dict[str, bytes], Path], dict[str, Scenario]], folder: Path) -> None:
    """Fix the scenarios of a language, measure those that change, and compare."""
    written = {one.scenario.partition("/scenarios/")[2]: one for one in load()[language.name].scenarios}
    changed = fixed_scenarios(language)
    measured = measure(changed, folder)
    assert set(measured) == set(changed)
    assert len(changed) >= AT_LEAST[language.name]
    wrong = {path: found for path in changed if (found := problems(written[path], measured[path]))}
    assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.xdist_group("truth-javascript")
def test_fixed_javascript_leaves_nothing_open(tmp_path: Path) -> None:
    needs("javascript")
    install()
    check_fixed(JAVASCRIPT, measure_javascript, tmp_path)


@pytest.mark.xdist_group("truth-python")
def test_fixed_python_leaves_nothing_open(tmp_path: Path) -> None:
    needs("python")
    check_fixed(PYTHON, measure_python, tmp_path)
