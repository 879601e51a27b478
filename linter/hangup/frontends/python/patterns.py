"""``match``: patterns become tests that branch to the next case, and captures that are stored on the way."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from hangup.frontends.python.choices import branch_on
from hangup.frontends.python.expressions import compare
from hangup.frontends.python.frame import Frame, StatementHandler
from hangup.ir.operations import BlockId, GetAttr, GetItem, Value
from hangup.model import Span


def _match(frame: Frame, node: cst.Match) -> None:
    builder = frame.builder
    subject = frame.evaluate(node.subject)
    after = builder.new_block()
    for case in node.cases:
        if not builder.is_reachable:
            break
        following = builder.new_block()
        _test(frame, case.pattern, subject, following)
        if case.guard is not None:
            body = builder.new_block()
            branch_on(frame, case.guard, body, following)
            builder.start_if_entered(body)
        frame.execute_suite(case.body)
        builder.jump(after)
        builder.start_if_entered(following)
    builder.jump(after)
    builder.start_if_entered(after)


def _test(frame: Frame, pattern: cst.MatchPattern, value: Value, failed: BlockId) -> None:
    """Go on if ``value`` matches, with its captures stored; else go to ``failed``."""
    match pattern:
        case cst.MatchValue() | cst.MatchSingleton():
            span = frame.span(pattern.value)
            _require(frame, compare(frame, "==", value, frame.evaluate(pattern.value), span), failed, span)
        case cst.MatchAs():
            if pattern.pattern is not None:
                _test(frame, pattern.pattern, value, failed)
            _capture(frame, pattern.name, value)
        case cst.MatchOr():
            _alternatives(frame, pattern, value, failed)
        case cst.MatchSequence():
            _require(frame, frame.opaque((value,), frame.span(pattern)), failed, frame.span(pattern))
            _sequence(frame, pattern.patterns, value, failed)
        case cst.MatchMapping():
            _mapping(frame, pattern, value, failed)
        case cst.MatchClass():
            _class(frame, pattern, value, failed)
        case _:
            raise TypeError(f"unknown pattern {type(pattern).__name__}")


def _require(frame: Frame, condition: Value, failed: BlockId, span: Span) -> None:
    passed = frame.builder.new_block()
    frame.builder.branch(condition, passed, failed, span)
    frame.builder.start(passed)


def _capture(frame: Frame, name: cst.Name | None, value: Value) -> None:
    if name is not None:
        frame.store_name(name.value, value, frame.span(name))


def _alternatives(frame: Frame, pattern: cst.MatchOr, value: Value, failed: BlockId) -> None:
    builder = frame.builder
    matched = builder.new_block()
    for position, alternative in enumerate(pattern.patterns):
        if not builder.is_reachable:
            break
        following = failed if position == len(pattern.patterns) - 1 else builder.new_block()
        _test(frame, alternative.pattern, value, following)
        builder.jump(matched)
        if following != failed:
            builder.start_if_entered(following)
    builder.start(matched)


def _sequence(
    frame: Frame, patterns: Sequence[cst.MatchSequenceElement | cst.MatchStar], value: Value, failed: BlockId
) -> None:
    star_seen = False
    for position, element in enumerate(patterns):
        if isinstance(element, cst.MatchStar):
            star_seen = True
            if element.name is not None:
                _capture(frame, element.name, frame.opaque((value,), frame.span(element.name)))
            continue
        span = frame.span(element.value)
        key = frame.builder.const(position - len(patterns) if star_seen else position, span)
        _item(frame, element.value, value, key, failed)


def _item(frame: Frame, pattern: cst.MatchPattern, value: Value, key: Value, failed: BlockId) -> None:
    item = frame.builder.value()
    frame.builder.emit(GetItem(item, value, key, frame.span(pattern)))
    _test(frame, pattern, item, failed)


def _mapping(frame: Frame, pattern: cst.MatchMapping, value: Value, failed: BlockId) -> None:
    span = frame.span(pattern)
    _require(frame, frame.opaque((value,), span), failed, span)
    for element in pattern.elements:
        _item(frame, element.pattern, value, frame.evaluate(element.key), failed)
    if pattern.rest is not None:
        _capture(frame, pattern.rest, frame.opaque((value,), frame.span(pattern.rest)))


def _class(frame: Frame, pattern: cst.MatchClass, value: Value, failed: BlockId) -> None:
    span = frame.span(pattern)
    _require(frame, compare(frame, "isinstance", value, frame.evaluate(pattern.cls), span), failed, span)
    for element in pattern.patterns:
        _test(frame, element.value, frame.opaque((value,), frame.span(element.value)), failed)
    for keyword in pattern.kwds:
        item = frame.builder.value()
        frame.builder.emit(GetAttr(item, value, keyword.key.value, frame.span(keyword.key)))
        _test(frame, keyword.pattern, item, failed)


STATEMENTS: dict[type[cst.CSTNode], StatementHandler] = {cst.Match: _match}
