"""The built wheel has everything it needs and nothing else, and works where it is installed."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import Protocol

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {"hangup": ROOT / "linter" / "hangup", "hangup_rules": ROOT / "rules" / "hangup_rules"}


class Run(Protocol):
    """See conftest.py."""

    def __call__(self, *command: str | Path, cwd: Path, status: int = 0) -> str: ...


pytestmark = pytest.mark.xdist_group("wheel")


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    expected = {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in PACKAGES.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in expected if name.endswith(".toml")}, "there is no catalogue"
    assert {"hangup/py.typed", "hangup_rules/py.typed"} <= expected
    assert expected <= _names(wheel)


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    tops = {PurePosixPath(name).parts[0] for name in _names(wheel)}
    (information,) = {top for top in tops if top.endswith(".dist-info")}
    assert tops == {*PACKAGES, information}
    assert f"{information}/licenses/LICENSE" in _names(wheel)


def test_version(run: Run, installed: Path, tmp_path: Path) -> None:
    literal = re.search(r'^__version__ = "(.+)"$', (PACKAGES["hangup"] / "__init__.py").read_text(), re.MULTILINE)
    assert literal
    assert literal[1] in run(installed / "hangup", "--version", cwd=tmp_path)


def test_the_wheel_is_what_runs(run: Run, installed: Path, tmp_path: Path) -> None:
    code = "import hangup, hangup_rules; print(hangup.__file__); print(hangup_rules.__file__)"
    for line in run(installed / "python", "-P", "-c", code, cwd=tmp_path).splitlines():
        assert not Path(line).is_relative_to(ROOT / "linter")
        assert not Path(line).is_relative_to(ROOT / "rules")
        assert "site-packages" in Path(line).parts


def test_source_roots_are_no_packages(run: Run, installed: Path, tmp_path: Path) -> None:
    code = "import importlib.util as u; print([n for n in ('linter', 'rules') if u.find_spec(n)])"
    assert run(installed / "python", "-P", "-c", code, cwd=tmp_path).strip() == "[]"


def test_check_finds_something_in_the_examples(run: Run, installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    report = json.loads(
        run(installed / "hangup", "check", "--output-format", "json", "examples", cwd=tmp_path, status=1)
    )
    assert report["diagnostics"]
    assert not [found for found in report["diagnostics"] if found["code"] == "HUP900"]


def test_it_runs_as_a_module(run: Run, installed: Path, tmp_path: Path) -> None:
    (tmp_path / "clean.py").write_text("print('hello')\n")
    run(installed / "python", "-m", "hangup", "check", "clean.py", cwd=tmp_path)
