"""What the catalogue knows of frameworks: which call or class has which role."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property

from hangup.catalogue.globs import in_files
from hangup.catalogue.packages import Packages
from hangup.catalogue.schema import (
    Application,
    CallModel,
    ClassScope,
    Framework,
    FunctionScope,
    Listener,
    Raises,
    Role,
    Store,
)
from hangup.records import dataclass


@dataclass(frozen=True)
class RoleMatch:
    """A framework's call that a path names."""

    framework: Framework
    model: CallModel


class Frameworks(Packages):
    """The frameworks of one language, indexed."""

    def __init__(self, frameworks: Iterable[Framework], language: str) -> None:
        Packages.__init__(self, language)
        self.frameworks = tuple(f for f in frameworks if f.language == language)

    # ------------------------------------------------------------ calls

    @cached_property
    def _calls(self) -> dict[str, list[RoleMatch]]:
        table: dict[str, list[RoleMatch]] = {}
        for framework in self.frameworks:
            for model in framework.call:
                for name in model.names:
                    table.setdefault(name.rpartition(".")[2], []).append(RoleMatch(framework, model))
        return table

    def role(
        self, module: str, path: tuple[str, ...], *, decorator: bool, imported: Collection[str] | None = None,
        file: str = "",
    ) -> RoleMatch | None:  # fmt: skip
        """What calling (or decorating with) this path means. ``()`` in the path is the result of a call."""
        fallback: RoleMatch | None = None
        for match in self._calls.get(path[-1], ()) if path else ():
            model = match.model
            if (
                model.of_functions
                or model.decorator != decorator
                or not in_files(file, model.files, model.unless_files)
            ):
                continue
            if model.receiver or (module and not model.method):
                if self._is_proved(module, path, match):
                    return match
            elif fallback is None or (fallback.model.method and not model.method):  # a whole name says more
                fallback = match if self._is_likely(module, path, match, imported) else fallback
        return fallback

    def _is_proved(self, module: str, path: tuple[str, ...], match: RoleMatch) -> bool:
        """Whether the module and what the path goes through say that the framework's call is meant."""
        known, model = match.framework.packages, match.model
        if model.receiver:
            return (not module or self.belongs(module, known)) and self._received(module, path, model)
        spellings = self.spellings(module, path)
        return self.belongs(module, known) and any(_names(name, spellings) for name in model.names)

    def _is_likely(
        self, module: str, path: tuple[str, ...], match: RoleMatch, imported: Collection[str] | None
    ) -> bool:
        """Whether the framework's call may be meant, by its name alone."""
        if match.model.method:
            of_a_value = len(path) > 1 or not module or match.model.role == "continuation"  # of a module: ``import()``
            return of_a_value and self._in_use(match.framework, imported)
        names, spellings = match.model.names, self.spellings(module, path)
        if any(name in spellings for name in names):
            return True
        return path[-1] in names and len(path) == 2 and path[0][:1].isupper()

    def _received(self, module: str, path: tuple[str, ...], model: CallModel) -> bool:
        """Whether the path is a method of what one of the call's receivers makes."""
        if len(path) < 2 or path[-2] != "()":
            return False
        if not any(name.rpartition(".")[2] == path[-1] for name in model.names):
            return False
        spellings = self.spellings(module, path[:-2] or ("default",))
        return any(s == receiver or _ends_alike(s, receiver) for s in spellings for receiver in model.receiver)

    def named(self, role: Role) -> frozenset[str]:
        """The names of calls that have a role."""
        return self._named.get(role, frozenset())

    @cached_property
    def _named(self) -> dict[Role, frozenset[str]]:
        table: dict[Role, frozenset[str]] = {}
        for model in [model for framework in self.frameworks for model in framework.call]:
            names = frozenset(name.rpartition(".")[2] for name in model.names)
            table[model.role] = table.get(model.role, frozenset()) | names
        return table

    @cached_property
    def _receivers(self) -> dict[str, set[str]]:
        """The packages of the frameworks that have a receiver of this last name."""
        table: dict[str, set[str]] = {}
        for framework in self.frameworks:
            for receiver in (receiver for model in framework.call for receiver in model.receiver):
                table.setdefault(receiver.rpartition(".")[2], set()).update(framework.packages)
        return table

    def is_receiver(self, module: str, path: tuple[str, ...]) -> bool:
        """Whether a path may make an object whose methods have roles (an application, a router)."""
        packages = self._receivers.get(path[-1]) if path else None
        return packages is not None and (not module or self.belongs(module, sorted(packages)))

    def _in_use(self, framework: Framework, imported: Collection[str] | None) -> bool:
        """Whether a framework's method names count in a file that imports these modules: a library must be imported,
        what comes with the language need not be.
        """
        own = framework.packages
        if imported is None or not own or any(p.startswith(("std:", "node:")) for p in own):
            return True
        return any(self.belongs(module, own) for module in imported)

    @cached_property
    def spawning(self) -> frozenset[str]:
        """The last names of calls that make a task of a coroutine."""
        return frozenset(name for name, found in self._calls.items() if any(m.model.role == "spawn" for m in found))

    def method(self, name: str, imported: Collection[str] | None = None) -> RoleMatch | None:
        """What a method of this name means on a receiver nothing is known of, in a file with these imports.

        What an imported library means by it comes before what the language does.
        """
        found = [m for m in self._calls.get(name, ()) if m.model.method and not m.model.decorator]
        used = [match for match in found if self._in_use(match.framework, imported)]
        return min(used, key=lambda match: self._in_use(match.framework, ()), default=None)

    @cached_property
    def of_functions(self) -> dict[str, RoleMatch]:
        """What the methods mean that every function has."""
        models = (RoleMatch(f, m) for f in self.frameworks for m in f.call if m.of_functions)
        return {name: match for match in models for name in match.model.names}

    @cached_property
    def effect(self) -> RoleMatch | None:
        """An effect as a hook has it: a function, and behind it the list of what it depends on."""
        models = (RoleMatch(f, m) for f in self.frameworks for m in f.call if m.role == "effect" and m.callback == 0)
        return next((match for match in models if match.model.dependencies == 1), None)

    def is_hook(self, name: str) -> bool:
        """Whether a function of this name is a hook, by the rule of some framework."""
        scopes = [scope for framework in self.frameworks for scope in framework.function if scope.role == "hook"]
        return any(scope.runs == "render" and re.fullmatch(scope.name, name) for scope in scopes)

    def listener(self, name: str, *, element: bool = False) -> tuple[Framework, Listener] | None:
        """What giving a function to a property of this name means, on something outside of the program."""
        for framework in self.frameworks:
            for listener in framework.listener:
                if listener.element == element and re.fullmatch(listener.name, name):
                    return framework, listener
        return None

    # ------------------------------------------------------------ scopes and exceptions

    def class_scope(
        self, bases: Iterable[tuple[str, tuple[str, ...]]], decorators: Iterable[tuple[str, tuple[str, ...]]] = ()
    ) -> tuple[Framework, ClassScope] | None:
        """The life cycle a class has by its decorators or bases, each a module (or an empty text) and a path."""
        marks = [(*mark, True) for mark in decorators] + [(*base, False) for base in bases]
        for framework in self.frameworks:
            for scope in framework.class_:
                for module, path, is_decorator in marks:
                    if module and framework.packages and not self.belongs(module, framework.packages):
                        continue
                    names = scope.decorators if is_decorator else scope.bases
                    if any(_names(name, self.spellings(module, path)) for name in names):
                        return framework, scope
        return None

    def named_class(self, name: str, imported: Collection[str]) -> tuple[Framework, ClassScope] | None:
        """The life cycle a class has by its own name, in a file that imports the framework."""
        for framework in self.frameworks:
            for scope in framework.class_:
                if name in scope.names and any(self.belongs(module, framework.packages) for module in imported):
                    return framework, scope
        return None

    def function_scopes(self) -> Iterable[tuple[Framework, FunctionScope]]:
        for framework in self.frameworks:
            for scope in framework.function:
                yield framework, scope

    def is_personal(self, module: str, path: tuple[str, ...]) -> bool:
        """Whether what is reached by this path belongs to one of those who use the program at the same time."""
        return bool(module) and any(
            spelling == name or spelling.startswith(f"{name}.")
            for framework in self.frameworks
            if framework.personal and self.belongs(module, framework.packages)
            for spelling in self.spellings(module, path)
            for name in framework.personal
        )

    def store(self, module: str, path: tuple[str, ...]) -> Store | None:
        """The framework's store of this path."""
        if not module or not self._stores:
            return None
        spellings = self.spellings(module, path)
        for framework, store in self._stores:
            if self.belongs(module, framework.packages) and any(_names(name, spellings) for name in store.names):
                return store
        return None

    @cached_property
    def _stores(self) -> tuple[tuple[Framework, Store], ...]:
        return tuple((framework, store) for framework in self.frameworks for store in framework.store)

    @cached_property
    def applications(self) -> tuple[Application, ...]:
        """What all handlers of a program share."""
        return tuple(application for framework in self.frameworks for application in framework.application)

    @cached_property
    def application_members(self) -> frozenset[str]:
        """The members of applications that hold what is put there."""
        return frozenset(name for application in self.applications for name in application.holds)

    def makes(self, module: str, path: tuple[str, ...], application: Application) -> bool:
        """Whether calling this path makes such an application."""
        return any(spelling in application.made_by for spelling in self.spellings(module, path))

    @cached_property
    def browser_marks(self) -> dict[str, bool]:
        """What tells a browser from a server, and what it is worth in a browser."""
        marks = [mark for framework in self.frameworks for mark in framework.browser]
        return {mark.removeprefix("!"): not mark.startswith("!") for mark in marks}

    @cached_property
    def record_steps(self) -> frozenset[str]:
        """Attributes through which database records are reached."""
        return frozenset(name for framework in self.frameworks for name in framework.records)

    def exception(self, module: str, path: tuple[str, ...]) -> Raises | None:
        """What is known of an exception class."""
        spellings = self.spellings(module, path)
        for framework in self.frameworks:
            for entry in framework.raises:
                if _names(entry.name, spellings):
                    return entry
        return None


def _names(name: str, spellings: tuple[str, ...]) -> bool:
    """Whether a path is spelled like this, or ends so."""
    return any(spelling == name or spelling.endswith(f".{name}") for spelling in spellings)


def _ends_alike(spelling: str, receiver: str) -> bool:
    """Whether a path begins and ends as the receiver does: ``package.inner.App`` and ``package.App``."""
    if spelling.rpartition(".")[2] != receiver.rpartition(".")[2]:
        return False
    return spelling.partition(".")[0] == receiver.partition(".")[0]
