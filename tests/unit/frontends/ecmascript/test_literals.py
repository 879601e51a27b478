"""The values of literals."""

from __future__ import annotations

import pytest

from hangup.frontends.ecmascript.literals import number_value, string_value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("'plain'", "plain"),
        (r'"a\nb\t\"\x41\u0042\u{1f388}"', 'a\nb\t"AB🎈'),
        (r"'\ud83c\udf88'", "🎈"),
        (r"'\ud83c'", "\ufffd"),
        (r"'\u{110000}'", "\ufffd"),
        ("'a\\\nb'", "ab"),
        ("`text`", "text"),
        ("'unclosed", "unclosed"),
        ("'", ""),
    ],
)
def test_strings(raw: str, value: str) -> None:
    assert string_value(raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0), ("1_000", 1000), ("0x1F", 31), ("0b11", 3), ("0o17", 15), ("017", 15), ("089", 89), ("10n", 10),
        ("0xffn", 255), (".5", 0.5), ("1e3", 1000.0), ("1e999", None), ("9" * 5_000, None), ("1__", 1), ("x", None),
    ],
)  # fmt: skip
def test_numbers(raw: str, value: float | None) -> None:
    assert number_value(raw) == value
