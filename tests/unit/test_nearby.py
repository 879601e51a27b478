"""The files around one of many: what it imports and what imports it, the nearest first."""

from __future__ import annotations

import pytest

from hangup.frontends import lower
from hangup.model import SourceFile
from hangup.nearby import MOST, Nearby
from hangup.project.graph import resolvers

SHOP = {
    "app.js": "import './page';\nimport './account';\n",
    "page.js": "import { open } from './chat';\nimport './banner';\n",
    "banner.js": "export const text = 'sale';\n",
    "chat.js": "import { key } from './keys';\nexport const open = () => key;\n",
    "keys.js": "import './secrets';\nexport const key = 'k';\n",
    "secrets.js": "export default 1;\n",
    "account.js": "export const name = 'me';\n",
}


def around(path: str, files: dict[str, str]) -> list[str]:
    ((resolver, _),) = resolvers(".", list(files))
    programs = {name: lower(SourceFile(name, text.encode())) for name, text in files.items()}
    return Nearby(programs, resolver).of(path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("chat.js", ["chat.js", "page.js", "keys.js", "app.js", "secrets.js"]),
        ("banner.js", ["banner.js", "page.js", "app.js"]),
        ("app.js", ["app.js", "page.js", "account.js", "chat.js", "banner.js", "keys.js", "secrets.js"]),
        ("secrets.js", ["secrets.js", "keys.js", "chat.js", "page.js", "app.js"]),
    ],
)
def test_a_file_stands_among_its_users_and_what_it_uses(path: str, expected: list[str]) -> None:
    assert around(path, SHOP) == expected


def test_of_many_the_nearest_are_taken() -> None:
    chain = {f"f{number}.js": f"import './f{number + 1}';\n" for number in range(20)}
    assert around("f9.js", chain) == ["f9.js", "f8.js", "f10.js", "f7.js", "f11.js", "f6.js", "f12.js", "f5.js"]
    assert MOST == 8


def test_files_that_import_each_other_are_taken_once() -> None:
    circle = {"a.js": "import './b';\n", "b.js": "import './a';\n"}
    assert around("a.js", circle) == ["a.js", "b.js"]
