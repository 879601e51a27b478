"""The catalogue that comes with hangup: it loads, and what it says can be executed without ambiguity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from hangup.catalogue import patterns, schema
from hangup.catalogue.globs import glob_regex
from hangup.catalogue.loader import PREFIXES, load, load_builtin
from hangup.catalogue.schema import CallModel, ClassScope, Framework, FunctionScope, Resource, Sdk

FOLDER = Path(__file__).parents[3] / "rules" / "hangup_rules" / "catalogue"
CATALOGUE = load(FOLDER)
RESOURCES = [(sdk, resource) for sdk in CATALOGUE.sdks for resource in sdk.resource]
CALLS = [(framework, model) for framework in CATALOGUE.frameworks for model in framework.call]
FUNCTIONS = [(framework, scope) for framework in CATALOGUE.frameworks for scope in framework.function]
CLASSES = [(framework, scope) for framework in CATALOGUE.frameworks for scope in framework.class_]

CALL = re.compile("|".join(f"(?:{form.pattern})" for form in (patterns.CREATE, patterns.ACQUIRE, patterns.RELEASE)))
RECEIVER_ROLES = {"handler", "event", "timer", "exit-hook", "stop", "lifespan", "now", "each", "mount", "unmount"}


def _names(entry: tuple[object, ...]) -> str:
    return "-".join(str(getattr(part, "id", getattr(part, "name", ""))) for part in entry)


def test_the_installed_catalogue_is_this_one() -> None:
    assert load_builtin() == CATALOGUE
    assert load_builtin() is load_builtin()


def test_each_file_says_something() -> None:
    for kind in ("sdks", "frameworks"):
        assert len(list((FOLDER / kind).glob("*.toml"))) > 5
    assert {path.parent.name for path in FOLDER.rglob("*.toml")} == {"sdks", "frameworks"}


def test_ids_are_unique_and_kebab_case() -> None:
    for entries in (CATALOGUE.sdks, CATALOGUE.frameworks):
        ids = [entry.id for entry in entries]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) for name in ids)


@pytest.mark.parametrize("entry", [*CATALOGUE.sdks, *CATALOGUE.frameworks], ids=lambda entry: entry.id)
def test_packages_and_documentation(entry: Sdk | Framework) -> None:
    assert all(package.startswith(PREFIXES) and package.partition(":")[2] for package in entry.packages)
    assert len(set(entry.packages)) == len(entry.packages)
    assert entry.docs
    assert all(url.startswith("https://") for url in entry.docs)


# ---------------------------------------------------------------- SDKs


def _calls(resource: Resource) -> list[str]:
    creates, acquires = [call.call for call in resource.create], [call.call for call in resource.acquire]
    return [*creates, *acquires, *(call.call for call in resource.release)]


@pytest.mark.parametrize(("sdk", "resource"), RESOURCES, ids=map(_names, RESOURCES))
def test_resources_can_be_released(sdk: Sdk, resource: Resource) -> None:
    assert [call for call in _calls(resource) if not CALL.fullmatch(call)] == []
    assert not resource.acquire or [release for release in resource.release if not release.partial]
    if "python" in _languages(sdk) and sdk.packages != ["any:*"]:
        assert "promise" not in {*(call.mode for call in resource.acquire), *(call.mode for call in resource.release)}
    if sdk.packages == ["any:*"]:
        assert not resource.create
        assert not resource.types
        assert resource.evidence


def test_the_pair_is_known_by_name_in_both_languages() -> None:
    (generic,) = (sdk for sdk in CATALOGUE.sdks if sdk.packages == ["any:*"])
    pairs = {
        (resource.acquire[0].call.removeprefix("$r."), resource.release[0].call.removeprefix("$r."))
        for resource in generic.resource
    }
    assert pairs == {("connectUser", "disconnectUser"), ("connect_user", "disconnect_user")}


def _languages(sdk: Sdk) -> set[str]:
    kinds = {"npm": "ecmascript", "node": "ecmascript", "global": "ecmascript", "pypi": "python", "std": "python"}
    return {kinds[package.partition(":")[0]] for package in sdk.packages if not package.startswith("any:")}


@pytest.mark.parametrize("sdk", [sdk for sdk in CATALOGUE.sdks if sdk.packages != ["any:*"]], ids=lambda sdk: sdk.id)
def test_an_sdk_is_of_one_language(sdk: Sdk) -> None:
    assert len(_languages(sdk)) == 1


# ---------------------------------------------------------------- frameworks


def test_every_role_is_used() -> None:
    assert {model.role for _, model in CALLS} == set(get_args(schema.Role))
    assert {scope.role for _, scope in FUNCTIONS} == {"component", "hook", "handler", "script", "test"}


@pytest.mark.parametrize(("framework", "model"), CALLS, ids=map(_names, CALLS))
def test_calls_can_be_matched(framework: Framework, model: CallModel) -> None:
    assert model.names
    assert len(set(model.names)) == len(model.names)
    assert not (model.method and model.receiver), "a method of anything has no receiver"
    assert all("." not in name for name in model.names if model.method or model.receiver)
    if not model.method and not model.receiver:
        assert framework.packages or framework.id == "ecmascript" or model.decorator
    if model.role in RECEIVER_ROLES and not model.decorator and model.role != "now":
        assert model.callback is not None, "which argument is run?"
    if model.decorator:
        assert model.role in RECEIVER_ROLES | {"memoize", "same", "generator-manager", "mocks"}
    if model.role in ("effect", "memo"):
        assert model.callback is not None


def _methods() -> Iterator[tuple[tuple[str, str, bool], Framework, CallModel]]:
    for framework, model in CALLS:
        for name in model.names if model.method else ():
            yield (framework.language, name, model.decorator), framework, model


def test_a_method_name_means_one_thing_in_a_package() -> None:
    known: dict[tuple[str, str, bool, str], list[str]] = defaultdict(list)
    for key, framework, _ in _methods():
        for package in framework.packages or [""]:
            known[(*key, package)].append(framework.id)
    assert {key: owners for key, owners in known.items() if len(owners) > 1} == {}


def test_a_method_name_means_one_thing_without_an_import() -> None:
    known: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for key, framework, _ in _methods():
        if not framework.packages or any(package.startswith(("std:", "node:")) for package in framework.packages):
            known[key].append(framework.id)
    assert {key: owners for key, owners in known.items() if len(owners) > 1} == {}


def test_methods_do_not_hide_acquires_and_releases() -> None:
    calls = {
        (language, call.removeprefix("$r.").removeprefix("$parent."))
        for sdk, resource in RESOURCES
        for language in _languages(sdk) or ("ecmascript", "python")
        for call in _calls(resource)
        if call.startswith("$")
    }
    named = [(key[:2], model) for key, _, model in _methods() if not key[2]]
    hiding = [(key, model) for key, model in named if key in calls]
    assert [key for key, model in hiding if model.callback is None] == [], "told apart by the function they are given"


@pytest.mark.parametrize(("framework", "scope"), FUNCTIONS, ids=map(_names, FUNCTIONS))
def test_functions_are_recognised_by_something(framework: Framework, scope: FunctionScope) -> None:
    del framework
    named = scope.name or scope.files or scope.directive or scope.parameters
    assert named or scope.types or scope.imports or scope.decorators
    re.compile(scope.name)
    assert all(glob_regex(pattern) for pattern in scope.files)
    assert all(package.startswith(PREFIXES) for package in (*scope.imports, *scope.calls))
    assert not scope.module or not (scope.name or scope.parameters or scope.exported)


@pytest.mark.parametrize(("framework", "scope"), CLASSES, ids=map(_names, CLASSES))
def test_classes_have_methods(framework: Framework, scope: ClassScope) -> None:
    del framework
    assert scope.bases or scope.decorators or scope.names or scope.files
    assert scope.methods or scope.attributes
    assert set(scope.misspelt.values()) <= set(scope.methods)
    assert not set(scope.misspelt) & set(scope.methods)
    assert all(re.compile(name) for name in scope.methods)


@pytest.mark.parametrize(
    ("path", "is_route"),
    [
        ("app/api/chat/route.ts", True),
        ("src/app/[locale]/api/route.js", True),
        ("app/api/chat/route.test.ts", False),
        ("src/lib/route.ts", False),
    ],
)
def test_route_handlers_are_told_by_path(path: str, is_route: bool) -> None:
    files = [pattern for f, scope in FUNCTIONS for pattern in scope.files if f.id == "nextjs" and "route" in pattern]
    assert any(glob_regex(pattern).match(path) for pattern in files) == is_route


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("asyncio.CancelledError", "BaseException"),
        ("SystemExit", "BaseException"),
        ("WebSocketDisconnect", "Exception"),
    ],
)
def test_exceptions_outside_exception(name: str, base: str) -> None:
    known = {entry.name: entry.base for framework in CATALOGUE.frameworks for entry in framework.raises}
    assert known[name] == base
