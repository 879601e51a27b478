"""What the tests of the command line share: a project in a temporary directory, and hangup over fake parts."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

FAKE = Path(__file__).with_name("fake_hangup.py")
LEAK = "client.connect_user(user)\n"

Run = Callable[..., Result]
Start = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, outside any repository, without a cache and without a word on colour."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "CI", "PRE_COMMIT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches of the user"))
    monkeypatch.setenv("HANGUP_NO_CACHE", "1")  # the tests of the cache take it away
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of the fake parts."""
    spec = importlib.util.spec_from_file_location("fake_hangup", FAKE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "fake_hangup", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def hangup(project: Path, fake: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``hangup ...`` in this process, over the fake parts."""
    from hangup import cli

    for name, part in fake.PARTS.items():
        monkeypatch.setattr(cli, name, part)

    def run(*arguments: str, input: bytes | str = b"") -> Result:  # noqa: A002  (click's name for it)
        return CliRunner().invoke(cli.main, arguments, input=input)

    return run


@pytest.fixture
def start(project: Path) -> Start:
    """Run ``hangup ...`` in a process of its own, over the fake parts."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, **dict(options.pop("env", {}))}  # type: ignore[call-overload]
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [sys.executable, str(FAKE), *arguments],
            cwd=project,
            env=environment,
            check=False,
            **{"capture_output": True, "timeout": 60, **options},
        )

    return run
