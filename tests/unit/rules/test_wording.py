"""The words that rules share."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from tests.unit.rules.samples import (
    AT,
    BARE,
    EFFECT,
    EVENT,
    MANAGED,
    METHOD,
    MODULE,
    MOUNT,
    RENDER,
    REQUEST,
    RERUN,
    RICH,
    make,
)

from hangup.catalogue.matcher import ResourceRef
from hangup.catalogue.schema import Acquire, Release, Resource, Runs, Sdk
from hangup.flow.execution.log import Scope
from hangup.flow.facts import NeverReleased
from hangup_rules.wording import (
    RUNS,
    closing,
    either,
    helper,
    instead,
    key,
    limit,
    manager,
    noun,
    opens,
    release_call,
    remedy,
    times,
)


def _resource(*releases: Release) -> ResourceRef:
    acquire = [Acquire(call="$r.open")]
    return ResourceRef(Sdk(id="x", packages=["npm:x"]), Resource(name="x", acquire=acquire, release=list(releases)))


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (EFFECT, "whenever `user` or `token` changes"),
        (MOUNT, "at every mount"),
        (replace(EFFECT, runs="render", dependencies=None), "on every render"),
        (replace(EFFECT, dependencies=("user", "…")), "whenever a dependency changes"),
        (RENDER, "on every render"),
        (replace(RENDER, runs=""), "on every render"),
        (Scope("initialiser", "render", "state initialiser", AT, RENDER), "at every mount"),
        (METHOD, "on every call of `Session.open`"),
        (RERUN, "on every rerun of the script"),
        (REQUEST, "on every request"),
        (EVENT, "whenever `onClick` is called"),
        (replace(EVENT, label="event 'message'"), "whenever the event comes"),
        (Scope("callback", "", "callback", AT, EFFECT), "whenever `user` or `token` changes"),
        (Scope("later", "once", "callback", AT, MOUNT), "at every mount"),
        (Scope("later", "", "delayed callback", AT, RENDER), "on every render"),
        (Scope("later", "", "delayed callback", AT, RENDER, around=MOUNT), "at every mount"),
        (Scope("later", "", "delayed callback", AT, RENDER, around=EFFECT), "whenever `user` or `token` changes"),
        (Scope("memo", "render", "memo", AT, RENDER), "on every render"),
        (Scope("memo", "render", "memo", AT, RENDER, dependencies=()), "at every mount"),
        (Scope("memo", "render", "memo", AT, RENDER, dependencies=("room",)), "whenever `room` changes"),
        (MODULE, "whenever this code runs"),
    ],
)
def test_how_often(scope: Scope, said: str) -> None:
    assert times(scope) == said


def test_every_word_of_the_catalogue_has_a_phrase() -> None:
    assert set(RUNS) == set(get_args(Runs)) - {"once"}


def test_names_in_a_row() -> None:
    assert [either(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["`a`", "`a` or `b`", "`a`, `b` or `c`"]


@pytest.mark.parametrize(
    ("word", "said"),
    [("WebSocket", "a WebSocket"), ("RTC session", "an RTC session"), ("upload", "an upload"), ("Socket", "a Socket")],
)
def test_articles(word: str, said: str) -> None:
    assert noun(ResourceRef(RICH.sdk, Resource(name="x", noun=word))) == said


def test_a_shared_client_opens_nothing_new() -> None:
    assert opens(make(NeverReleased)) == "`client.open` opens a new WebSocket"
    assert opens(make(NeverReleased, shared="global")) == "`client.open` opens a WebSocket"


def test_the_key_of_a_getter() -> None:
    assert key(make(NeverReleased, shared="by:apiKey+user.id")) == "`apiKey` and `user.id`"
    assert key(make(NeverReleased, shared="global")) == ""


@pytest.mark.parametrize("call", ["", "x" * 61])
def test_a_call_that_cannot_be_shown(call: str) -> None:
    assert opens(make(NeverReleased, call=call)) == "this call opens a new WebSocket"


def test_limits() -> None:
    assert limit(RICH) == "; `chat` allows 50 connections per user in production and 3 in development"
    assert limit(MANAGED) == "; `calls` allows 7 connections in production"
    assert limit(BARE) == ""


@pytest.mark.parametrize(
    ("release", "said"),
    [
        (Release(call="$r.shut"), "`client.shut()`"),
        (Release(call="$r.shut", mode="await"), "`await client.shut()`"),
        (Release(call="shut($r)"), "`shut(client)`"),
        (Release(call="$parent.remove($r)"), "`remove(client)`"),
        (Release(call="$h()"), "the release it returned"),
        (Release(call="$h.stop"), "the release it returned"),
        (Release(call="with $r", mode="with"), "its release"),
    ],
)
def test_releases(release: Release, said: str) -> None:
    assert release_call(make(NeverReleased, ref=_resource(release))) == said


def test_a_partial_release_is_not_offered() -> None:
    assert release_call(make(NeverReleased)) == "`client.shut()`"


def test_a_constructor_is_no_handle() -> None:
    assert release_call(make(NeverReleased, handle="Client", call="Client")) == "`shut()`"


def test_what_to_use_instead() -> None:
    assert (instead(RICH, "server"), instead(RICH, "render"), instead(BARE, "server")) == ("`sign` or `upsert`", "", "")
    assert (helper(RICH), helper(RICH, "decorator"), helper(BARE)) == ("`useClient`", "`cache.keep`", "")
    assert (manager(MANAGED), manager(RICH)) == ("`async with`", "")


def test_clean_ups_wait_unless_the_library_does() -> None:
    assert closing(make(NeverReleased)) == "waits for the connect and then calls `client.shut()`"
    serialised = ResourceRef(RICH.sdk, Resource(name="x", race="serialised", release=[Release(call="$r.shut")]))
    assert closing(make(NeverReleased, ref=serialised)) == "calls `shut()`"


def test_nobody_waits_for_a_connect_that_gives_nothing_to_wait_for() -> None:
    resource = Resource(name="x", race="none", acquire=[Acquire(call="$r.open")], release=[Release(call="$r.shut")])
    assert closing(make(NeverReleased, ref=ResourceRef(RICH.sdk, resource))) == "calls `client.shut()`"


CLEAN_UP = "return from the effect a clean-up that waits for the connect and then calls `client.shut()`"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {},
            f"{CLEAN_UP}, or let `useClient` own the connection",
        ),
        (
            {"shared": "global"},
            f"give this effect a client of its own, and {CLEAN_UP}, or let `useClient` own the connection",
        ),
        ({"scope": replace(EFFECT, release_at="session")}, "call `client.shut()` where the user's session ends"),
        (
            {"scope": Scope("mount", "mount", "`Page.mounted`", AT)},
            "add a method for the unmount that waits for the connect and then calls `client.shut()`",
        ),
        ({"ref": MANAGED, "scope": REQUEST}, "hold it in `async with`, which closes it on every way out"),
        ({"scope": METHOD}, "call `client.shut()` in the method that ends the life of this object"),
        ({"scope": REQUEST}, "call `client.shut()` in a `finally` that begins right after the connect"),
    ],
)
def test_remedies(given: dict[str, object], said: str) -> None:
    assert remedy(make(NeverReleased, **given)) == said
