"""Which file a Python module name stands for: absolute and relative names, packages, layouts, what the text names."""

from __future__ import annotations

from pathlib import Path

import pytest

from hangup.project.modules import Reference
from hangup.project.modules.python import PythonModules
from hangup.project.modules.tree import Tree


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def modules(*files: str) -> PythonModules:
    return PythonModules(Tree(files, "."))


@pytest.mark.parametrize(
    ("path", "name", "there", "expected"),
    [
        ("main.py", "chat", ["chat.py"], "chat.py"),
        ("main.py", "chat", ["chat/__init__.py"], "chat/__init__.py"),
        ("main.py", "chat", ["chat/__init__.py", "chat.py"], "chat/__init__.py"),
        ("main.py", "chat.rooms", ["chat/__init__.py", "chat/rooms.py"], "chat/rooms.py"),
        ("main.py", "chat", ["chat/rooms.py"], "chat/__init__.py"),
        ("main.py", "chat.rooms.seats", ["chat/rooms/seats.py"], "chat/rooms/seats.py"),
        ("app/main.py", "app.chat", ["app/__init__.py", "app/chat.py"], "app/chat.py"),
        ("app/deep/main.py", "app.chat", ["app/__init__.py", "app/deep/__init__.py", "app/chat.py"], "app/chat.py"),
        ("tools/run.py", "app.chat", ["src/app/__init__.py", "src/app/chat.py"], "src/app/chat.py"),
        ("tests/test_chat.py", "app", ["lib/app.py"], "lib/app.py"),
        ("tools/run.py", "helper", ["tools/helper.py", "helper.py"], "tools/helper.py"),
        ("app/main.py", "chat", ["app/__init__.py", "app/chat.py", "chat.py"], "chat.py"),
        (
            "services/api/main.py",
            "api.chat",
            ["services/api/__init__.py", "services/api/chat.py"],
            "services/api/chat.py",
        ),
    ],
)
def test_absolute_names(path: str, name: str, there: list[str], expected: str) -> None:
    assert modules(path, *there).module(path, name) == expected


PACKAGE = ("app/__init__.py", "app/core/__init__.py", "app/core/lines.py", "app/core/calls.py", "app/shows/news.py")


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("app/core/lines.py", ".calls", "app/core/calls.py"),
        ("app/core/__init__.py", ".calls", "app/core/calls.py"),
        ("app/core/lines.py", ".", "app/core/__init__.py"),
        ("app/core/lines.py", "..", "app/__init__.py"),
        ("app/shows/news.py", "..core.lines", "app/core/lines.py"),
        ("app/shows/news.py", "..core", "app/core/__init__.py"),
        ("app/core/lines.py", ".missing", None),
        ("app/core/lines.py", "....core", None),
        ("app/core/lines.py", "." * 500 + "core", None),
    ],
)
def test_relative_names(path: str, name: str, expected: str | None) -> None:
    assert modules(*PACKAGE).module(path, name) == expected


@pytest.mark.parametrize(
    "name", ["", "stream_chat", "getstream.video", "json", "app.core.lines.dial", "/etc/passwd", "\0"]
)
def test_names_of_nothing_in_the_project(name: str) -> None:
    assert modules("main.py", *PACKAGE).module("main.py", name) is None


def test_a_file_does_not_import_itself() -> None:
    """``celery.py`` that imports ``celery`` means the library."""
    assert modules("app/celery.py").module("app/celery.py", "celery") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("shop/redis/rpc.py", None),  # the package it is in
        ("shop/stock.py", None),  # a package beside it
        ("shop/orders/late.py", None),  # a package above it
        ("serve.py", None),
    ],
)
def test_a_library_is_not_looked_for_inside_of_packages(path: str, expected: str | None) -> None:
    there = ("shop/__init__.py", "shop/redis/__init__.py", "shop/redis/rpc.py", "shop/stock.py", "shop/orders/late.py")
    assert PythonModules(Tree(there, "."), {"pypi:redis"}.__contains__).module(path, "redis") == expected


def test_a_module_of_the_project_hides_the_library_of_its_name() -> None:
    there = ("redis.py", "shop/__init__.py", "shop/stock.py")
    assert PythonModules(Tree(there, "."), {"pypi:redis"}.__contains__).module("shop/stock.py", "redis") == "redis.py"


def test_no_file_means_the_package_it_is_in_by_its_last_name() -> None:
    """``celery/tasks.py`` that imports ``celery`` means the library, whether anybody knows that or not."""
    there = ("app/__init__.py", "app/celery/__init__.py", "app/celery/tasks.py", "app/main.py")
    assert modules(*there).module("app/celery/tasks.py", "celery") is None
    assert modules(*there).module("app/main.py", "celery.tasks") == "app/celery/tasks.py"


def test_what_lies_above_the_root_is_not_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "outer.py").write_text("x = 1", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "inner")
    assert modules("main.py").module("main.py", "outer") is None
    assert modules("main.py").module("main.py", "..outer") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("app/core/lines.py", ("app/core/__init__.py", "lines")),
        ("app/core/__init__.py", ("app/__init__.py", "core")),
        ("app/shows/news.py", ("app/shows/__init__.py", "news")),
        ("main.py", None),
    ],
)
def test_the_package_around_a_module(path: str, expected: tuple[str, str] | None) -> None:
    assert modules("main.py", *PACKAGE).parent(path) == expected


# ---------------------------------------------------------------- what a file names


@pytest.mark.parametrize(
    ("source", "module", "names"),
    [
        ("from app.core import dial, hang_up as bye", "app.core", {"dial", "hang_up"}),
        ("from app.core import (\n    dial,  # rings\n    hang_up,\n)", "app.core", {"dial", "hang_up"}),
        ("from . import calls", ".", {"calls"}),
        ("from ..core import lines", "..core", {"lines"}),
        ("from app import *", "app", None),
        ("import app.core.lines", "app.core.lines", None),
        ("import app.core.lines", "app", None),
        ("import app.core.lines as lines, os", "app.core.lines", None),
        ("try:\n    from fast import dial\nexcept ImportError:\n    from slow import dial", "slow", {"dial"}),
        ("def f():\n    from app import dial", "app", {"dial"}),
        ("from app import dial; dial()", "app", {"dial"}),
    ],
)
def test_references_in_the_text(source: str, module: str, names: set[str] | None) -> None:
    wanted = Reference(module, None if names is None else frozenset(names))
    assert wanted in list(modules().references(source.encode()))


def test_a_name_may_be_a_module_of_the_package() -> None:
    found = modules("main.py", *PACKAGE).members("main.py", Reference("app.core", frozenset({"lines", "dial"})))
    assert list(found) == ["app/core/__init__.py", "app/core/lines.py"]


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("app/core/lines.py", "from app.core.lines import dial"),
        ("app/core/lines.py", "from app.core import lines"),
        ("app/core/__init__.py", "import app.core"),
        ("app/core/__init__.py", "from . import dial"),
    ],
)
def test_importers_pass_the_gate_of_what_they_import(target: str, source: str) -> None:
    gate = modules(*PACKAGE).importing([target])
    assert gate.passes(source.encode())
    gate.prepare()
    assert gate.passes(source.encode())
    assert list(gate.references("main.py", source.encode()))
    assert any(text in source.encode() for text in gate.texts)
    assert not gate.passes(b"from os import path\nlines = core = path.lines  # import lines, core")


def test_a_fixture_is_looked_for_in_every_folder_above() -> None:
    found = modules("conftest.py", "tests/conftest.py", "tests/api/test_lines.py", "other/conftest.py")
    (reference,) = found.references(b"async def test_lines(self, line: Line, other=None):\n    pass\n")
    assert reference.module == "conftest"
    assert {"line", "other"} <= (reference.names or set())
    assert list(found.members("tests/api/test_lines.py", reference)) == ["tests/conftest.py", "conftest.py"]


def test_files_that_may_ask_for_a_fixture_pass_the_gate_of_where_it_is() -> None:
    asking = b"def test_lines(line):\n    pass\n"
    assert modules("tests/conftest.py").importing(["tests/conftest.py"]).passes(asking)
    assert not modules("tests/lines.py").importing(["tests/lines.py"]).passes(asking)


@pytest.mark.parametrize("first", ["lib/main.py", "lib/difflib.py"])
def test_what_a_module_means_does_not_depend_on_who_asks_first(first: str) -> None:
    """A file that imports its own name means another one; its neighbours mean the file."""
    modules = PythonModules(Tree(["lib/main.py", "lib/difflib.py"]))
    modules.module(first, "difflib")
    assert modules.module("lib/main.py", "difflib") == "lib/difflib.py"
    assert modules.module("lib/difflib.py", "difflib") is None
