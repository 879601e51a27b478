"""A built wheel, and an environment it is installed in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).parents[2]


class Run(Protocol):
    def __call__(self, *command: str | Path, cwd: Path, status: int = 0) -> str: ...


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a command away from the source tree; it must end with the status, and what it printed comes back."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def start(*command: str | Path, cwd: Path, status: int = 0) -> str:
        done = subprocess.run(
            [str(part) for part in command], cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, encoding="utf-8", check=False, timeout=900,
        )  # fmt: skip
        said = f"{done.args} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        assert done.returncode == status, said
        return done.stdout

    return start


@pytest.fixture(scope="session")
def wheel(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that HANGUP_WHEEL names, or one that is built now."""
    given = os.environ.get("HANGUP_WHEEL")
    if given:
        return Path(given)
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, cwd=ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(run: Run, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel: this one where HANGUP_WHEEL is given."""
    if os.environ.get("HANGUP_WHEEL"):
        return Path(sys.executable).parent
    home = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", home, cwd=home)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=home)
    return programs
