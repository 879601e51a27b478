"""Valid code the grammars do not know is no problem, and what really is one says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hangup.frontends.ecmascript.dialect import rewrite
from hangup.ir.operations import Call, Enter, Import
from hangup.ir.program import Program

Lower = Callable[..., Program]


@pytest.mark.parametrize(
    "text",
    [
        'export type * from "m";',
        'export type * as space from "m";',
        'import defer * as later from "m";',
        'import source wasm from "m";',
        "class Box<in T, out U, in out V extends W<X>> {}",
        "interface Box<\n  // a comment\n  out T = A<B>,\n  /* another */ in U,\n> {}",
        "type Box<out T> = { value: T };",
        "class Box { static accessor field; accessor other = 1; }",
        "const real = await original<typeof import('./module')>();",
        "const real = original<typeof import('./module').default, Other>(1);",
        "interface A { all: import('./a').B[] } let some: import('./a').b.C[][] = [];",
        "const Styled = styled.div<{ a: b; c: () => d }[]>`text ${value}`;",
        "for await (using each of all) use(each);",
        "for (await using each of all) use(each);",
        "await using client: Client = open();",
        "interface Overloads {\n  (a: b): c\n  <T>(d: e): f\n}",
        "abstract class A { abstract b(): void; protected abstract c: string }",
        'export import A = B.C; export as namespace D; declare module "e";',
        'import data from "./data.json" with { type: "json" };',
        "let x: asserts; function f(a): asserts a is B {} let y = z satisfies W as const;",
        "function over(a: string): void; function over(a: unknown) {}",
    ],
)
def test_valid_typescript_is_no_problem(text: str, lowered: Lower) -> None:
    assert lowered(text).problems == []


@pytest.mark.parametrize(
    "text",
    [
        "let client: Promise<Client\nimport { open } from 'calls';\nopen();",
        "let client: Promise<Client\nconst { open } = calls;\nopen();",
        "type Kept = { client: Client\nexport function open() {}\nopen();",
        "type Kept = { id: string; clie\n\nimport { open as begin } from 'calls';\nbegin();",
    ],
)
def test_a_type_that_is_never_closed_and_holds_a_statement_is_a_problem(text: str, lowered: Lower) -> None:
    assert lowered(text).problems


@pytest.mark.parametrize(
    "text",
    [
        "const a = <a>Terms & Conditions & more &amp; Q&A</a>;",
        'const a = <img src="x?a=1&b=2&c=3" />;',
        "const a = <b>{c & d}&</b>;",
    ],
)
@pytest.mark.parametrize("suffix", ["jsx", "tsx"])
def test_a_bare_ampersand_in_an_element_is_no_problem(text: str, suffix: str, lowered: Lower) -> None:
    assert lowered(text, "file." + suffix).problems == []


def test_the_ampersand_stays_in_the_value(lowered: Lower) -> None:
    program = lowered('<a href="x?a=1&b=2">R & D</a>', "file.tsx")
    assert "x?a=1&b=2" in [getattr(op, "value", None) for op in program.functions[0].blocks[0].operations]


@pytest.mark.parametrize("suffix", ["js", "jsx", "mjs", "cjs"])
def test_flow_is_read_by_the_grammar_that_understands_it(suffix: str, lowered: Lower) -> None:
    text = 'import type { A } from "a";\nfunction run(a: A, b: Array<string>): void { open(a); }\n'
    program = lowered(text, "file." + suffix)
    assert program.problems == []
    assert program.functions[1].returns == ("void",)


def test_a_tag_with_types_is_a_call(lowered: Lower) -> None:
    operations = lowered("sql.query<Row[]>`select ${1}`").functions[0].blocks[0].operations
    assert isinstance(operations[-1], Call)
    assert len(operations[-1].args) == 2


def test_words_in_texts_are_left_alone(lowered: Lower) -> None:
    texts = ["using a = b", "export type * from", "<out T>", "class A<in T>", "await using x = y"]
    program = lowered("".join(f"f({text!r});" for text in texts))
    constants = [getattr(op, "value", None) for op in program.functions[0].blocks[0].operations]
    assert [text for text in texts if text in constants] == texts
    assert not any(isinstance(op, Enter) for op in program.functions[0].blocks[0].operations)


@pytest.mark.parametrize("text", ["using(a)", "a.using = b", "const using = 1; using", "import { using } from 'm'"])
def test_using_is_also_a_name(text: str) -> None:
    assert rewrite(text.encode(), typescript=True).using == {}


def test_the_rewritten_text_has_the_same_length_and_lines() -> None:
    text = b"export\ntype\r\n* from 'm'; await using a = b; class A<in\nout T> {}"
    changed = rewrite(text, typescript=True).data
    assert len(changed) == len(text)
    assert [index for index, byte in enumerate(changed) if byte in b"\r\n"] == [
        index for index, byte in enumerate(text) if byte in b"\r\n"
    ]


def test_problems_say_what_and_where(lowered: Lower) -> None:
    text = "a();\nconst = 5 +;\nb();\n"
    program = lowered(text)
    assert program.problems
    for problem in program.problems:
        assert problem.message.startswith(("cannot make sense of `", "expected "))
        assert 5 <= problem.span.start <= 18


def test_an_error_in_one_function_spares_the_others(lowered: Lower) -> None:
    text = 'import { a } from "m";\nfunction first() { open( }\nfunction second() { close(a); }\n'
    program = lowered(text)
    assert len(program.problems) == 1
    assert {function.name for function in program.functions} >= {"second"}
    imports = [op for op in program.functions[0].blocks[0].operations if isinstance(op, Import)]
    assert [op.module for op in imports] == ["m"]
