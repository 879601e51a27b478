"""Files that hold scripts in markup: where each script stands, what becomes of it, and what the markup calls.

How a file is read is decided by its suffix, as the tools do that compile it:

* ``.vue``: ``<script setup>`` runs for each instance of the component, a plain ``<script>`` once.
* ``.svelte``: ``<script>`` runs for each instance, ``<script module>`` (``context="module"``) once.
* ``.astro``: what stands between two ``---`` runs for each page that is rendered, a ``<script>`` once in the browser.
* ``.html``: every script runs once, those of type ``module`` with names of their own.
"""

from __future__ import annotations

import re
from typing import Literal

from hangup.frontends.ecmascript.markup import Attribute, Tag, read_markup
from hangup.ir.program import Comment
from hangup.model import SourceFile, Span
from hangup.names import suffix_of
from hangup.records import dataclass

Part = Literal["module", "instance"]

_GRAMMARS = {
    "": "javascript", "js": "javascript", "jsx": "javascript", "javascript": "javascript", "babel": "javascript",
    "module": "javascript", "ecmascript": "javascript", "ts": "typescript", "typescript": "typescript", "tsx": "tsx",
}  # fmt: skip
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*---[ \t]*\r?\n(?P<code>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_LISTENER = re.compile(r"(?:@|v-on:|on:)(?P<event>[A-Za-z][\w:-]*)(?:[.|].*)?|on(?P<property>[A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Script:
    """One script: its code, the grammar it is written in, the tag in front of it, and what becomes of it.

    ``module``: runs once; ``instance``: runs for each instance of the component. ``apart``: its names are its own.
    """

    code: Span
    grammar: str
    head: Span
    part: Part = "module"
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Listener:
    """What the markup calls when an event happens: ``onClick`` and the code, which may be one name."""

    name: str
    code: Span


@dataclass(frozen=True, slots=True)
class Document:
    """What a file that holds scripts is made of."""

    scripts: tuple[Script, ...]
    listeners: tuple[Listener, ...]
    comments: tuple[Comment, ...]


_TEMPLATE = re.compile(rb"\{\{|\{%|<%|<\?")
_TEMPLATE_ENDS = {b"{{": b"}}", b"{%": b"%}", b"<%": b"%>", b"<?": b"?>"}


def without_templates(source: SourceFile) -> bytes:
    """The bytes of a file with what a server's template engine fills in read as ``0`` (``{{ name }}``) or as space."""
    if suffix_of(source.path) not in {".html", ".htm"}:
        return source.data
    data, made, place, start = source.data, list[bytes](), 0, 0
    open_ended: set[bytes] = set()  # looked for once, and not there: so no text takes longer than its length allows
    while found := _TEMPLATE.search(data, start):
        sign = found[0]
        end = -1 if sign in open_ended else data.find(_TEMPLATE_ENDS[sign], found.end())
        if end < 0:
            open_ended.add(sign)
            start = found.start() + 1
            continue
        filled = b"0" if sign == b"{{" else b" "
        made += [data[place : found.start()], filled.ljust(end + len(sign) - found.start())]
        place = start = end + len(sign)
    return b"".join([*made, data[place:]])


def read_document(source: SourceFile) -> Document:
    """The scripts, listeners and comments of a file."""
    suffix = suffix_of(source.path)
    scripts: list[Script] = []
    listeners: list[Listener] = []
    comments: list[Comment] = []
    start = 0
    if suffix == ".astro":
        fenced = _FRONT_MATTER.match(source.data)
        if fenced is not None:
            start = fenced.end()
            code = Span(*fenced.span("code"))
            scripts.append(Script(code, "typescript", Span(code.start, code.start), "instance"))
    nested = 0
    for each in read_markup(source.data, start):
        if isinstance(each, Comment):
            comments.append(each)
            continue
        nested += _nesting(suffix, each)
        if each.name == "script":
            script = _script(source, suffix, each)
            if script is not None and nested == 0:
                scripts.append(script)
        else:
            listeners += [found for a in each.attributes for found in _listener(a)]
    return Document(tuple(scripts), tuple(listeners), tuple(comments))


def _nesting(suffix: str, tag: Tag) -> int:
    """How a tag changes the depth below which a script is part of the page and none of the component's."""
    outer = {".vue": "template", ".svelte": "svelte:head"}.get(suffix)
    return (tag.name == outer) - (tag.name == f"/{outer}")


def _script(source: SourceFile, suffix: str, tag: Tag) -> Script | None:
    """The script a tag holds; none where its code stands elsewhere, or is no code."""
    if tag.content is None or _text(source, tag, "src"):
        return None
    language = _text(source, tag, "lang") or _text(source, tag, "type").lower().rpartition("/")[2].removeprefix("x-")
    grammar = _GRAMMARS.get(language)
    if grammar is None:
        return None
    if suffix == ".vue":
        part: Part = "instance" if tag.attribute("setup") else "module"
        return Script(tag.content, grammar, tag.span, part)
    if suffix == ".svelte":
        once = tag.attribute("module") or _text(source, tag, "context") == "module"
        return Script(tag.content, grammar, tag.span, "module" if once else "instance")
    if suffix == ".astro":
        inline = tag.attribute("is:inline") or tag.attribute("define:vars")
        return Script(tag.content, "javascript" if inline else "typescript", tag.span, apart=True)
    return Script(tag.content, grammar, tag.span, apart=language == "module")


def _text(source: SourceFile, tag: Tag, name: str) -> str:
    """The value of an attribute, or an empty text."""
    found = tag.attribute(name)
    return "" if found is None or found.value is None else source.slice(found.value).strip()


def _listener(attribute: Attribute) -> list[Listener]:
    found = _LISTENER.fullmatch(attribute.name)
    if found is None or attribute.value is None:
        return []
    event = found["event"] or found["property"]
    return [Listener("on" + event[:1].upper() + event[1:], attribute.value)]
