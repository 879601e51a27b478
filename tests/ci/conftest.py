"""Steps of continuous integration, run as they are written, with the variables that a server would set."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]

LEAK = """\
import { StreamChat } from "stream-chat";

export async function greet(user: { id: string }, token: string) {
  const client = new StreamChat("key");
  await client.connectUser(user, token);
}
"""

Read = Callable[[str], Any]
Bash = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def read() -> Read:
    """A YAML file of this repository."""

    def load(name: str) -> Any:
        return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))

    return load


@pytest.fixture(scope="session")
def bash() -> Bash:
    """A script in bash, as the servers call it: it stops at the first command that fails."""

    def run(script: str, cwd: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HANGUP", "GIT_"))}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=cwd,
            env={**kept, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=900,
        )

    return run


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A user's repository with a leak in the folder ``web``."""
    workspace = tmp_path / "workspace"
    (workspace / "web" / "src").mkdir(parents=True)
    (workspace / "web" / "src" / "chat.ts").write_text(LEAK, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", str(workspace)], check=True)
    return workspace
