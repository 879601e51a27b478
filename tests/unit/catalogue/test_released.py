"""Packages whose releases differ, in real projects: what is found depends on the release that the manifest asks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hangup.assembly import prefilter, toolbox
from hangup.config import Settings
from hangup.testing import check_project

ANNOUNCE = """
const redis = require('redis');

exports.announce = async (report) => {
  const store = redis.createClient(process.env.REDIS_URL);%s
  await deliver(store, report);
  store.quit();
};
"""
PREVIEW = Settings(preview=True)


@pytest.mark.parametrize(
    ("asked", "marker"),
    [
        ("^3.1.2", " // expect: HUP102"),  # connects when it is made
        ("^4.6.0", ""),  # waits for ``connect``
        ("*", ""),
    ],
)
def test_a_client_of_redis_connects_by_itself_until_release_four(tmp_path: Path, asked: str, marker: str) -> None:
    (tmp_path / "package.json").write_text(json.dumps({"dependencies": {"redis": asked}}), encoding="utf-8")
    (tmp_path / "announce.js").write_text(ANNOUNCE % marker, encoding="utf-8")
    problems, found = check_project(tmp_path, prefilter(PREVIEW), toolbox(PREVIEW), PREVIEW)
    assert not problems
    assert bool(found) == bool(marker)
