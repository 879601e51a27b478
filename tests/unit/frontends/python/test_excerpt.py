"""Excerpts of Python files: which declarations go, which stay, and that what is found is the same."""

from __future__ import annotations

import pytest

from hangup.assembly import toolbox
from hangup.config import EVERYTHING
from hangup.engine import check_sources
from hangup.frontends.python.decode import decode
from hangup.frontends.python.excerpt import surroundings
from hangup.frontends.python.limits import check_text
from hangup.frontends.python.parse import LARGE
from hangup.model import SourceFile, Span, open_source
from hangup.records import replace
from hangup.testing import fix_source

LEAK = """
from getstream.video import rtc

async def listen(call, work):
    session = await rtc.join(call, "listener")
    await session.connect()
    await work()
    await session.leave()
"""
INVOICE = '''
class Invoice:
    """What a customer owes, with the sums of all lines and the taxes of the country that it is sent to."""

    def __init__(self, lines, rate):
        self.lines = lines
        self.rate = rate

    def total(self):
        return sum(line.amount for line in self.lines) * (1 + self.rate)

    def shown(self):
        rows = [f"{line.name}: {line.amount}" for line in self.lines]
        return "\\n".join([*rows, f"total: {self.total()}", f"of that taxes: {self.total() - self.total() / 2}"])

    def is_paid(self, payments):
        return sum(payment.amount for payment in payments if payment.invoice is self) >= self.total()
'''


def left_out(text: str, path: str = "billing.py") -> tuple[str, ...]:
    return toolbox().lower_alone(open_source(path, text.encode())).left_out


def both_ways(*files: tuple[str, str]) -> tuple[object, object]:
    """What is found where files are lowered whole, and where they may be excerpts."""
    sources = [open_source(path, text.encode()) for path, text in files]
    return found(sources, excerpts=False), found(sources, excerpts=True)


def found(sources: list[SourceFile], *, excerpts: bool) -> object:
    tools = toolbox() if excerpts else replace(toolbox(), excerpt=None)
    reports = check_sources(sources, tools, lambda _: EVERYTHING)
    return [(report.diagnostics, report.opened, report.everything) for report in reports]


def test_what_names_nothing_of_a_connection_goes_and_the_finding_stays_where_it_was() -> None:
    assert left_out(INVOICE + LEAK) == ("Invoice",)
    whole, excerpt = both_ways(("billing.py", INVOICE + LEAK + INVOICE.replace("Invoice", "Offer")))
    assert whole == excerpt
    assert "HUP102" in str(whole)


@pytest.mark.parametrize(
    "more",
    [
        "async def bill(call):\n    await listen(call, Invoice)\n",
        "PAYABLE = Invoice([], 0.2)\n",
        "from billing.taxes import total\n",
        "rate = 0.2\n",
        "if __name__ == '__main__':\n    print(Invoice([], 1).shown())\n",
    ],
    ids=["named beside a connection", "made at top level", "names an import", "names a variable", "named in a block"],
)
def test_what_code_that_stays_shares_with_it_keeps_a_declaration(more: str) -> None:
    assert left_out(INVOICE + more + LEAK) == ()


@pytest.mark.parametrize(
    "line",
    ["rate.close()", "rate.leave()", "lines.connect()", "import billing.taxes", "global RATE", "exec(lines)"],
)
def test_what_may_close_or_reach_anything_stays(line: str) -> None:
    assert left_out(INVOICE.replace("self.rate = rate", line) + LEAK) == ()


def test_what_only_a_text_says_keeps_nothing() -> None:
    prose = INVOICE.replace("What a customer owes", "Import it, connect, close, leave: what a customer owes")
    assert left_out(prose + LEAK) == ("Invoice",)


def test_what_leads_to_something_that_stays_stays() -> None:
    users = "def begin(call):\n    return listen(call, print)\n\ndef start(call):\n    return begin(call)\n"
    assert left_out(users + INVOICE + LEAK) == ("Invoice",)


def test_a_decorated_declaration_is_the_result_of_a_call_for_other_files() -> None:
    text = "from dataclasses import dataclass\n\n@dataclass\n@dataclass" + INVOICE + LEAK
    tools = toolbox()
    source = open_source("billing.py", text.encode())
    assert left_out(text) == ("Invoice",)
    assert tools.interface(tools.lower_alone(source), None).shared == tools.interface(tools.lower(source), None).shared


def test_a_syntax_error_in_what_would_go_is_reported() -> None:
    whole, excerpt = both_ways(("billing.py", INVOICE.replace("sum(line", "sum(line line") + LEAK))
    assert whole == excerpt
    assert "HUP900" in str(excerpt)


def test_a_suppression_keeps_the_file_whole() -> None:
    text = INVOICE.replace("self.rate = rate", "self.rate = rate  # hangup: ignore[HUP101] -- of another time")
    whole, excerpt = both_ways(("billing.py", text + LEAK))
    assert whole == excerpt
    assert "HUP901" in str(excerpt)


def test_a_file_of_which_another_names_what_was_left_out_is_lowered_whole() -> None:
    keeper = INVOICE.replace(
        "def is_paid(self, payments):", "async def end(self, session):\n        await session.stop()"
    )
    user = LEAK.replace("await session.leave()", "await Invoice([], 1).end(session)")
    files = (("billing.py", keeper + LEAK), ("calls.py", "from billing import Invoice\n" + user))
    whole, excerpt = both_ways(*files)
    assert left_out(keeper + LEAK) == ("Invoice",)
    assert whole == excerpt


def test_a_file_in_which_functions_are_handed_things_by_their_names_stays_whole() -> None:
    assert left_out(INVOICE + LEAK, "tests/test_billing.py") == ()


def test_the_fix_of_a_large_file_is_the_same_as_if_all_of_it_were_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    others = "".join(INVOICE.replace("Invoice", f"Invoice{number}") for number in range(30))
    source = open_source("billing.py", (others + LEAK + others.replace("Invoice", "Offer")).encode())
    assert len(source.data) > LARGE
    fixed = fix_source(source, toolbox(), EVERYTHING)
    monkeypatch.setattr("hangup.frontends.python.render.LARGE", len(source.data))
    assert fixed.is_changed
    assert fixed.after.data == fix_source(source, toolbox(), EVERYTHING).after.data


def test_what_a_fix_may_matter_to_is_parsed_and_names_of_the_rest_are_known() -> None:
    text = decode(
        (INVOICE + "RATE = 1\n" + INVOICE.replace("Invoice", "Offer").replace("rate)", "RATE)") + LEAK).encode()
    )
    start = text.text.index("session.connect")
    seen, gone = surroundings(text, check_text(text)[1], [Span(start, start + 7)])
    assert "class Offer" in seen.text
    assert "class Invoice" not in seen.text
    assert len(seen.text) == len(text.text)
    assert {"Invoice", "payments"} <= gone
