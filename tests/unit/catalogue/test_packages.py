"""Which package a module belongs to, however it is named."""

from __future__ import annotations

import pytest

from hangup.catalogue.packages import Packages


@pytest.mark.parametrize(
    "module",
    [
        "stream-chat",
        "stream-chat/dist/browser",
        "npm:stream-chat@8.61.0",
        "npm:stream-chat",
        "https://esm.sh/stream-chat",
        "https://esm.sh/v135/stream-chat@8.61.0/es2022/stream-chat.mjs",
        "https://cdn.jsdelivr.net/npm/stream-chat@8/+esm",
        "https://cdn.skypack.dev/stream-chat",
        "https://unpkg.com/stream-chat@^8",
    ],
)
def test_modules_of_a_package(module: str) -> None:
    assert Packages("ecmascript").belongs(module, ["npm:stream-chat"])


@pytest.mark.parametrize(
    "module", ["stream-chat-react", "./stream-chat", "https://esm.sh/stream-chat-react", "@a/stream-chat"]
)
def test_modules_of_others(module: str) -> None:
    assert not Packages("ecmascript").belongs(module, ["npm:stream-chat"])


def test_a_scoped_package_by_its_address() -> None:
    assert Packages("ecmascript").belongs("https://esm.sh/@stream-io/video-client@1", ["npm:@stream-io/video-client"])


def test_modules_of_node_have_two_names() -> None:
    packages = Packages("ecmascript")
    assert all(packages.belongs(module, ["node:fs"]) for module in ("fs", "node:fs", "fs/promises"))
