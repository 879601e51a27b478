"""What makes a file a candidate, and reading it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from hangup.catalogue.words import read_words
from hangup.model import SourceFile
from hangup.project.prefilter import Prefilter
from hangup.project.read import read
from hangup.testing import read_markers

ROOT = Path(__file__).parents[2]


@pytest.fixture
def prefilter() -> Prefilter:
    return Prefilter([b"connectUser", b"connect_user", b"stream-chat", b"@stream-io/video-client"])


@pytest.mark.parametrize(
    "text",
    [
        "await client.connectUser(user)",
        "connectUser",
        "client?.['connectUser'](user)",
        "$connectUser()",
        "client\n  .connect_user\n",
        'import { StreamChat } from "stream-chat";',
        'import { StreamChat } from "stream-chat/dist/index";',
        "import x from '@stream-io/video-client'",
        "eval(1)  # hangup: ignore[HUP101]",
        "eval(1)  //hangup:ignore",
    ],
)
def test_files_that_name_a_resource_pass(prefilter: Prefilter, text: str) -> None:
    assert prefilter.passes(text.encode())


@pytest.mark.parametrize(
    "text",
    ["", "disconnectUser()", "connectUsers", "my_connect_user", "stream chat", "connect user", "hangup is a program"],
)
def test_files_that_name_none_do_not(prefilter: Prefilter, text: str) -> None:
    assert not prefilter.passes(text.encode())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_file_in_wide_characters_always_passes(prefilter: Prefilter, mark: bytes, encoding: str) -> None:
    assert prefilter.passes(mark + "nothing".encode(encoding))


@pytest.mark.parametrize("offset", [0, 1, 65_530, 65_535, 65_536, 65_537, 131_068, 200_000])
def test_a_name_is_found_wherever_it_stands_in_a_large_file(prefilter: Prefilter, offset: int) -> None:
    data = bytearray(b"x = 1;\n" * 40_000)
    data[offset : offset + 13] = b" connectUser "
    assert prefilter.passes(bytes(data))


def test_a_compound_name_is_found_across_the_border_of_two_pieces(prefilter: Prefilter) -> None:
    assert prefilter.passes(b"a " * 32_765 + b"'@stream-io/video-client'" + b" b" * 100)


def test_reading_stops_one_byte_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.js"
    path.write_bytes(b"x" * 700_000)
    assert read(str(path)) == b"x" * 700_000
    assert len(read(str(path), limit=600_000)) == 600_001
    assert len(read(str(path), limit=700_000)) == 700_000


@pytest.mark.parametrize("size", [0, 1, 262_143, 262_144, 262_145, 600_000])
def test_files_of_any_size_are_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file.js"
    path.write_bytes(b"x" * size)
    assert len(read(str(path))) == size


def test_every_fixture_with_a_verdict_is_a_candidate() -> None:
    prefilter = Prefilter(read_words(ROOT / "rules" / "hangup_rules" / "catalogue" / "sdks"))
    files = [path for path in (ROOT / "tests" / "fixtures").rglob("*.*") if path.is_file()]
    sources = [SourceFile(str(path.relative_to(ROOT)), path.read_bytes()) for path in files]
    missed = [source.path for source in sources if read_markers(source)[0] and not prefilter.passes(source.data)]
    assert sources
    assert not missed


@pytest.mark.parametrize("before", [b"\\n", b"\\t", b'"'])
def test_a_word_behind_an_escape_in_json_is_seen(before: bytes) -> None:
    notebook = b'{"cells": [{"source": "x' + before + b'connectUser(me)"}]}'
    assert Prefilter([b"connectUser"]).passes(notebook)


def test_a_hint_makes_no_candidate_and_is_a_gate_of_its_own() -> None:
    gate = Prefilter([b"connectUser", b"~join"])
    assert not gate.passes(b"studio.join()")
    hints = gate.hints()
    assert hints is not None
    assert hints.passes(b"studio.join()")
    assert not hints.passes(b"studio.connectUser()")


def test_without_hints_there_is_no_gate_for_them() -> None:
    assert Prefilter([b"connectUser"]).hints() is None
