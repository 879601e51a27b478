"""Globs over paths: what a glob says in so many words is looked for first, and must never refuse a path that fits."""

from __future__ import annotations

import pytest

from hangup.catalogue.globs import in_files

FITTING = [
    ("**/*.vue", "a.vue"),
    ("**/pages/**/*.{ts,js}", "pages/a.js"),
    ("**/pages/**/*.{ts,js}", "web/pages/b/c/a.ts"),
    ("**/app/**/route.{ts,js}", "app/route.ts"),
    ("pages/*.ts", "web/pages/a.ts"),
    ("**/{middleware,proxy}.ts", "src/proxy.ts"),
    ("**/routes/**/+{page,layout}.svelte", "routes/+page.svelte"),
    ("test_?.py", "tests/test_a.py"),
    ("**/tests/**", "tests/a.py"),
    ("a{b/c", "x/a{b/c"),
]
OTHERS = [
    ("**/*.vue", "a.vue.ts"),
    ("**/pages/**/*.{ts,js}", "pages/a.tsx"),
    ("**/app/**/route.{ts,js}", "app/routes.ts"),
    ("pages/*.ts", "pages/b/a.ts"),
    ("**/{middleware,proxy}.ts", "src/my-proxy.ts"),
    ("test_?.py", "test_ab.py"),
    ("**/tests/**", "src/tests.py"),
]


@pytest.mark.parametrize(("glob", "path"), FITTING)
def test_a_path_that_fits(glob: str, path: str) -> None:
    assert in_files(path, [glob])
    assert not in_files(path, [], [glob])


@pytest.mark.parametrize(("glob", "path"), OTHERS)
def test_a_path_that_does_not(glob: str, path: str) -> None:
    assert not in_files(path, [glob])
    assert in_files(path, [], [glob])
