"""Writes what is made from the code: the rules' pages from their docstrings, the pages of frameworks, SDKs and linking
from the catalogue and the fixtures, docs/report.svg from a real run.

``python docs/build.py`` writes, ``python docs/build.py --check`` only says which pages are not up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from hangup.assembly import registry
from hangup.reporters.page import markdown

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

import reference  # noqa: E402  # a script beside this one

PAGES = ROOT / "docs"
PICTURE = ROOT / "docs" / "report.svg"
PICTURED = ("examples/python/agent.py", "examples/web/src/ChatPage.tsx")
"""Few, so that the picture fits a page."""
COLUMNS = 100


def pages() -> dict[str, str]:
    """The name below docs and the text of every page that is made."""
    rules = list(registry())
    rows = [f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity.label} |" for rule in rules]
    table = "\n".join(["| code | name | default severity |", "| --- | --- | --- |", *rows])
    index = f"# Rules\n\nMade from the docstrings of the rules by `make docs`.\n\n{table}\n"
    return {
        "rules/README.md": index,
        **{f"rules/{rule.code}.md": markdown(rule) for rule in rules},
        "frameworks.md": reference.frameworks(),
        "sdks.md": reference.sdks(),
        "linking.md": reference.linking(),
        "fixable.md": reference.fixable(),
    }


def picture() -> str:
    """What a terminal shows of a check of some examples, as SVG that asks no other host for a font."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    command = [sys.executable, "-m", "hangup", "check", "--color", "always", *PICTURED]
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 1:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(done.stdout), end="")
    image = console.export_svg(title=f"hangup check {' '.join(PICTURED)}", unique_id="hangup")
    return re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", "", image, flags=re.DOTALL)


def outdated() -> list[str]:
    """The pages that are missing, differ, or belong to no rule."""
    wanted = pages()
    names = {*wanted, *(f"rules/{path.name}" for path in PAGES.glob("rules/*.md"))}
    return sorted(name for name in names if wanted.get(name) != _text(PAGES / name))


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main() -> None:
    """Write the documentation, or check it."""
    if sys.argv[1:] == ["--check"]:
        names = outdated()
        raise SystemExit(f"not up to date, run make docs: {', '.join(names)}" if names else 0)
    (PAGES / "rules").mkdir(exist_ok=True)
    for path in PAGES.glob("rules/*.md"):
        path.unlink()
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
    print(f"wrote the pages that are made from the code, and {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
