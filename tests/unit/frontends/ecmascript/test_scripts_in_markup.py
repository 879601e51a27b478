"""Vue, Svelte, Astro and HTML files: which scripts are read, when they run, and where everything in them stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from hangup.frontends.ecmascript.documents import read_document
from hangup.ir.operations import Call, Element, Import, Operation
from hangup.ir.program import Program
from hangup.model import SourceFile

Lower = Callable[..., Program]


def _operations(program: Program, *kinds: str) -> Iterator[Operation]:
    for function in program.functions:
        for block in function.blocks if not kinds or function.kind in kinds else ():
            yield from block.operations


def _calls(program: Program, text: str, *kinds: str) -> list[str]:
    source = SourceFile("file", text.encode())
    return [source.slice(o.span) for o in _operations(program, *kinds) if isinstance(o, Call)]


def _listeners(program: Program) -> list[str | None]:
    return [prop.name for o in _operations(program) if isinstance(o, Element) for prop in o.props]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CR LF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without mark", "with mark"])
def test_calls_stand_where_they_stand_in_the_file(newline: str, mark: str, lowered: Lower) -> None:
    lines = [
        "<template><p>ß 🎈 {{ a > b }}</p></template>",
        '<script setup lang="ts">',
        "open('é' as string);",
        "</script>",
    ]
    text = mark + newline.join(lines)
    assert _calls(lowered(text, "Größe.vue"), text) == ["open('é' as string)"]


def test_what_runs_once_and_what_runs_for_each_instance_of_a_vue_component(lowered: Lower) -> None:
    text = "<script setup>\nimport b from 'b';\nperInstance();\n</script>\n<script>\nonce();\n</script>\n"
    program = lowered(text, "src/Panel.vue")
    assert _calls(program, text, "module") == ["once()"]
    assert _calls(program, text, "instance") == ["perInstance()"]
    assert [f.name for f in program.functions if f.kind == "instance"] == ["Panel"]
    assert [export.name for export in program.exports] == ["default"]


@pytest.mark.parametrize("attributes", ['context="module"', "module", "lang='ts' module", "context=module"])
def test_a_svelte_module_script_runs_once(attributes: str, lowered: Lower) -> None:
    text = f"<script {attributes}>once();</script><script>each();</script>"
    program = lowered(text, "Panel.svelte")
    assert _calls(program, text, "module") == ["once()"]
    assert _calls(program, text, "instance") == ["each()"]


def test_imports_of_an_instance_belong_to_the_file(lowered: Lower) -> None:
    program = lowered("<script setup>import a from 'a'; f(a);</script>", "A.vue")
    assert [o.module for o in _operations(program, "module") if isinstance(o, Import)] == ["a"]


def test_an_instance_that_waits_is_asynchronous(lowered: Lower) -> None:
    waits = lowered("<script setup>const a = await f();</script>", "A.vue")
    inside = lowered("<script setup>const a = async () => await f();</script>", "A.vue")
    assert [f.is_async for p in (waits, inside) for f in p.functions if f.kind == "instance"] == [True, False]


def test_the_front_matter_of_an_astro_page_runs_for_each_page(lowered: Lower) -> None:
    text = "---\nimport a from 'a';\nconst b: string = a();\n---\n<p>{b}</p><script>c();</script>"
    program = lowered(text, "index.astro")
    assert _calls(program, text, "instance") == ["a()"]
    assert _calls(program, text, "module") == ["c()"]


@pytest.mark.parametrize(
    "text",
    [
        '<script type="application/json">f()</script>',
        '<script type="importmap">f()</script>',
        '<script type="text/x-template">f()</script>',
        '<script src="x.js">f()</script>',
        "<!-- <script>f()</script> -->",
        "<style>/* <script>f()</script> */</style>",
        "<p title='<script>f()</script>'></p>",
        '<script lang="coffee">f()</script>',
    ],
)
def test_what_is_no_script_of_the_page(text: str, lowered: Lower) -> None:
    assert _calls(lowered(text, "page.html"), text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A.vue", "<template><script>f()</script></template>"),
        ("A.svelte", "<svelte:head><script>f()</script></svelte:head>"),
    ],
)
def test_scripts_the_component_only_puts_into_the_page(name: str, text: str, lowered: Lower) -> None:
    assert _calls(lowered(text, name), text) == []


def test_an_open_script_goes_to_the_end_of_the_file(lowered: Lower) -> None:
    assert _calls(lowered("<SCRIPT>f()", "a.html"), "<SCRIPT>f()") == ["f()"]


def test_names_of_module_scripts_are_their_own(lowered: Lower) -> None:
    program = lowered('<script type="module">let a = 1;</script><script type="module">let a = 2;</script>', "a.html")
    assert len([cell for cell in program.cells if cell.name == "a"]) == 2


def test_names_of_classic_scripts_are_the_pages(lowered: Lower) -> None:
    program = lowered("<script>var a = 1;</script><script>var a = 2;</script>", "a.html")
    assert len([cell for cell in program.cells if cell.name == "a"]) == 1


def test_what_a_server_fills_in_is_no_syntax_error(lowered: Lower) -> None:
    text = "<script>{% if x %}const a = {{ b|json }};{% endif %} f('{{ c }}', <?= $d ?> 1); <% g %></script>"
    program = lowered(text, "page.html")
    assert program.problems == []
    assert _calls(program, text) == ["f('{{ c }}', <?= $d ?> 1)"]


def test_a_syntax_error_is_named_at_its_place(lowered: Lower) -> None:
    text = "<template></template>\n<script setup>\nconst = ;\n</script>"
    program = lowered(text, "A.vue")
    assert program.problems
    assert all(text.index("const") <= problem.span.start < text.index("</script>") for problem in program.problems)


@pytest.mark.parametrize(
    ("name", "attribute", "event"),
    [
        ("A.vue", '@click="go"', "onClick"),
        ("A.vue", '@click.once.prevent="go()"', "onClick"),
        ("A.vue", 'v-on:update:open="go($event)"', "onUpdate:open"),
        ("A.vue", '@click="() => a > 1 && go()"', "onClick"),
        ("A.svelte", "on:click={go}", "onClick"),
        ("A.svelte", "on:click|preventDefault={() => { go('}'); }}", "onClick"),
        ("A.svelte", "onclick={go}", "onClick"),
        ("A.svelte", "{onclick}", None),
        ("A.html", 'onclick="go(this)"', "onClick"),
        ("A.vue", '@click="elsewhere"', None),
        ("A.vue", ':title="go()"', None),
        ("A.vue", '@click="go ("', None),
        ("A.vue", "@click", None),
    ],
)
def test_listeners_of_the_markup(name: str, attribute: str, event: str | None, lowered: Lower) -> None:
    script = {"A.vue": "<script setup>", "A.svelte": "<script>", "A.html": "<script>"}[name]
    program = lowered(f"{script}function go() {{}}</script><button {attribute}>go</button>", name)
    assert _listeners(program) == ([] if event is None else [event])


def test_a_reactive_statement_is_a_callback_and_a_reactive_value_is_set(lowered: Lower) -> None:
    text = "<script>$: if (a) f(); $: b = g();</script>"
    program = lowered(text, "A.svelte")
    assert _calls(program, text, "arrow") == ["f()"]
    assert _calls(program, text, "instance") == ["$: if (a) f();", "g()"]


def test_comments_of_markup_and_scripts_are_kept() -> None:
    source = SourceFile("A.vue", b"<!-- one --><template><!-- two ></template> --></template><script>// three</script>")
    assert [comment.text for comment in read_document(source).comments] == [" one ", " two ></template> "]


@pytest.mark.parametrize(
    "text", ["", "<", "<!--", "<script", "<a b=", "<a b='", "<a {", "<p/", "---\n", "</", "<a b=\\"]
)
@pytest.mark.parametrize("name", ["a.vue", "a.svelte", "a.astro", "a.html"])
def test_broken_markup_is_read_to_its_end(name: str, text: str, lowered: Lower) -> None:
    assert lowered(text, name).problems == []
