"""``hangup why``: what is said of a place, in the situations that people ask about."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hangup import cli

LEAK = """import { StreamChat } from 'stream-chat';

export async function greet(user, token) {
  const client = new StreamChat('key');
  await client.connectUser(user, token);
  await say(client.userID);
}
"""


def ask(place: str, *options: str) -> Result:
    return CliRunner().invoke(cli.main, ["why", *options, place])


def told(place: str, *options: str) -> str:
    """The text of an answer as one line."""
    result = ask(place, *options)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 80
    return re.sub(r"\s+", " ", result.stdout)


def data(place: str, *options: str) -> Any:
    result = ask(place, "--output-format", "json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# ---------------------------------------------------------------- a connection


def test_a_leak_is_told_from_its_receiver_to_its_finding(project: Path) -> None:
    put(project / "chat.ts", LEAK)
    text = told("chat.ts:5")
    assert text.startswith("chat.ts:5: await client.connectUser(user, token);")
    assert "`client.connectUser` opens a WebSocket of stream-chat (line 5)." in text
    assert "`client` is made by `StreamChat` in line 4. `StreamChat` is imported from `stream-chat`." in text
    assert "Confidence: high." in text
    assert "function `greet`, line 3: runs whenever somebody calls it." in text
    assert "The function `greet` must close it before its life ends." in text
    assert "When it returns: open." in text
    assert "When something raises (this raises: line 6): open." in text
    assert "On a server? No: nothing around it is known to run on one." in text
    assert "Left open? Yes: see the finding." in text
    assert "HUP101 never-disconnected (error): " in text
    assert "It is reported." in text


def test_an_answer_fits_a_narrow_terminal(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project / "chat.ts", LEAK)
    wide = told("chat.ts:5")
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, ask("chat.ts:5").stdout.splitlines())) <= 60
    assert told("chat.ts:5") == wide


def test_the_framework_and_its_dependencies_are_told(project: Path) -> None:
    put(
        project / "Chat.tsx",
        "import { useEffect } from 'react';\nimport { StreamChat } from 'stream-chat';\n"
        "export function Chat({ user, token }) {\n  useEffect(() => {\n    const client = new StreamChat('key');\n"
        "    const going = client.connectUser(user, token);\n"
        "    return () => { going.then(() => client.disconnectUser()); };\n  }, [user.id]);\n  return <p />;\n}\n",
    )
    text = told("Chat.tsx:6")
    assert "effect on [user.id], line 4: runs whenever its dependencies change (react)." in text
    assert "in component `Chat`, line 3: runs at every render (react)." in text
    assert "When it is mounted and unmounted: closed in line 7." in text
    assert "When the owner is unmounted while the connect is pending: closed in line 7." in text
    assert "Left open? No: it is closed at every ordinary end of its life." in text
    assert text.endswith("Finding None. ")
    assert "`client.disconnectUser` closes what is opened in line 6." in told("Chat.tsx:7")


def test_of_two_calls_on_a_line_the_column_chooses(project: Path) -> None:
    put(
        project / "chat.ts",
        "import { StreamChat } from 'stream-chat';\nconst a = new StreamChat('x'), b = new StreamChat('y');\n"
        "export const f = (u, t) => { a.connectUser(u, t); b.connectUser(u, t); };\n",
    )
    assert [found["call"] for found in data("chat.ts:3")["connections"]] == ["a.connectUser", "b.connectUser"]
    assert [found["call"] for found in data("chat.ts:3:55")["connections"]] == ["b.connectUser"]
    assert data("chat.ts:3:1")["connections"] == []


def test_a_call_over_several_lines_is_found_on_each(project: Path) -> None:
    put(project / "chat.ts", LEAK.replace("(user, token)", "(\n    user,\n    token,\n  )", 2))
    calls = [data(f"chat.ts:{line}")["connections"] for line in (8, 9, 10)]
    assert [[found["line"] for found in here] for here in calls] == [[8], [8], [8]]


def test_a_connection_in_another_file_is_told_with_its_path(project: Path) -> None:
    put(
        project / "client.ts",
        "import { StreamChat } from 'stream-chat';\nexport const client = new StreamChat('key');\n",
    )
    put(
        project / "chat.ts",
        "import { client } from './client';\nexport async function greet(user, token) {\n"
        "  await client.connectUser(user, token);\n  await client.disconnectUser();\n}\n",
    )
    put(project / "package.json", "{}")
    text = told("chat.ts:3")
    assert "Analysed together with client.ts." in text
    assert "is made by `StreamChat` in client.ts:2." in text


# ---------------------------------------------------------------- who answers for it


@pytest.mark.parametrize(
    ("ending", "excuse"),
    [
        ("return client;", "it is returned, and the caller owns it"),
        ("window[user.id] = client;", "something outside of the program holds it"),
        ("keep(client);", "it was handed to something outside of the program"),
    ],
)
def test_who_answers_for_an_open_connection_is_told(project: Path, ending: str, excuse: str) -> None:
    put(project / "chat.ts", LEAK.replace("await say(client.userID);", ending))
    text = told("chat.ts:5")
    assert f"Where it stays open, {excuse}." in text
    assert "Left open? No: where it stays open, somebody else answers for it." in text
    assert text.endswith("Finding None. ")


# ---------------------------------------------------------------- evidence


def test_a_name_alone_is_low_and_not_reported(project: Path) -> None:
    put(
        project / "chat.ts",
        "import { api } from './api';\nexport function start(user) {\n  api.connectUser(user);\n}\n",
    )
    text = told("chat.ts:3")
    assert "Nothing proves what `api` is, and nothing speaks for it but the name `connectUser`." in text
    assert "Confidence: low." in text


def test_a_finding_that_is_not_sure_enough_says_so(project: Path) -> None:
    put(
        project / "Chat.tsx",
        "import { useState } from 'react';\nimport { StreamChat } from 'stream-chat';\n"
        "export function Chat({ chat, user }) {\n  return <a onClick={() => chat.connectUser(user)} />;\n}\n",
    )
    (found,) = data("Chat.tsx:4")["findings"]
    assert (found["code"], found["outcome"], found["confidence"], found["detail"]) == (
        "HUP204", "confidence", "low", "medium",
    )  # fmt: skip
    assert "its confidence is low, and findings are reported from medium up." in told("Chat.tsx:4")


def test_other_signs_are_named(project: Path) -> None:
    put(
        project / "chat.ts",
        "export async function start(chat, u) {\n  await chat.connectUser({ id: u.id }, chat.devToken(u.id));\n"
        "  await chat.channel('a', 'b').watch();\n}\n",
    )
    text = told("chat.ts:2")
    assert "Nothing proves what `chat` is. What speaks for it: " in text
    assert "devToken" in text
    assert "Confidence: medium." in text


def test_an_annotation_proves(project: Path) -> None:
    put(
        project / "chat.ts",
        "import { StreamChat } from 'stream-chat';\n"
        "export const start = (chat: StreamChat, u, t) => chat.connectUser(u, t);\n",
    )
    text = told("chat.ts:2")
    assert "`chat` is declared as `StreamChat`. `StreamChat` is imported from `stream-chat`." in text


def test_a_homonym_is_said_to_be_one(project: Path) -> None:
    put(
        project / "friends.py",
        "from app.models import Profile\n\ndef befriend(a, b):\n    Profile.objects.get(pk=a).connect_user(b)\n",
    )
    text = told("friends.py:4")
    assert "is not counted as a call that opens a connection: its receiver is a record of a database." in text


def test_a_function_of_the_program_with_the_name_is_followed(project: Path) -> None:
    put(
        project / "registry.ts",
        "class Registry {\n  connectUser(a) { this.a = a; }\n}\n"
        "export function fill() {\n  const all = new Registry();\n  all.connectUser(1);\n}\n",
    )
    assert "the program has a function of this name, which is followed instead" in told("registry.ts:6")


# ---------------------------------------------------------------- what hides a finding


def test_a_suppression_that_applies_is_named(project: Path) -> None:
    put(
        project / "chat.ts",
        LEAK.replace("  await client.c", "  // hangup: ignore[HUP101] -- a kiosk\n  await client.c"),
    )
    text = told("chat.ts:6")
    assert "It is suppressed by the comment in line 5." in text
    assert "It suppresses HUP101." in told("chat.ts:5")


def test_suppressions_that_do_not_apply_are_explained(project: Path) -> None:
    put(
        project / "chat.ts",
        LEAK.replace("new StreamChat('key');", "new StreamChat('key'); // hangup: ignore[HUP101] -- a kiosk").replace(
            "(user, token);", "(user, token); // hangup: ignore[HUP104] -- a kiosk"
        ),
    )
    text = told("chat.ts:5")
    assert "It is reported." in text
    assert "The suppression in line 4 names HUP101 and speaks for line 4 only." in text
    assert "The suppression in line 5 speaks for this line and names HUP104, not HUP101." in text


def test_an_unused_suppression_is_told(project: Path) -> None:
    put(project / "chat.ts", LEAK.replace("  await say(", "  // hangup: ignore[HUP102] -- once\n  await say("))
    text = told("chat.ts:6")
    assert "This comment speaks for line 7 and names HUP102." in text
    assert "There is no finding of HUP102 for it to suppress: remove it (HUP901)." in text


def test_a_rule_that_is_not_in_force_is_told_with_the_selectors(project: Path) -> None:
    put(project / "chat.ts", LEAK)
    put(project / "hangup.toml", 'ignore = ["HUP1"]\n')
    assert "It is not reported: the rule is not in force here (select ALL; ignore HUP1)." in told("chat.ts:5")


def test_a_known_finding_is_told_with_its_baseline(project: Path) -> None:
    put(project / "chat.ts", LEAK)
    put(project / "hangup.toml", 'baseline = "known.json"\n')
    CliRunner().invoke(cli.main, ["check", "--update-baseline", "."])
    assert (project / "known.json").exists()
    assert "It is not reported: the baseline known.json knows it." in told("chat.ts:5")


# ---------------------------------------------------------------- each family of rules


RENDER = """import { useMemo } from 'react';
import { StreamChat } from 'stream-chat';
export function Chat({ u, t }) {
  useMemo(() => StreamChat.getInstance('key').connectUser(u, t), [u]);
  return <p />;
}
"""
ROUTE = """import { StreamChat } from 'stream-chat';
export async function POST(request) {
  await StreamChat.getInstance('key').connectUser(await request.json(), 't');
}
"""
CONSTRUCTED = """import { StreamChat } from 'stream-chat';
export async function POST(request) {
  const client = new StreamChat('key');
  await client.upsertUser({ id: 'a' });
}
"""
UNSETTLED = """import { useEffect } from 'react';
import { chat } from './chat';
export function Chat({ user, token }) {
  useEffect(() => {
    chat.disconnectUser();
    chat.connectUser({ id: user.id }, token);
  }, [user.id]);
  return chat.channel('a').id;
}
"""
FAMILIES = {
    "HUP2": ("Chat.tsx:4", RENDER, "At every render? Yes: see the finding."),
    "HUP3": ("app/api/chat/route.ts:3", ROUTE, "On a server? Yes: see the finding."),
    "HUP4": ("app/api/chat/route.ts:3", CONSTRUCTED, "`StreamChat` makes an object of stream-chat. Confidence: high."),
    "HUP5": ("Chat.tsx:5", UNSETTLED, "HUP501 connect-before-disconnect-settles (warning): "),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_of_rules_is_explained(project: Path, family: str) -> None:
    place, text, sentence = FAMILIES[family]
    put(project / place.partition(":")[0], text)
    if family == "HUP5":
        put(
            project / "chat.ts",
            "import { StreamChat } from 'stream-chat';\nexport const chat = new StreamChat('key');\n",
        )
        put(project / "package.json", "{}")
    assert [finding["code"][:4] for finding in data(place)["findings"]] == [family]
    assert sentence in told(place)


# ---------------------------------------------------------------- nothing there


def test_where_nothing_is_the_nearest_calls_are_named(project: Path) -> None:
    put(project / "chat.ts", LEAK)
    text = told("chat.ts:1")
    assert "hangup knows of no connection that is opened, closed or made at this place." in text
    assert "Near it: `client.connectUser` at chat.ts:5:9." in text


def test_a_file_without_a_word_was_never_parsed(project: Path) -> None:
    put(project / "plain.py", "print('hello')\n")
    assert "it holds none of the words by which connections are opened" in told("plain.py:1")
    assert data("plain.py:1")["status"] == "no-candidate"


def test_an_excluded_file_is_answered_and_said_to_be_excluded(project: Path) -> None:
    put(project / "legacy" / "chat.ts", LEAK)
    put(project / "hangup.toml", 'exclude = ["legacy/"]\n')
    text = told("legacy/chat.ts:5")
    assert "leaves this file out" in text
    assert "HUP101" in text


def test_a_file_that_no_front_end_reads_is_told(project: Path) -> None:
    put(project / "chat.rb", "client.connect_user\n")
    assert told("chat.rb:1").strip() == "No front end reads files of .rb."


def test_a_file_that_cannot_be_analysed_is_told(project: Path) -> None:
    put(project / "chat.py", "client.connect_user(\n")
    answer = data("chat.py:1")
    assert answer["notes"], "it says what is wrong"
    assert "not analysed" in answer["notes"][0]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("nowhere.ts:1", "nowhere.ts: there is no such file"),
        ("chat.ts", "a place is written PATH:LINE or PATH:LINE:COLUMN, as in src/Chat.tsx:14"),
        ("chat.ts:0", "a place is written PATH:LINE"),
        ("chat.ts:99", "chat.ts has 8 lines, and no line 99"),
    ],
)
def test_a_place_that_is_none_is_refused(project: Path, place: str, message: str) -> None:
    put(project / "chat.ts", LEAK)
    result = ask(place)
    assert result.exit_code == 2
    assert message in result.stderr


# ---------------------------------------------------------------- JSON


def test_the_json_holds_what_the_text_says(project: Path) -> None:
    put(project / "chat.ts", LEAK)
    answer = data("chat.ts:5")
    (found,) = answer["connections"]
    assert (answer["version"], answer["path"], answer["line"], answer["status"]) == (1, "chat.ts", 5, "analysed")
    assert (found["call"], found["resource"], found["opens"]) == ("client.connectUser", "stream-chat", "WebSocket")
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (5, 9, 5, 40)
    assert found["receiver"]["known_by"] == "constructor"
    assert found["receiver"]["module"] == "stream-chat"
    assert [scope["label"] for scope in found["scopes"]] == ["function `greet`", "module"]
    assert {(end["kind"], end["connection"]) for end in found["ends"]} >= {("return", "open"), ("raise", "open")}
    assert found["questions"][-1] == {"question": "Left open?", "answer": "yes", "reason": None}
    assert [(finding["code"], finding["outcome"]) for finding in answer["findings"]] == [("HUP101", "reported")]


# ---------------------------------------------------------------- notebooks


def notebook(*cells: str) -> str:
    made: list[dict[str, object]] = [
        {"cell_type": "code", "source": cell, "metadata": {}, "outputs": [], "execution_count": None} for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_a_place_in_a_notebook_is_asked_for_as_reports_print_it(project: Path) -> None:
    put(
        project / "talk.ipynb",
        notebook("from getstream.video import rtc\n", "talk = await rtc.join(call, 'me')\nawait talk.connect()\n"),
    )
    text = told("talk.ipynb:cell 2:2")
    assert text.startswith("talk.ipynb:cell 2:2: await talk.connect() ")
    assert "`talk` is made by `rtc.join` in cell 2, line 1." in text
    assert "runs whenever its cell is run" in text
    assert data("talk.ipynb:cell 1:1")["connections"] == []
    assert "Near it: `talk.connect` at talk.ipynb:cell 2:2:7." in told("talk.ipynb:cell 1:1")
    refused = ask("talk.ipynb:cell 3:1")
    assert (refused.exit_code, "no code in line 1 of cell 3" in refused.stderr) == (2, True)
