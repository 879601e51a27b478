"""The text of a Python file without what cannot matter: idle declarations are blank, all others stand where they stood.

Whether the whole file is valid is asked of Python's own parser, which takes a tenth of the time of libcst's. What it
does not know, a newer syntax too, is left to libcst, whose word on a file counts.
"""

from __future__ import annotations

import keyword
import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from symtable import symtable

from hangup.frontends.excerpt import Part, idle
from hangup.frontends.python.decode import SourceText
from hangup.model import Span
from hangup.names import SUPPRESSION
from hangup.records import replace

WORTH = 500
"""Characters that have to go: less is not worth looking at the text once more."""

_WORD = re.compile(r"\w+")
_DECLARED = re.compile(r"(?:async[ \t]+)?def[ \t]+(\w+)|class[ \t]+(\w+)")
_BOUND = re.compile(r"(\w+)[ \t]*(?::[^=\n]*)?=(?!=)")
_IMPORT = re.compile(r"(?:from[ \t]+([\w.]+)[ \t]+)?import[ \t]+([\w.]*,?)")
_LONG = r"""(?:\"{3}(?:[^"\\]++|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]++|\\.|'(?!''))*+'{3})"""
_DOCUMENTATION = re.compile(rf"[rRuU]?{_LONG}\s*+\Z", re.DOTALL)
_PROSE = re.compile(
    rf"""(?:(?P<kept>\#[^\n]*+|\b[fFtTrR]{{1,2}}{_LONG}|(?!\"{{3}}|'{{3}})(?:"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+'))
    |{_LONG})(?:\.\w+)?""",
    re.DOTALL | re.VERBOSE,
)
"""Long texts, what may look as if one began in it, and a method of a text, which opens and closes nothing."""
_CLAUSES = frozenset({"else", "elif", "except", "finally"})
_MEANING = frozenset({"import", "global", "eval", "exec", "globals", "locals", "vars", "with"})
"""Words that make code reach for more than it names, and ``with``, behind which things are closed."""
_STANDARD = frozenset({
    "__future__", "abc", "base64", "collections", "copy", "dataclasses", "datetime", "decimal", "enum", "functools",
    "hashlib", "itertools", "json", "math", "os", "pathlib", "re", "sys", "textwrap", "time", "typing", "uuid",
})  # fmt: skip
"""Modules of the standard library that hold no connection and are no file of the project."""
_KEYWORDS = frozenset(keyword.kwlist)


def excerpt(source: SourceText, heads: Sequence[int], telling: Collection[str]) -> tuple[SourceText, list[Part]]:
    """The text without its idle declarations, and these. ``heads`` are where lines without indentation begin statements
    or clauses.
    """
    text = source.text
    if SUPPRESSION.decode() in text:
        return source, []  # it may be meant for any of them
    known = frozenset({*telling, *_MEANING})
    gone = idle([_part(text, known, *each) for each in _statements(text, heads)], known)
    if sum(part.end - part.start for part in gone) < WORTH or not _is_valid(text):
        return source, []
    return _without(source, gone), gone


def surroundings(
    source: SourceText, heads: Sequence[int], places: Collection[Span]
) -> tuple[SourceText, frozenset[str]]:
    """The text without the declarations that share nothing with code at these places of the file, and the words of what
    is gone. The whole text is valid.
    """
    parts: list[Part] = []
    for each in _statements(source.text, heads):
        part = _part(source.text, _MEANING, *each)
        span = source.span(part.start, part.end)
        is_there = any(place.start < span.end and span.start <= place.end for place in places)
        stays = is_there and part.declares
        parts.append(replace(part, declares="", binds=frozenset({part.declares})) if stays else part)
    gone = idle(parts, _MEANING)
    return _without(source, gone), frozenset[str]().union(*(part.words for part in gone))


def _without(source: SourceText, gone: Sequence[Part]) -> SourceText:
    """The text with parts left blank."""
    pieces: list[str] = []
    position = 0
    for part in gone:
        pieces += (source.text[position : part.start], " " * (part.end - part.start - 1), "\n")
        position = part.end
    return replace(source, text="".join([*pieces, source.text[position:]]))


def _is_valid(text: str) -> bool:
    """Whether Python can parse the text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            symtable(text, "", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _statements(text: str, heads: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Where statements begin, with their decorators; where they do behind these; where they end, with all clauses."""
    start = undecorated = -1
    for head in heads:
        word = _WORD.match(text, head)
        if start >= 0 and text[undecorated] != "@" and (word is None or word.group() not in _CLAUSES):
            yield start, undecorated, head
            start = -1
        if start < 0 or text[undecorated] == "@":
            start, undecorated = head if start < 0 else start, head
    if start >= 0:
        yield start, undecorated, len(text)


def _part(text: str, telling: frozenset[str], start: int, undecorated: int, end: int) -> Part:
    body = text[start:end]
    declared = _DECLARED.match(text, undecorated)
    if declared is not None:
        name = declared[1] or declared[2]
        is_exported = not name.startswith("_") and "__all__" not in text  # what that names stays
        is_result = undecorated > start and is_exported
        words = frozenset(_WORD.findall(body))
        if not words.isdisjoint(telling):  # or only its documentation
            words = frozenset(_WORD.findall(_PROSE.sub(lambda text: text["kept"] or "", body)))
        return Part(start, end, words, name, is_exported_result=is_result)
    if _DOCUMENTATION.match(body):
        return Part(start, end, frozenset())
    words = frozenset(_WORD.findall(body)) - _KEYWORDS
    imported, bound = _IMPORT.match(body), _BOUND.match(body)
    if ";" in body:
        return Part(start, end, words, binds=words)
    if imported is not None:
        module = imported[1] or imported[2]
        is_standard = module.partition(".")[0] in _STANDARD
        return Part(start, end, frozenset(), binds=frozenset() if is_standard else _names(body))
    return Part(start, end, words, binds=words if bound is None else frozenset(_BOUND.findall(body)))


def _names(statement: str) -> frozenset[str]:
    """The names that an import statement gives, and those that what it imports has elsewhere."""
    return frozenset(_WORD.findall(statement.partition("import")[2])) - _KEYWORDS
