"""What ``hangup why`` says of a place, as a text that floats over the code."""

from __future__ import annotations

import re

from hangup.lsp.analysis import Analysis
from hangup.records import replace
from hangup.reporters.screen import clean
from hangup.why.answer import Answer, Question
from hangup.why.inquiry import Unanswerable, answer
from hangup.why.text import sections

_SPECIAL = re.compile(r"[\\*_\[\]<>|~&]")


def explain(analysis: Analysis, path: str, offset: int) -> Answer | None:
    """What is known of the byte at an offset of an open file; None where that is nothing."""
    study = analysis.study(path)
    if study is None:
        return None
    position = study.source.position(offset)
    question = Question(path, position.line, position.column, position.cell)
    try:
        known = answer(question, study, analysis.configuration)
    except Unanswerable:
        return None
    return None if known.is_empty else replace(known, text="")


def plain(known: Answer) -> str:
    """The answer as it is."""
    return "\n\n".join("\n".join(filter(None, (title, *map(clean, lines)))) for title, lines in sections(known))


def markdown(known: Answer) -> str:
    """The answer as Markdown, in which nothing but hangup's own words is marked up."""
    parts: list[str] = []
    for title, lines in sections(known):
        items = [f"* {_escaped(clean(line))}" for line in lines]
        parts.append("\n".join([f"**{title}**", "", *items] if title else items))
    return "\n\n".join(parts)


def _escaped(sentence: str) -> str:
    """Code between backticks stays code; whatever stands elsewhere is text."""
    pieces = sentence.split("`")
    if len(pieces) % 2 == 0:
        return _SPECIAL.sub(r"\\\g<0>", sentence.replace("`", "'"))
    return "`".join(piece if number % 2 else _SPECIAL.sub(r"\\\g<0>", piece) for number, piece in enumerate(pieces))
