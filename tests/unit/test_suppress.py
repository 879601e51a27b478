"""Suppression comments: what they say, which statement they speak for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangup.ir.program import Comment, Program
from hangup.model import Confidence, Diagnostic, Severity, SourceFile, Span
from hangup.suppress import Suppressions, find_suppressions

RULES = {
    "HUP101": "HUP101",
    "never-disconnected": "HUP101",
    "HUP102": "HUP102",
    "disconnect-skipped": "HUP102",
    "HUP900": "HUP900",
    "not-analysed": "HUP900",
    "HUP901": "HUP901",
}
COMMENT = re.compile(r"#([^\n]*)|//([^\n]*)|/\*(.*?)\*/|<!--(.*?)-->", re.DOTALL)


def span(text: str, part: str) -> Span:
    start = text.encode().index(part.encode())
    return Span(start, start + len(part.encode()))


def read(text: str, *statements: str) -> Suppressions:
    """The suppressions of a text whose statements are the given parts."""
    program = Program("a.py", "python", True)
    for found in COMMENT.finditer(text):
        start = len(text[: found.start()].encode())
        place = Span(start, start + len(found[0].encode()))
        program.comments.append(Comment(place, next(group for group in found.groups() if group is not None)))
    program.statements = [span(text, part) for part in statements]
    return find_suppressions(SourceFile("a.py", text.encode()), program, RULES)


def suppressed(text: str, at: str, *statements: str, code: str = "HUP101") -> bool:
    """Whether a finding at a part of the text is suppressed."""
    finding = Diagnostic(code, "x", Severity.ERROR, Confidence.HIGH, "a.py", span(text, at), "m", "s")
    kept, gone, used = read(text, *statements).apply([finding])
    assert len(kept) + len(gone) == 1
    assert bool(used) == bool(gone)
    return bool(gone)


# ---------------------------------------------------------------- what it says


@pytest.mark.parametrize(
    "comment",
    [
        "# hangup: ignore[HUP101]",
        "# hangup: ignore[HUP101] -- closed by the caller",
        "#hangup:ignore[HUP101]",
        "# hangup: ignore[ HUP101 , HUP102 ] -- both",
        "# hangup: ignore[HUP101,]",
        "# hangup: ignore[never-disconnected]",
        "# noqa: E501  # hangup: ignore[HUP101]",
        "// hangup: ignore[HUP101]",
        "// eslint-disable-line x -- why // hangup: ignore[HUP101]",
        "/* hangup: ignore[HUP101] */",
        "/* hangup: ignore[HUP101] -- why */",
        "/**\n * hangup: ignore[HUP101]\n */",
        "<!-- hangup: ignore[HUP101] -->",
    ],
)
def test_every_comment_form_is_understood(comment: str) -> None:
    found = read(f"{comment}\nconnect()\n", "connect()")
    assert not found.malformed
    assert found.valid[0].codes[0] == "HUP101"


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# hangup: ignore", "names no rule"),
        ("# hangup: ignore HUP101", "names no rule"),
        ("# hangup: ignore[]", "names no rule"),
        ("# hangup: ignore[ , ]", "names no rule"),
        ("# hangup: file-ignore", r"hangup: file-ignore\[HUP101\]"),
        ("# hangup: ignore[HUP101", "not closed"),
        ("# hangup: ignore[HUP999]", "no rule is called 'HUP999'"),
        ("# hangup: ignore[hup101]", "did you mean 'HUP101'"),
        ("# hangup: ignore[HUP1]", "no rule is called 'HUP1'"),
        ("# hangup: ignore[ALL]", "no rule is called 'ALL'"),
        ("# hangup: ignroe[HUP101]", "`hangup: ignroe` is no suppression"),
        ("# hangup: disable[HUP101]", "`hangup: disable` is no suppression"),
        ("# hangup: ignore-file[HUP101]", "write `ignore` or `file-ignore`"),
        ("# hangup: file-ignore[HUP900]", "cannot be suppressed by a comment"),
        ("# hangup: ignore[HUP901]", "--ignore HUP901"),
        ("# hangup: ignore[not-analysed]", "cannot be suppressed"),
    ],
)
def test_what_is_no_suppression_is_told(comment: str, message: str) -> None:
    found = read(f"connect()  {comment}\n", "connect()")
    assert not found.valid
    assert len(found.malformed) == 1
    assert re.search(message, found.malformed[0].message)


def test_an_unknown_code_beside_a_known_one_leaves_the_known_one() -> None:
    found = read("connect()  # hangup: ignore[HUP101, HUP999]\n", "connect()")
    assert found.valid[0].codes == ("HUP101",)
    assert len(found.malformed) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "# hangup: a linter",
        "# see hangup: ignore[HUP101] in the manual",
        "# hangups: ignore[HUP101]",
        "# hangup ignore",
    ],
)
def test_a_comment_that_mentions_hangup_is_only_a_comment(comment: str) -> None:
    assert read(f"{comment}\n") == Suppressions(SourceFile("a.py", f"{comment}\n".encode()))


# ---------------------------------------------------------------- what it speaks for


def test_beside_a_statement_it_means_that_statement() -> None:
    text = "a = connect()  # hangup: ignore[HUP101]\nb = other()\n"
    statements = ("a = connect()", "b = other()")
    assert suppressed(text, "connect()", *statements)
    assert not suppressed(text, "other()", *statements)
    assert not suppressed(text, "connect()", *statements, code="HUP102")


@pytest.mark.parametrize("line", [0, 1, 2, 3])
def test_on_any_line_of_a_long_statement_it_means_all_of_it(line: int) -> None:
    lines = ["a = connect(", "    user,", "    token,", ")"]
    lines[line] += "  # hangup: ignore[HUP101]"
    text = "\n".join(lines) + "\nother()\n"
    whole = text.removesuffix("\nother()\n").removesuffix("  # hangup: ignore[HUP101]")
    assert suppressed(text, "connect(", whole, "other()")
    assert not suppressed(text, "other()", whole, "other()")


def test_on_its_own_line_it_means_the_next_statement() -> None:
    text = "first()\n# hangup: ignore[HUP101]\n\n# more about it\nsecond()\nthird()\n"
    statements = ("first()", "second()", "third()")
    assert [suppressed(text, name, *statements) for name in statements] == [False, True, False]


def test_inside_a_block_it_means_the_innermost_statement() -> None:
    text = "useEffect(() => {\n  one();\n  two(); // hangup: ignore[HUP101]\n}, []);\n"
    statements = (text.rstrip(), "one();", "two();")
    assert not suppressed(text, "one()", *statements)
    assert suppressed(text, "two()", *statements)


def test_at_the_end_of_a_block_it_means_the_statement_that_ends_there() -> None:
    text = "useEffect(() => {\n  one();\n}, []); // hangup: ignore[HUP101]\nafter();\n"
    statements = ("useEffect(() => {\n  one();\n}, []);", "one();", "after();")
    assert suppressed(text, "one()", *statements)
    assert not suppressed(text, "after()", *statements)


def test_of_two_statements_on_a_line_it_means_the_nearer() -> None:
    text = "one(); two(); /* hangup: ignore[HUP101] */\n"
    found = read(text, "one();", "two();")
    assert found.valid[0].lines == (1, 1)


def test_in_front_of_a_statement_on_its_line_it_means_that_statement() -> None:
    text = "/* hangup: ignore[HUP101] */ connect(\n  user);\nother();\n"
    assert suppressed(text, "connect(", "connect(\n  user);", "other();")
    assert suppressed(text, "user", "connect(\n  user);", "other();")
    assert not suppressed(text, "other", "connect(\n  user);", "other();")


def test_between_the_arguments_of_a_call_it_means_the_call() -> None:
    text = "connect(\n  // hangup: ignore[HUP101]\n  user,\n);\nother();\n"
    statements = ("connect(\n  // hangup: ignore[HUP101]\n  user,\n);", "other();")
    assert suppressed(text, "connect(", *statements)
    assert not suppressed(text, "other(", *statements)


def test_among_elements_it_means_the_next_statement_inside_them() -> None:
    text = "return (\n <A>\n  {/* hangup: ignore[HUP101] */}\n  <B on={() => { one(); two(); }} />\n </A>);\n"
    statements = (text.rstrip(), "one();", "two();")
    assert suppressed(text, "one()", *statements)


def test_after_the_last_statement_it_means_nothing_there_is() -> None:
    text = "connect()\n# hangup: ignore[HUP101]\n"
    assert not suppressed(text, "connect()", "connect()")


def test_for_the_file_it_means_every_line() -> None:
    text = "connect()\nother()\n# hangup: file-ignore[HUP101] -- generated\n"
    assert suppressed(text, "connect()", "connect()", "other()")
    assert suppressed(text, "other()", "connect()", "other()")
    assert not suppressed(text, "other()", "connect()", "other()", code="HUP102")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_of_any_kind(end: str) -> None:
    text = f"first(){end}# hangup: ignore[HUP101]{end}second(){end}"
    assert suppressed(text, "second()", "first()", "second()")
    assert not suppressed(text, "first()", "first()", "second()")


def test_a_byte_order_mark_is_no_code() -> None:
    text = "\ufeff# hangup: ignore[HUP101]\nconnect()\nother()\n"
    assert suppressed(text, "connect()", "connect()", "other()")
    assert not suppressed(text, "other()", "connect()", "other()")


def test_each_code_that_suppresses_something_is_used_and_no_other() -> None:
    text = "connect()  # hangup: ignore[HUP101, HUP102]\n"
    finding = Diagnostic("HUP102", "x", Severity.ERROR, Confidence.HIGH, "a.py", span(text, "connect"), "m", "s")
    assert read(text, "connect()").apply([finding]) == ([], [finding], {(0, "HUP102")})


# ---------------------------------------------------------------- whatever stands there

WRITTEN = st.sampled_from(
    ["hangup", ":", " ", "ignore", "file-ignore", "ignroe", "[", "]", ",", "HUP101", "HUP999", "--", "#"]
)
ANY_COMMENT = st.lists(WRITTEN | st.text(max_size=3), max_size=12).map("".join)


@given(ANY_COMMENT, st.booleans(), st.sampled_from(["\n", "\r\n", "\n\n", ""]))
def test_any_comment_is_a_suppression_or_is_told_or_is_no_business_of_ours(text: str, alone: bool, end: str) -> None:
    code = "" if alone else "first()  "
    comment = f"/*{text.replace('*/', '')}*/"
    source = f"{code}{comment}{end}second()"
    found = read(source, *(["first()"] if code else []), "second()")
    assert all(one.codes and set(one.codes) <= {"HUP101"} for one in found.valid)
    place = span(source, comment)
    assert {one.span for one in found.valid} | {each.span for each in found.malformed} <= {place}
    assert all(each.message for each in found.malformed)
    lines = len(source.splitlines())
    assert all(one.lines is None or 1 <= one.lines[0] <= one.lines[1] <= lines for one in found.valid)


@given(
    st.lists(st.sampled_from(["HUP101", "HUP102", "never-disconnected"]), min_size=1, max_size=4),
    st.text(" \t", max_size=3),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20),
)
def test_however_it_is_spaced_and_reasoned_it_names_its_rules(words: list[str], space: str, reason: str) -> None:
    listed = f"{space},{space}".join(words)
    found = read(f"connect()  # hangup:{space}ignore{space}[{space}{listed}{space}] -- {reason}\n", "connect()")
    codes = tuple(dict.fromkeys(RULES[word] for word in words))
    assert found.valid[0].codes == codes
    assert found.valid[0].lines == (1, 1)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12), st.integers(0, 40))
def test_whatever_the_statements_a_comment_speaks_for_lines_of_the_file(
    bounds: list[tuple[int, int]], line: int
) -> None:
    comment = "# hangup: ignore[HUP101]"
    texts = [f"x{number}" for number in range(41)]
    texts[line] += f"  {comment}"
    data = "\n".join(texts).encode()
    source = SourceFile("a.py", data)
    program = Program("a.py", "python", True)
    start = data.index(comment.encode())
    program.comments = [Comment(Span(start, start + len(comment)), comment[1:])]
    program.statements = [Span(source.line_starts[min(one)], source.line_starts[max(one)] + 2) for one in bounds]
    (found,) = find_suppressions(source, program, RULES).valid
    assert found.lines is not None
    assert 1 <= found.lines[0] <= line + 1 <= found.lines[1] <= len(source.line_starts)
