"""``make truth``: measures every scenario anew and writes ``measured.json`` and ``docs/evidence.md``.

``python tests/truth/measure.py [javascript] [python]`` measures the languages that are named, or all.
``--page`` writes the page from the numbers that are there and measures nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))

from truth import evidence
from truth.records import LANGUAGES, load, write
from truth.runners import COMMANDS, CannotMeasure, measure


def main(arguments: list[str]) -> int:
    """Measure and write; the exit status is 2 when a language could not be measured."""
    wanted = [one for one in arguments if one in LANGUAGES] or list(LANGUAGES)
    sections = load()
    status = 0
    for language in [] if "--page" in arguments else wanted:
        if not Path(COMMANDS[language][1]).exists():
            print(f"{language}: there is no runner", file=sys.stderr)  # noqa: T201
            continue
        try:
            sections[language] = measure(language)
        except CannotMeasure as error:
            print(f"{language} could not be measured: {error}", file=sys.stderr)  # noqa: T201
            status = 2
    write(sections)
    evidence.PAGE.write_text(evidence.page(sections), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
