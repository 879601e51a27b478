"""Makes trees of files to measure on: always the same ones for the same numbers.

    python benchmarks/trees.py FOLDER --files 100000

What stands in a large one was counted in 38 public repositories of 300 to 14,000 files (applications, SDKs and their
examples; without folders of dependencies). There half of the files are Python, JavaScript or TypeScript (the middle
half of the repositories: 30 to 69 %), the rest are data, pictures, documentation, styles and other languages. Sizes
spread widely: the middle source file has 1.8 KB and one in a hundred 29 KB; of JSON one in ten has more than 20 KB.
Together that makes about 5 KB for each file. Source files import others of their folder, folders have an index, names
are one word or two, so that some of them stand in many files that mean something else.

Most files name no connection. Applications that use one of these libraries (150 to 2,000 source files were looked at)
name it in 1 to 20 files, some that are about chat in 50 to 80, and large ones in no more than small ones. A tree of
110,000 files put together from real repositories had 41. So here every 2,500th file opens a connection (see
``--every``), in a way that is right or in a way that is not, and some of those hand it to other files. A dense tree is
one in which every file opens one (``--every 1``).
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

_LISTED = """
account address amount archive banner basket billing buffer button cache campaign catalog channel chart client
column comment config content counter country coupon course credit currency customer dashboard detail device
discount document driver editor email engine event feature field filter folder footer format gateway group
header history image inventory invoice item journal label layout ledger limit link list locale location
login loyalty margin member menu message metric module network notice number option order owner page panel partner
payment period person picture plan policy portal price product profile project query quota range record refund
region report request result review reward role route schedule schema score search section segment server session
setting shipment signal source status stock store stream supplier survey table task tax team template ticket
token total tracking transfer trigger user value vendor version view visit voucher wallet warehouse
"""
WORDS = tuple(re.findall(r"\w+", _LISTED))

KINDS = {
    ".tsx": (170, 1900, 1.2), ".ts": (125, 1600, 1.2), ".py": (115, 1900, 1.3), ".js": (70, 1300, 1.3),
    ".jsx": (20, 2100, 1.1), ".json": (90, 1600, 2.0), ".svg": (65, 850, 1.2), ".md": (85, 1900, 1.3),
    ".png": (55, 18000, 1.0), ".scss": (35, 800, 1.4), ".kt": (60, 2600, 1.0), ".yml": (30, 1100, 1.1),
    ".txt": (40, 500, 2.0), ".html": (20, 1700, 1.6), ".toml": (20, 900, 0.8),
}  # fmt: skip
"""Of a thousand files those with each suffix, the bytes of the middle one, and how far their logarithms spread."""

LARGEST = 400_000
"""Bytes: the few that are larger say more about one repository than about many."""

IN_A_FOLDER = 40
EVERY = 2500
"""One file of so many opens a connection."""

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


def make(folder: Path, files: int, *, every: int = EVERY, seed: int = 7, repository: bool = False) -> None:
    """Write a tree of so many files below a folder, of which every so-many-th opens a connection.

    ``repository``: whether git tracks the files.
    """
    for path, data in _files(files, every, random.Random(seed)):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    if repository:
        for arguments in (("init", "--quiet"), ("-c", "core.looseCompression=0", "add", "--all")):
            subprocess.run(("git", *arguments), cwd=folder, check=True)


def _files(files: int, every: int, rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """The paths and the contents, folder by folder."""
    kinds, shares = list(KINDS), [share for share, _, _ in KINDS.values()]
    for start in range(0, files, IN_A_FOLDER):
        end = min(start + IN_A_FOLDER, files)
        has_index = every > 1 and end - start == IN_A_FOLDER
        if has_index:
            end -= 2  # which make room for one of either language
        numbers = range(start, end)
        names = _names(rng, len(numbers))
        listed = rng.choices(kinds, shares, k=len(numbers))
        for number in numbers:
            if number % every == every // 2:
                listed[number - start] = (".tsx", ".ts", ".py", ".py")[number // every % 4]
        yield from _folder(start, dict(zip(names, listed, strict=True)), every, rng, has_index)


def _folder(
    start: int, kinds: dict[str, str], every: int, rng: random.Random, has_index: bool
) -> Iterator[tuple[str, bytes]]:
    """The files of one folder: those of one language know each other."""
    package = start // IN_A_FOLDER
    folder = f"packages/{_word(package // 5)}-{package // 5 % 97}/src/{_word(package)}"
    scripts = [name for name, kind in kinds.items() if kind in _SCRIPTS]
    modules = [name for name, kind in kinds.items() if kind == ".py"]
    openers = {n for i, n in enumerate(kinds) if (start + i) % every == every // 2}
    opener = next((name for name in scripts if name in openers and kinds[name] == ".ts"), None)
    user = next((name for name in scripts if name not in openers), None)
    for number, (name, kind) in enumerate(kinds.items(), start):
        before, after = "", ""
        if name in openers:
            before, after = _opening(kind, number // every, name.replace("-", "_"))
        elif name == user and opener is not None:
            before = _TS_IMPORTER.format(name=_title(opener), module=f"./{opener}", other=_title(name))
        elif kind == ".py":
            before = "".join(f"from .{_module(other)} import {_module(other)}_of\n" for other in _some(modules, rng))
        elif kind in _SCRIPTS:
            before = "".join(f"import {{ {_title(other)} }} from './{other}';\n" for other in _some(scripts, rng))
        path = f"{folder}/{_module(name) if kind == '.py' else name}{kind}"
        yield path, (before + after).encode() + _ordinary(kind, rng)
    if has_index:
        yield f"{folder}/index.ts", "".join(f"export * from './{name}';\n" for name in scripts).encode()
        yield f"{folder}/__init__.py", b""


_SCRIPTS = (".ts", ".tsx", ".js", ".jsx")


def _opening(kind: str, turn: int, word: str) -> tuple[str, str]:
    """The code that opens a connection, before and behind the ordinary one."""
    if kind == ".py":
        return ((_PY_LEAK, _PY_RIGHT)[turn // 4 % 2].format(word=word), "")
    return ("", (_TSX_LEAK if kind == ".tsx" else _TS_RIGHT).format(name=_title(word)))


def leak(kind: str) -> str:
    """A file with a finding: ``.tsx`` or ``.py``."""
    return (_TSX_LEAK if kind == ".tsx" else _PY_LEAK).format(name="Visit", word="visit")


# ---------------------------------------------------------------- names


def _names(rng: random.Random, count: int) -> list[str]:
    """Names of files, each once: a third is one word, the others are two."""
    found: dict[str, None] = {}
    while len(found) < count:
        one, other = rng.sample(WORDS, 2)
        found[one if rng.random() < 1 / 3 else f"{one}-{other}"] = None
    return list(found)


def _some(names: list[str], rng: random.Random) -> list[str]:
    return sorted(rng.sample(names, min(len(names), rng.randrange(4))))


def _word(number: int) -> str:
    return WORDS[number * 37 % len(WORDS)]


def _module(name: str) -> str:
    return name.replace("-", "_")


def _title(name: str) -> str:
    return name.title().replace("-", "").replace("_", "")


# ---------------------------------------------------------------- what opens nothing


def _ordinary(kind: str, rng: random.Random) -> bytes:
    """Code, or whatever the suffix stands for, of a size that is usual for it."""
    _, middle, spread = KINDS[kind]
    size = min(int(middle * 2.718281828 ** (spread * rng.gauss(0, 1))), LARGEST)
    if kind == ".png":
        return b"\x89PNG\r\n\x1a\n\0" + rng.randbytes(size)
    make_one = _MAKERS.get(kind, _script if kind in _SCRIPTS else _words)
    pieces = [_HEADS.get(kind, "")]
    left, number = size, 0
    while left > 0:
        pieces.append(make_one(rng.choice(WORDS), rng.choice(WORDS), rng.choice(WORDS), number))
        left -= len(pieces[-1])
        number += 1
    if kind == ".json":
        return ("[\n" + ",\n".join(pieces[1:] or ["0"]) + "\n]\n").encode()
    return "\n".join(pieces).encode()


_HEADS = {
    ".py": "import os\nfrom dataclasses import dataclass\n\n",
    ".tsx": "import { memo } from 'react';\n\n",
    ".svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">',
}


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


def _kotlin(a: str, b: str, c: str, number: int) -> str:
    return f"""
data class {a.title()}{b.title()}{number}(val {b}: Int = {number}, val {c}Name: String = "{c}") {{
    fun {c}Of({a}s: List<Map<String, Int>>, limit: Int = {number + 10}): Int =
        {a}s.filter {{ (it["{c}"] ?: 0) > limit }}.sumOf {{ it["{b}"] ?: 0 }} + {b}
}}
"""


def _json(a: str, b: str, c: str, number: int) -> str:
    return f'  {{"id": {number}, "{a}": {{"{b}": "{c}", "limit": {number + 10}, "{c}": ["{a}", "{b}-{c}", null]}}}}'


def _style(a: str, b: str, c: str, number: int) -> str:
    return f".{a}-{b} .{c} {{\n  margin: {number % 40}px auto;\n  padding: 0 {number % 7}rem;\n  color: #{b};\n}}\n"


def _drawing(a: str, b: str, c: str, number: int) -> str:
    return f'<path id="{a}-{b}" class="{c}" d="M{number % 24} {len(a)}c0-1.1.9-2 2-2h{len(b)}v{len(c)}l-4.3 2.7z"/>'


def _words(a: str, b: str, c: str, number: int) -> str:
    return f"  {a}: the {b} of each {c}, or {number} where there is none, as the {a} of its {c} says"


_MAKERS: dict[str, Callable[[str, str, str, int], str]] = {
    ".py": _python, ".kt": _kotlin, ".json": _json, ".scss": _style, ".svg": _drawing,
}  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=EVERY, metavar="N", help="every N-th file opens a connection")
    given = parser.parse_args()
    make(given.folder, given.files, every=given.every)


if __name__ == "__main__":
    main()
