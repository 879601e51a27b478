"""Reading the catalogue: what is wrong with a file is said with its place, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.catalogue import sources
from hangup.catalogue.loader import Catalogue, CatalogueError, load, load_builtin

SDK = """
[[sdk]]
id = "wire"
packages = ["npm:wire"]
[[sdk.resource]]
name = "line"
create = [{ call = "new Line" }]
acquire = [{ call = "$r.dial", mode = "promise" }]
release = [{ call = "$r.hangUp", mode = "promise" }]
"""
FRAMEWORK = """
[[framework]]
id = "stage"
language = "ecmascript"
packages = ["npm:stage"]
[[framework.call]]
names = ["onEnter"]
role = "mount"
callback = 0
[[framework.class]]
bases = ["Scene"]
methods = { enter = "mount", leave = "unmount" }
"""


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        kind, _, stem = name.partition("__")
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{stem}.toml").write_text(text, encoding="utf-8")
    return folder


def _error(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    return str(caught.value)


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    second = SDK.replace('"wire"', '"cable"')
    catalogue = load(_write(tmp_path, sdks__b=second, sdks__a=SDK, frameworks__stage=FRAMEWORK))
    assert [sdk.id for sdk in catalogue.sdks] == ["wire", "cable"]
    assert [framework.id for framework in catalogue.frameworks] == ["stage"]
    assert catalogue.frameworks[0].class_[0].methods["leave"] == "unmount"


def test_an_empty_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert load(tmp_path) == Catalogue()


def test_the_catalogue_is_frozen() -> None:
    with pytest.raises(AttributeError):
        Catalogue().sdks = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            SDK + 'again = "often"\n',
            (
                'sdks/x.toml: sdk[0].resource[0].again: "often" is not one of duplicate, noop, throw, undefined, '
                "warn, warn-same-throw-other"
            ),
        ),
        (
            SDK + 'forbid_in = ["moon"]\n',
            (
                'sdks/x.toml: sdk[0].resource[0].forbid_in[0]: "moon" is not one of app-extension, loop, render, '
                "request, rerun, server"
            ),
        ),
        (
            SDK.replace('mode = "promise" }]\nrelease', 'mode = "maybe" }]\nrelease'),
            'sdks/x.toml: sdk[0].resource[0].acquire[0].mode: "maybe" is not one of await, await-in-async, ',
        ),
        (SDK + "colour = 1\n", "sdks/x.toml: sdk[0].resource[0].colour: unknown key"),
        (
            SDK + 'alias = { ring = "dial" }\n',
            "sdks/x.toml: sdk[0].resource[0].alias: unknown key; did you mean 'aliases'?",
        ),
        (
            SDK.replace('mode = "promise" }]\nrelease', 'mode = "promis" }]\nrelease'),
            (
                'sdks/x.toml: sdk[0].resource[0].acquire[0].mode: "promis" is not one of await, await-in-async, '
                "callback, lazy-run, promise, returns-handle, returns-unsubscribe, sync, sync-or-await, with; "
                "did you mean 'promise'?"
            ),
        ),
        (
            SDK.replace('"$r.dial"', '"dial"'),
            (
                'sdks/x.toml: sdk[0].resource[0].acquire[0].call: "dial" is none of the forms of such a call: '
                '$r.method, with $r, async with $r, await $r; did you mean "$r.dial"?'
            ),
        ),
        (
            SDK.replace('{ call = "$r.hangUp", mode = "promise" }', '{ call = "$r.hangUp", partial = true }'),
            "sdks/x.toml: sdk[0].resource[0].release: must be given: what could ever close what is opened here?",
        ),
        (
            SDK.replace('packages = ["npm:wire"]', "packages = []"),
            "sdks/x.toml: sdk[0].packages: must be given, for instance ['npm:wire']",
        ),
        (
            SDK.replace('"npm:wire"', '"wire"'),
            (
                'sdks/x.toml: sdk[0].packages[0]: "wire" must begin with one of npm:, pypi:, any:, node:, std:, global:'
                "; did you mean 'npm:wire' or 'pypi:wire'?"
            ),
        ),
        ("[[sdk]]\nid = 'wire'\n", "sdks/x.toml: sdk[0].packages: must be given"),
        ("[[sdk]]\nid = 7\npackages = []\n", "sdks/x.toml: sdk[0].id: must be a text, not a whole number"),
        (SDK + 'evidence = "dial"\n', "sdks/x.toml: sdk[0].resource[0].evidence: must be a list, not a text"),
        ("", "sdks/x.toml: sdk: must be given"),
        ("[[sdk]\n", "sdks/x.toml: not TOML: "),
        (SDK.replace("npm:wire", "wire"), 'sdks/x.toml: sdk[0].packages[0]: "wire" must begin with one of npm:, '),
        (
            SDK + 'parent = { of = "pole" }\n',
            'sdks/x.toml: sdk[0].resource[0].parent.of: "pole" is not one of line, the resources of this sdk',
        ),
        (
            SDK + 'aliases = { ring = "call" }\n',
            (
                'sdks/x.toml: sdk[0].resource[0].aliases.ring: "call" is not an acquire or release of this resource: '
                "dial, hangUp"
            ),
        ),
        (
            SDK.replace("new Line", "$parent.line"),
            'sdks/x.toml: sdk[0].resource[0].create[0].call: "$parent.line" needs a parent',
        ),
        (
            SDK.replace('call = "new Line"', 'call = "new Line", connects = "maybe"'),
            'sdks/x.toml: sdk[0].resource[0].create[0].connects: "maybe" is not one of never, always, lazy-pool, ',
        ),
        (
            SDK.replace('call = "new Line"', 'call = "new Line", shared = "by:"'),
            'sdks/x.toml: sdk[0].resource[0].create[0].shared: "by:" is not one of none, global, by:<key>',
        ),
        (
            SDK + '[[sdk.resource]]\nname = "line"\n',
            'sdks/x.toml: sdk[0].resource[1].name: "line" is taken by another resource of this sdk',
        ),
    ],
)
def test_what_is_wrong_with_an_sdk_is_named(tmp_path: Path, text: str, message: str) -> None:
    assert _error(_write(tmp_path, sdks__x=text)).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            FRAMEWORK.replace('"mount"\ncallback', '"dance"\ncallback'),
            'frameworks/x.toml: framework[0].call[0].role: "dance" is not one of aborter, apply, attribute, ',
        ),
        (
            FRAMEWORK.replace('leave = "unmount"', 'leave = "exit"'),
            "frameworks/x.toml: framework[0].class[0].methods",
        ),
        (
            FRAMEWORK + '[[framework.function]]\nrole = "hook"\nname = "use["\n',
            'frameworks/x.toml: framework[0].function[0].name: "use[" is not a regular expression: ',
        ),
        (
            FRAMEWORK + '[[framework.function]]\nrole = "script"\nimports = ["react"]\n',
            'frameworks/x.toml: framework[0].function[0].imports[0]: "react" must begin with one of ',
        ),
        (
            FRAMEWORK.replace("callback = 0", "").replace('"mount"', '"effect"', 1),
            "frameworks/x.toml: framework[0].call[0].callback: must be given: which argument is run?",
        ),
        (
            FRAMEWORK.replace('bases = ["Scene"]\n', ""),
            "frameworks/x.toml: framework[0].class[0] must have bases, decorators, names or files",
        ),
        (
            FRAMEWORK.replace('names = ["onEnter"]', "names = []"),
            "frameworks/x.toml: framework[0].call[0].names: must name at least one call",
        ),
        (
            FRAMEWORK.replace('language = "ecmascript"', 'language = "cobol"'),
            'frameworks/x.toml: framework[0].language: "cobol" is not one of ecmascript, python',
        ),
    ],
)
def test_what_is_wrong_with_a_framework_is_named(tmp_path: Path, text: str, message: str) -> None:
    assert _error(_write(tmp_path, frameworks__x=text)).startswith(message)


def test_ids_are_taken_once(tmp_path: Path) -> None:
    assert (
        _error(_write(tmp_path, sdks__a=SDK, sdks__b=SDK))
        == 'sdks/b.toml: sdk[0].id: "wire" is taken by sdks/a.toml: sdk[0]'
    )
    (tmp_path / "sdks" / "b.toml").unlink()
    twice = FRAMEWORK + FRAMEWORK
    assert _error(_write(tmp_path, frameworks__a=twice)).startswith(
        'frameworks/a.toml: framework[1].id: "stage" is taken'
    )


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (_write(tmp_path, sdks__x=SDK) / "sdks" / "x.toml").write_bytes(b"# caf\xe9\n")
    assert _error(tmp_path).startswith("sdks/x.toml: not TOML: ")


def test_a_file_that_is_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "sdks" / "x.toml").mkdir(parents=True)
    assert _error(tmp_path).startswith("sdks/x.toml: cannot be read: ")


@pytest.mark.parametrize("package", ["hangup_rules_that_nobody_has", "json.nothing"])
def test_a_missing_installation_is_said(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setattr(sources, "RULES_PACKAGE", package)
    load_builtin.cache_clear()
    try:
        with pytest.raises(CatalogueError, match="is missing: the installation of hangup is broken"):
            load_builtin()
    finally:
        monkeypatch.undo()
        load_builtin.cache_clear()


def test_an_installation_without_files_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "RULES_PACKAGE", "email")
    load_builtin.cache_clear()
    try:
        with pytest.raises(CatalogueError, match="the catalogue is empty"):
            load_builtin()
    finally:
        monkeypatch.undo()
        load_builtin.cache_clear()
