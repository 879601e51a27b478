"""Suppression comments that are written for findings: in the right form, where they count, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from hangup import assembly
from hangup.config import Settings
from hangup.engine import check_source
from hangup.ignoring import Ignored, Ignorer, ReasonError, check_reason
from hangup.model import Diagnostic, SourceFile, Span, open_source
from hangup.suppress import find_suppressions

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLE = sorted(
    path
    for folder in ("HUP102", "HUP204")
    for path in (FIXTURES / folder).rglob("*")
    if path.suffix in (".py", ".ts", ".tsx", ".jsx", ".vue", ".svelte")
)
JOIN = """
import { StreamChat } from 'stream-chat';
const client = StreamChat.getInstance('key');
"""
VISIT = """
import { StreamChat } from 'stream-chat';
export async function visit(user: { id: string }, token: string) {
  const client = new StreamChat('key');
"""
LISTEN = """
from getstream.video import rtc


async def listen(call, work):
    session = await rtc.join(call, "listener")
"""


@cache
def ignorer(reason: str) -> Ignorer:
    toolbox = assembly.toolbox()
    return Ignorer(toolbox.lower, toolbox.names(), reason)


def found(source: SourceFile) -> list[Diagnostic]:
    return list(check_source(source, assembly.toolbox(), Settings()).diagnostics)


def ignore(name: str, text: str | bytes, reason: str = "known") -> Ignored:
    source = open_source(name, text.encode() if isinstance(text, str) else text)
    wanted = found(source)
    assert wanted, "there is nothing to suppress"
    return ignorer(reason).ignore(source, wanted)


def added(name: str, text: str) -> list[tuple[int, str]]:
    """The lines that were added or changed, with their numbers. Nothing is found any more then."""
    ignored = ignore(name, text)
    assert ignored.left == ()
    assert found(ignored.after) == []
    before = text.splitlines()
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(ignored.after.text.splitlines(), 1):
        if before and line == before[0]:
            before.pop(0)
        else:
            lines.append((number, line))
            if before and line.startswith(before[0]):
                before.pop(0)
    assert before == [], "nothing is taken away"
    return lines


# ---------------------------------------------------------------- places and forms


def test_a_comment_stands_above_the_statement_with_its_indentation() -> None:
    text = LISTEN + "    await session.connect()\n    await work()\n"
    assert added("a.py", text) == [(7, "    # hangup: ignore[HUP101] -- known")]


def test_above_a_call_of_many_lines() -> None:
    text = VISIT + "  await client\n    .connectUser(\n      user,\n      token,\n    );\n}\n"
    assert added("a.ts", text) == [(5, "  // hangup: ignore[HUP101] -- known")]


def test_above_the_header_of_a_block_and_not_for_the_block() -> None:
    text = VISIT + "  if (await client.connectUser(user, token)) {\n    console.log(user);\n  }\n}\n"
    assert added("a.ts", text) == [(5, "  // hangup: ignore[HUP101] -- known")]
    after = ignore("a.ts", text).after
    (comment,) = find_suppressions(after, assembly.toolbox().lower(after), assembly.toolbox().names()).valid
    assert comment.lines == (6, 6)


def test_above_an_element_whose_attribute_connects() -> None:
    text = JOIN + dedent(
        """
        export function Join({ user, token }: any) {
          return (
            <div>
              <button
                onClick={() => client.connectUser(user, token)}
              >
                Join
              </button>
              <a onClick={() => client.connectUser(user, token)}>again</a>
            </div>
          );
        }
        """
    )
    comment = "      {/* hangup: ignore[HUP204] -- known */}"
    assert added("a.tsx", text) == [(8, comment), (14, comment)]


def test_above_the_return_where_the_element_is_its_root() -> None:
    text = JOIN + dedent(
        """
        export function Join({ user, token }: any) {
          return (
            <button
              onClick={() => client.connectUser(user, token)}
            />
          );
        }
        """
    )
    assert added("a.tsx", text) == [(6, "  // hangup: ignore[HUP204] -- known")]


def test_in_markup_as_a_comment_of_the_markup() -> None:
    text = "<template>\n  <button\n    @click=\"client.connectUser({ id: 'a' }, 'x')\">join</button>\n</template>\n"
    text += f"<script setup>{JOIN}</script>\n"
    assert added("a.vue", text) == [(2, "  <!-- hangup: ignore[HUP204] -- known -->")]


def test_behind_the_line_where_no_statement_begins_it() -> None:
    text = LISTEN + "    if work: await session.connect()\n"
    assert added("a.py", text) == [(7, "    if work: await session.connect()  # hangup: ignore[HUP101] -- known")]


def test_behind_the_last_line_of_a_continued_statement() -> None:
    text = LISTEN + "    if work: x = 1 + \\\n        await session.connect()\n"
    assert added("a.py", text) == [(8, "        await session.connect()  # hangup: ignore[HUP101] -- known")]


def test_never_in_the_text_of_a_template() -> None:
    text = VISIT + "  if (user) return `a ${await client.connectUser(user, token)}\n    b`;\n}\n"
    assert added("a.ts", text) == [(6, "    b`; // hangup: ignore[HUP101] -- known")]


@pytest.mark.parametrize("comment", ["// eslint-disable-next-line no-await", "// @ts-ignore", "// prettier-ignore"])
def test_above_a_comment_that_speaks_for_the_line_below_it(comment: str) -> None:
    text = VISIT + f"  {comment}\n  await client.connectUser(user, token);\n}}\n"
    assert added("a.ts", text) == [(5, "  // hangup: ignore[HUP101] -- known")]


def test_below_a_comment_that_does_not() -> None:
    text = VISIT + "  // connect\n  await client.connectUser(user, token);\n}\n"
    assert added("a.ts", text) == [(6, "  // hangup: ignore[HUP101] -- known")]


def test_findings_of_one_statement_share_a_comment() -> None:
    text = VISIT + "  await Promise.all([\n    client.connectUser(user, token),\n"
    text += "    new StreamChat('other').connectUser(user, token),\n  ]);\n}\n"
    assert len(found(open_source("a.ts", text.encode()))) == 2
    assert added("a.ts", text) == [(5, "  // hangup: ignore[HUP101] -- known")]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.relative_to(FIXTURES).as_posix())
def test_findings_of_real_code_are_gone_and_no_other_comes(path: Path) -> None:
    source = open_source(path.name, path.read_bytes())
    wanted = found(source)
    ignored = ignorer("known").ignore(source, wanted)
    assert ignored.left == ()
    assert len(ignored.done) == len(wanted)
    assert found(ignored.after) == []


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_the_ends_of_lines_are_those_of_the_file(end: str) -> None:
    text = (VISIT + "  await client.connectUser(user, token);\n}\n").replace("\n", end)
    ignored = ignore("a.ts", text)
    assert f"{end}  // hangup: ignore[HUP101] -- known{end}  await" in ignored.after.data.decode()
    assert ignored.after.data.decode().replace(f"  // hangup: ignore[HUP101] -- known{end}", "") == text


def test_a_byte_order_mark_stays_the_first() -> None:
    text = "\ufeffnew (require('stream-chat').StreamChat)('key').connectUser({ id: 'a' }, 'x');\n"
    ignored = ignore("a.cjs", text)
    assert ignored.after.data.startswith(b"\xef\xbb\xbf// hangup: ignore[")
    assert ignored.after.data.count(b"\xef\xbb\xbf") == 1


def test_the_encoding_of_the_file_is_kept() -> None:
    text = "# -*- coding: latin-1 -*-\n# caf\xe9" + LISTEN + "    await session.connect()\n"
    data = text.encode("latin-1")
    assert b" -- gen\xfcgt\n" in ignore("a.py", data, "gen\xfcgt").after.data
    refused = ignore("a.py", data, "\u65e5")
    assert refused.after.data == data
    assert len(refused.left) == 1


def test_a_last_line_without_an_end_is_given_one_before_it() -> None:
    text = (LISTEN + "    await session.connect()").replace("\n", "\r\n")
    after = ignore("a.py", text).after.data
    assert after.endswith(b"\r\n    # hangup: ignore[HUP101] -- known\r\n    await session.connect()")


def test_without_a_reason_there_is_none() -> None:
    text = LISTEN + "    await session.connect()\n"
    assert b"    # hangup: ignore[HUP101]\n" in ignore("a.py", text, "").after.data


# ---------------------------------------------------------------- what cannot be done


@pytest.mark.parametrize("reason", ["a\nb", "a\x1b[31m", "ends */ here", "ends --> here", "a\u2028b"])
def test_a_reason_that_would_end_the_comment_is_refused(reason: str) -> None:
    with pytest.raises(ReasonError):
        check_reason(reason)


def test_a_finding_that_no_comment_can_cover_is_left_and_the_text_as_it_was() -> None:
    text = LISTEN + "    await session.connect()\n"
    source = open_source("a.py", text.encode())
    (diagnostic,) = found(source)
    elsewhere = replace(diagnostic, span=Span(len(text), len(text)))
    ignored = ignorer("").ignore(source, [elsewhere])
    assert (ignored.done, ignored.left) == ((), (elsewhere,))
    assert ignored.after.data == source.data


def test_one_that_cannot_be_covered_does_not_stop_the_others() -> None:
    text = LISTEN + "    await session.connect()\n"
    source = open_source("a.py", text.encode())
    (diagnostic,) = found(source)
    elsewhere = replace(diagnostic, span=Span(len(text), len(text)))
    ignored = ignorer("known").ignore(source, [elsewhere, diagnostic])
    assert ignored.done == (diagnostic,)
    assert found(ignored.after) == []


def test_a_file_that_cannot_be_read_is_left() -> None:
    source = SourceFile("a.py", b"\xff\xfe\x00")
    diagnostic = found(open_source("b.py", (LISTEN + "    await session.connect()\n").encode()))[0]
    assert ignorer("").ignore(source, [diagnostic]).left == (diagnostic,)
