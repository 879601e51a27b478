"""The answer in words, at 80 columns or as many as there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hangup.flow.execution.log import Ground
from hangup.flow.verdicts.accounts import Closing, Exit, Frame, Making, Opening
from hangup.flow.verdicts.dismissals import Dismissal
from hangup.model import Confidence
from hangup.reporters.prose import wrap
from hangup.reporters.screen import Screen, clean
from hangup.why.answer import Answer, Fate, Question, Remark, Spot
from hangup.why.words import ENDS, LIVES, QUESTIONS, RUNS, STATUS, STEPS

WIDTH = 80
_INDENT = 2
MOST_ENDS = 6
"""How many different ends of a life are shown; open ones go first."""


def write(answer: Answer, screen: Screen) -> None:
    """Write an answer."""
    width = min(WIDTH, screen.width)
    for number, (title, sentences) in enumerate(sections(answer)):
        if number:
            screen.line()
        if title:
            screen.line(f"\x1b[1m{title}\x1b[0m" if screen.color else title)
        for sentence in sentences:
            indent = _INDENT if title else 0
            first, *rest = wrap(clean(sentence), width - indent, indent)
            screen.line(" " * indent + first)
            for line in rest:
                screen.line(" " * indent * 2 + line)


def sections(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """The parts of an answer, each with its title, which may be empty, and its sentences."""
    if answer.text.strip():
        yield "", [f"{answer.question}: {answer.text.strip()}"]
    if answer.notes:
        yield "", list(answer.notes)
    if answer.together:
        yield "", [f"Analysed together with {_and(answer.together)}."]
    for opening in answer.openings:
        yield from _opening(answer, opening)
    for making in answer.makings:
        yield "Construction", list(_making(answer, making))
    for closing in answer.closings:
        yield "Release", list(_closing(answer, closing))
    for passed in answer.passed:
        yield "Call", [f"`{passed.call}` is not counted as a call that opens a connection: {passed.reason}."]
    for fate in answer.fates:
        yield "Finding", list(_fate(fate))
    if answer.openings and not answer.fates:
        yield "Finding", ["None."]
    for remark in answer.remarks:
        yield "Suppression", list(_remark(remark))
    if answer.is_empty and answer.status == "analysed":
        yield "", list(_nothing(answer))


# ---------------------------------------------------------------- openings


def _opening(answer: Answer, opening: Opening) -> Iterator[tuple[str, list[str]]]:
    here = answer.spot(opening.span)
    of = f" of {opening.resource}" if opening.resource else ""
    yield "Connection", [f"`{opening.call}` opens {_a(opening.noun)}{of} ({_short(here, answer)})."]
    yield "Receiver", list(_receiver(answer, opening))
    yield "Scope", [_frame(answer, frame, "in" if number else "") for number, frame in enumerate(opening.frames)]
    yield "Owner", list(_owner(opening))
    yield "Ends of its life", list(_exits(answer, opening.exits))
    yield "Questions", list(_answers(opening))


def _receiver(answer: Answer, opening: Opening) -> Iterator[str]:
    yield _ground(answer, opening.handle or opening.call, opening.ground, opening.confidence)
    if opening.is_registry and opening.ground.kind == "class":
        yield "It is a registry of the program's own, which is judged by the pair it offers."
    elif opening.is_registry:
        yield "Without a sign that it is a client, it is taken for a registry of the program's own."
    if opening.shared == "global":
        yield "There is one of it in the whole process: whoever asks for it gets the same object."
    elif opening.shared != "none":
        yield f"There is one of it for each {opening.shared.removeprefix('by:')}."
    yield f"Confidence: {opening.confidence.label}."


def _ground(answer: Answer, handle: str, ground: Ground, confidence: Confidence) -> str:
    where = f" in {_short(answer.spot(ground.span), answer)}" if ground.span is not None else ""
    origin = f" `{ground.text.partition('.')[0]}` is imported from `{ground.module}`." if ground.module else ""
    match ground.kind:
        case "constructor":
            unproved = " Nothing in the file imports that." if confidence < Confidence.HIGH and not origin else ""
            return f"`{handle}` is made by `{ground.text}`{where}.{origin}{unproved}"
        case "annotation":
            return f"`{handle}` is declared as `{ground.text}`.{origin}"
        case "provider" | "owner":
            return f"`{handle}` is handed out by `{ground.text}`{where}.{origin}"
        case "class":
            return f"`{handle}` is an object of a class of the program that offers both halves of the pair."
        case "evidence":
            return f"Nothing proves what `{handle}` is. What speaks for it: {ground.text}."
        case _:
            return f"Nothing proves what `{handle}` is, and nothing speaks for it but the name `{ground.text}`."


def _frame(answer: Answer, frame: Frame, preposition: str) -> str:
    server = ", on a server" if frame.server else ""
    by = f" ({frame.framework})" if frame.framework else ""
    if frame.kind == "module":
        return f"{preposition} the {frame.label}{by}, which {RUNS.get(frame.runs, frame.runs)}{server}.".strip()
    place = _short(answer.spot(frame.span), answer)
    runs = RUNS.get(frame.runs, frame.runs)
    return f"{preposition} {frame.label}, {place}: {runs}{server}{by}.".strip()


def _owner(opening: Opening) -> Iterator[str]:
    yield f"The {opening.owner.label} must close it before its life ends."
    held = sorted({end.excuse for end in opening.exits if end.is_open and end.excuse})
    if held:
        yield f"Where it stays open, {'; '.join(held)}."


def _exits(answer: Answer, exits: Iterable[Exit]) -> Iterator[str]:
    shown = (end for end in sorted(exits, key=lambda end: not end.is_open) if end.life != "again")
    lines = list(dict.fromkeys(_exit(answer, end) for end in shown))
    if not lines:
        yield "None was reached."
    yield from lines[:MOST_ENDS]
    if len(lines) > MOST_ENDS:
        yield f"And {len(lines) - MOST_ENDS} more."


def _exit(answer: Answer, end: Exit) -> str:
    how = LIVES.get(end.life) or ENDS.get(end.kind, end.kind)
    if end.kind == "raise" and end.life in LIVES:
        how += ", and something raises"
    step = ""
    if end.step is not None and end.kind in ("raise", "return") and end.step.label in STEPS:
        step = f" ({STEPS[end.step.label]}: {_short(answer.spot(end.step.span), answer)})"
    status = STATUS.get(end.status, end.status)
    if end.released is not None and not end.is_open:
        status += f" in {_short(answer.spot(end.released), answer)}"
    excuse = f"; {end.excuse}" if end.excuse and end.is_open else ""
    return f"When {how}{step}: {status}{excuse}."


def _answers(opening: Opening) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for answer in opening.answers:
        if isinstance(answer, Dismissal):
            reasons.setdefault(QUESTIONS.get(answer.fact, ""), []).append(answer.words)
    for question, words in reasons.items():
        yield f"{question} No: {'; '.join(words)}."
    if opening.fact is not None:
        yield f"{QUESTIONS.get(type(opening.fact), '')} Yes: see the finding."


# ---------------------------------------------------------------- constructions, releases


def _making(answer: Answer, making: Making) -> Iterator[str]:
    connects = ", and connects by itself" if making.connects else ""
    yield f"`{making.call}` makes an object of {making.resource}{connects}. Confidence: {making.confidence.label}."
    for number, frame in enumerate(making.frames):
        yield _frame(answer, frame, "in" if number else "")


def _closing(answer: Answer, closing: Closing) -> Iterator[str]:
    place = closing.frame.label
    if closing.opened:
        opened = _and([_short(answer.spot(span), answer) for span in closing.opened])
        yield f"`{closing.call}` closes what is opened in {opened}. It stands in: {place}."
    else:
        yield f"`{closing.call}` closes nothing: {closing.reason}. It stands in: {place}."


# ---------------------------------------------------------------- findings


def _fate(fate: Fate) -> Iterator[str]:
    finding = fate.finding
    yield f"{finding.code} {finding.name} ({finding.severity.label}): {finding.message}."
    match fate.outcome:
        case "reported":
            yield "It is reported."
        case "suppressed":
            line = f" in line {fate.by.line}" if fate.by is not None else ""
            yield f"It is suppressed by the comment{line}."
        case "not-selected":
            yield f"It is not reported: the rule is not in force here ({fate.detail})."
        case "confidence":
            yield (
                f"It is not reported: its confidence is {finding.confidence.label}, and findings are reported from "
                f"{fate.detail} up."
            )
        case "baselined":
            yield f"It is not reported: the baseline {fate.detail} knows it."
    for remark in fate.near:
        yield _missed(remark, finding.code)


def _missed(remark: Remark, code: str) -> str:
    where = f"The suppression in line {remark.spot.line}"
    if code in remark.codes:
        return f"{where} names {code} and speaks for {_lines(remark)} only."
    return f"{where} speaks for this line and names {_and(remark.codes)}, not {code}."


def _remark(remark: Remark) -> Iterator[str]:
    yield f"This comment speaks for {_lines(remark)} and names {_and(remark.codes)}."
    if remark.suppresses:
        yield f"It suppresses {_and(remark.suppresses)}."
    idle = [code for code in remark.codes if code not in remark.suppresses]
    if idle:
        yield f"There is no finding of {_and(idle)} for it to suppress: remove it (HUP901)."


def _lines(remark: Remark) -> str:
    if remark.lines is None:
        return "the whole file"
    first, last = remark.lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


# ---------------------------------------------------------------- nothing there


def _nothing(answer: Answer) -> Iterator[str]:
    yield "hangup knows of no connection that is opened, closed or made at this place."
    if not answer.nearest:
        yield "There is none in the whole file."
    for opening in answer.nearest:
        spot = answer.spot(opening.span)
        yield f"Near it: `{opening.call}` at {Question(spot.path, spot.line, spot.column, spot.cell)}."


def _short(spot: Spot, answer: Answer) -> str:
    """A place in the file that is asked about by its line alone."""
    cell = "" if spot.cell is None else f"cell {spot.cell}, "
    return f"{cell}line {spot.line}" if spot.path == answer.question.path else f"{spot.path}:{spot.line}"


def _a(noun: str) -> str:
    """The noun with its article, by how it is written."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
