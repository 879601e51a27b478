"""``paths`` and ``baseUrl``: which configuration is in force, what it extends, and input that is meant to break it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hangup.project.modules.ecmascript import EcmascriptModules
from hangup.project.modules.tree import Tree

Resolve = Callable[[str, dict[str, Any]], str | None]
FILES = ("app/main.ts", "app/inner/deep.ts", "lib/chat.ts", "lib/generated/chat.ts", "app/lib/chat.ts", "chat/index.ts")


@pytest.fixture
def resolve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """What ``app/main.ts`` means by a name, given some configurations."""
    monkeypatch.chdir(tmp_path)

    def resolve(name: str, configurations: dict[str, Any]) -> str | None:
        for place, content in configurations.items():
            path = tmp_path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return EcmascriptModules(Tree(FILES, ".")).module("app/main.ts", name)

    return resolve


def options(**given: object) -> dict[str, object]:
    return {"compilerOptions": given}


# ---------------------------------------------------------------- paths and baseUrl


@pytest.mark.parametrize(
    ("name", "paths", "expected"),
    [
        ("@chat", {"@chat": ["./chat"]}, "chat/index.ts"),
        ("@chat", {"@chat": ["./chat/index.ts"]}, "chat/index.ts"),
        ("@lib/chat", {"@lib/*": ["./lib/*"]}, "lib/chat.ts"),
        ("@lib/chat", {"@lib/*": ["./missing/*", "./lib/*"]}, "lib/chat.ts"),
        ("@lib/chat", {"@lib/*": ["./lib/generated/*", "./lib/*"]}, "lib/generated/chat.ts"),
        ("@lib/chat", {"*": ["./app/*"], "@lib/*": ["./lib/*"]}, "lib/chat.ts"),
        ("@lib/chat", {"@lib/*": ["./lib/*"], "@lib/chat": ["./chat"]}, "chat/index.ts"),
        ("lib/chat", {"*": ["./*"]}, "lib/chat.ts"),
        ("chat-module", {"*-module": ["./lib/*"]}, "lib/chat.ts"),
        ("@lib/chat", {"@lib/*": []}, None),
    ],
)
def test_the_most_specific_pattern_counts(
    resolve: Resolve, name: str, paths: dict[str, list[str]], expected: str | None
) -> None:
    assert resolve(name, {"tsconfig.json": options(paths=paths)}) == expected


def test_paths_are_relative_to_the_base_url(resolve: Resolve) -> None:
    assert resolve("@c", {"tsconfig.json": options(baseUrl="./lib", paths={"@c": ["chat"]})}) == "lib/chat.ts"


def test_bare_names_are_looked_for_from_the_base_url(resolve: Resolve) -> None:
    assert resolve("chat", {"jsconfig.json": options(baseUrl="lib")}) == "lib/chat.ts"


def test_without_a_base_url_bare_names_are_packages(resolve: Resolve) -> None:
    assert resolve("lib/chat", {"tsconfig.json": options(strict=True)}) is None


def test_the_nearest_configuration_counts(resolve: Resolve) -> None:
    outer, inner = options(paths={"@c": ["./lib/chat"]}), options(paths={"@c": ["./lib/chat"]})
    assert resolve("@c", {"tsconfig.json": outer, "app/tsconfig.json": inner}) == "app/lib/chat.ts"


def test_comments_and_trailing_commas_are_allowed(resolve: Resolve) -> None:
    text = '\ufeff{ // "a"\n "compilerOptions": { /* } */ "paths": { "@c": ["./lib/chat",], "//": ["x"], }, }, }'
    assert resolve("@c", {"tsconfig.json": text}) == "lib/chat.ts"


# ---------------------------------------------------------------- extends and references


def test_paths_are_inherited_and_stay_relative_to_where_they_stand(resolve: Resolve) -> None:
    base = options(paths={"@c": ["../lib/chat"]})
    assert resolve("@c", {"app/tsconfig.json": {"extends": "../config/base.json"}, "config/base.json": base}) == (
        "lib/chat.ts"
    )


@pytest.mark.parametrize("extended", ["../base", "../base.json", ["../base.json"], ["../none.json", "../base"]])
def test_ways_to_name_what_is_extended(resolve: Resolve, extended: object) -> None:
    base = options(baseUrl=".", paths={"@c": ["lib/chat"]})
    assert resolve("@c", {"app/tsconfig.json": {"extends": extended}, "base.json": base}) == "lib/chat.ts"


def test_of_several_the_last_counts(resolve: Resolve) -> None:
    first, second = options(paths={"@c": ["./lib/chat"]}), options(paths={"@c": ["./chat"]})
    found = resolve("@c", {"tsconfig.json": {"extends": ["./a.json", "./b.json"]}, "a.json": first, "b.json": second})
    assert found == "chat/index.ts"


def test_own_paths_replace_those_that_are_inherited(resolve: Resolve) -> None:
    own = {"extends": "./a.json", **options(paths={"@d": ["./chat"]})}
    files = {"tsconfig.json": own, "a.json": options(paths={"@c": ["./lib/chat"]})}
    assert resolve("@d", files) == "chat/index.ts"
    assert resolve("@c", files) is None


def test_a_configuration_that_only_refers_to_others(resolve: Resolve) -> None:
    files = {
        "tsconfig.json": {
            "files": [],
            "references": [{"path": "./tsconfig.node.json"}, {"path": "./tsconfig.app.json"}],
        },
        "tsconfig.node.json": options(strict=True),
        "tsconfig.app.json": options(paths={"@c": ["./lib/chat"]}),
    }
    assert resolve("@c", files) == "lib/chat.ts"


# ---------------------------------------------------------------- hostile input


def test_a_circle_of_extends_ends(resolve: Resolve) -> None:
    files = {"tsconfig.json": {"extends": "./a.json"}, "a.json": {"extends": "./tsconfig.json"}}
    assert resolve("@c", files) is None


def test_many_circles_of_extends_end_soon(resolve: Resolve) -> None:
    """Each of sixteen levels extends itself four times: 4 ** 16 readings, were they not bounded."""
    assert resolve("@c", {"tsconfig.json": {"extends": ["./tsconfig.json"] * 4}}) is None


def test_a_circle_of_references_ends(resolve: Resolve) -> None:
    assert resolve("@c", {"tsconfig.json": {"references": [{"path": "./tsconfig.json"}] * 4}}) is None


@pytest.mark.parametrize(
    "content",
    [
        "", "null", "[]", '"text"', "{", "{}{}", b"\xff\xfe\x00", b"\x00" * 64, "[" * 100_000, '{"a":' * 100_000,
        '{"extends": 1}', '{"extends": [1, null, {}]}', '{"references": 3}', '{"references": [1, {"path": 2}, null]}',
        '{"compilerOptions": []}', '{"compilerOptions": {"paths": []}}', '{"compilerOptions": {"paths": {"@c": 1}}}',
        '{"compilerOptions": {"paths": {"@c": [1, null]}}}', '{"compilerOptions": {"baseUrl": 1}}',
        '{"compilerOptions": {"paths": {"@c": ["../../../../etc/passwd"]}}}',
        '{"extends": "../../../../../../etc/hosts"}', '{"extends": "./' + "a/" * 5_000 + '"}',
        '{"extends": "./\\u0000"}',
        '{"compilerOptions": {"paths": {"*": ["*"], "**": ["**"], "": [""]}}}',
    ],
)  # fmt: skip
def test_input_that_is_no_configuration(resolve: Resolve, content: str | bytes) -> None:
    assert resolve("@c", {"tsconfig.json": content}) is None


def test_a_file_that_is_too_large_is_not_read(resolve: Resolve) -> None:
    text = json.dumps(options(paths={"@c": ["./lib/chat"]}))
    assert resolve("@c", {"tsconfig.json": text + " " * (1 << 20)}) is None
