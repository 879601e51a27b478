"""``hangup server`` where the extra is not installed: it says what to install."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from hangup.cli import main
from hangup.lsp import command

if TYPE_CHECKING:
    import pytest


def test_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> Any:
        return None if name == "pygls" else found(name, package)

    monkeypatch.setattr(command, "find_spec", find)
    result = CliRunner().invoke(main, ["server"])
    assert result.exit_code == 2
    assert result.stderr == (
        "hangup: error: the language server needs pygls, which is not installed: pip install 'hangup[lsp]'\n"
    )
