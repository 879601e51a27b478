"""Mutations of source at random: of bytes, tokens and lines, and of names, statements and what stands in brackets.

The last three are gentle: what they leave often parses, and means something else.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

TOKEN = re.compile(
    rb"[A-Za-z_$][\w$]*|\d[\w.]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|\n[ \t]*|[ \t]+"
    rb"|=>|\?\.|\?\?|[!=]==?|&&|\|\||\*\*|\.\.\.|->|:=|</|/>|//|/\*|\*/|`|\$\{|\"\"\"|.",
    re.DOTALL,
)
PAIRS = {b"(": b")", b"[": b"]", b"{": b"}", b"${": b"}"}
MOST_OPERATIONS = 4
LONGEST = 200_000
"""Bytes a mutated text may have: mutations that duplicate would pass every limit."""

WORDS = (
    *b"async await yield return raise throw try except finally catch with using if else elif while for of in".split(),
    *b"break continue pass lambda def class function const let var new del delete global nonlocal import".split(),
    *b"export from default as match case switch this self super None null undefined True not typeof void".split(),
    *b"static get set type interface extends enum namespace 0 1n 0x 1e999 f'' 'use client' 'use server'".split(),
    *b'= => := == ! ? ?. ?? : ; , . ... * ** @ # \\ / ( ) [ ] { } < > </ /> ` ${ \' " """ /* */ // <!--'.split(),
    *(b"-->", b"<script>", b"</script>", b"\n", b"\r\n", b"\r", b"\n\n", b"\t", b" ", b"    "),
    *(b"# hangup: ignore[HUP101]", b"// hangup: ignore[HUP101, HUP102] -- x", b"// hangup: file-ignore[HUP101]"),
    *(b"# hangup: ignroe[", b"'use client'", b"'use server'", b"# type: ignore", b"# -*- coding: latin-1 -*-"),
)
BYTES = (
    *(b"\0", b"\r", b"\x0c", b"\x1a", b"\x1b[2J", b"\x7f", b"\x80", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80"),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc2\xa0", b"\xf0\x9f\x98\x80", b"\xcc\x81"),
    *(b"\xe2\x84\xaa", b"\xff\xfe", b"\xc2\x85"),
)

T = TypeVar("T")
Operation = Callable[[random.Random, bytes, bytes], bytes]


def mutate(chance: random.Random, path: str, data: bytes, donor: bytes) -> bytes:
    """A text made of ``data`` by a few mutations, some of which take parts of ``donor``."""
    if path.endswith(".ipynb") and chance.random() < 0.7:
        return _mutate_cell(chance, data, donor)
    return mutate_text(chance, data, donor)


def mutate_text(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    """A text made of ``data`` without regard to what kind of file it is. Half of the texts get no rough mutation."""
    operations = GENTLE if chance.random() < 0.5 else (*GENTLE, *ROUGH)
    for _ in range(chance.randint(1, MOST_OPERATIONS)):
        data = chance.choice(operations)(chance, data, donor)[:LONGEST]
    return data


def _mutate_cell(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    """A notebook with the text of one cell mutated; what stands around it stays JSON."""
    notebook = json.loads(data)
    cell = chance.choice(notebook["cells"])
    mutated = mutate_text(chance, "".join(cell["source"]).encode(), _first_code(donor))
    cell["source"] = mutated.decode("utf-8", "replace")
    return json.dumps(notebook, indent=1).encode()


def _first_code(notebook: bytes) -> bytes:
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    return "".join(cells[0]["source"]).encode() if cells else b""


# ---------------------------------------------------------------- ranges


def _range(chance: random.Random, length: int, most: int) -> tuple[int, int]:
    size = min(length, 1 + int(chance.expovariate(1 / max(most / 4, 1))))
    start = chance.randint(0, length - size)
    return start, start + size


def _delete(chance: random.Random, parts: Sequence[T], donor: Sequence[T], most: int) -> list[T]:
    start, end = _range(chance, len(parts), most)
    return [*parts[:start], *parts[end:]]


def _duplicate(chance: random.Random, parts: Sequence[T], donor: Sequence[T], most: int) -> list[T]:
    start, end = _range(chance, len(parts), most)
    to = chance.choice([end, chance.randint(0, len(parts))])
    return [*parts[:to], *(list(parts[start:end]) * chance.choice([1, 1, 1, 2, 30])), *parts[to:]]


def _swap(chance: random.Random, parts: Sequence[T], donor: Sequence[T], most: int) -> list[T]:
    one, other = sorted([_range(chance, len(parts), most), _range(chance, len(parts), most)])
    if one[1] > other[0]:
        return list(parts)
    first, second = parts[one[0] : one[1]], parts[other[0] : other[1]]
    return [*parts[: one[0]], *second, *parts[one[1] : other[0]], *first, *parts[other[1] :]]


def _splice(chance: random.Random, parts: Sequence[T], donor: Sequence[T], most: int) -> list[T]:
    if not donor:
        return list(parts)
    start, end = _range(chance, len(donor), most * 3)
    place, over = _range(chance, len(parts), most)
    return [*parts[:place], *donor[start:end], *parts[chance.choice([place, over]) :]]


CHANGES = (_delete, _duplicate, _swap, _splice)


# ---------------------------------------------------------------- operations


def _bytes(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    if not data:
        return chance.choice(BYTES)
    place = chance.randint(0, len(data) - 1)
    match chance.randint(0, 3):
        case 0:
            return data[:place] + bytes([chance.randint(0, 255)]) + data[place + 1 :]
        case 1:
            return data[:place] + chance.choice(BYTES) + data[place:]
        case 2:
            return data[:place] if chance.random() < 0.5 else data[place:]
        case _:
            return bytes(chance.choice(CHANGES)(chance, data, donor, 40))


def _tokens(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    parts = TOKEN.findall(data)
    if not parts:
        return donor
    match chance.randint(0, 5):
        case 0:
            parts[chance.randrange(len(parts))] = chance.choice(WORDS)
        case 1:
            parts.insert(chance.randint(0, len(parts)), chance.choice(WORDS))
        case 2:
            parts[chance.randrange(len(parts))] = chance.choice(parts)
        case _:
            parts = chance.choice(CHANGES)(chance, parts, TOKEN.findall(donor), 16)
    return b"".join(parts)


def _names(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    """One name in the place of another, everywhere: what was two objects is one."""
    names = re.findall(rb"[A-Za-z_$][\w$]*", data)
    if not names:
        return data
    old, new = chance.choice(names), chance.choice(names + re.findall(rb"[A-Za-z_$][\w$]*", donor))
    return re.sub(rb"(?<![\w$])" + re.escape(old) + rb"(?![\w$])", lambda _: new, data)


def _lines(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return donor
    if chance.random() < 0.2:
        number = chance.randrange(len(lines))
        lines[number] = chance.choice([b" ", b"    ", b"\t"]) + lines[number]
        return b"".join(lines)
    return b"".join(chance.choice(CHANGES)(chance, lines, donor.splitlines(keepends=True), 6))


def _groups(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    """Delete, double, exchange or nest what stands in a pair of brackets."""
    parts = TOKEN.findall(data)
    groups = _find_groups(parts)
    if not groups:
        return data
    start, end = chance.choice(groups)
    inner = parts[start:end]
    match chance.randint(0, 4):
        case 0:
            inner = []
        case 1:
            inner = [*inner, *inner]
        case 2:
            other = chance.choice(groups)
            inner = parts[other[0] : other[1]]
        case 3:
            kept = parts[start - 1 : end + 1]
            inner = [*inner[: len(inner) // 2], *(kept * chance.choice([1, 2, 8]))]
        case _:
            foreign = TOKEN.findall(donor)
            others = _find_groups(foreign)
            if others:
                other = chance.choice(others)
                inner = foreign[other[0] : other[1]]
    return b"".join([*parts[:start], *inner, *parts[end:]])


def _find_groups(parts: Sequence[bytes]) -> list[tuple[int, int]]:
    """Where the inside of each pair of brackets begins and ends."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, bytes]] = []
    for number, part in enumerate(parts):
        if part in PAIRS:
            opened.append((number + 1, PAIRS[part]))
        elif opened and part == opened[-1][1]:
            found.append((opened.pop()[0], number))
    return found


def _exchange(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    """One name, number or text in the place of another of its kind."""
    parts = TOKEN.findall(data)
    place = chance.choice([number for number, part in enumerate(parts) if _is_word(part)] or [-1])
    if place < 0:
        return data
    fitting = [
        part
        for part in (*parts, *TOKEN.findall(donor))
        if _is_word(part) and part[:1].isalpha() == parts[place][:1].isalpha()
    ]
    parts[place] = chance.choice(fitting)
    return b"".join(parts)


def _is_word(part: bytes) -> bool:
    return part[:1].isalnum() or part[:1] in b"_$" or (part[:1] in b"'\"" and len(part) > 1)


def _statements(chance: random.Random, data: bytes, donor: bytes) -> bytes:
    """Delete, double, move or bring in a line with the lines that are indented below it."""
    blocks = _find_blocks(lines := data.splitlines(keepends=True))
    if not blocks:
        return data
    start, end, depth = chance.choice(blocks)
    match chance.randint(0, 4):
        case 0:
            lines[start:end] = []
        case 1:
            lines[end:end] = lines[start:end]
        case 2:
            to, _, other = chance.choice(blocks)
            moved = _indented(lines[start:end], depth, other)
            if to >= end:
                lines[to:to] = moved
                lines[start:end] = []
            elif to <= start:
                lines[start:end] = []
                lines[to:to] = moved
        case 3:
            nested = [b" " * depth + head for head in chance.choice(HEADS)]
            lines[start:end] = [nested[0], *_indented(lines[start:end], depth, depth + 4), *nested[1:]]
        case _:
            foreign = donor.splitlines(keepends=True)
            others = _find_blocks(foreign)
            if others:
                first, last, other = chance.choice(others)
                lines[start:start] = _indented(foreign[first:last], other, depth)
    return b"".join(lines)


def _find_blocks(lines: Sequence[bytes]) -> list[tuple[int, int, int]]:
    """Where each line with what is indented below it begins and ends, and how far the line is indented."""
    found: list[tuple[int, int, int]] = []
    opened: list[tuple[int, int]] = []
    for number, line in enumerate([*lines, b"x"]):
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        while opened and opened[-1][1] >= depth:
            start, own = opened.pop()
            closes = number < len(lines) and own == depth and line.strip()[:1] in b"})]"
            found.append((start, number + closes, own))
        opened.append((number, depth))
    return found


def _indented(lines: Sequence[bytes], now: int, wanted: int) -> list[bytes]:
    """Lines with their indentation changed from ``now`` to ``wanted``."""
    return [b" " * wanted + line[now:] if line[:now].isspace() or not now else line for line in lines]


HEADS = (
    *((b"try:\n", b"finally:\n    pass\n"), (b"try:\n", b"except Exception:\n    raise\n"), (b"while flag:\n",)),
    *((b"if flag:\n",), (b"for each in items:\n",), (b"async with lock:\n",), (b"async def inner():\n",)),
    *((b"class Inner:\n",), (b"match x:\n  case 1:\n",), (b"while True:\n",)),
    *((b"try {\n", b"} finally { }\n"), (b"try {\n", b"} catch { }\n"), (b"while (true) {\n", b"}\n")),
    *(
        (b"if (flag) {\n", b"}\n"),
        (b"for await (const each of items) {\n", b"}\n"),
        (b"label: {\n", b"break label; }\n"),
    ),
    *((b"useEffect(() => {\n", b"}, [flag]);\n"), (b"switch (x) { case 1:\n", b"}\n")),
    *((b"const inner = async () => {\n", b"};\n"), (b"class Inner { static {\n", b"} }\n")),
)
"""What code is put into: the line before it, and the one behind."""

GENTLE: tuple[Operation, ...] = (_names, _groups, _exchange, _statements, _statements)
ROUGH: tuple[Operation, ...] = (_bytes, _tokens, _tokens, _lines)
OPERATIONS = (*dict.fromkeys((*GENTLE, *ROUGH)),)
