"""Files under tests/fixes become what stands beside them as ``.fixed``, byte for byte; the others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hangup.assembly import toolbox
from hangup.config import Settings
from hangup.engine import check_source
from hangup.fixer import Fixed
from hangup.frontends import is_supported
from hangup.model import SourceFile, open_source
from hangup.rule import Rule
from hangup.testing import fix_source, resolver_at

ROOT = Path(__file__).parent / "fixes"
LANGUAGES = ("python", "ecmascript")
SETTINGS = Settings(preview=True)
AT_LEAST = 6
"""Fixed files for each rule and language that has fixes."""
SEVERAL = 3
"""Kinds of ugly code among them."""
SOURCES = sorted(p for p in ROOT.rglob("*") if p.is_file() and is_supported(p.name) and ".fixed." not in p.name)


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _source(path: Path) -> SourceFile:
    """The file under its path from the folder of its language: frameworks know files by their place."""
    return open_source(path.relative_to(_folder(path)).as_posix(), path.read_bytes())


def _folder(path: Path) -> Path:
    return next(parent for parent in path.parents if parent.name in LANGUAGES)


def _fixed(path: Path) -> Path:
    return path.with_name(f"{path.stem}.fixed{path.suffix}")


def _shown(data: bytes) -> str:
    """The text of a file, which some write in an encoding of their own."""
    return data.decode("utf-8", "backslashreplace")


def fix(source: SourceFile, path: Path) -> Fixed:
    """The file fixed, in sight of the manifests around it."""
    resolver = resolver_at(_folder(path), source.path)
    return fix_source(source, toolbox(SETTINGS), SETTINGS, resolver)


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_file_becomes_what_stands_beside_it(path: Path) -> None:
    source = _source(path)
    fixed = fix(source, path)
    wanted = _fixed(path)
    expected = wanted.read_bytes() if wanted.exists() else source.data
    assert _shown(fixed.after.data) == _shown(expected)


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_file_is_in_the_folder_of_what_is_fixed(path: Path) -> None:
    code = path.relative_to(ROOT).parts[0]
    assert code in {
        diagnostic.code for diagnostic in check_source(_source(path), toolbox(SETTINGS), SETTINGS).diagnostics
    }


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_a_second_run_changes_nothing(path: Path) -> None:
    once = fix(_source(path), path).after
    assert fix(once, path).after.data == once.data


RULES = [rule for rule in toolbox().registry if rule.code < "HUP9"]
SCRIPT_ONLY = ("HUP104", "HUP202", "HUP301", "HUP501", "HUP502", "HUP503")
"""Rules without fixes in Python. Of these only HUP301 is found there, and of clients whose library nobody knows: one
that is known and connects as a user holds the secret, which is HUP302."""


def _fixed_of(code: str, language: str) -> list[Path]:
    folder = ROOT / code / language
    return [path for path in SOURCES if path.is_relative_to(folder) and _fixed(path).exists()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(path.name for path in ROOT.glob("HUP*")))
def test_there_are_enough_files_for_each_rule(code: str, language: str) -> None:
    fixed = _fixed_of(code, language)
    if language == "python" and code in SCRIPT_ONLY:
        assert not fixed
    else:
        assert len(fixed) >= AT_LEAST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(path.name for path in ROOT.glob("HUP*")))
def test_some_files_of_each_rule_are_ugly(code: str, language: str) -> None:
    ways = UGLY if language == "python" else {**UGLY, **SCRIPT}
    data = [path.read_bytes() for path in _fixed_of(code, language)]
    assert not data or sum(any(has(each) for each in data) for has in ways.values()) >= SEVERAL


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_rules_that_speak_of_fixes_have_files_and_no_others(rule: Rule) -> None:
    assert ("There is no machine fix" not in (type(rule).__doc__ or "")) == (ROOT / rule.code).is_dir()


UGLY = {
    "tabs": lambda data: b"\n\t" in data,
    "windows lines": lambda data: b"\r\n" in data,
    "a function on one line": lambda data: re.search(rb"\n[^\n]*(=> \{.*\}|def .*: \S)", data),
    "a comment behind code": lambda data: re.search(rb"\S +(//|# )", data),
    "a decorator": lambda data: re.search(rb"\n *@\w", data),
}
SCRIPT = {
    "an arrow without braces": lambda data: re.search(rb"=> [^{\s]", data),
    "generics": lambda data: re.search(rb"\w<\w+[^>]*>\(", data),
    "a cast": lambda data: re.search(rb"\bas \w", data),
    "elements around": lambda data: b"/>" in data or b"</" in data,
    "no semicolons": lambda data: b"{\n" in data and b";\n" not in data,
    "a mark": lambda data: data.startswith(b"\xef\xbb\xbf"),
}


@pytest.mark.parametrize(
    ("language", "kind", "has"),
    [
        *(("python", kind, has) for kind, has in UGLY.items()),
        *(("ecmascript", kind, has) for kind, has in {**UGLY, **SCRIPT}.items()),
    ],
)
def test_there_is_ugly_code_of_each_kind(language: str, kind: str, has: Callable[[bytes], object]) -> None:
    fixed = [p for p in SOURCES if language in p.parts and _fixed(p).exists() and has(p.read_bytes())]
    assert fixed, kind


def test_no_expectation_is_without_its_file() -> None:
    fixed = [p for p in ROOT.rglob("*.fixed.*") if not p.with_name(p.name.replace(".fixed.", ".")).exists()]
    assert fixed == []
