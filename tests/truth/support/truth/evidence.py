"""``docs/evidence.md``: what was measured and what the linter says of it, for people who doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hangup.assembly import registry
from truth import agreement
from truth.records import ROOT, Life, Scenario, Section
from truth.static import diagnostics, findings, source

PAGE = ROOT.parents[1] / "docs" / "evidence.md"
GOOD = "documented_good.jsx"
"""The scenario that is the documented good example, as printed."""
TITLES = {"javascript": "JavaScript and TypeScript", "python": "Python"}
VERDICTS = ("leak", "held", "race", "development", "broken", "waste", "fine")
_LINES = 7

_HEAD = """\
# Evidence

Made by `make truth` from [measured.json](../tests/truth/measured.json). Each line is a program that was run with the
real packages against a server on loopback that counts sockets. The file behind each link is the program, and hangup is
asked about that same file.

* **measured** reads *opened / most at once / open after the end*, the worst of each kind of life. *lives* are those of
  users: mount, remount, change, click, request. *race* is an end while the handshake or a token is pending. *strict* is
  React's StrictMode. ✗ means that the session does not work, *throws* that an error reached nobody.
* **verdict** is what the numbers are called in the [policy](../tests/truth/POLICY.md). **rule** is what hangup finds.
"""


def page(sections: dict[str, Section]) -> str:
    """The whole page."""
    rows = agreement.rows(sections)
    parts = [_HEAD, *_summary(sections, rows)]
    for language, section in sorted(sections.items()):
        if any(one.scenario.endswith(GOOD) for one in section.scenarios):
            parts += _documented(next(one for one in section.scenarios if one.scenario.endswith(GOOD)))
        parts += _tables(TITLES[language], section.scenarios)
    return "\n".join([*parts, *_disagreements(rows)]).rstrip() + "\n"


# ---------------------------------------------------------------- parts


def _summary(sections: dict[str, Section], rows: Sequence[agreement.Row]) -> Iterator[str]:
    for language, section in sorted(sections.items()):
        lives = [life for one in section.scenarios for life in one.lives]
        versions = ", ".join(f"{name} {version}" for name, version in section.packages.items())
        yield f"**{TITLES[language]}**: {len(section.scenarios)} programs, {len(lives)} lives, with {versions}.\n"
        if "react-18" in section.packages and not any("React 18" in life.variant for life in lives):
            yield "React 18 gives the same numbers as React 19 in every life.\n"
    yield f"hangup agrees with {agreement.share(sections, rows):.1%} of the lives.\n"
    scenarios = list(agreement.scenarios(sections))
    yield "| measured as | programs | hangup finds an error | a warning | nothing |\n| --- | --- | --- | --- | --- |"
    for name in VERDICTS:
        alike = [one for one in scenarios if one.verdict == name]
        errors = sum(any(item.error for item in findings(one.path)) for one in alike)
        silent = sum(not findings(one.path) for one in alike)
        yield f"| {name} | {len(alike)} | {errors} | {len(alike) - errors - silent} | {silent} |"
    yield ""


def _documented(scenario: Scenario) -> Iterator[str]:
    code = re.sub(r" *// expect: .*", "", scenario.path.read_text(encoding="utf-8")).strip()
    by = {(life.life, life.variant): life for life in scenario.lives}
    once, again = by["unmount", ""], by["remount five times", ""]
    strict = by["unmount", "StrictMode"]
    yield "## The documented good example, as printed\n"
    yield "The effect below is the one that documentation calls good.\n"
    yield f"```jsx\n{code}\n```\n"
    yield (
        f"Mounted and unmounted once it opens {once.opened} socket and leaves {once.left} open. The cleanup throws "
        f"`{'`, `'.join(once.errors)}`: `client` is declared inside `initChat`, and the cleanup stands outside. "
        "React removes the whole root then, and the page is white. "
        f"Mounted five times it leaves {again.left} open, because `getInstance` shares one client; "
        f"under StrictMode {strict.left}. hangup says {_found(scenario)}.\n"
    )


def _tables(title: str, scenarios: Iterable[Scenario]) -> Iterator[str]:
    by: dict[str, list[Scenario]] = {}
    for one in scenarios:
        codes = [found.code for found in diagnostics(one.path)]
        by.setdefault(codes[0] if codes else "", []).append(one)
    names = {rule.code: rule.name for rule in registry()}
    for code in [*sorted(code for code in by if code), *([""] if "" in by else [])]:
        heading = f"[{code}](rules/{code}.md) {names[code]}" if code else "nothing is found"
        yield f"## {title}: {heading}\n"
        yield "| pattern | code | measured | verdict | rule |\n| --- | --- | --- | --- | --- |"
        for one in by[code]:
            link = f"[{_cell(one.title)}](../tests/truth/{one.scenario})"
            yield f"| {link} | {_sketch(one)} | {_numbers(one)} | {one.verdict} | {_found(one)} |"
        yield ""


def _disagreements(rows: Sequence[agreement.Row]) -> Iterator[str]:
    yield "## Known disagreements\n"
    if not rows:
        yield "None."
        return
    yield "| program | life | differs | reason |\n| --- | --- | --- | --- |"
    for row in rows:
        life = f"{row.life.life} {row.life.variant}".strip() if row.life else "all"
        name = row.scenario.scenario.partition("/scenarios/")[2]
        yield f"| [{name}](../tests/truth/{row.scenario.scenario}) | {life} | {row.why} | {_cell(row.reason)} |"


# ---------------------------------------------------------------- cells


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _found(scenario: Scenario) -> str:
    found = Counter(f"{one.code} ({one.severity.label})" for one in diagnostics(scenario.path))
    return (
        ", ".join(f"{text}, {number} times" if number > 1 else text for text, number in sorted(found.items())) or "none"
    )


def _numbers(scenario: Scenario) -> str:
    kinds = {"lives": ("ordinary", "failure"), "race": ("race",), "strict": ("development",)}
    parts: list[str] = []
    for name, wanted in kinds.items():
        lives = [life for life in scenario.lives if life.kind in wanted]
        if lives:
            parts.append(f"{name} {_worst(lives)}")
    return "<br>".join(parts)


def _worst(lives: Sequence[Life]) -> str:
    worst = max(lives, key=lambda life: (life.left, life.most, life.opened))
    broken = " ✗" if any(life.works is False for life in lives) else ""
    thrown = " throws" if any(life.errors for life in lives) else ""
    return f"{worst.opened}/{worst.most}/{worst.left}{broken}{thrown}"


_WORDS = re.compile(
    r"\w*[cC]onnect(?:ed)?(?:_?[uU]ser)?\w*\(|[dD]isconnect|new Stream|getInstance|getOrCreate"
    r"|useCreateChatClient\(|useEffect\(|^\s*\}, \[.*\]\)|async with|\.close\(|finally"
)
"""What is said of a connection and its end."""
_IMPORT = re.compile(r"\s*(?:import|from) ")
_MARKER = re.compile(r"\s*(?://|#|\{/\*) (?:expect|missing|spurious):.*")


def _sketch(scenario: Scenario) -> str:
    """The lines that decide: where findings and their related places stand, and the words of a connection."""
    text = source(scenario.path)
    numbers = set[int]()
    for found in diagnostics(scenario.path):
        numbers.add(text.position(found.span.start).line)
        numbers.update(text.position(one.span.start).line for one in found.related if one.path == text.path)
    lines = {number: text.line_text(number) for number in range(1, len(text.line_starts) + 1)}
    numbers.update(number for number, line in lines.items() if _WORDS.search(line) and not _IMPORT.match(line))
    chosen = [_MARKER.sub("", lines[number]).strip() for number in sorted(numbers)]
    if len(chosen) > _LINES:
        chosen = [*chosen[: _LINES - 1], "…"]
    return "<br>".join(f"`{_cell(line)}`" for line in chosen if line)
