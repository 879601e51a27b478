"""The documentation that is written by hand: its commands run, its code says what it finds, its links lead somewhere.

What is checked depends on the words behind the language of a fenced block::

    console             lines that begin with ``$ hangup`` are run; with ``status=1`` they must end with that status.
                        Lines below a command stand in its output in this order, ``…`` is any text.
    ts file=src/a.ts    is a file of the page's own project; TOML is added to what is there already
    toml other          is another tool's
    console project     commands that are run in the page's project, as it is at that point of the page
    tsx checked         is analysed, and its ``expect`` comments are compared with what is found
    ts source, text ir  the second is the textual form of the first
    json, toml          are parsed; a configuration must be one that hangup accepts, and so must a description
"""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from urllib.parse import unquote

import msgspec
import pytest
from click.testing import CliRunner

from hangup import assembly, cli
from hangup.catalogue.schema import FrameworkFile, SdkFile
from hangup.config import DESCRIPTIONS, EXTEND, EXTEND_DOC, KEYS, Place, Settings, parse
from hangup.engine import check_source
from hangup.frontends import SUFFIXES, lower
from hangup.ir.text import read, write
from hangup.model import SourceFile
from hangup.reporters import FORMATS
from hangup.testing import compare

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("changelog.d/README.md")]
    + [page for page in ROOT.glob("docs/**/*.md") if page.parent.name != "rules"]
)
LINKING = sorted({*PAGES, *ROOT.glob("docs/**/*.md")})

_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[(?:\\.|[^\]\\])*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: where it stands, the words behind its fence, and its text."""

    page: Path
    line: int
    words: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    content = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(content):
        line = content.count("\n", 0, found.start()) + 1
        yield Block(page, line, tuple(found["info"].split()), dedent(found["text"]))


ALL = [block for page in PAGES for block in blocks(page)]


def of(language: str, *words: str) -> list[Block]:
    return [block for block in ALL if block.words[:1] == (language,) and {*words} <= {*block.words}]


def test_fences_are_closed_and_named() -> None:
    for page in PAGES:
        fences = re.findall(r"^ *```", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(fences) == 2 * len(list(blocks(page))), page
    assert not [str(block) for block in ALL if not block.words], "a fence without a language"


# ---------------------------------------------------------------- commands


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines that its output must have."""
    command = ""
    lines: list[str] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line.removeprefix("$ "), []
        elif line.strip():
            lines.append(line)
    if command:
        yield command, lines


def in_order(lines: list[str], output: str) -> list[str]:
    """The lines that the output does not have behind the one before."""
    missing: list[str] = []
    rest = output
    for line in lines:
        pattern = ".*?".join(re.escape(part) for part in line.strip().split("…"))
        found = re.search(pattern, rest)
        if found is None:
            missing.append(line)
        else:
            rest = rest[found.end() :]
    return missing


@pytest.mark.parametrize("block", [block for block in of("console") if "project" not in block.words], ids=str)
def test_commands_run(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run(block, monkeypatch)


def run(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands of a block in the current directory."""
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    status = next((int(word.removeprefix("status=")) for word in block.words if word.startswith("status=")), 0)
    for command, lines in commands(block):
        program, *arguments = shlex.split(command)
        if program != "hangup":
            continue
        result = CliRunner().invoke(cli.main, arguments)
        assert result.exit_code == status, f"{command}\n{result.output}"
        assert not in_order(lines, result.output), f"{command}\n{result.output}"


def file_of(block: Block) -> str:
    """The file of the page's project that a block is, or an empty text."""
    return next((word.removeprefix("file=") for word in block.words if word.startswith("file=")), "")


@pytest.mark.parametrize("page", sorted({block.page for block in ALL if file_of(block)}), ids=lambda page: page.stem)
def test_the_project_of_a_page_does_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for block in (block for block in ALL if block.page == page):
        path = tmp_path / file_of(block)
        if file_of(block):
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") if path.suffix == ".toml" and path.exists() else ""
            path.write_text(before + block.text, encoding="utf-8")
        elif block.words[:1] == ("console",) and "project" in block.words:
            run(block, monkeypatch)


def test_there_are_commands() -> None:
    assert of("console")


@pytest.mark.parametrize("block", [block for block in ALL if block.words[:1] in [("sh",), ("yaml",)]], ids=str)
def test_options_in_snippets_exist(block: Block) -> None:
    commands = [cli.main, *cli.main.commands.values()]
    known = {option for command in commands for parameter in command.params for option in parameter.opts}
    for line in block.text.splitlines():
        found = re.search(r"\bhangup (check|rule|init|config|why)\b(.*)", line)
        if found:
            assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", found[2].split("<")[0])) <= known, line


# ---------------------------------------------------------------- code


@pytest.mark.parametrize("block", [block for block in ALL if "checked" in block.words], ids=str)
def test_code_says_what_is_found(block: Block) -> None:
    source = SourceFile(f"example.{block.words[0]}", block.text.encode())
    report = check_source(source, assembly.toolbox(), Settings())
    assert report.failure is None
    assert compare(source, report.diagnostics) == []


def test_textual_form_is_the_one_of_the_source() -> None:
    (source,), (text,) = of("ts", "source"), of("text", "ir")
    program = lower(SourceFile("example.ts", source.text.encode()))
    assert write(program, spans=False) == text.text
    assert write(read(text.text), spans=False) == text.text


# ---------------------------------------------------------------- data


@pytest.mark.parametrize("block", of("json"), ids=str)
def test_json_parses(block: Block) -> None:
    json.loads(block.text)


def rules() -> list[tuple[str, str]]:
    return [(rule.code, rule.name) for rule in assembly.registry()]


@pytest.mark.parametrize(
    "block", [block for block in of("toml") if not file_of(block) and "other" not in block.words], ids=str
)
def test_toml_is_accepted(block: Block) -> None:
    content = tomllib.loads(block.text)
    if "sdk" in content:
        msgspec.convert(content, SdkFile)
    elif "framework" in content:
        msgspec.convert(content, FrameworkFile)
    elif "hangup" in content.get("tool", {}):
        settings = parse(content["tool"]["hangup"], Place("pyproject.toml", "tool.hangup", rules=rules))
        assert settings != Settings()
        assert assembly.sources(settings).words()
    else:
        content.pop(EXTEND, None)
        parse(content, Place("hangup.toml", rules=rules))


# ---------------------------------------------------------------- what the pages say of the code


def test_readme_lists_every_rule() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (HUP\d{3}) \| (\S+) \|.*\| (error|warning) \|$", page, re.MULTILINE)
    assert rows == [(rule.code, rule.name, rule.severity.label) for rule in assembly.registry()]


def test_configuration_lists_every_option() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    parameters = cli.main.commands["check"].params
    options = [option for parameter in parameters for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if f"| `{option}" not in page and f", `{option}`" not in page] == []


def test_configuration_lists_every_key_with_its_meaning() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", page, re.MULTILINE))
    known = {**{key: KEYS[key].doc for key in KEYS}, **DESCRIPTIONS, EXTEND: EXTEND_DOC}
    assert {key: rows.get(key) for key in known} == known


def test_output_lists_every_format() -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)` \| .* \| (?:as given|of the repository) \|$", page, re.MULTILINE) == [*FORMATS]


def test_examples_are_all_in_the_table() -> None:
    folder = ROOT / "examples"
    linked = {target.split("#")[0] for target in targets(folder / "README.md")}
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in (".py", ".ts", ".tsx") and not {"node_modules", "__pycache__"} & {*path.parts}
    }
    assert there == linked


def table_of_examples() -> dict[str, set[tuple[str, str]]]:
    """The code and severity of what the table says is found, by file; nothing for files that are said to be right."""
    said: dict[str, set[tuple[str, str]]] = {}
    for row in (ROOT / "examples" / "README.md").read_text(encoding="utf-8").splitlines():
        if row.startswith("| ["):
            first, second = row.split(" | ")[:2]
            code = re.match(r"(HUP\d{3}) \S+( \(warning\))?$", second)
            for found in _LINK.finditer(first):
                findings = said.setdefault(unquote(found["target"]), set())
                if code:
                    findings.add((code[1], "warning" if code[2] else "error"))
    return said


EXAMPLES = table_of_examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_table_of_examples_is_what_hangup_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(cli.main, ["check", "--output-format", "json", f"examples/{name}"])
    found = {(item["code"], item["severity"]) for item in json.loads(result.stdout)["diagnostics"]}
    assert found == EXAMPLES[name]


# ---------------------------------------------------------------- links


def targets(page: Path) -> list[str]:
    """What the links of a page lead to, without the code in it."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return [unquote(found["target"]) for found in _LINK.finditer(re.sub(r"`[^`\n]*`", "", prose))]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made on the hosts of repositories."""
    titles = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", LINKING, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    broken: list[str] = []
    for target in targets(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = page.parent / path if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def test_every_page_is_linked_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / target.split("#")[0]).resolve() for target in targets(index)}
    pages = {page for page in ROOT.glob("docs/**/*.md") if page.parent.name != "rules" or page.name == "README.md"}
    assert sorted(page.relative_to(ROOT).as_posix() for page in pages - {index} - linked) == []


def test_every_rule_is_linked_from_the_index_of_rules() -> None:
    index = ROOT / "docs" / "rules" / "README.md"
    assert {*targets(index)} == {page.name for page in index.parent.glob("HUP*.md")}


def test_both_hooks_are_given_every_file_that_is_read() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    patterns = re.findall(r"^  files: '(.*)'$", text, re.MULTILINE)
    assert len(patterns) == len(re.findall(r"^- id:", text, re.MULTILINE))
    for pattern in patterns:
        found = re.fullmatch(r"\\\.\((.*)\)\$", pattern)
        assert found, pattern
        assert {f".{suffix}" for suffix in found[1].split("|")} - {".pyi"} == {*SUFFIXES}


def test_each_test_that_holds_a_promise_is_there() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"\[`(test_\w+)`\]\((\S+)\)", page)
    assert named
    assert [name for name, path in named if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")] == []


def test_folders_of_the_architecture_are_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([^`]+)` \|", page.split("## The folders")[1].split("## ")[0], re.MULTILINE)
    assert [name for name in named if not any(ROOT.glob(name.rstrip("/")))] == []
    packages = {path.parent for path in ROOT.glob("linter/hangup/*/__init__.py")}
    assert {f"{path.relative_to(ROOT).as_posix()}/" for path in packages} <= {*named}
