"""The answer as JSON. The keys are stable; positions are written as in the JSON of a check."""

from __future__ import annotations

import json
from typing import Any

from hangup.flow.verdicts.accounts import Closing, Exit, Frame, Making, Opening, Passed
from hangup.flow.verdicts.dismissals import Dismissal
from hangup.model import Span
from hangup.reporters.screen import Screen
from hangup.why.answer import Answer, Fate, Remark, Spot
from hangup.why.words import QUESTIONS

VERSION = 1


def write(answer: Answer, screen: Screen) -> None:
    """Write an answer as one object."""
    screen.line(json.dumps(as_data(answer), indent=2, ensure_ascii=False))


def as_data(answer: Answer) -> dict[str, Any]:
    """An answer as values that JSON has."""
    question = answer.question
    return {
        "version": VERSION,
        "path": question.path,
        **({} if question.cell is None else {"cell": question.cell}),
        "line": question.line,
        "column": question.column,
        "status": answer.status,
        "notes": list(answer.notes),
        "together": list(answer.together),
        "connections": [_opening(answer, opening) for opening in answer.openings],
        "constructions": [_making(answer, making) for making in answer.makings],
        "releases": [_closing(answer, closing) for closing in answer.closings],
        "calls": [_passed(answer, passed) for passed in answer.passed],
        "findings": [_fate(fate) for fate in answer.fates],
        "suppressions": [_remark(remark) for remark in answer.remarks],
        "nearest": [{"call": near.call, **_at(answer, near.span)} for near in answer.nearest],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "path": spot.path,
        **({} if spot.cell is None else {"cell": spot.cell}),
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.end_line,
        "end_column": spot.end_column,
    }


def _at(answer: Answer, span: Span) -> dict[str, Any]:
    return _spot(answer.spot(span))


def _frame(answer: Answer, frame: Frame) -> dict[str, Any]:
    return {
        "label": frame.label,
        "kind": frame.kind,
        "runs": frame.runs,
        "server": frame.server,
        "framework": frame.framework or None,
        **_at(answer, frame.span),
    }


def _opening(answer: Answer, opening: Opening) -> dict[str, Any]:
    ground = opening.ground
    return {
        **_at(answer, opening.span),
        "call": opening.call,
        "resource": opening.resource or None,
        "opens": opening.noun,
        "confidence": opening.confidence.label,
        "receiver": {
            "name": opening.handle,
            "known_by": ground.kind,
            "text": ground.text,
            "module": ground.module or None,
            "at": None if ground.span is None else _at(answer, ground.span),
            "shared": opening.shared,
            "registry": opening.is_registry,
        },
        "scopes": [_frame(answer, frame) for frame in opening.frames],
        "owner": _frame(answer, opening.owner),
        "ends": [_exit(answer, end) for end in opening.exits],
        "questions": [
            {
                "question": QUESTIONS.get(given.fact if isinstance(given, Dismissal) else type(given), ""),
                "answer": "no" if isinstance(given, Dismissal) else "yes",
                "reason": given.words if isinstance(given, Dismissal) else None,
            }
            for given in opening.answers
        ],
    }


def _exit(answer: Answer, end: Exit) -> dict[str, Any]:
    return {
        "life": end.life,
        "kind": end.kind,
        "connection": end.status,
        "excuse": end.excuse or None,
        "closed_at": None if end.released is None else _at(answer, end.released),
        "last_step": None if end.step is None else {"what": end.step.label, **_at(answer, end.step.span)},
        **_at(answer, end.span),
    }


def _making(answer: Answer, making: Making) -> dict[str, Any]:
    return {
        **_at(answer, making.span),
        "call": making.call,
        "resource": making.resource,
        "confidence": making.confidence.label,
        "shared": making.shared,
        "connects": making.connects,
        "scopes": [_frame(answer, frame) for frame in making.frames],
    }


def _closing(answer: Answer, closing: Closing) -> dict[str, Any]:
    return {
        **_at(answer, closing.span),
        "call": closing.call,
        "scope": _frame(answer, closing.frame),
        "closes": [_at(answer, span) for span in closing.opened],
        "reason": closing.reason or None,
    }


def _passed(answer: Answer, passed: Passed) -> dict[str, Any]:
    return {**_at(answer, passed.span), "call": passed.call, "reason": passed.reason}


def _fate(fate: Fate) -> dict[str, Any]:
    finding = fate.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.label,
        "confidence": finding.confidence.label,
        "message": finding.message,
        "outcome": fate.outcome,
        "detail": fate.detail or None,
        "by": None if fate.by is None else _spot(fate.by),
        "near": [_remark(remark) for remark in fate.near],
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        **_spot(remark.spot),
        "codes": list(remark.codes),
        "lines": None if remark.lines is None else list(remark.lines),
        "suppresses": list(remark.suppresses),
    }
