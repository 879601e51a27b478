"""The command line: the place where the parts are put together, and the only one that imports the rules."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hangup import __version__
from hangup.command import CLEAN, ERROR, FOUND, Commands, GroupedCommand, Problem, output, say
from hangup.config import CONFIDENCE, FAIL_ON, ConfigError, Settings, load
from hangup.reporters import FORMATS, write
from hangup.reporters.screen import clean, look

if TYPE_CHECKING:
    from hangup.catalogue.matcher import Knowledge
    from hangup.engine import Toolbox
    from hangup.flow.facts import Fact
    from hangup.ir.program import Program
    from hangup.project.exclude import Excludes
    from hangup.project.prefilter import Prefilter
    from hangup.registry import Registry
    from hangup.report import Report

STDIN = "-"
_FEW = 3

HEADINGS = {
    "Rules": ("select", "ignore", "confidence"),
    "Files": ("exclude", "force_exclude", "stdin_filename"),
    "Report": ("output_format", "color", "quiet"),
    "Gate": ("fail_on",),
}


# ---------------------------------------------------------------- composition


@cache
def rule_pages() -> dict[str, str]:
    """The address of the file that holds each rule and its page, by code."""
    files = {rule.code: sys.modules[type(rule).__module__].__file__ for rule in registry()}
    return {code: Path(file).as_uri() for code, file in files.items() if file is not None}


def registry() -> Registry:
    """The rules of this installation."""
    from hangup.meta import META_RULES
    from hangup.registry import Registry
    from hangup_rules import RULES

    Registry(RULES)  # refuses an empty set, which the rules about the analysis itself would hide
    return Registry((*RULES, *META_RULES))


@cache
def toolbox() -> Toolbox:
    """Everything the engine works with. Parsers are imported at the first file of their language."""
    from hangup.catalogue.loader import load_builtin
    from hangup.catalogue.matcher import Knowledge
    from hangup.engine import Toolbox
    from hangup.flow import analyse
    from hangup.frontends import lower

    @cache
    def knowledge(language: str) -> Knowledge:
        catalogue = load_builtin()
        return Knowledge(catalogue.sdks, catalogue.frameworks, language)

    def analyse_program(program: Program) -> list[Fact]:
        return analyse(program, knowledge(program.language))

    return Toolbox(registry(), lower, analyse_program)


@cache
def prefilter() -> Prefilter:
    """What decides on bytes. Its words stand beside the rules, which are not imported for that."""
    from hangup.catalogue.words import CatalogueMissing, read_words
    from hangup.project.prefilter import Prefilter

    found = find_spec("hangup_rules")
    if found is None or not found.submodule_search_locations:
        raise CatalogueMissing("the package hangup_rules is missing: the installation of hangup is broken")
    return Prefilter(read_words(Path(found.submodule_search_locations[0], "catalogue", "sdks")))


# ---------------------------------------------------------------- commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="hangup", message="%(prog)s %(version)s")
def main() -> None:
    """Find connections that a program opens and never closes."""


@main.command(cls=GroupedCommand, headings=HEADINGS)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--select", multiple=True, metavar="RULES", help="Rules in force: codes, prefixes, names, ALL.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Rules not in force; the more specific wins.")
@click.option("--confidence", type=click.Choice(list(CONFIDENCE)), help="Report from here up [default: medium].")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave files out, as in a .gitignore.")
@click.option("--force-exclude", is_flag=True, help="Leave out excluded files even when they are named.")
@click.option("--stdin-filename", metavar="PATH", help="The name of what is read from standard input (-).")
@click.option(
    "--output-format", type=click.Choice(list(FORMATS)), default="full", show_default=True, help="How to report."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only, no summary.")
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), help="Exit with 1 from here up [default: error].")
def check(
    paths: tuple[str, ...],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    confidence: str | None,
    exclude: tuple[str, ...],
    force_exclude: bool,
    stdin_filename: str | None,
    output_format: str,
    color: str,
    quiet: bool,
    fail_on: str | None,
) -> int:
    """Check files and directories (default: the current one; "-" is standard input).

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration or internal error.
    """
    settings = _settings(select, ignore, confidence, fail_on)
    excludes = _excludes(settings, exclude)
    if STDIN in paths or (stdin_filename and not paths):
        if len(paths) > 1:
            raise Problem("standard input (-) cannot be checked together with files")
        report = _check_stdin(stdin_filename, settings, excludes, force_exclude)
    else:
        report = _check_files(paths or (".",), settings, excludes, force_exclude, quiet=quiet)
    with output():
        screen = look(sys.stdout, color, quiet=quiet)
        pages = rule_pages() if screen.links and report.diagnostics else {}
        write(output_format, report, replace(screen, pages=pages))
    for failure in report.failures:
        say(f"internal error in {clean(failure.path)}: {clean(failure.reason)}\n{failure.details}")
    if report.failures:
        return ERROR
    return FOUND if report.fails(settings.fail_on) else CLEAN


def _check_files(
    paths: tuple[str, ...], settings: Settings, excludes: Excludes, force_exclude: bool, *, quiet: bool
) -> Report:
    from hangup.engine import check_paths, unreadable
    from hangup.model import number_equals
    from hangup.progress import Progress
    from hangup.project.discover import MissingPath, discover

    try:
        found = discover(paths, excludes, force_exclude=force_exclude)
    except MissingPath as error:
        raise Problem(clean(str(error))) from error
    for path in found.unsupported[:_FEW]:
        say(f"warning: {clean(path)}: not checked, no front end reads files of this name")
    if found.unsupported[_FEW:]:
        say(f"warning: nor are {len(found.unsupported[_FEW:])} more of the named files")
    if not found.files and not quiet:
        say("warning: there are no files to check" + (f" in {clean(paths[0])}" if len(paths) == 1 else ""))
    with Progress(sys.stderr) as progress:
        report = check_paths(found.files, prefilter(), toolbox, settings, progress)
    for path, reason in found.unreadable:
        report.diagnostics = number_equals([*report.diagnostics, *unreadable(path, reason, settings)])
    return report


def _check_stdin(name: str | None, settings: Settings, excludes: Excludes, force_exclude: bool) -> Report:
    from hangup.engine import check_data
    from hangup.frontends import is_supported
    from hangup.project.discover import reported
    from hangup.report import Report

    if name is None:
        raise Problem("standard input needs --stdin-filename: its suffix says which language it is")
    data = sys.stdin.buffer.read()
    path = reported(name)
    if not is_supported(path):
        say(f"warning: {clean(path)}: not checked, no front end reads files of this name")
        return Report()
    if force_exclude and excludes.excluded(name):
        return Report()
    report = Report(files=1)
    if prefilter().passes(data):
        report.add(check_data(path, data, toolbox(), settings))
    return report


def _settings(
    select: tuple[str, ...], ignore: tuple[str, ...], confidence: str | None, fail_on: str | None
) -> Settings:
    """The configuration file's settings with the command line's in their place."""
    from hangup.selection import Selection, UnknownSelector

    try:
        settings = load()
    except ConfigError as error:
        raise Problem(clean(str(error))) from error
    if select:
        settings = replace(settings, select=_split(select))
    if ignore:
        settings = replace(settings, ignore=_split(ignore))
    if confidence:
        settings = replace(settings, confidence=CONFIDENCE[confidence])
    if fail_on:
        settings = replace(settings, fail_on=FAIL_ON[fail_on])
    if settings.select != Settings().select or settings.ignore:
        try:
            Selection(settings.select, settings.ignore).check([(rule.code, rule.name) for rule in registry()])
        except UnknownSelector as error:
            raise Problem(clean(str(error))) from error
    return settings


def _excludes(settings: Settings, exclude: tuple[str, ...]) -> Excludes:
    from hangup.project.exclude import Excludes

    return Excludes((settings.exclude, settings.root), (exclude, "."))


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@main.command()
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Explain every rule.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour.")
def rule(code: str | None, everything: bool, color: str) -> int:
    """Explain a rule, by its code or name: what it finds, why, and the right way in code."""
    from hangup.reporters import page
    from hangup.selection import nearest

    if everything == (code is not None):
        raise Problem("name one rule, or use --all")
    rules = [rule for rule in registry() if everything or code in (rule.code, rule.name)]
    if not rules:
        known = [word for rule in registry() for word in (rule.code, rule.name)]
        raise Problem(f"no rule is called {code!r}{nearest(code or '', known)}")
    with output():
        page.write([page.markdown(rule) for rule in rules], look(sys.stdout, color))
    return CLEAN
