"""The pages that say what is known: frameworks, SDKs and forms of linking, from the catalogue and from the fixtures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import get_args

from hangup.catalogue.loader import load_builtin
from hangup.catalogue.packages import Packages
from hangup.catalogue.schema import CallModel, ClassScope, Framework, FunctionScope, Resource, Runs, Sdk
from hangup.frontends import is_supported, lower
from hangup.ir.operations import Import
from hangup.model import open_source
from hangup.testing import read_markers

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
FIXES = ROOT / "tests" / "fixes"
PROJECTS = ROOT / "tests" / "projects"
LANGUAGES = {"ecmascript": "JavaScript and TypeScript", "python": "Python"}
SCOPES = {"effect", "mount", "memo", "timer", "event", "handler", "lifespan"}
"""Roles of functions that run another one as a scope of its own."""
ENDS = {"unmount", "stop", "exit-hook"}
"""Roles of functions that run another one when a life ends."""
OFTEN: dict[Runs, str] = {
    "once": "once",
    "mount": "once per mount",
    "change": "at each change",
    "render": "at each render",
    "event": "at each event",
    "tick": "at each turn of a timer or schedule",
    "request": "at each request",
    "connection": "once per peer's connection",
    "task": "at each task",
    "rerun": "at each rerun",
    "cell": "each time somebody runs the cell",
    "test": "at each test",
    "element": "once per element",
}
DUE = {
    "block": "in the function that opened it",
    "component": "when its component or scope ends",
    "request": "when the request ends",
    "session": "when the session ends: the owner's end, or a log-out",
    "process": "when the process ends",
}
SHOWN = 12
"""So many names of one kind are listed."""


# ---------------------------------------------------------------- known limits


@dataclass(frozen=True)
class Limit:
    """What a fixture marks as missed or as found wrongly, and what its file imports."""

    path: str
    kind: str
    codes: tuple[str, ...]
    reason: str
    language: str
    modules: frozenset[str]

    def __str__(self) -> str:
        said = {"missing": "is missed", "spurious": "is reported and should not be"}[self.kind]
        reason = self.reason.removesuffix("*/}").strip()
        return f"- {' and '.join(self.codes)} {said}: {reason} ([{Path(self.path).name}](../{self.path}))."

    def is_about(self, language: str, packages: Iterable[str]) -> bool:
        """Whether the file imports one of the packages."""
        names = Packages(language)
        return language == self.language and any(names.belongs(module, packages) for module in self.modules)


@cache
def limits() -> tuple[Limit, ...]:
    """Everything that fixtures and projects mark with ``missing`` or ``spurious``."""
    files = sorted(path for root in (FIXTURES, PROJECTS) for path in root.rglob("*") if is_supported(path.name))
    return tuple(limit for path in files for limit in _limits_of(path))


def _limits_of(path: Path) -> Iterator[Limit]:
    name = path.relative_to(ROOT).as_posix()
    source = open_source(name, path.read_bytes())
    markers = [marker for marker in read_markers(source)[0] if marker.kind != "expect"]
    if not markers:
        return
    program = lower(source)
    operations = [op for function in program.functions for block in function.blocks for op in block.operations]
    modules = frozenset(op.module for op in operations if isinstance(op, Import))
    for marker in markers:
        yield Limit(name, marker.kind, marker.codes, marker.reason, program.language, modules)


def _known_limits(language: str, packages: Iterable[str]) -> list[str]:
    lines = [str(limit) for limit in limits() if limit.is_about(language, packages)]
    return ["Known limits:", "", *lines, ""] if lines else []


# ---------------------------------------------------------------- frameworks


def frameworks() -> str:
    """The page of frameworks."""
    catalogue = load_builtin()
    known, variants = catalogue.frameworks, catalogue.framework_variants
    text = [
        "# Frameworks",
        "",
        "What hangup knows of each framework: which functions and classes are scopes, how often they run, what ends",
        "them. Made from the catalogue and the fixtures by `make docs`. Python packages: the imported name.",
        "Names that must match are regular expressions. `FastAPI.get` is a method of what `FastAPI` makes.",
        "[Your own SDK in five minutes](adding-an-sdk.md) shows how to describe another one.",
        "",
    ]
    for language, title in LANGUAGES.items():
        mine = [framework for framework in known if framework.language == language]
        rows = [f"| [{f.id}](#{f.id}) | {_packages(f.packages)} | {f.side} |" for f in mine]
        text += [f"## {title}", "", "| framework | packages | side |", "| --- | --- | --- |", *rows, ""]
        for framework in mine:
            text += _framework(framework, [variant for variant in variants if variant.id == framework.id])
    return "\n".join(text)


def _framework(framework: Framework, variants: Iterable[Framework]) -> list[str]:
    release = "" if framework.release_at == "component" else " A release at log-out is enough."
    lines = [f"### {framework.id}", ""]
    lines += [f"Runs on {_side(framework.side)}.{release} {_docs(framework.docs)}".rstrip(), ""]
    scopes = list(_scopes(framework))
    lines += scopes or ["- no scope of its own: what its functions and exceptions mean"]
    lines += map(_release, variants)
    lines += ["", *_projects_of(framework), *_known_limits(framework.language, framework.packages)]
    return lines


def _release(variant: Framework) -> str:
    """What is different in some releases of a framework."""
    unknown = [name for scope in variant.class_ for name in scope.methods if name in scope.misspelt]
    never = f": {_names(map(_code, unknown))} of a class are never called" if unknown else ""
    return f"- **in the releases {_code(variant.versions)}**{never}"


def _projects_of(framework: Framework) -> list[str]:
    """Where small projects of several files show a leak, and what is right."""
    known = tomllib.loads((PROJECTS / "frameworks.toml").read_text(encoding="utf-8"))
    folder = f"../tests/projects/{framework.language}"
    rows = known[framework.language].items()
    shown = [
        f"{row['words']} ([leak]({folder}/{name}_leak), [clean]({folder}/{name}_clean))"
        for name, row in rows
        if row["framework"] == framework.id
    ]
    return [f"Shown in small projects: {'; '.join(shown)}.", ""] if shown else []


def _scopes(framework: Framework) -> Iterator[str]:
    for runs in get_args(Runs):
        calls = [call for call in framework.call if call.role in SCOPES and call.runs == runs]
        parts = [_names(_call(framework, call, name) for call in calls for name in call.names)] if calls else []
        parts += _unique(_function(scope) for scope in framework.function if scope.runs == runs)
        parts += _unique(_class(scope) for scope in framework.class_ if scope.runs == runs)
        if parts:
            yield f"- **{OFTEN[runs]}**: {'; '.join(parts)}"
    ends = [_call(framework, call, name) for call in framework.call if call.role in ENDS for name in call.names]
    if ends:
        yield f"- **when it ends**: {_names(ends)}"


def _call(framework: Framework, call: CallModel, name: str) -> str:
    made = call.receiver[0].rpartition(".")[2] if call.receiver else ""
    if made == "default":
        made = framework.packages[0].partition(":")[2]
    owner = f"{made}." if made or call.method else ""
    return f"`{'@' if call.decorator else ''}{owner}{name}`"


def _function(scope: FunctionScope) -> str:
    words = {"script": "the top level of a file", "handler": "functions that handle it", "hook": "hooks"}
    text = words.get(scope.role, f"{scope.role}s")
    if scope.name:
        text += f" whose name matches {_code(scope.name)}"
    if scope.decorators:
        text += f" decorated with {_names(f'`@{name}`' for name in scope.decorators)}"
    if scope.types:
        text += f" that take {_names(map(_code, scope.types))}"
    if scope.parameters:
        text += f" with the parameters {_names(map(_code, scope.parameters))}"
    if scope.directive:
        text += f" under {_code(scope.directive)}"
    if scope.files:
        text += f" in {_names(map(_code, scope.files))}"
    return text


def _class(scope: ClassScope) -> str:
    known = [*scope.bases, *scope.names, *(f"@{name}" for name in scope.decorators)]
    text = f"classes of {_names(map(_code, known))}" if known else "objects of methods that the framework takes"
    phases = sorted((phase, name) for name, phase in scope.methods.items() if phase != "construct")
    listed = [
        f"{phase}: {_names(_code(name) for _, name in group)}" for phase, group in groupby(phases, lambda p: p[0])
    ]
    return f"{text} ({'; '.join(listed)})" if listed else text


# ---------------------------------------------------------------- SDKs


def sdks() -> str:
    """The page of SDKs."""
    known = load_builtin()
    text = [
        "# SDKs",
        "",
        "What hangup knows of each library: what opens a connection, what closes it, where a release is due at the",
        "latest. Made from the catalogue and the fixtures by `make docs`. Python packages: the imported name.",
        "",
        "SDKs under *preview* are off. `--preview` switches all of them on, the key `sdks` of the",
        "[configuration](configuration.md) those that it names.",
        "`$r` is the connected object, `$h` what opening it has returned, `$parent` the object it was made from.",
        "[Your own SDK in five minutes](adding-an-sdk.md) shows how to describe another one.",
        "",
    ]
    for title, preview in (("On", False), ("Preview", True)):
        mine = [sdk for sdk in known.sdks if sdk.preview == preview]
        rows = [f"| [{sdk.id}](#{sdk.id}) | {_packages(sdk.packages)} | {sdk.side} |" for sdk in mine]
        text += [f"## {title}", "", "| SDK | packages | side |", "| --- | --- | --- |", *rows, ""]
        for sdk in mine:
            text += _sdk(sdk, [variant for variant in known.sdk_variants if variant.id == sdk.id])
    return "\n".join(text)


def _sdk(sdk: Sdk, variants: Iterable[Sdk]) -> list[str]:
    about = [f"For {_side(sdk.side)}."]
    if sdk.limits.prod is not None:
        about.append(f"The service allows {sdk.limits.prod} {sdk.limits.unit}, {sdk.limits.dev} in development.")
    lines = [f"### {sdk.id}", "", " ".join([*about, _docs(sdk.docs)]).rstrip(), ""]
    lines += ["| what | opened by | closed by | release due |", "| --- | --- | --- | --- |"]
    lines += [_resource(resource) for resource in sdk.resource]
    for variant in variants:
        changed = [resource for resource in variant.resource if resource not in sdk.resource]
        lines += [_resource(resource, f" in {_code(variant.versions)}") for resource in changed]
    helpers = _unique(f"`{helper.call}`" for resource in sdk.resource for helper in resource.helpers)
    if helpers:
        lines += ["", f"These open and close by themselves: {_names(helpers)}."]
    language = "python" if any(package.startswith(("pypi:", "std:")) for package in sdk.packages) else "ecmascript"
    return [*lines, "", *_known_limits(language, sdk.packages)]


def _resource(resource: Resource, releases: str = "") -> str:
    opens = [create.call for create in resource.create if create.connects not in ("never", "lazy-pool")]
    opens += [acquire.call for acquire in resource.acquire if not acquire.reopen]
    lazy = [create.call for create in resource.create if create.connects == "lazy-pool"]
    closes = [release.call for release in resource.release if not release.partial]
    opened = _names(map(_code, _unique(opens)))
    if lazy:
        opened += ("; " if opened else "") + f"the first use of {_names(map(_code, _unique(lazy)))}"
    closed = _names(map(_code, _unique(closes)))
    if resource.parent and resource.parent.cascade:
        closed += ("; " if closed else "") + f"the end of its {resource.parent.of}"
    cells = [f"{resource.name}{releases}: {resource.noun}", opened or "not by itself", closed or "not by itself"]
    return f"| {' | '.join([*cells, DUE[resource.scope]])} |"


# ---------------------------------------------------------------- linking

LINKING = """# Linking

A connection is often opened in one file and closed in another. hangup analyses such files together, as one program.

## Which files are read

Most files of a project name no connection. They are searched for words, and never parsed. The search begins at the
files that do, and goes on

* to the files that import something that leads to a connection: a wrapper, a hook, a store, a re-export. Whether it
  does is known by export: a file that takes another name from the same module is left alone;
* to the files whose functions, decorators or base classes are handed something that leads to one: a client, a
  promise, a callback. A retry or a hook that takes a callback names no connection, and decides what becomes of one;
* to the files that hold a context or a store through which others hand a connection on.

It ends when no new file is found. The files fall into units that have nothing to do with each other. The result
depends neither on the order of the files nor on which of them were asked for: `hangup check src/Login.tsx` knows the
other files as well, and reports on `src/Login.tsx` alone.

A project ends at its repository. Without one, it is the outermost folder below the working directory that holds a
manifest (`package.json`, `pyproject.toml` and their like), or the first above it. Nothing above is looked for, and
nothing is taken from installed packages.

## What a module name stands for

JavaScript and TypeScript, in this order: relative paths (suffixes, index files, `.js` written for `.ts`, platform
files); `paths` and `baseUrl` of the nearest `tsconfig.json` or `jsconfig.json`, with what it extends or refers to;
`imports` of the nearest `package.json`; packages of the repository by `exports`, `main` and the usual places, where
the source stands for what is built from it; and the aliases that frameworks set up (`@/`, `~/`, `$lib/`, `src/`).

Python: relative names by their level. Absolute names are looked for from the folder of the file upwards, also in
`src`, `lib` and `python`, because the files do not say which folders are searched when the program runs. Packages
need no `__init__.py`.

## What is not linked

* configurations that installed packages bring (`"extends": "@acme/tsconfig"`), aliases that exist only in a bundler's
  own configuration, and names that are computed when the program runs (`import(path)`,
  `importlib.import_module(name)`);
* entry points that only a configuration names, such as the handlers of a serverless file;
* the source of an npm package that is described, by the catalogue or by your configuration, with those that import it
  by its name: it does what its description says, also where its source lies in the same repository;
* several projects with each other, and languages with each other: a page and its API are two programs.

A unit that is too large to be analysed together is analysed in parts: a file that is too much among many is looked at
with at most seven of those that it imports or that import it, and alone if that is still too much. A call into a file
that is not linked is a call to something unknown: what is handed to it counts as handed on.

## Forms

Two small projects stand for each form in [the tests](../tests/projects): one with a leak, and one that is right,
about which hangup is quiet. The last column names what it does not find in the leak yet. This page is made by `make
docs`.
"""


def linking() -> str:
    """The page of the ways in which files hang together."""
    text = [LINKING]
    known = tomllib.loads((PROJECTS / "forms.toml").read_text(encoding="utf-8"))
    for language, title in LANGUAGES.items():
        text += [f"### {title}", "", "| form | project | found in the leak | missed |", "| --- | --- | --- | --- |"]
        text += [_form(language, name, words) for name, words in sorted(known[language].items())]
        text.append("")
    return "\n".join(text)


def _form(language: str, form: str, words: str) -> str:
    folder = f"tests/projects/{language}/{form}"
    found: set[str] = set()
    for path in sorted((ROOT / f"{folder}_leak").rglob("*")):
        if is_supported(path.name):
            markers = read_markers(open_source(path.name, path.read_bytes()))[0]
            found |= {code for marker in markers if marker.kind == "expect" for code in marker.codes}
    known = _unique(f"{limit.codes[0]}: {limit.reason}" for limit in limits() if limit.path.startswith(f"{folder}_"))
    codes = ", ".join(sorted(found)) or "nothing yet"
    return f"| {words} | [{form.replace('_', ' ')}](../{folder}_leak) | {codes} | {'; '.join(known)} |"


# ---------------------------------------------------------------- fixes

FIXABLE = """# Which rules have fixes

Made from `tests/fixes` by `make docs`. The first number says how many files with findings of a rule are there, each
beside what `--fix --unsafe-fixes` must make of it, byte for byte. The second says how many must stay as they are. A
rule without numbers has no fixes in that language. [fixes.md](fixes.md) says what fixes do.
"""


def fixable() -> str:
    """The page of the fixes that are tested, by rule and language."""
    rows = [
        f"| [{rule}](rules/{rule}.md) | {' | '.join(_fixes(rule, each) for each in LANGUAGES)} |" for rule in _fixed()
    ]
    titles = " | ".join(LANGUAGES.values())
    return "\n".join([FIXABLE, f"| rule | {titles} |", "| --- | --- | --- |", *rows, ""])


def _fixed() -> list[str]:
    return sorted(path.name for path in FIXES.iterdir() if path.is_dir())


def _fixes(rule: str, language: str) -> str:
    files = [path for path in (FIXES / rule / language).rglob("*") if path.is_file() and is_supported(path.name)]
    after = sum(".fixed." in path.name for path in files)
    return f"{after} + {len(files) - 2 * after}" if files else ""


# ---------------------------------------------------------------- words


def _side(side: str) -> str:
    return {"both": "clients and servers", "client": "clients", "server": "servers"}[side]


def _docs(addresses: list[str]) -> str:
    return f"Documented at {', '.join(f'<{address}>' for address in addresses)}." if addresses else ""


def _packages(packages: Iterable[str]) -> str:
    shown = [_package(package) for package in packages]
    return _names(shown) or "none: part of the language, or known by its shape"


def _package(package: str) -> str:
    kind, _, name = package.partition(":")
    if kind == "any":
        return "none: known by its methods"
    return f"`{name}` without an import" if kind == "global" else f"`{name}`"


def _names(names: Iterable[str]) -> str:
    known = _unique(names)
    return ", ".join(known[:SHOWN]) + (f" and {len(known) - SHOWN} more" if len(known) > SHOWN else "")


def _code(text: str) -> str:
    return f"`{text}`"


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
