"""What the catalogue of SDKs says of stream-chat and the video client is what the real packages do."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from truth.runners import facts, needs

SDKS = Path(__file__).parents[2] / "rules" / "hangup_rules" / "catalogue" / "sdks"

pytestmark = pytest.mark.xdist_group("truth-javascript")


@cache
def _resource(file: str, name: str) -> dict[str, Any]:
    sdk, *_for_some_releases = tomllib.loads((SDKS / f"{file}.toml").read_text(encoding="utf-8"))["sdk"]
    return next(one for one in sdk["resource"] if one["name"] == name)


CHAT = _resource("stream-chat", "chat")
VIDEO = _resource("stream-video", "video")
CALL = _resource("stream-video", "call")


def _methods(resource: dict[str, Any], *keys: str) -> set[str]:
    return {entry["call"].rpartition(".")[2] for key in keys for entry in resource[key]}


@pytest.fixture(scope="module")
def fact() -> dict[str, Any]:
    needs("javascript")
    answers: dict[str, Any] = json.loads(facts())
    return answers


def test_building_a_chat_client_opens_nothing(fact: dict[str, Any]) -> None:
    assert not any("connects" in create for create in CHAT["create"])
    assert fact["chat: sockets after new"] == 0


def test_each_acquire_of_chat_opens_one_socket(fact: dict[str, Any]) -> None:
    names = {entry["call"].removeprefix("$r.") for entry in CHAT["acquire"] if not entry.get("reopen")}
    names -= CHAT["aliases"].keys()  # measured as the methods they stand for, see below
    assert {name: fact[f"chat: sockets after {name}"] for name in names} == dict.fromkeys(names, 1)


def test_connecting_again_warns_for_the_same_user_and_throws_for_another(fact: dict[str, Any]) -> None:
    assert CHAT["again"] == VIDEO["again"] == "warn-same-throw-other"
    assert fact["chat: connectUser again, same user"] == {"error": "", "warned": True, "opened": 1}
    assert fact["chat: connectUser again, other user"] == {"throws": True, "opened": 1, "user": "alice"}
    assert fact["video: connectUser again, same user and other user"] == {"same": False, "other": True, "opened": 1}


def test_chat_instance_is_shared_whatever_the_key(fact: dict[str, Any]) -> None:
    assert [create.get("shared") for create in CHAT["create"]] == [None, "global"]
    assert fact["chat: getInstance is one for the process, whatever the key"] is True


def test_release_of_chat_closes_and_forgets_the_user(fact: dict[str, Any]) -> None:
    assert fact["chat: left after disconnectUser"] == {"left": 0, "user": None}


def test_release_of_chat_in_the_handshake_leaves_a_socket(fact: dict[str, Any]) -> None:
    assert CHAT["race"] == "await-acquire"
    assert fact["chat: left after disconnectUser in the handshake"] == 1
    assert fact["chat: left after disconnectUser behind the handshake"] == 0


def test_partial_close_of_chat_keeps_the_user(fact: dict[str, Any]) -> None:
    assert {e["call"]: e.get("partial", False) for e in CHAT["release"]} == {
        "$r.disconnectUser": False,
        "$r.closeConnection": True,
    }
    assert fact["chat: closeConnection is partial"] == {"left": 0, "user": "alice", "again": 1}
    assert fact["chat: openConnection when healthy opens nothing"] == 1


def test_chat_connects_before_the_release_has_settled_and_calls_fail(fact: dict[str, Any]) -> None:
    name = "chat: calls fail after disconnectUser that nobody awaits and connectUser"
    assert fact[name] == {"left": 1, "fails": True}


def test_chat_warns_of_a_secret_unless_it_is_allowed(fact: dict[str, Any]) -> None:
    assert all(create["secret_arg"] == "1" for create in CHAT["create"])
    assert CHAT["allow_if"] == "allowServerSideConnect: true"
    assert fact["chat: warns with a secret, unless it is allowed"] == [True, False]


def test_methods_of_chat_exist(fact: dict[str, Any]) -> None:
    named = {
        *CHAT["evidence"],
        *_methods(CHAT, "acquire", "release"),
        *CHAT["instead"]["server"],
        *CHAT["instead"]["users"],
    }
    assert named <= set(fact["chat: methods"])


def test_aliases_of_chat_are_the_methods_they_stand_for(fact: dict[str, Any]) -> None:
    aliases = {"setUser": "connectUser", "disconnect": "disconnectUser"}
    assert aliases.items() <= CHAT["aliases"].items()
    assert fact["chat: aliases"] == dict.fromkeys(aliases, True)


def test_status_of_chat_tells_whether_it_is_connected(fact: dict[str, Any]) -> None:
    before, after = fact["chat: status when connected"]["before"], fact["chat: status when connected"]["after"]
    assert set(after) <= set(CHAT["status"])
    assert set(before.values()) == {False}
    assert set(after.values()) == {True}


def test_video_client_connects_when_it_is_given_a_user(fact: dict[str, Any]) -> None:
    assert VIDEO["create"][0]["connects"] == "if-arg:0.user"
    assert fact["video: sockets after new, without and with a user"] == [0, 1]


def test_video_instance_is_shared_by_key_and_user(fact: dict[str, Any]) -> None:
    shared = VIDEO["create"][1]
    assert (shared["connects"], shared["shared"]) == ("always", "by:apiKey+user.id")
    assert fact["video: getOrCreateInstance is one for a key and a user"] == [True, False, 2]


def test_video_client_queues_connect_and_disconnect(fact: dict[str, Any]) -> None:
    assert VIDEO["race"] == "serialised"
    assert fact["video: left after disconnectUser in the handshake"] == 0
    assert fact["video: connectUser behind a disconnectUser that nobody awaits"] == {"left": 1, "fails": False}


def test_methods_of_video_exist(fact: dict[str, Any]) -> None:
    assert _methods(VIDEO, "acquire", "release") <= set(fact["video: methods"])
    assert _methods(CALL, "acquire", "release") <= set(fact["call: methods"])


def test_leaving_a_call_twice_throws(fact: dict[str, Any]) -> None:
    assert CALL["release_again"] == "throw"
    assert fact["call: leaving twice"] == [False, True]
