"""What a stream can show, and what must not reach it."""

from __future__ import annotations

import io
import os

import pytest

from hangup.reporters.screen import clean, look, wants_color


class Stream(io.TextIOWrapper):
    """A stream with an encoding that may call itself a terminal."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def written(self) -> bytes:
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


@pytest.mark.parametrize(
    ("option", "terminal", "environ", "expected"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"FORCE_COLOR": "false"}, False),
        ("auto", True, {"FORCE_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", False, {"CLICOLOR_FORCE": "1"}, True),
        ("auto", False, {"CLICOLOR_FORCE": "0"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_decided_once(option: str, terminal: bool, environ: dict[str, str], expected: bool) -> None:
    assert wants_color(option, terminal, environ) is expected


def test_a_dumb_terminal_gets_neither_colour_nor_links() -> None:
    screen = look(Stream(terminal=True), environ={"TERM": "dumb"})
    assert not screen.color
    assert not screen.links


def test_links_are_for_terminals_only() -> None:
    assert look(Stream(terminal=True), environ={}).links
    assert not look(Stream(), "always", environ={}).links


def test_a_pipe_has_no_width_of_eighty() -> None:
    assert look(Stream(), environ={}).width == 100


@pytest.mark.parametrize(("columns", "width"), [("72", 72), ("10", 40), ("300", 120), ("wide", 100)])
def test_the_width_is_what_the_environment_says_within_reason(columns: str, width: int) -> None:
    assert look(Stream(), environ={"COLUMNS": columns}).width == width


def test_a_terminal_without_a_size_gets_the_width_of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)

    def no_size(_: int) -> os.terminal_size:
        return os.terminal_size((0, 0))

    monkeypatch.setattr(os, "get_terminal_size", no_size)
    assert look(Stream(terminal=True), environ={}).width == 100


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", True), ("cp1252", False), ("ascii", False)])
def test_frames_fall_back_to_ascii(encoding: str, expected: bool) -> None:
    assert look(Stream(encoding), environ={}).unicode is expected


def test_what_a_stream_cannot_encode_is_escaped() -> None:
    stream = Stream("cp1252")
    screen = look(stream, environ={})
    screen.line("café 日本")
    assert stream.written() == "café \\u65e5\\u672c\n".encode("cp1252")
    assert screen.shows("é")
    assert not screen.shows("日")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("\x9b", "\\x9b"),
        ("a\r\nb", "a\\x0d\\x0ab"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\tb [slug] :smile: 日本", "a\tb [slug] :smile: 日本"),
        (os.fsdecode(b"caf\xe9.py"), "caf\\xe9.py"),
    ],
)
def test_characters_that_drive_a_terminal_are_made_visible(text: str, shown: str) -> None:
    assert clean(text) == shown
