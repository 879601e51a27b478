"""Which file a JavaScript or TypeScript module name stands for: relative paths, aliases, packages of the repository."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

import pytest

from hangup.project.modules import Reference
from hangup.project.modules.ecmascript import EcmascriptModules
from hangup.project.modules.tree import Tree

Build = Callable[..., EcmascriptModules]


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Make a project of files and get its modules. Configurations are given as objects or as text."""
    monkeypatch.chdir(tmp_path)

    def build(*files: str, **configurations: Mapping[str, object] | str) -> EcmascriptModules:
        listed = [*files]
        for name, content in configurations.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return EcmascriptModules(Tree(listed, "."))

    return build


# ---------------------------------------------------------------- relative


@pytest.mark.parametrize(
    ("name", "there", "expected"),
    [
        ("./chat", ["src/chat.ts"], "src/chat.ts"),
        ("./chat", ["src/chat.tsx", "src/chat.js"], "src/chat.tsx"),
        ("./chat", ["src/chat/index.ts"], "src/chat/index.ts"),
        ("./chat", ["src/chat.js", "src/chat/index.ts"], "src/chat.js"),
        ("./chat.js", ["src/chat.ts"], "src/chat.ts"),
        ("./chat.js", ["src/chat.js", "src/chat.ts"], "src/chat.js"),
        ("./chat.mjs", ["src/chat.mts"], "src/chat.mts"),
        ("./chat.cjs", ["src/chat.cts"], "src/chat.cts"),
        ("./chat.jsx", ["src/chat.tsx"], "src/chat.tsx"),
        ("./chat.store", ["src/chat.store.ts"], "src/chat.store.ts"),
        ("./Chat.vue", ["src/Chat.vue"], "src/Chat.vue"),
        ("./Chat.svelte", ["src/Chat.svelte"], "src/Chat.svelte"),
        ("./chat", ["src/chat.native.ts", "src/chat.web.ts"], "src/chat.native.ts"),
        ("./chat", ["src/chat.ios.tsx"], "src/chat.ios.tsx"),
        ("./chat", ["src/chat.ts", "src/chat.native.ts"], "src/chat.ts"),
        ("../lib", ["lib/index.js"], "lib/index.js"),
        ("../lib/", ["lib/index.js"], "lib/index.js"),
        (".", ["src/index.ts"], "src/index.ts"),
        ("./", ["src/index.ts"], "src/index.ts"),
        ("..", ["index.ts"], "index.ts"),
        ("./other/../chat", ["src/chat.ts"], "src/chat.ts"),
    ],
)
def test_relative_names(modules: Build, name: str, there: list[str], expected: str) -> None:
    assert modules("src/app.ts", *there).module("src/app.ts", name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "stream-chat", "@stream-io/video-client", "./missing", "../../outside", "/src/chat", "", "./", "node:fs", "\0",
        "https://example.com/chat.js", "./chat?raw", "@", "@/", "#", "...",
    ],
)  # fmt: skip
def test_names_of_nothing_in_the_project(modules: Build, name: str) -> None:
    assert modules("src/app.ts", "src/chat.ts").module("src/app.ts", name) is None


def test_a_file_above_the_root_is_not_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner" / "src").mkdir(parents=True)
    (tmp_path / "secret.ts").write_text("export {}", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "inner")
    found = EcmascriptModules(Tree(["src/app.ts"], ".")).module("src/app.ts", "../../secret")
    assert found is None


# ---------------------------------------------------------------- conventions


@pytest.mark.parametrize(
    ("name", "there", "expected"),
    [
        ("@/stores/chat", ["src/stores/chat.ts"], "src/stores/chat.ts"),
        ("@/lib/chat", ["lib/chat.ts"], "lib/chat.ts"),
        ("~/composables/useChat", ["app/composables/useChat.ts"], "app/composables/useChat.ts"),
        ("~~/lib/chat", ["lib/chat.ts"], "lib/chat.ts"),
        ("$lib/chat", ["src/lib/chat.ts"], "src/lib/chat.ts"),
        ("$lib", ["src/lib/index.ts"], "src/lib/index.ts"),
        ("src/chat", ["src/chat.ts"], "src/chat.ts"),
    ],
)
def test_aliases_that_frameworks_set_up(modules: Build, name: str, there: list[str], expected: str) -> None:
    assert modules("src/views/Inbox.vue", *there).module("src/views/Inbox.vue", name) == expected


def test_an_alias_counts_from_the_package_around_the_file(modules: Build) -> None:
    files = ("apps/web/src/App.tsx", "apps/web/src/chat.ts", "src/chat.ts")
    found = modules(*files, **{"apps/web/package.json": {"name": "web"}, "package.json": {"name": "all"}})
    assert found.module("apps/web/src/App.tsx", "@/chat") == "apps/web/src/chat.ts"


def test_a_configured_alias_comes_before_a_convention(modules: Build) -> None:
    configured = {"compilerOptions": {"paths": {"@/*": ["./client/*"]}}}
    found = modules("src/app.ts", "src/chat.ts", "client/chat.ts", **{"tsconfig.json": configured})
    assert found.module("src/app.ts", "@/chat") == "client/chat.ts"


# ---------------------------------------------------------------- what a file names


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import { a, b as c } from './chat'", Reference("./chat", frozenset({"a", "b"}))),
        ("import chat from './chat'", Reference("./chat", frozenset({"default"}))),
        ("import chat, { type A, b } from './chat'", Reference("./chat", frozenset({"default", "A", "b"}))),
        ("import type { Chat } from './chat'", Reference("./chat", frozenset({"Chat"}))),
        ("import * as chat from './chat'", Reference("./chat", None)),
        ("export * from './chat'", Reference("./chat", None)),
        ("export * as chat from './chat'", Reference("./chat", None)),
        ("export { default as open } from './chat'", Reference("./chat", frozenset({"default"}))),
        ("export {\n  a, // one\n  b,\n} from './chat'", Reference("./chat", frozenset({"a", "b"}))),
        ("const chat = require('./chat')", Reference("./chat", None)),
        ('const { open } = require("./chat");', Reference("./chat", None)),
        ("const page = lazy(() => import('./chat'))", Reference("./chat", None)),
        ("await import(`./chat`)", Reference("./chat", None)),
        ("import './chat'", Reference("./chat", None)),
    ],
)
def test_references_in_the_text(modules: Build, source: str, expected: Reference) -> None:
    found = list(modules().references(source.encode()))
    assert any(r.module == expected.module and _covers(r, expected) for r in found)


def _covers(found: Reference, wanted: Reference) -> bool:
    return found.names is None or (wanted.names is not None and wanted.names <= found.names)


@pytest.mark.parametrize(
    ("target", "importer", "source"),
    [
        ("src/chat.ts", "src/app.ts", "import { open } from './chat'"),
        ("src/chat/index.ts", "src/app.ts", "import { open } from './chat'"),
        ("src/index.ts", "src/app.ts", "import { open } from '.'"),
        ("src/index.ts", "src/deep/app.ts", "import { open } from '..'"),
        ("src/index.ts", "src/very/deep/app.ts", "const { open } = require('../../')"),
        ("src/chat.native.ts", "src/app.ts", "import { open } from './chat'"),
        ("packages/chat/src/index.ts", "app/app.ts", "import { open } from '@acme/chat'"),
        ("packages/chat/src/deep/room.ts", "app/app.ts", "import { open } from '@acme/chat/rooms'"),
        ("src/chat.ts", "src/app.ts", "import { open } from 'messages'"),
        ("src/chat.ts", "src/app.ts", "import { open } from './chat.js'"),
        ("src/chat/index.ts", "src/app.ts", "import { open } from './chat/'"),
    ],
)
def test_importers_pass_the_gate_of_what_they_import(modules: Build, target: str, importer: str, source: str) -> None:
    manifest = {"name": "@acme/chat", "exports": {".": "./dist/index.js", "./rooms": "./dist/deep/room.js"}}
    configured = {"compilerOptions": {"paths": {"messages": ["./src/chat.ts"]}}}
    found = modules(target, importer, **{"packages/chat/package.json": manifest, "tsconfig.json": configured})
    (reference,) = {r for r in found.references(source.encode()) if r.names is not None or "require" in source}
    assert found.module(importer, reference.module) == target
    gate = found.importing([target])
    assert gate.passes(source.encode())
    gate.prepare()
    assert gate.passes(source.encode())
    assert reference in list(gate.references(importer, source.encode()))
    assert any(text in source.encode() for text in gate.texts)
    assert not gate.passes(b"const chat = index.room; // src '/' './other'")


def test_a_file_of_the_same_name_in_another_folder_is_no_reference(modules: Build) -> None:
    gate = modules("src/chat.ts", "src/app.ts", "api/chat.ts", "api/app.ts").importing(["src/chat.ts"])
    source = b"it's; import { open } from './chat';"
    assert list(gate.references("src/app.ts", source))
    assert not list(gate.references("api/app.ts", source))


@pytest.mark.parametrize(
    "piece",
    [
        b"import ",
        b"import{",
        b"import {a,",
        b"import a, ",
        b"export * ",
        b"import /*",
        b"export //",
        b"require( ",
        b"import\t\t",
    ],
)  # fmt: skip
def test_hostile_text_is_searched_in_linear_time(modules: Build, piece: bytes) -> None:
    found = modules()

    def seconds(times: int) -> float:
        begun = perf_counter()
        assert list(found.references(piece * times)) == []
        return perf_counter() - begun

    seconds(1_000)
    assert seconds(40_000) < 40 * seconds(4_000) + 1  # quadratic: a hundredfold
