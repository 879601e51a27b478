"""Whole sessions of an editor with ``hangup server``, in a process of its own, over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.lsp.conftest import Client

    Connect = Callable[..., Client]

LEAK = """\
import { StreamChat } from 'stream-chat';

export async function greet(id: string, token: string) {
  const client = new StreamChat('key');
  await client.connectUser({ id }, token);
}
"""
CLOSED = LEAK.replace("token);\n}", "token);\n  await client.disconnectUser();\n}")


def text_of(text: str, at: dict[str, Any], unit: str = "utf-16") -> str:
    """What stands in a range, counted as the protocol says."""
    codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[unit]
    lines = text.split("\n")
    first, last = at["start"], at["end"]
    assert first["line"] == last["line"]
    line = lines[int(first["line"])].encode(codec)
    start, end = (int(place["character"]) * width for place in (first, last))
    return line[start:end].decode(codec)


def edited(text: str, action: dict[str, Any]) -> str:
    """A text after the edits of an action."""
    (change,) = action["edit"]["documentChanges"]
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line.encode("utf-16-le")) + 2)
    data = text.encode("utf-16-le")
    places = [
        [starts[at["line"]] + at["character"] * 2 for at in (edit["range"]["start"], edit["range"]["end"])]
        + [edit["newText"].encode("utf-16-le")]
        for edit in change["edits"]
    ]
    for start, end, new in sorted(places, reverse=True):
        data = data[:start] + new + data[end:]
    return data.decode("utf-16-le")


def whole(text: str) -> dict[str, Any]:
    return {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}


# ---------------------------------------------------------------- findings


def test_a_session_from_the_first_word_to_the_last(connect: Connect, root: Path) -> None:
    client = connect()
    result = client.start()
    assert result["serverInfo"]["name"] == "hangup"
    assert result["capabilities"]["positionEncoding"] == "utf-16"
    (root / "chat.ts").write_text(LEAK, encoding="utf-8")
    client.open("chat.ts")
    (finding,) = client.found("chat.ts")
    assert finding["code"] == "HUP101"
    assert finding["severity"] == 1
    assert finding["source"] == "hangup"
    assert finding["codeDescription"]["href"].startswith("file:///")
    assert text_of(LEAK, finding["range"]) == "client.connectUser({ id }, token)"
    assert "new StreamChat('key')" in [
        text_of(LEAK, each["location"]["range"]) for each in finding["relatedInformation"]
    ]
    client.change("chat.ts", CLOSED)
    assert [each["code"] for each in client.found("chat.ts")] == []
    client.save("chat.ts", CLOSED)
    assert [each["code"] for each in client.found("chat.ts")] == []
    client.close("chat.ts")
    assert client.wait(lambda message: message.get("method") == "textDocument/publishDiagnostics")["params"][
        "diagnostics"
    ] == []  # fmt: skip
    assert client.end() == 0
    assert client.logged == []


@pytest.mark.parametrize("unit", ["utf-8", "utf-16", "utf-32"])
def test_columns_count_what_was_agreed_on(connect: Connect, unit: str) -> None:
    client = connect({"general": {"positionEncodings": [unit]}})
    assert client.start()["capabilities"]["positionEncoding"] == unit
    text = LEAK.replace("  await client", "  /* 🎧é漢 */ await client")
    client.open("chat.ts", text)
    (finding,) = client.found("chat.ts")
    assert text_of(text, finding["range"], unit) == "client.connectUser({ id }, token)"


def test_separators_that_end_no_line_of_a_file_end_none_of_a_text(client: Client) -> None:
    text = "// \u2028 \x0b \x0c \x85\n" + LEAK
    client.open("chat.ts", text)
    (finding,) = client.found("chat.ts")
    assert finding["range"]["start"] == {"line": 5, "character": 8}
    client.change("chat.ts", "\n" + text)
    (finding,) = client.found("chat.ts")
    assert finding["range"]["start"] == {"line": 6, "character": 8}


def test_two_open_files_are_one_program(client: Client, root: Path) -> None:
    opener = "import { StreamChat } from 'stream-chat';\n\nexport function open(id: string, token: string) {\n"
    opener += (
        "  const client = new StreamChat('key');\n  return client.connectUser({ id }, token).then(() => client);\n}\n"
    )
    user = "import { open } from './open';\n\nexport async function visit(id: string, token: string) {\n"
    user += "  const visitor = await open(id, token);\n  console.log(visitor);\n}\n"
    (root / "open.ts").write_text(opener, encoding="utf-8")
    (root / "visit.ts").write_text(
        user.replace("console.log(visitor)", "await visitor.disconnectUser()"), encoding="utf-8"
    )
    client.open("open.ts")
    before = [each["code"] for each in client.found("open.ts")]
    client.open("visit.ts", user)
    client.codes_until("open.ts", ["HUP101"])
    assert before != ["HUP101"]
    client.change("visit.ts", user.replace("console.log(visitor)", "await visitor.disconnectUser()"))
    client.codes_until("open.ts", before)


# ---------------------------------------------------------------- actions and hover


def test_a_finding_can_be_ignored_where_it_stands(client: Client) -> None:
    client.open("chat.ts", LEAK)
    (finding,) = client.found("chat.ts")
    (ignore,) = [each for each in client.actions("chat.ts", finding["range"]) if "ignore" in each["title"]]
    after = edited(LEAK, ignore)
    assert "  // hangup: ignore[HUP101]\n  await client" in after
    client.change("chat.ts", after)
    assert client.found("chat.ts") == []


def test_a_hover_says_why(client: Client) -> None:
    client.open("chat.ts", LEAK)
    client.found("chat.ts")
    said = client.hover("chat.ts", 4, 20)
    assert said
    assert "**Connection**" in said
    assert "HUP101" in said
    assert client.hover("chat.ts", 1, 0) is None


# ---------------------------------------------------------------- configuration


def test_the_configuration_is_followed_and_read_again(client: Client, root: Path) -> None:
    client.open("chat.ts", LEAK)
    client.codes_until("chat.ts", ["HUP101"])
    config = root / "hangup.toml"
    config.write_text("ignore = ['HUP101']\n", encoding="utf-8")
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": config.as_uri(), "type": 1}])
    client.codes_until("chat.ts", [])
    config.write_text("ignre = ['HUP101']\n", encoding="utf-8")
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": config.as_uri(), "type": 2}])
    (finding,) = client.found("chat.ts")
    assert finding["code"] == "HUP900"
    assert "did you mean 'ignore'?" in finding["message"]
    assert any("ignre" in line for line in client.logged)
    config.unlink()
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": config.as_uri(), "type": 3}])
    client.codes_until("chat.ts", ["HUP101"])
