"""Releases: the lowest one that a requirement names, and whether a description is about it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from hangup.catalogue.loader import Catalogue, CatalogueError, load
from hangup.catalogue.matcher import Knowledge
from hangup.catalogue.versions import Release, holds, lowest_release

RADIO = """
[[sdk]]
id = "radio"
packages = ["npm:radio", "npm:radio-react"]
[[sdk.resource]]
name = "set"
create = [{ call = "new Radio" }]
acquire = [{ call = "$r.tuneIn" }]
release = [{ call = "$r.mute" }]
"""
LATER = """
[[sdk]]
id = "radio"
extend = true
versions = ">=2, <4"
[[sdk.resource]]
name = "set"
release = [{ call = "$r.switchOff" }]
"""


@pytest.mark.parametrize(
    ("requirement", "release"),
    [
        ("2.1.0", (2, 1, 0)),
        ("^1.43.1", (1, 43, 1)),
        ("~2", (2,)),
        ("2.x", (2,)),
        ("==2.*", (2,)),
        ("~=2.1", (2, 1)),
        (">= 2.0", (2, 0)),
        (">=1.4, <3", (1, 4)),
        ("<3, >=1.4", (1, 4)),
        ("1.2 - 2.3", (1, 2)),
        ("^2.4 || ^1.6", (1, 6)),
        ("v2", (2,)),
        ("2.0.0-beta.3", (2, 0, 0)),
        ("npm:@acme/radio@^2.2", (2, 2)),
    ],
)
def test_the_lowest_release_that_is_admitted_counts(requirement: str, release: Release) -> None:
    assert lowest_release(requirement) == release


@pytest.mark.parametrize(
    "requirement",
    ["", "*", "latest", "next", "<3", "!=2.0", "catalog:", "file:../radio-2", "link:../radio", "github:acme/radio#2.1",
     "git+ssh://git@example.com/acme/radio.git#v2.1", "https://example.com/radio-2.0.tgz"],
)  # fmt: skip
def test_what_names_no_release_tells_nothing(requirement: str) -> None:
    assert lowest_release(requirement) is None
    assert not holds(">=0", requirement)


@pytest.mark.parametrize(
    ("versions", "requirement", "expected"),
    [
        (">=2", "^2", True),
        (">=2", "^1.99", False),
        (">2", "2.0.0", False),
        (">=2, <4", "^3.9", True),
        (">=2, <4", "^4", False),
        ("<4.1", "4.1.0", False),
        ("<=4.1", "4.1.0", True),
        ("==3", "3.0", True),
    ],
)
def test_a_description_is_about_the_releases_it_names(versions: str, requirement: str, *, expected: bool) -> None:
    assert holds(versions, requirement) == expected


# ---------------------------------------------------------------- descriptions


def _releases(folder: Path, text: str, asked: dict[str, Iterable[str]]) -> list[str]:
    """What closes a radio in a project that asks for these releases."""
    catalogue = _load(folder, text)
    known = Knowledge(catalogue.sdks, catalogue.frameworks, "ecmascript", catalogue.variants)
    requirements = [(package, releases) for package, listed in asked.items() for releases in listed]
    (resource,) = known.for_file((), frozenset(), requirements).resources
    return [release.call for release in resource.resource.release]


def _load(folder: Path, text: str) -> Catalogue:
    (folder / "sdks").mkdir()
    (folder / "sdks" / "radio.toml").write_text(text, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize(
    ("asked", "calls"),
    [
        ({}, ["$r.mute"]),
        ({"npm:radio": ["^2"]}, ["$r.mute", "$r.switchOff"]),
        ({"npm:radio-react": ["^3"]}, ["$r.mute", "$r.switchOff"]),
        ({"npm:radio": ["^1"]}, ["$r.mute"]),
        ({"npm:radio": ["latest"]}, ["$r.mute"]),
        ({"npm:radio": ["^2", "^1"]}, ["$r.mute"]),
        ({"npm:radio": ["^2"], "npm:radio-react": ["^1"]}, ["$r.mute"]),
    ],
)
def test_a_project_is_told_what_holds_for_all_it_may_install(
    tmp_path: Path, asked: dict[str, Iterable[str]], calls: list[str]
) -> None:
    assert _releases(tmp_path, RADIO + LATER, asked) == calls


def test_what_holds_for_some_releases_may_stand_before_what_holds_for_all(tmp_path: Path) -> None:
    assert _releases(tmp_path, LATER + RADIO, {"npm:radio": ["^2"]}) == ["$r.mute", "$r.switchOff"]


def test_versions_without_a_description_for_all_releases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"sdk\[0\]\.versions: needs extend = true"):
        _load(tmp_path, RADIO.replace("packages", 'versions = ">=2"\npackages'))


def test_versions_that_compare_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"sdk\[1\]\.versions: \"2\.x\" is not"):
        _load(tmp_path, RADIO + LATER.replace(">=2, <4", "2.x"))


def test_a_call_that_is_known_already_is_changed_and_not_added(tmp_path: Path) -> None:
    opens = LATER.replace(
        'release = [{ call = "$r.switchOff" }]', 'create = [{ call = "new Radio", connects = "always" }]'
    )
    catalogue = _load(tmp_path, RADIO + opens)
    known = Knowledge(catalogue.sdks, catalogue.frameworks, "ecmascript", catalogue.variants)
    (resource,) = known.for_file((), frozenset(), [("npm:radio", "^2")]).resources
    assert [(create.call, create.connects) for create in resource.resource.create] == [("new Radio", "always")]


# ---------------------------------------------------------------- frameworks

STAGE = """
[[framework]]
id = "stage"
language = "ecmascript"
packages = ["npm:stage", "npm:stage-addons"]
[[framework.class]]
files = ["**/*.stage"]
methods = { enter = "mount", exit = "unmount", leave = "unmount" }
misspelt = { onExit = "exit" }
"""
RENAMED = """
[[framework]]
id = "stage"
language = "ecmascript"
extend = true
versions = ">=3"
[[framework.class]]
files = ["**/*.stage"]
misspelt = { leave = "exit" }
"""


def _calls(folder: Path, text: str, asked: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """For each life cycle of classes: the methods that are called, and the right name of each that is not."""
    (folder / "frameworks").mkdir()
    (folder / "frameworks" / "stage.toml").write_text(text, encoding="utf-8")
    catalogue = load(folder)
    known = Knowledge(catalogue.sdks, catalogue.frameworks, "ecmascript", catalogue.variants)
    chosen = known.for_file(["stage"], frozenset(), list(asked.items()))
    return [(" ".join(scope.calls), scope.misspelt) for each in chosen.frameworks for scope in each.class_]


@pytest.mark.parametrize(
    ("asked", "calls", "misspelt"),
    [
        ({}, "enter exit leave", {"onExit": "exit"}),
        ({"npm:stage": "^2.7"}, "enter exit leave", {"onExit": "exit"}),
        ({"npm:stage": "^3.4"}, "enter exit", {"onExit": "exit", "leave": "exit"}),
        ({"npm:stage": "^2.7", "npm:stage-addons": "^10"}, "enter exit leave", {"onExit": "exit"}),
        ({"npm:stage-addons": "^10"}, "enter exit leave", {"onExit": "exit"}),
    ],
)
def test_a_life_cycle_is_that_of_the_release_of_the_frameworks_first_package(
    tmp_path: Path, asked: dict[str, str], calls: str, misspelt: dict[str, str]
) -> None:
    assert _calls(tmp_path, STAGE + RENAMED, asked) == [(calls, misspelt)]


def test_a_class_that_is_recognised_by_something_else_is_another_one(tmp_path: Path) -> None:
    other = RENAMED.replace("**/*.stage", "**/*.scene")
    assert [calls for calls, _ in _calls(tmp_path, STAGE + other, {"npm:stage": "^3"})] == ["enter exit leave", ""]
