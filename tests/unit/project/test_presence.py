"""Which SDKs the files of a project can use: relevance asks for the methods of those alone."""

from __future__ import annotations

import pytest

from hangup.assembly import prefilter, toolbox
from hangup.catalogue.signs import signs_of
from hangup.catalogue.sources import Sources, builtin_folder
from hangup.catalogue.words import Table, read_tables, words_of
from hangup.model import SourceFile
from hangup.names import HINT
from hangup.project.presence import Presence

WRAP = b"export const wrapped = (fn) => function (...args) { return fn.call(client, ...args); };\n"


def there(*texts: bytes) -> frozenset[str]:
    return Presence(toolbox().signs()).find(texts)


def leading(text: bytes, sdks: frozenset[str] | None) -> frozenset[str]:
    tools = toolbox()
    return tools.interface(tools.lower(SourceFile("wrap.js", text)), sdks).leading


def test_an_sdk_is_there_where_its_package_or_a_call_of_its_own_is_named() -> None:
    assert "stream-chat" in there(b"import { StreamChat } from 'stream-chat';")
    assert "stream-chat" in there(b"await client.connectUser({ id }, token);")
    assert "stream-chat" in there(b"plain", b"await client.connectUser({ id }, token);")
    assert "stream-chat" not in there(b"export const streams = chats.map((chat) => chat.stream);")


def test_a_word_of_every_day_shows_nothing() -> None:
    assert not there(b"socket.close(); store.init(); fn.call(this); words.join(', ');")


@pytest.mark.parametrize("text", ["await chat.connectUser(user, token)".encode("utf-16"), b"\xff\xfe"])
def test_where_words_are_hidden_all_sdks_may_be_there(text: bytes) -> None:
    assert there(text) == {sign.partition(b" ")[0].decode() for sign in toolbox().signs()}


def test_a_word_behind_the_escaped_line_end_of_a_notebook_is_found() -> None:
    assert "getstream-python" in there(rb'{"cells": [{"source": ["x = 1\nAsyncStream()"]}]}')


def test_a_method_of_an_sdk_that_is_not_there_leads_nowhere() -> None:
    assert leading(WRAP, frozenset({"stream-chat"})) == frozenset()
    assert leading(WRAP, frozenset({"stream-video"})) == {"wrapped"}
    assert leading(WRAP, None) == {"wrapped"}


NAMED = [t for t in read_tables(builtin_folder().path / "sdks") if "any:*" not in t.get("packages", ["any:*"])]
"""The descriptions but those that know names only, and those of other releases."""


@pytest.mark.parametrize("table", NAMED, ids=lambda table: table["id"])
def test_whatever_makes_a_file_a_candidate_for_an_sdk_is_a_sign_of_it(table: Table) -> None:
    presence = Presence(signs_of(Sources((builtin_folder(),), preview=True).catalogue().sdks))
    words = [word for word in words_of([table]) if not word.startswith(HINT)]
    assert [word for word in words if table["id"] not in presence.find([word])] == []


def test_an_ordinary_file_is_no_candidate_and_shows_no_sdk() -> None:
    assert not prefilter().passes(WRAP)
