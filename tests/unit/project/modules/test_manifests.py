"""Packages of the same repository: names, ``exports`` and ``imports`` of manifests, sources of what is built."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hangup.project.modules.ecmascript import EcmascriptModules
from hangup.project.modules.tree import Tree

FILES = (
    "app/main.ts", "packages/chat/src/index.ts", "packages/chat/src/room.ts", "packages/chat/src/deep/seat.ts",
    "packages/chat/source/only.ts",
)  # fmt: skip
Resolve = Callable[..., str | None]


@pytest.fixture
def resolve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """What a file means by a name, where ``packages/chat`` has this manifest."""
    monkeypatch.chdir(tmp_path)

    def resolve(name: str, manifest: Any, path: str = "app/main.ts") -> str | None:
        place = tmp_path / "packages" / "chat" / "package.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(manifest if isinstance(manifest, str) else json.dumps(manifest), encoding="utf-8")
        return EcmascriptModules(Tree(FILES, ".")).module(path, name)

    return resolve


@pytest.mark.parametrize(
    ("name", "rest", "expected"),
    [
        ("chat", {}, "src/index.ts"),
        ("chat", {"main": "dist/index.js"}, "src/index.ts"),
        ("chat", {"main": "lib/room.js"}, "src/room.ts"),
        ("chat", {"types": "dist/room.d.ts"}, "src/room.ts"),
        ("chat", {"source": "source/only.ts", "main": "dist/index.js"}, "source/only.ts"),
        ("chat", {"exports": "./dist/room.js"}, "src/room.ts"),
        ("chat", {"exports": {"import": "./dist/room.mjs", "require": "./dist/room.cjs"}}, "src/room.ts"),
        ("chat", {"exports": {".": {"node": {"import": "./dist/room.js"}}}}, "src/room.ts"),
        ("chat", {"exports": {".": ["./nothing.js", "./src/room.ts"]}}, "src/room.ts"),
        ("chat", {"exports": {".": "./dist/room.js"}, "main": "dist/index.js"}, "src/room.ts"),
        ("chat/seat", {"exports": {"./seat": "./dist/deep/seat.js"}}, "src/deep/seat.ts"),
        ("chat/deep/seat", {"exports": {"./*": "./dist/*.js"}}, "src/deep/seat.ts"),
        ("chat/seat.js", {"exports": {"./*.js": {"import": "./dist/deep/*.js"}}}, "src/deep/seat.ts"),
        ("chat/src/room", {}, "src/room.ts"),
        ("chat/room", {}, "src/room.ts"),
        ("chat/dist/room.js", {}, None),
        ("chat-room", {}, None),
    ],
)
def test_a_package_of_the_repository(resolve: Resolve, name: str, rest: dict[str, Any], expected: str | None) -> None:
    wanted = None if expected is None else f"packages/chat/{expected}"
    assert resolve(name, {"name": "chat", **rest}) == wanted


def test_a_package_of_an_organisation(resolve: Resolve) -> None:
    assert resolve("@acme/chat/room", {"name": "@acme/chat"}) == "packages/chat/src/room.ts"
    assert resolve("@acme", {"name": "@acme/chat"}) is None


@pytest.mark.parametrize(
    ("name", "imports", "expected"),
    [
        ("#room", {"#room": "./src/room.ts"}, "src/room.ts"),
        ("#room", {"#room": {"node": "./dist/room.js", "default": "./nothing.js"}}, "src/room.ts"),
        ("#deep/seat", {"#deep/*": "./src/deep/*.ts"}, "src/deep/seat.ts"),
        ("#deep/seat.js", {"#deep/*.js": "./dist/deep/*.js"}, "src/deep/seat.ts"),
        ("#other", {"#room": "./src/room.ts"}, None),
    ],
)
def test_names_inside_of_a_package(resolve: Resolve, name: str, imports: dict[str, Any], expected: str | None) -> None:
    found = resolve(name, {"name": "chat", "imports": imports}, "packages/chat/src/index.ts")
    assert found == (None if expected is None else f"packages/chat/{expected}")


def test_names_inside_of_a_package_mean_nothing_elsewhere(resolve: Resolve) -> None:
    assert resolve("#room", {"name": "chat", "imports": {"#room": "./src/room.ts"}}) is None


def test_of_two_packages_with_one_name_the_first_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "package.json").write_text('{"name": "chat"}', encoding="utf-8")
    found = EcmascriptModules(Tree(["main.ts", "b/index.ts", "a/index.ts"], ".")).module("main.ts", "chat")
    assert found == "a/index.ts"


def _deep(depth: int) -> dict[str, Any]:
    entry: Any = "./src/room.ts"
    for _ in range(depth):
        entry = {"default": entry}
    return {"name": "chat", "exports": entry}


@pytest.mark.parametrize(
    "manifest",
    [
        "", "null", "[1]", "{", '{"name": 1}', '{"name": ""}', '{"name": null, "exports": null}',
        {"exports": {".": "./src/room.ts"}}, {"name": "other"},
    ],
)  # fmt: skip
def test_what_is_no_manifest_of_this_package(resolve: Resolve, manifest: Any) -> None:
    assert resolve("chat", manifest) is None


@pytest.mark.parametrize(
    "rest",
    [
        {"exports": 1}, {"exports": []}, {"exports": {".": 1}}, {"exports": {".": None}},
        {"exports": {"./*": ["x", {}]}}, {"main": 3, "module": [], "types": {}}, {"exports": "../../../../etc/passwd"},
        {"main": "/etc/passwd"}, {"exports": {"": "", "*": "*", "./**": "./**"}},
    ],
)  # fmt: skip
def test_wrong_entries_leave_the_usual_place(resolve: Resolve, rest: dict[str, Any]) -> None:
    assert resolve("chat", {"name": "chat", **rest}) == "packages/chat/src/index.ts"


def test_conditions_that_are_too_deep_are_not_followed(resolve: Resolve) -> None:
    assert resolve("chat", _deep(4)) == "packages/chat/src/room.ts"
    assert resolve("chat", _deep(500)) == "packages/chat/src/index.ts"
