"""Makes trees of source files to measure on: always the same ones for the same numbers.

    python benchmarks/trees.py FOLDER --files 100000

Most files name no connection, as in any repository. Every thousandth (see ``--every``) opens one, in a way that is
right or in a way that is not, and some of those hand their connection to other files. A dense tree is one in which
every file opens one (``--every 1``).
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

_LISTED = """
account address amount archive banner basket billing buffer button cache campaign catalog channel chart client
column comment config content counter country coupon course credit currency customer dashboard detail device
discount document driver editor email engine event export feature field filter folder footer format gateway group
header history image import index inventory invoice item journal label layout ledger limit link list locale location
login loyalty margin member menu message metric module network notice number option order owner page panel partner
payment period person picture plan policy portal price product profile project query quota range record refund
region report request result review reward role route schedule schema score search section segment server session
setting shipment signal source status stock store stream supplier survey table target task tax team template ticket
token total tracking transfer trigger user value vendor version view visit voucher wallet warehouse
"""
WORDS = tuple(re.findall(r"\w+", _LISTED))

KINDS = (".ts", ".tsx", ".py", ".js", ".py", ".ts", ".css", ".json", ".md")
"""Suffixes, in the order in which they come round."""

_TSX_LEAK = """import {{ useEffect, useState }} from 'react';
import {{ StreamChat }} from 'stream-chat';

export function {name}({{ id, token }}: {{ id: string; token: string }}) {{
  const [client, setClient] = useState<StreamChat | null>(null);
  useEffect(() => {{
    const chat = StreamChat.getInstance('key');
    chat.connectUser({{ id }}, token).then(() => setClient(chat));
  }}, [id]);
  return <p>{{client?.userID}}</p>;
}}
"""
_TS_RIGHT = """import {{ StreamChat }} from 'stream-chat';

export async function open{name}(id: string, token: string) {{
  const chat = new StreamChat('key');
  await chat.connectUser({{ id }}, token);
  return chat;
}}

export async function count{name}(id: string, token: string) {{
  const chat = await open{name}(id, token);
  try {{
    return (await chat.queryChannels({{ members: {{ $in: [id] }} }})).length;
  }} finally {{
    await chat.disconnectUser();
  }}
}}
"""
_TS_IMPORTER = """import {{ open{name} }} from '{module}';

export async function notify{other}(id: string, token: string, text: string) {{
  const chat = await open{name}(id, token);
  await chat.channel('messaging', id).sendMessage({{ text }});
}}
"""
_PY_LEAK = """from getstream.video import rtc


async def {word}_listen(call, work):
    session = await rtc.join(call, "listener")
    await session.connect()
    await work()
    await session.leave()
"""
_PY_RIGHT = """from getstream.video import rtc


async def {word}_listen(call, work):
    session = await rtc.join(call, "listener")
    await session.connect()
    try:
        await work()
    finally:
        await session.leave()
"""


def make(
    folder: Path, files: int, *, every: int = 1000, seed: int = 7, size: float = 1.0, repository: bool = False
) -> None:
    """Write a tree of so many files below a folder, of which every so-many-th opens a connection.

    ``size``: how much code a file holds, as a factor; at 1 it is 3.5 KB on average. ``repository``: whether git tracks
    the files.
    """
    for path, text in _files(files, every, seed, size):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    if repository:
        for arguments in (("init", "--quiet"), ("-c", "core.looseCompression=0", "add", "--all")):
            subprocess.run(("git", *arguments), cwd=folder, check=True)


def _files(files: int, every: int, seed: int, size: float) -> Iterator[tuple[str, str]]:
    rng = random.Random(seed)
    dense = every == 1
    opener: tuple[str, str] | None = None
    for number in range(files):
        package, module = divmod(number, 40)
        folder = f"packages/{_word(package)}{package % 97}/{_word(package // 7)}"
        opens = number % every == every // 2
        kind = ("." + ("tsx", "ts", "py", "py")[number // every % 4]) if opens else KINDS[number % len(KINDS)]
        name = f"{_word(number)}-{module}"
        text = _ordinary(kind, rng, max(2, int(rng.lognormvariate(1.6, 0.7) * size)))
        if opens:
            before, extra = _opening(kind, number // every, _word(number))
            text = before + text if kind == ".py" else before + extra + text
            opener = (_name(number), f"{folder}/{name}") if kind == ".ts" else None
        elif opener is not None and not dense and kind == ".ts" and opener[1].startswith(folder + "/"):
            imported = "./" + opener[1].rpartition("/")[2]
            text = _TS_IMPORTER.format(name=opener[0], module=imported, other=_name(number)) + text
            opener = None
        yield f"{folder}/{name}{kind}", text


def _opening(kind: str, turn: int, word: str) -> tuple[str, str]:
    if kind == ".py":
        return ((_PY_LEAK, _PY_RIGHT)[turn // 4 % 2].format(word=word), "")
    return ((_TSX_LEAK if kind == ".tsx" else _TS_RIGHT).format(name=word.title()), "")


def leak(kind: str) -> str:
    """A file with a finding: ``.tsx`` or ``.py``."""
    return (_TSX_LEAK if kind == ".tsx" else _PY_LEAK).format(name="Visit", word="visit")


def _word(number: int) -> str:
    return WORDS[number * 37 % len(WORDS)]


def _name(number: int) -> str:
    return _word(number).title()


def _ordinary(kind: str, rng: random.Random, count: int) -> str:
    """Code, or whatever the suffix stands for, that opens nothing."""
    pick = rng.choice
    if kind == ".json":
        lines = [f'  "{pick(WORDS)}{number}": {{"{pick(WORDS)}": {number}}}' for number in range(count * 8)]
        return "{\n" + ",\n".join(lines) + "\n}\n"
    if kind == ".md":
        return "\n\n".join(" ".join(pick(WORDS) for _ in range(60)) + "." for _ in range(count)) + "\n"
    if kind == ".css":
        return "".join(
            f".{pick(WORDS)}-{pick(WORDS)} {{\n  margin: {n}px;\n  padding: 0;\n}}\n" for n in range(count * 6)
        )
    make_one = _python if kind == ".py" else _script
    heads = {".py": "import os\nfrom dataclasses import dataclass\n\n", ".tsx": "import { memo } from 'react';\n\n"}
    return heads.get(kind, "") + "\n".join(make_one(pick(WORDS), pick(WORDS), pick(WORDS), n) for n in range(count))


def _python(a: str, b: str, c: str, number: int) -> str:
    return f'''
@dataclass(frozen=True)
class {a.title()}{b.title()}{number}:
    """What is known of the {b} of one {a}."""

    {b}: int = {number}
    {c}_name: str = "{c}"

    def {c}_of(self, {a}s: list[dict[str, int]], limit: int = {number + 10}) -> int:
        found = [{a}["{b}"] for {a} in {a}s if {a}.get("{c}", 0) > limit]
        if not found:
            raise ValueError(f"no {c} among {{len({a}s)}} {a}s in {{os.getcwd()}}")
        return sum(found) // len(found) + self.{b}
'''


def _script(a: str, b: str, c: str, number: int) -> str:
    return f"""
// How much of the {b} is left for one {a}, in the order of its {c}.
export function {a}{b.title()}{number}({a}s, limit = {number + 10}) {{
  const found = {a}s.filter(({a}) => {a}.{c} > limit).map(({a}) => {a}.{b});
  if (found.length === 0) {{
    throw new Error(`no {c} among ${{{a}s.length}} {a}s`);
  }}
  const total = found.reduce((sum, value) => sum + value, 0);
  return {{ {b}: total / found.length, {c}: '{c}-{number}', label: String({a}s.length) }};
}}
"""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=1_000, metavar="N", help="every N-th file opens a connection")
    parser.add_argument("--size", type=float, default=1.0, help="how much code a file holds, as a factor")
    given = parser.parse_args()
    make(given.folder, given.files, every=given.every, size=given.size)


if __name__ == "__main__":
    main()
