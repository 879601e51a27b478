"""What files say of each other is cut out of them once: it says the same, and files are not read again for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangup.project import search as searching
from hangup.project.modules import Resolver, ecmascript, python
from hangup.project.modules.ecmascript import EcmascriptModules
from hangup.project.modules.python import PythonModules
from hangup.project.modules.tree import Tree
from hangup.project.prefilter import Prefilter
from hangup.project.search import Search

SCRIPTS, MODULES = EcmascriptModules(Tree([], ".")), PythonModules(Tree([], "."))
LANGUAGES = pytest.mark.parametrize(
    ("resolver", "cut", "behind"),
    [(SCRIPTS, ecmascript.import_statements, b"\n;from ''"), (MODULES, python.import_statements, b"\nimport")],
    ids=["ecmascript", "python"],
)
PIECES = st.sampled_from([
    b"import ", b"from ", b"export ", b"require(", b"'./line'", b'"app"', b"app.core", b"dial", b"(", b")", b"{", b"}",
    b"*", b", ", b"as ", b"type ", b"\n", b" ", b";", b"# ", b"// ", b"/*", b"*/", b"def test_(", b"fixture", b"...",
    b"`", b"=",
])  # fmt: skip


@LANGUAGES
@given(pieces=st.lists(PIECES, max_size=40))
def test_import_statements_refer_to_what_the_whole_text_does(
    pieces: list[bytes], resolver: Resolver, cut: Callable[[bytes], bytes], behind: bytes
) -> None:
    data = b"".join(pieces)
    assert set(resolver.references(cut(data))) == set(resolver.references(data))
    looked_through = data + behind  # to its end
    assert set(resolver.references(data)) == set(resolver.references(looked_through))


@pytest.mark.parametrize("jobs", [1, 3])
def test_files_are_read_once(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FEW", 6)
    paths = [str(tmp_path / f"{name}.py") for name in "abcdefghi"]
    for path in paths:
        Path(path).write_text("from app.lines import needle\n")
    search, everything = Search(jobs=jobs), Prefilter([b"needle"])
    assert list(search.passing(paths, everything).passing) == paths
    for path in paths[::2]:
        Path(path).unlink()
    importing = MODULES.importing(["app/lines.py"])
    found = search.passing(paths, importing, lambda _, data: b"lines" in data, texts=importing.texts)
    assert list(found.passing) == paths
    assert not found.failed


def test_without_one_that_passes_nothing_is_kept_and_files_are_read_for_what_they_import(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("from app.lines import dial\n")
    search = Search()
    assert not search.passing([str(path)], Prefilter([b"needle"])).passing
    path.write_text("from app.words import dial\n")
    importing = MODULES.importing(["app/words.py"])
    assert list(search.passing([str(path)], importing, texts=importing.texts).passing) == [str(path)]
