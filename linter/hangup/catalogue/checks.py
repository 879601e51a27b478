"""What the schema cannot say of a description: names that must exist, patterns that must be readable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hangup.catalogue.patterns import ACQUIRE, CONNECTS, CREATE, ID, NAME, RELEASE, SHARED, VERSIONS, Form
from hangup.catalogue.schema import Framework, Resource, Sdk
from hangup.catalogue.versions import package_of
from hangup.selection import nearest

PREFIXES = ("npm:", "pypi:", "any:", "node:", "std:", "global:")

_RUNS_A_CALLBACK = frozenset(
    {"effect", "memo", "each", "handler", "event", "timer", "later", "now", "promise", "exit-hook"}
)
"""Roles that mean nothing without knowing which argument is run."""


def problems(place: str, entry: Sdk | Framework) -> Iterator[str]:
    """What is wrong with a description, each with its place; none for one that can be followed."""
    if not re.fullmatch(ID, entry.id):
        yield f'{place}.id: "{entry.id}" must be words of small letters and digits with dashes between: my-sdk'
    if not re.fullmatch(VERSIONS.pattern, entry.versions):
        yield f"{place}.versions: {not_one_of(entry.versions, VERSIONS.examples)}"
    package = package_of(entry.versions)
    if package and entry.packages and package not in entry.packages:
        known = ", ".join(entry.packages)
        yield f'{place}.versions: "{package}" is not one of {known}, the packages{nearest(package, entry.packages)}'
    if isinstance(entry, Sdk):
        yield from _sdk(place, entry)
    else:
        yield from _framework(place, entry)


def _packages(place: str, packages: Iterable[str]) -> Iterator[str]:
    for index, package in enumerate(packages):
        if not package.startswith(PREFIXES):
            guess = "" if ":" in package else f"; did you mean 'npm:{package}' or 'pypi:{package}'?"
            yield f'{place}[{index}]: "{package}" must begin with one of {", ".join(PREFIXES)}{guess}'


def _pattern(place: str, pattern: str) -> Iterator[str]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield f'{place}: "{pattern}" is not a regular expression: {error}'


# ---------------------------------------------------------------- SDKs


def _sdk(place: str, sdk: Sdk) -> Iterator[str]:
    if not sdk.packages and not sdk.extend:
        yield f"{place}.packages: must be given, for instance ['npm:{sdk.id}']"
    yield from _packages(f"{place}.packages", sdk.packages)
    names = [resource.name for resource in sdk.resource]
    for index, resource in enumerate(sdk.resource):
        here = f"{place}.resource[{index}]"
        if names.index(resource.name) != index:
            yield f'{here}.name: "{resource.name}" is taken by another resource of this sdk'
        if resource.parent is not None and resource.parent.of not in names and not sdk.extend:
            guess = nearest(resource.parent.of, names)
            known = ", ".join(names)
            yield f'{here}.parent.of: "{resource.parent.of}" is not one of {known}, the resources of this sdk{guess}'
        yield from _resource(here, resource, extends=sdk.extend)


def _resource(place: str, resource: Resource, *, extends: bool) -> Iterator[str]:
    for index, create in enumerate(resource.create):
        here = f"{place}.create[{index}]"
        yield from _call(f"{here}.call", CREATE, create.call)
        for key, value, form in (("connects", create.connects, CONNECTS), ("shared", create.shared, SHARED)):
            if not re.fullmatch(form.pattern, value):
                yield f"{here}.{key}: {not_one_of(value, form.examples)}"
        if create.call.startswith("$parent.") and resource.parent is None and not extends:
            yield f'{here}.call: "{create.call}" needs a parent'
    yield from _pattern(f"{place}.secrets", resource.secrets)
    for index, acquire in enumerate(resource.acquire):
        yield from _call(f"{place}.acquire[{index}].call", ACQUIRE, acquire.call)
    for index, release in enumerate(resource.release):
        yield from _call(f"{place}.release[{index}].call", RELEASE, release.call)
    if extends:
        return
    if resource.acquire and all(release.partial for release in resource.release):
        yield f"{place}.release: must be given: what could ever close what is opened here?"
    calls = [*(acquire.call for acquire in resource.acquire), *(release.call for release in resource.release)]
    methods = sorted({call.removeprefix("$r.") for call in calls if call.startswith("$r.")})
    for old, new in resource.aliases.items():
        if new not in methods:
            known = ", ".join(methods) or "it has none"
            guess = nearest(new, methods)
            yield f'{place}.aliases.{old}: "{new}" is not an acquire or release of this resource: {known}{guess}'


def _call(place: str, form: Form, call: str) -> Iterator[str]:
    if not re.fullmatch(form.pattern, call):
        guess = f'; did you mean "$r.{call}"?' if form is not CREATE and re.fullmatch(NAME, call) else ""
        yield f'{place}: "{call}" is none of the forms of such a call: {", ".join(form.examples)}{guess}'


# ---------------------------------------------------------------- frameworks


def _framework(place: str, framework: Framework) -> Iterator[str]:
    yield from _packages(f"{place}.packages", framework.packages)
    for index, model in enumerate(framework.call):
        here = f"{place}.call[{index}]"
        if not model.names:
            yield f"{here}.names: must name at least one call"
        if model.role in _RUNS_A_CALLBACK and model.callback is None and not model.decorator:
            yield f"{here}.callback: must be given: which argument is run? its index, its keyword, or 'all'"
        if model.method and model.receiver:
            yield f"{here}.receiver: a method of anything (method = true) has no receiver"
    for index, scope in enumerate(framework.function):
        here = f"{place}.function[{index}]"
        yield from _packages(f"{here}.imports", scope.imports)
        yield from _packages(f"{here}.calls", scope.calls)
        yield from _pattern(f"{here}.name", scope.name)
    for index, kind in enumerate(framework.class_):
        if not (kind.bases or kind.decorators or kind.names or kind.files):
            yield f"{place}.class[{index}] must have bases, decorators, names or files that it is recognised by"
        for name in kind.methods:
            yield from _pattern(f"{place}.class[{index}].methods.{name}", name)
    for index, listener in enumerate(framework.listener):
        yield from _pattern(f"{place}.listener[{index}].name", listener.name)
    yield from _pattern(f"{place}.setters", framework.setters)


def not_one_of(value: object, choices: Iterable[str]) -> str:
    """``"often" is not one of always, never; did you mean …?``."""
    known = list(choices)
    return f'"{value}" is not one of {", ".join(known) or "the known values"}{nearest(str(value), known)}'
