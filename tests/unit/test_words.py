"""The words of the catalogue, read without its schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.catalogue.words import CatalogueMissing, last_word, read_words, words_of


@pytest.mark.parametrize(
    ("call", "word"),
    [
        ("$r.connectUser", "connectUser"),
        ("new StreamChat", "StreamChat"),
        ("StreamChat.getInstance", "getInstance"),
        ("redis.asyncio.Redis", "Redis"),
        ("supabase.removeChannel($r)", "removeChannel"),
        ("<DailyProvider>", "DailyProvider"),
        ("async with $r", ""),
        ("$h()", ""),
    ],
)
def test_a_call_is_known_by_the_name_it_is_written_with(call: str, word: str) -> None:
    assert last_word(call) == word


def test_acquires_constructors_helpers_and_aliases_are_words() -> None:
    resource = {
        "name": "chat",
        "create": [{"call": "new StreamChat"}, {"call": "StreamChat.getInstance"}],
        "acquire": [{"call": "$r.connectUser"}],
        "release": [{"call": "$r.disconnectUser"}],
        "aliases": {"setUser": "connectUser", "disconnect": "disconnectUser"},
        "helpers": [{"call": "useCreateChatClient", "kind": "hook"}],
    }
    words = words_of([{"packages": ["npm:stream-chat"], "resource": [resource]}])
    assert words == {b"StreamChat", b"getInstance", b"connectUser", b"setUser", b"useCreateChatClient"}


def test_an_everyday_word_is_replaced_by_the_names_that_prove_the_sdk() -> None:
    resource = {
        "name": "call",
        "types": ["Call"],
        "create": [{"call": "$parent.call"}],
        "acquire": [{"call": "$r.join"}],
        "release": [{"call": "$r.leave"}],
        "evidence": ["sendCustomEvent"],
        "provides": [{"call": "useCall"}],
    }
    words = words_of([{"packages": ["npm:@stream-io/video-client", "pypi:vision-agents"], "resource": [resource]}])
    proofs = {b"@stream-io/video-client", b"vision-agents", b"vision_agents", b"sendCustomEvent", b"useCall"}
    assert words == proofs


def test_an_everyday_word_without_proof_is_a_hint_unless_it_is_a_method_of_the_languages() -> None:
    resource = {"name": "socket", "acquire": [{"call": "$r.connect"}, {"call": "$r.join"}]}
    assert words_of([{"packages": ["npm:socket.io-client"], "resource": [resource]}]) == {
        b"socket.io-client",
        b"~connect",
    }


def test_an_everyday_word_stays_where_there_is_no_package_to_prove_anything() -> None:
    resource = {"name": "peer", "acquire": [{"call": "$r.join"}]}
    assert words_of([{"packages": ["any:*"], "resource": [resource]}]) == {b"join"}


def test_a_context_manager_is_known_by_what_makes_it() -> None:
    resource = {"name": "call", "create": [{"call": "$parent.open_call"}], "acquire": [{"call": "async with $r"}]}
    assert words_of([{"packages": ["pypi:getstream"], "resource": [resource]}]) == {b"open_call"}


def test_all_files_of_the_catalogue_are_read(tmp_path: Path) -> None:
    for name, call in (("a", "$r.connectUser"), ("b", "$r.openConnection")):
        text = f'[[sdk]]\npackages = ["npm:{name}"]\n[[sdk.resource]]\nacquire = [{{call = "{call}"}}]\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    assert read_words(tmp_path) == {b"connectUser", b"openConnection"}


def test_an_empty_catalogue_is_an_error_and_not_a_clean_run(tmp_path: Path) -> None:
    with pytest.raises(CatalogueMissing, match="empty"):
        read_words(tmp_path)


def test_a_broken_catalogue_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[[sdk", encoding="utf-8")
    with pytest.raises(CatalogueMissing, match=r"broken\.toml"):
        read_words(tmp_path)
