"""The JSON Schema of the configuration: it is one, it takes what hangup takes, and refuses what hangup refuses."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

from hangup import assembly, cli
from hangup.catalogue.sources import CatalogueError
from hangup.config import DESCRIPTIONS, EXTEND, KEYS, ConfigError, parse
from hangup.config_schema import FILES, config_schema

ROOT = Path(__file__).parents[2]
CATALOGUE = sorted(ROOT.glob("rules/hangup_rules/catalogue/*/*.toml"))
SCHEMA = config_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

SDK: dict[str, Any] = {
    "id": "pager",
    "packages": ["npm:pager"],
    "resource": [
        {
            "name": "line",
            "create": [{"call": "new PagerLine"}],
            "acquire": [{"call": "$r.pageIn"}],
            "release": [{"call": "$r.pageOut"}],
        }
    ],
}


def hangup_accepts(table: dict[str, object]) -> bool:
    try:
        assembly.sources(parse(table, "pyproject.toml")).words()
    except (CatalogueError, ConfigError):
        return False
    return True


@pytest.mark.parametrize("file", FILES)
def test_it_is_a_json_schema(file: str) -> None:
    jsonschema.Draft202012Validator.check_schema(config_schema(file))


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: path.name)
def test_the_built_in_descriptions_follow_it(path: Path) -> None:
    VALIDATOR.validate(tomllib.loads(path.read_text(encoding="utf-8")))


def test_every_key_is_explained() -> None:
    assert SCHEMA["properties"].keys() == KEYS.keys() | DESCRIPTIONS.keys() | {EXTEND}
    undocumented = [
        f"{name}.{key}"
        for name, component in {"": SCHEMA, **SCHEMA["$defs"]}.items()
        for key, described in component["properties"].items()
        if not described.get("description")
    ]
    assert undocumented == []


@pytest.mark.parametrize(
    "table",
    [
        {"select": ["HUP1"], "fail-on": "never", "confidence": "low", "preview": True, "sdks": ["stream-chat"]},
        {"sdk": [SDK]},
        {"sdk": [{"id": "stream-chat", "extend": True, "docs": ["https://example.com"]}]},
        {"framework": [{"id": "stage", "language": "python", "call": [{"names": ["on"], "role": "benign"}]}]},
    ],
)
def test_what_hangup_takes_it_takes(table: dict[str, object]) -> None:
    assert hangup_accepts(table)
    VALIDATOR.validate(table)


def changed(**keys: object) -> dict[str, object]:
    return {"sdk": [{**SDK, "resource": [{**SDK["resource"][0], **keys}]}]}


@pytest.mark.parametrize(
    "table",
    [
        {"selct": ["HUP1"]},
        {"select": "HUP1"},
        {"fail-on": "eror"},
        {"preview": "yes"},
        {"sdk": SDK},
        {"sdk": [{**SDK, "colour": 1}]},
        {"sdk": [{**SDK, "id": "My Pager"}]},
        {"sdk": [{**SDK, "packages": ["pager"]}]},
        {"sdk": [{key: value for key, value in SDK.items() if key != "packages"}]},
        changed(acquire=[{"call": "pageIn"}]),
        changed(acquire=[{"call": "$r.pageIn", "mode": "promis"}]),
        changed(create=[{"call": "new PagerLine", "connects": "maybe"}]),
        changed(create=[{"call": "new PagerLine", "shared": "by:"}]),
        changed(release=[{"call": "$x.pageOut"}]),
        changed(forbid_in=["moon"]),
        {"framework": [{"id": "stage"}]},
        {"framework": [{"id": "stage", "language": "cobol"}]},
        {"framework": [{"id": "stage", "language": "python", "call": [{"names": ["on"], "role": "dance"}]}]},
    ],
    ids=str,
)
def test_what_hangup_refuses_it_refuses(table: dict[str, object]) -> None:
    assert not hangup_accepts(table)
    assert not VALIDATOR.is_valid(table)


def test_of_a_pyproject_it_speaks_for_its_own_table() -> None:
    validator = jsonschema.Draft202012Validator(config_schema("pyproject.toml"))
    assert validator.is_valid({"project": {"name": "x"}, "tool": {"other": 1, "hangup": {"select": ["HUP1"]}}})
    assert not validator.is_valid({"tool": {"hangup": {"selct": ["HUP1"]}}})


def test_the_command_prints_it() -> None:
    for arguments, file in (("--schema", "hangup.toml"), ("--schema=pyproject.toml", "pyproject.toml")):
        result = CliRunner().invoke(cli.main, ["config", arguments])
        assert result.exit_code == 0
        assert json.loads(result.stdout) == config_schema(file)


def test_without_an_option_the_command_lists_the_keys() -> None:
    result = CliRunner().invoke(cli.main, ["config"])
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())  # wrapped to the width of the terminal
    for key, entry in KEYS.items():
        assert f"{key} " in words
        assert entry.doc.split(":")[0] in words
    assert "[[sdk]]" in result.stdout
