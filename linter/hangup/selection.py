"""Which rules are in force: codes, prefixes of codes, names, or ``ALL``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ALL = "ALL"
ALWAYS = "HUP900"
"""A file that was not analysed is named whatever is selected; only its own code or name switches that off."""


class UnknownSelector(Exception):
    """A selector that fits no rule."""


class Selection:
    """The most specific selector decides; between equals, ``ignore`` does. What ``never`` names is never in force."""

    def __init__(self, select: Iterable[str] = (ALL,), ignore: Iterable[str] = (), never: Iterable[str] = ()) -> None:
        self._select = tuple(select)
        self._ignore = tuple(ignore)
        self._never = tuple(never)

    @property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """Equal for equal selections."""
        return self._select, self._ignore, self._never

    def has(self, code: str, name: str) -> bool:
        ignored = _specificity(self._ignore, code, name)
        never = _specificity(self._never, code, name)
        if code == ALWAYS:
            return max(ignored, never) < len(code)
        return never < 0 and _specificity(self._select, code, name) > ignored


def check_selectors(selectors: Iterable[str], rules: Sequence[tuple[str, str]]) -> None:
    """Refuse selectors that fit none of the rules, given as (code, name).

    Raises:
        UnknownSelector: with the nearest one that exists.
    """
    for selector in selectors:
        if not any(_specificity([selector], code, name) >= 0 for code, name in rules):
            prefixes = {code[:4]: None for code, _ in rules}
            known = [ALL, *(code for code, _ in rules), *(name for _, name in rules), *prefixes]
            raise UnknownSelector(f"no rule is called {selector!r}{nearest(selector, known)}")


def _specificity(selectors: Iterable[str], code: str, name: str) -> int:
    best = -1
    for selector in selectors:
        if selector == ALL:
            best = max(best, 0)
        elif selector == name:
            best = max(best, len(code))
        elif selector and code.startswith(selector):
            best = max(best, len(selector))
    return best


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean ...?`` with the nearest known word, or nothing."""
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.casefold(), by_folded, n=1)
    return f"; did you mean {by_folded[found[0]]!r}?" if found else ""
