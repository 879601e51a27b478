"""The rules' pages under docs/ are those that the code says now."""

from __future__ import annotations

import runpy
from pathlib import Path

BUILD = Path(__file__).parents[2] / "docs" / "build.py"


def test_pages_are_up_to_date() -> None:
    outdated = runpy.run_path(str(BUILD))["outdated"]()
    assert not outdated, "run make docs"
