"""What the tests against hostile input share: hangup in a process of its own, with little time and little memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 20
"""Of processor time: a busy machine makes no test fail."""
MEMORY = 1536 * 1024 * 1024

LEAKS = {
    "py": """\
from stream_chat import StreamChat


def open_chat(user, token):
    client = StreamChat("key")
    client.connect_user(user, token)
""",
    "ts": """\
import { StreamChat } from "stream-chat";

export function openChat(user, token) {
  const client = new StreamChat("key");
  client.connectUser(user, token);
}
""",
}


@dataclass(frozen=True)
class Outcome:
    """How a run ended. ``found`` has the codes of each file's findings, ``diagnostics`` all of JSON's."""

    status: int
    errors: str
    diagnostics: list[dict[str, Any]]

    @property
    def found(self) -> dict[str, set[str]]:
        files: dict[str, set[str]] = {}
        for diagnostic in self.diagnostics:
            files.setdefault(diagnostic["path"], set()).add(diagnostic["code"])
        return files

    def message(self, path: str) -> str:
        """What HUP900 says of a file."""
        return next(str(d["message"]) for d in self.diagnostics if d["path"] == path and d["code"] == "HUP900")


Check = Callable[..., Outcome]
Leaks = Mapping[str, str]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.fixture
def leaks() -> Leaks:
    """A leak in each language, by suffix."""
    return LEAKS


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a leak in each language that must be found whatever stands beside it."""
    root = tmp_path / "project"
    root.mkdir()
    for suffix, text in LEAKS.items():
        (root / f"good.{suffix}").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def check(project: Path) -> Check:
    """Run ``hangup check`` there. The good files are found, it is no error of hangup, and it keeps to the limits."""

    def run(*arguments: str) -> Outcome:
        path = os.pathsep.join([str(ROOT / "linter"), str(ROOT / "rules")])
        done = subprocess.run(
            [sys.executable, "-P", "-m", "hangup", "check", "--output-format", "json", *arguments],
            cwd=project,
            env={**os.environ, "PYTHONPATH": path, "GIT_CEILING_DIRECTORIES": str(project.parent)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            preexec_fn=_limit,
            check=False,
            timeout=300,
        )
        errors = done.stderr.decode()
        assert done.returncode in (0, 1), f"status {done.returncode}: {errors}"
        outcome = Outcome(done.returncode, errors, json.loads(done.stdout)["diagnostics"])
        messages = [diagnostic["message"] for diagnostic in outcome.diagnostics]
        assert not [message for message in messages if "hangup failed" in message or "memory" in message]
        if not arguments:
            assert outcome.status == 1
            assert outcome.found.get("good.py") == outcome.found.get("good.ts") == {"HUP101"}
        return outcome

    return run
