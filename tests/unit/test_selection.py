"""Which rules are in force."""

from __future__ import annotations

import pytest

from hangup.selection import Selection, UnknownSelector, check_selectors, nearest

RULES = [
    ("HUP101", "never-disconnected"),
    ("HUP102", "disconnect-skipped"),
    ("HUP201", "connect-in-render"),
    ("HUP900", "not-analysed"),
    ("HUP901", "unused-suppression"),
]


def in_force(select: list[str], ignore: list[str]) -> list[str]:
    selection = Selection(select, ignore)
    return [code for code, name in RULES if selection.has(code, name)]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["ALL"], [], ["HUP101", "HUP102", "HUP201", "HUP900", "HUP901"]),
        (["HUP1"], [], ["HUP101", "HUP102", "HUP900"]),
        (["HUP101"], [], ["HUP101", "HUP900"]),
        (["connect-in-render"], [], ["HUP201", "HUP900"]),
        (["ALL"], ["HUP1"], ["HUP201", "HUP900", "HUP901"]),
        (["HUP101"], ["HUP1"], ["HUP101", "HUP900"]),
        (["HUP1"], ["HUP102"], ["HUP101", "HUP900"]),
        (["HUP1"], ["disconnect-skipped"], ["HUP101", "HUP900"]),
        (["HUP101"], ["HUP101"], ["HUP900"]),
        (["ALL"], ["ALL"], ["HUP900"]),
        (["ALL"], ["HUP9"], ["HUP101", "HUP102", "HUP201", "HUP900"]),
        (["ALL"], ["HUP900"], ["HUP101", "HUP102", "HUP201", "HUP901"]),
        (["ALL"], ["not-analysed"], ["HUP101", "HUP102", "HUP201", "HUP901"]),
    ],
)
def test_the_most_specific_selector_decides(select: list[str], ignore: list[str], expected: list[str]) -> None:
    assert in_force(select, ignore) == expected


def test_what_is_never_in_force_is_not_brought_back_by_a_more_specific_selector() -> None:
    selection = Selection(["ALL", "HUP101", "HUP900"], never=["HUP1", "HUP9"])
    assert [code for code, name in RULES if selection.has(code, name)] == ["HUP201", "HUP900"]
    assert not Selection(never=["not-analysed"]).has("HUP900", "not-analysed")


@pytest.mark.parametrize(
    ("selector", "hint"),
    [("HUP11", "HUP101"), ("hup101", "HUP101"), ("never-disconected", "never-disconnected"), ("all", "ALL")],
)
def test_a_selector_that_fits_nothing_is_refused_with_the_nearest(selector: str, hint: str) -> None:
    with pytest.raises(UnknownSelector, match=f"did you mean '{hint}'"):
        check_selectors([selector], RULES)


def test_an_empty_selector_fits_nothing() -> None:
    with pytest.raises(UnknownSelector):
        check_selectors([""], RULES)


def test_known_selectors_are_accepted() -> None:
    check_selectors(["ALL", "HUP1", "HUP201", "HUP", "unused-suppression"], RULES)


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert nearest("xyz", ["HUP101", "never-disconnected"]) == ""
