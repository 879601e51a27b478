"""How the house is kept: short modules, docstrings, and no name of a library where only shapes belong."""

from __future__ import annotations

import ast
import builtins
import io
import re
import tokenize
import tomllib
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from hangup.catalogue.schema import Role

ROOT = Path(__file__).parents[2]
MODULES = sorted([*ROOT.glob("linter/hangup/**/*.py"), *ROOT.glob("rules/hangup_rules/**/*.py")])
CATALOGUE = sorted(ROOT.glob("rules/hangup_rules/catalogue/*/*.toml"))
NAMELESS = sorted([*ROOT.glob("linter/hangup/flow/**/*.py"), *ROOT.glob("rules/hangup_rules/hup*.py")])
"""Modules that know shapes and no names."""
RULES = ROOT / "rules"

LONG, TOO_LONG = 300, 500

NAMED_BY = {
    "id", "packages", "types", "call", "evidence", "names", "receiver", "bases", "imports", "name", "instead", "aliases"
}  # fmt: skip
"""Keys of the catalogue whose values are names of a library or framework."""
WORDS = {
    "any", "browser", "channels", "click", "connect", "death", "ecmascript", "express", "fire", "generic",
    "interactions", "invoke", "javascript", "modal", "next", "node", "panel", "python", "router", "schedule", "solid",
    "stream", "websockets", *get_args(Role),
}  # fmt: skip
"""Libraries whose name is a word that code needs anyway, and the roles by which the catalogue describes functions."""


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_id)
@pytest.mark.filterwarnings("default:.* lines:UserWarning")
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > LONG:
        warnings.warn(f"{_id(path)} has {lines} lines", stacklevel=1)
    assert lines <= TOO_LONG


@pytest.mark.parametrize("path", [*MODULES, *sorted(ROOT.glob("tests/**/test_*.py"))], ids=_id)
def test_modules_have_docstrings(path: Path) -> None:
    if not {"fixtures", "projects"} & set(path.relative_to(ROOT).parts):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "records.py"], ids=_id)
def test_dataclasses_are_those_that_cost_little_to_import(path: Path) -> None:
    imported = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _imports(node, "dataclasses")]
    assert not imported, "hangup.records has the same dataclass, field, fields and replace"


def _imports(node: ast.AST, module: str) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == module
    return isinstance(node, ast.Import) and any(name.name == module for name in node.names)


def _named(value: Any, under: str = "") -> Iterator[str]:
    """Every text in a catalogue file that stands under a key of :data:`NAMED_BY`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _named(inner, key if key in NAMED_BY or under not in NAMED_BY else under)
            if under == "aliases":
                yield key
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, under)
    elif isinstance(value, str) and under in NAMED_BY:
        yield value


@cache
def _names() -> frozenset[str]:
    """The names that must not be seen: packages and identifiers that no other code would be called by."""
    names: set[str] = set()
    for path in CATALOGUE:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        names.add(path.stem)
        for text in _named(data):
            names.update(text.removeprefix(prefix) for prefix in ("npm:", "pypi:") if text.startswith(prefix))
            names.update(word for word in re.findall(r"[A-Za-z_]\w+", text) if _is_distinctive(word))
    return frozenset(name for name in names if name.lower() not in WORDS and not hasattr(builtins, name))


def _is_distinctive(word: str) -> bool:
    """``connectUser``, ``connect_user`` and ``StreamChat`` are, ``close`` and ``__enter__`` are not."""
    return not word.startswith("__") and re.search(r"[a-z][A-Z]|[A-Za-z]_[A-Za-z]", word) is not None


def _docstrings(tree: ast.AST) -> set[int]:
    """The lines on which docstrings begin."""
    kinds = ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef
    return {
        node.body[0].lineno
        for node in ast.walk(tree)
        if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None
    }


def _own(tree: ast.AST) -> set[str]:
    """The names a module defines and imports."""
    own: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            own.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            own.update(alias.name for alias in node.names)
    return own


@cache
def _owned() -> frozenset[str]:
    """The names that hangup defines or imports."""
    return frozenset[str]().union(*(_own(ast.parse(path.read_text(encoding="utf-8"))) for path in MODULES))


def _seen(source: str, *, docstrings: bool) -> Iterator[tuple[int, str]]:
    """The identifiers of a module that are not hangup's, and the words of its texts and comments, with their lines."""
    exempt = set() if docstrings else _docstrings(ast.parse(source))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME and token.string in _owned():
            continue
        if token.type == tokenize.NAME:
            yield token.start[0], token.string
        elif token.type in (tokenize.STRING, tokenize.COMMENT) and token.start[0] not in exempt:
            text = re.sub(r"https?://\S+", "", token.string)  # where a model is described is a source, not a name
            for word in re.findall(r"[\w@/.-]*\w", text):
                yield token.start[0], word
                yield from ((token.start[0], part) for part in re.findall(r"\w+", word) if part != word)


def test_the_catalogue_has_names() -> None:
    assert CATALOGUE
    assert _names()
    assert NAMELESS


@pytest.mark.parametrize("path", NAMELESS, ids=_id)
def test_shapes_know_no_library(path: Path) -> None:
    names = _names()
    source = path.read_text(encoding="utf-8")
    found = {
        f"line {line}: {word}"
        for line, word in _seen(source, docstrings=not path.is_relative_to(RULES))
        if word in names or word.lower() in names
    }
    assert not found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""connectUser"""\nx = "a $r.connectUser b"', {"connectUser"}),
        ("use_effect()  # see stream-chat", {"use_effect", "stream-chat"}),
        ('class A:\n    """useEffect"""\n    react = 1', {"react"}),
    ],
)
def test_the_search_sees_code_and_not_docstrings(source: str, found: set[str]) -> None:
    names = {"connectUser", "use_effect", "useEffect", "stream-chat", "react"}
    assert {word for _, word in _seen(source, docstrings=False)} & names == found
