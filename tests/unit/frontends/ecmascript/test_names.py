"""Names of functions, and which variable a name means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hangup.ir.operations import Global, Load, Store
from hangup.ir.program import Program

Lower = Callable[..., Program]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("const Chat = () => {}", "Chat"),
        ("const Chat = memo(() => {})", "Chat"),
        ("const Chat = React.memo(forwardRef(function () {}))", "Chat"),
        ("let run = useCallback(async () => {}, [])", "run"),
        ("run = function () {}", "run"),
        ("this.onClose = () => {}", "onClose"),
        ("const table = { open: () => {} }", "open"),
        ("const table = { 'a-b'() {} }", "a-b"),
        ("class A { close = () => {} }", "close"),
        ("const { run = () => {} } = given", "run"),
        ("function f(run = () => {}) {}", "run"),
        ("const run = (() => {}) as Runner", "run"),
        ("const Chat = function Own() {}", "Own"),
        ("<a onClick={() => {}} />", "onClick"),
        ("export default () => {}", "default"),
        ("const rows = items.map(() => {})", ""),
        ("const timer = setTimeout(() => {})", ""),
        ("const done = promise.then(() => {})", ""),
        ("const done = new Promise(() => {})", ""),
        ("call(() => {})", ""),
    ],
)
def test_the_name_of_a_function(text: str, name: str, lowered: Lower) -> None:
    assert name in {function.name for function in lowered(text, "file.tsx").functions[-2:]}
    assert lowered(text, "file.tsx").functions[-1].name in {name, "constructor"}


def test_inner_names_hide_outer_ones(lowered: Lower) -> None:
    program = lowered("const a = 1; { const a = 2; use(a); } function f(a) { { let a; use(a); } } use(a);")
    loads = [
        op.cell for fn in program.functions for block in fn.blocks for op in block.operations if isinstance(op, Load)
    ]
    assert len(set(loads)) == 3


def test_a_name_that_is_assigned_and_never_declared_is_one_variable(lowered: Lower) -> None:
    program = lowered("function f() { client = open(); } function g() { client.close(); }", "file.js")
    operations = [op for fn in program.functions for block in fn.blocks for op in block.operations]
    cell = next(cell for cell in program.cells if cell.name == "client")
    assert cell.function == 0
    assert [type(op) for op in operations if isinstance(op, Load | Store) and op.cell == cell.id] == [Store, Load]
    assert not any(isinstance(op, Global) and op.name == "client" for op in operations)


def test_a_name_that_only_another_scope_declares_stays_global(lowered: Lower) -> None:
    program = lowered("function f() { let client; client = open(); } client.close();")
    assert any(isinstance(op, Global) and op.name == "client" for op in program.functions[0].blocks[0].operations)


@pytest.mark.parametrize("name", ["undeclared", "arguments", "window", "module"])
def test_a_name_nobody_declares_is_global(name: str, lowered: Lower) -> None:
    operations = lowered(f"use({name})").functions[0].blocks[0].operations
    assert any(isinstance(op, Global) and op.name == name for op in operations)


def test_own_require_is_no_import(lowered: Lower) -> None:
    program = lowered("function f(require) { return require('x'); }", "file.js")
    assert not any(type(op).__name__ == "Import" for fn in program.functions for b in fn.blocks for op in b.operations)


def test_directives(lowered: Lower) -> None:
    program = lowered(
        '#!/usr/bin/env node\n"use client";\n"use strict";\nasync function act() { "use server"; run(); }'
    )
    assert program.functions[0].directives == ("use client", "use strict")
    assert program.functions[1].directives == ("use server",)
