"""Any description of an SDK or a framework is followed, or refused with file, table and key; nothing else happens."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hangup import assembly
from hangup.catalogue.sources import CatalogueError, Tables
from hangup.config import Settings
from hangup.engine import check_source
from hangup.model import SourceFile

ROOT = Path(__file__).parents[3]
DESCRIBED: list[tuple[str, dict[str, Any]]] = [
    (kind, table)
    for path in sorted(ROOT.glob("rules/hangup_rules/catalogue/*/*.toml"))
    for kind, tables in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for table in tables
]
SOURCES = (
    SourceFile("a.ts", b'import { StreamChat } from "stream-chat";\nnew StreamChat("k").connectUser(user);\n'),
    SourceFile("a.py", b"import stream_chat\nchat = stream_chat.StreamChat('k')\nchat.connect_user(user)\n"),
)
TEXTS = [
    "",
    "$r",
    "$r.",
    "new ",
    "$r.hangUp",
    "new Chat",
    "npm:",
    "pypi:a b",
    "by:",
    "*",
    "**/*.py",
    "[",
    "a\0",
    "(",
    "x" * 300,
]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from(TEXTS)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=5), SCALARS, max_size=3)


def _places(value: object) -> list[tuple[Any, Any]]:
    """Every container in a description with every key or index it has."""
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return []
    return [*((value, key) for key, _ in inner), *(place for _, each in inner for place in _places(each))]


@st.composite
def descriptions(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A description that comes with hangup, with a few of its values changed, exchanged or gone."""
    kind, table = copy.deepcopy(draw(st.sampled_from(DESCRIBED)))
    if draw(st.booleans()):
        table["id"] = "of-my-own"
    for _ in range(draw(st.integers(0, 3))):
        places = _places(table)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        match draw(st.sampled_from(["other", "gone", "whatever", "unknown"])):
            case "other":
                other, name = draw(st.sampled_from(places))
                holder[key] = copy.deepcopy(other[name])
            case "gone":
                del holder[key]
            case "unknown" if isinstance(holder, dict):
                holder[draw(st.text(max_size=5))] = draw(VALUES)
            case _:
                holder[key] = draw(VALUES)
    return kind, table


@settings(max_examples=100)
@given(descriptions())
def test_it_is_followed_or_refused_with_its_place(described: tuple[str, dict[str, Any]]) -> None:
    kind, table = described
    own = Settings(own=(Tables("hangup.toml", "", **{kind: [table]}),))
    try:
        assembly.prefilter(own).passes(SOURCES[0].data)
        toolbox = assembly.toolbox(own)
        reports = [check_source(source, toolbox, own) for source in SOURCES]
    except CatalogueError as error:
        assert str(error).startswith(f"hangup.toml: {kind}")  # noqa: PT017  (it need not be raised)
        return
    assert [report.failure for report in reports] == [None, None]
