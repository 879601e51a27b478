"""The names of annotations, where they stand and in which order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hangup.ir.program import Program

Lower = Callable[..., Program]


def _annotation(program: Program, name: str) -> tuple[str, ...]:
    return next(cell.annotation for cell in program.cells if cell.name == name)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Client", ("Client",)),
        ("Client | null | undefined", ("Client", "null", "undefined")),
        ("sdk.Client", ("sdk.Client",)),
        ("Map<string, sdk.Client>", ("Map", "string", "sdk.Client")),
        ("Promise<Client[]>", ("Promise", "Array", "Client")),
        ("(Client)", ("Client",)),
        ("readonly [first: Client, second?: Other]", ("Client", "Other")),
        ("InstanceType<typeof Client>", ("InstanceType", "Client")),
        ("ReturnType<typeof sdk.connect>", ("ReturnType", "sdk.connect")),
        ('import("sdk").Client', ("Client",)),
        ("(client: Client) => Other", ()),
        ("{ client: Client }", ()),
        ('Props["client"]', ()),
        ("this", ("this",)),
    ],
)
def test_names_of_a_type(written: str, names: tuple[str, ...], lowered: Lower) -> None:
    assert _annotation(lowered(f"let x: {written};"), "x") == names


@pytest.mark.parametrize(
    "text", ["const x = y as Client;", "const x = (y as unknown as Client)!;", "let x = <Client>y;"]
)
def test_a_cast_stands_for_an_annotation(text: str, lowered: Lower) -> None:
    assert _annotation(lowered(text), "x") == ("Client",)


@pytest.mark.parametrize(
    "text",
    [
        "function f({ client }: { client: Client }) {}",
        "function f({ client = null }: Props) {} type Props = { client: Client };",
        "interface Props { client: Client } const f = ({ client }: Readonly<Props>) => 1;",
        "type Props = Base & Other; interface Base { client?: Client } function f({ client }: Props) {}",
        "export interface Props { client: Client } const f: React.FC<Props> = ({ client }) => null;",
        "const { client }: { client: Client } = props;",
        "function f({ other: client }: { other: Client }) {}",
    ],
)
def test_destructured_names_find_their_type(text: str, lowered: Lower) -> None:
    assert _annotation(lowered(text), "client") == ("Client",)


def test_a_type_that_names_itself_ends(lowered: Lower) -> None:
    assert _annotation(lowered("type A = A & B; type B = A; function f({ x }: A) {}"), "x") == ()


def test_returns_and_this(lowered: Lower) -> None:
    program = lowered("async function f(this: Client, a: A): Promise<Other> {}")
    assert program.functions[1].returns == ("Promise", "Other")
    assert [parameter.name for parameter in program.functions[1].parameters] == ["a"]
    assert _annotation(program, "this") == ("Client",)
