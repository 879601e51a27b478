"""Whole sessions of an editor with ``hangup server``, in a process of its own, over standard input and output."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.lsp.conftest import Client

    Connect = Callable[..., Client]

PUBLISH = "textDocument/publishDiagnostics"
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


def test_what_another_file_made_may_be_opened_by_an_everyday_name(client: Client, root: Path) -> None:
    line = (
        "from getstream.video import rtc\n\n\nasync def line_to(call, agent):\n    return await rtc.join(call, agent)\n"
    )
    greeter = (
        "from desk.line import line_to\n\n\nasync def greet(call, announce):\n    phone = await line_to(call, 'a')\n"
    )
    greeter += "    await phone.connect()\n    await announce(call)\n    await phone.leave()\n"
    (root / "desk").mkdir()
    for name, text in {"__init__.py": "", "line.py": line, "greeter.py": greeter}.items():
        (root / "desk" / name).write_text(text, encoding="utf-8")
    client.open("desk/greeter.py")
    (finding,) = client.found("desk/greeter.py")
    assert (finding["code"], finding["range"]["start"]["line"]) == ("HUP102", 5)
    assert "**Connection**" in (client.hover("desk/greeter.py", 5, 12) or "")
    mended = greeter.replace("    await announce(call)\n", "")
    client.change("desk/greeter.py", mended)
    client.codes_until("desk/greeter.py", [])
    client.change("desk/greeter.py", greeter.replace("line_to", "mine").replace("desk.line", "desk.other"))
    assert client.found("desk/greeter.py") == []


# ---------------------------------------------------------------- actions and hover


def test_a_finding_can_be_ignored_where_it_stands(client: Client) -> None:
    client.open("chat.ts", LEAK)
    (finding,) = client.found("chat.ts")
    (ignore,) = [each for each in client.actions("chat.ts", finding["range"]) if "ignore" in each["title"]]
    (change,) = ignore["edit"]["documentChanges"]
    (edit,) = change["edits"]
    assert edit["range"]["start"] == edit["range"]["end"]
    lines = LEAK.split("\n")
    at = edit["range"]["start"]
    line = lines[at["line"]]
    lines[at["line"]] = line[: at["character"]] + edit["newText"] + line[at["character"] :]
    after = "\n".join(lines)
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


def test_a_client_that_knows_no_markdown_gets_plain_words(connect: Connect) -> None:
    client = connect({})
    client.start()
    client.open("chat.ts", LEAK)
    said = client.hover("chat.ts", 4, 20)
    assert said
    assert "**" not in said
    assert "Connection\n`client.connectUser` opens" in said


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


def test_a_client_that_does_not_tell_of_files_has_them_read_when_it_saves(connect: Connect, root: Path) -> None:
    client = connect({})
    client.start()
    client.open("chat.ts", LEAK)
    client.codes_until("chat.ts", ["HUP101"])
    (root / "hangup.toml").write_text("ignore = ['HUP101']\n", encoding="utf-8")
    client.save("chat.ts", LEAK)
    client.codes_until("chat.ts", [])


def test_what_the_configuration_excludes_is_left_alone(client: Client, root: Path) -> None:
    (root / "hangup.toml").write_text("exclude = ['old/']\n", encoding="utf-8")
    (root / "old").mkdir()
    client.open("old/chat.ts", LEAK)
    assert client.found("old/chat.ts") == []
    client.open("node_modules/chat/index.ts", LEAK)
    assert client.found("node_modules/chat/index.ts") == []


def test_what_the_baseline_lists_is_not_shown(client: Client, root: Path) -> None:
    (root / "chat.ts").write_text(LEAK, encoding="utf-8")
    command = [sys.executable, "-m", "hangup", "check", "-q", "--baseline", "known.json", "--update-baseline"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (root / "hangup.toml").write_text("baseline = 'known.json'\n", encoding="utf-8")
    client.open("chat.ts")
    assert client.found("chat.ts") == []
    client.change("chat.ts", LEAK + LEAK.split("\n", 2)[2].replace("greet", "again"))
    assert [each["code"] for each in client.found("chat.ts")] == ["HUP101"]


# ---------------------------------------------------------------- what goes wrong


def test_a_text_that_is_being_written_is_named_and_mended(client: Client) -> None:
    client.open("chat.py", "import getstream\n\nasync def f(client):\n    await client.connect_user(\n")
    assert [each["code"] for each in client.found("chat.py")] == ["HUP900"]
    client.change("chat.py", "import getstream\n")
    assert client.found("chat.py") == []


def test_what_is_no_message_does_not_end_the_server(client: Client) -> None:
    client.send_bytes(b"Content-Length: 9\r\n\r\n{nonsense")
    assert "error" in client.answer(client.begin("hangup/unheard", {}))
    client.tell("textDocument/didChange", textDocument={"uri": "file:///nowhere"}, contentChanges=7)
    client.open("chat.ts", LEAK)
    assert [each["code"] for each in client.found("chat.ts")] == ["HUP101"]
    assert client.end() == 0


def test_what_is_no_file_is_left_alone(client: Client) -> None:
    for uri in ("untitled:Untitled-1", "vscode-notebook-cell:/a.ipynb#W0", "git:/chat.ts?HEAD"):
        document = {"uri": uri, "languageId": "typescript", "version": 1, "text": LEAK}
        client.tell("textDocument/didOpen", textDocument=document)
        params = {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 20}}
        assert client.ask("textDocument/hover", params) is None
    client.open("chat.ts", LEAK)
    client.found("chat.ts")
    assert client.end() == 0


def test_only_newer_texts_are_spoken_of(client: Client) -> None:
    client.open("chat.ts", LEAK)
    for number in range(20):
        client.change("chat.ts", LEAK + f"// {number}\n")
    assert [each["code"] for each in client.found("chat.ts")] == ["HUP101"]
    shown = [each["params"]["version"] for each in client.kept if each.get("method") == PUBLISH]
    assert shown == sorted(set(shown))
    assert len(shown) < 20


def test_an_editor_that_dies_takes_the_server_with_it(client: Client) -> None:
    client.open("chat.ts", LEAK)
    client.found("chat.ts")
    assert client.process.stdin
    client.process.stdin.close()
    assert client.process.wait(60) == 2
    assert client.process.stderr
    assert b"Traceback" not in client.process.stderr.read()
