"""The pages under docs/ that are made from the code, the catalogue and the fixtures are those that these say now."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from hangup.catalogue.loader import load_builtin

DOCS = Path(__file__).parents[2] / "docs"


def test_pages_are_up_to_date() -> None:
    outdated = runpy.run_path(str(DOCS / "build.py"))["outdated"]()
    assert not outdated, "run make docs"


@pytest.mark.parametrize("page", ["frameworks", "sdks"])
def test_everything_that_is_known_has_an_entry(page: str) -> None:
    lines = (DOCS / f"{page}.md").read_text(encoding="utf-8").splitlines()
    known = getattr(load_builtin(), page)
    assert sorted(line.removeprefix("### ") for line in lines if line.startswith("### ")) == sorted(x.id for x in known)
