"""The place where the parts are put together, and the only one that imports the rules."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from hangup import plugins
from hangup.config import DEFAULTS, Settings

if TYPE_CHECKING:
    from hangup.catalogue.sources import Sources
    from hangup.engine import Toolbox
    from hangup.flow.facts import Outcome
    from hangup.flow.summaries.interface import Interface
    from hangup.flow.verdicts.accounts import Account
    from hangup.ir.program import Program
    from hangup.model import SourceFile
    from hangup.project.prefilter import Prefilter
    from hangup.registry import Registry


@cache
def rule_pages() -> dict[str, str]:
    """The address of the file that holds each rule and its page, by code."""
    from pathlib import Path

    files = {rule.code: sys.modules[type(rule).__module__].__file__ for rule in registry()}
    return {code: Path(file).as_uri() for code, file in files.items() if file is not None}


def registry() -> Registry:
    """The rules of this installation."""
    from hangup.meta import META_RULES
    from hangup.registry import Registry, plugin_rules
    from hangup_rules import RULES

    Registry(RULES)  # refuses an empty set, which the rules about the analysis itself would hide
    known = (*RULES, *META_RULES)
    return Registry((*known, *plugin_rules(known)))


def sources(settings: Settings) -> Sources:
    """Where the descriptions of SDKs and frameworks come from."""
    from hangup.catalogue.sources import Folder, Sources, builtin_folder

    folders = (Folder(str(path), owner) for owner, path in plugins.catalogues())
    return Sources((builtin_folder(), *folders), settings.own, settings.preview, settings.sdks)


def toolbox(settings: Settings = DEFAULTS) -> Toolbox:
    """Everything the engine works with. Parsers are imported at the first file of their language."""
    return _toolbox(sources(settings))


@cache
def _toolbox(known: Sources) -> Toolbox:
    from hangup.catalogue.matcher import Knowledge, is_at_work, recognised_in, released
    from hangup.engine import Toolbox
    from hangup.flow import analyse, explain
    from hangup.flow.summaries.interface import interface
    from hangup.frontends import lower, lower_excerpt

    @cache
    def knowledge(language: str) -> Knowledge:
        catalogue = known.catalogue()
        return Knowledge(catalogue.sdks, catalogue.frameworks, language, catalogue.variants)

    def analyse_program(program: Program) -> Outcome:
        return analyse(program, knowledge(program.language))

    def explain_program(program: Program) -> Account:
        return explain(program, knowledge(program.language))

    def interface_of(program: Program, there: frozenset[str] | None = None) -> Interface:
        return interface(program, knowledge(program.language).among(there))

    @cache
    def telling() -> frozenset[str]:
        return knowledge("python").telling_names | knowledge("ecmascript").telling_names

    def signs() -> frozenset[bytes]:
        from hangup.catalogue.signs import signs_of

        return signs_of(known.catalogue().sdks)

    handing = [framework for framework in known.catalogue().frameworks if any(m.by_name for m in framework.call)]

    def excerpt(source: SourceFile) -> Program:
        if any(is_at_work(framework, source) for framework in handing):
            return lower(source)  # a function is handed what it does not name in a way that can be looked for
        return lower_excerpt(source, telling())

    meeting = {
        name.rpartition(".")[2].encode()
        for framework in known.catalogue().frameworks
        for model in framework.call
        for name in model.names
        if model.role == "new-context"
    }
    varied = {
        package: recognised_in(variant) for variant in known.catalogue().variants for package in released(variant)
    }
    mounting = {
        (model.receiver[0] if model.receiver else name.rpartition(".")[2]).encode()
        for framework in known.catalogue().frameworks
        for model in framework.call
        for name in model.names
        if model.page
    }
    described = {package.encode() for sdk in known.catalogue().sdks for package in sdk.packages}
    return Toolbox(
        registry(), lower, analyse_program, interface_of, explain_program, frozenset(meeting), varied,
        mounting=frozenset(mounting), described=frozenset(described), signs=signs,
        excerpt=excerpt,
    )  # fmt: skip


def prefilter(settings: Settings = DEFAULTS) -> Prefilter:
    """What decides on bytes. Its words stand beside the rules, which are not imported for that."""
    return _prefilter(sources(settings))


@cache
def _prefilter(known: Sources) -> Prefilter:
    from hangup.project.prefilter import Prefilter

    return Prefilter(known.words())
