"""What every format owes: it writes whatever is in a report, always the same, and text that no stream refuses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hangup.report import Report
from hangup.reporters import FORMATS

if TYPE_CHECKING:
    from tests.unit.reporters.conftest import Written

DOCUMENTS = ("json", "jsonl", "sarif", "gitlab", "junit", "checkstyle", "rdjson")
"""Formats that only programs read: pure ASCII, whatever the encoding of the stream is."""


@pytest.mark.parametrize("output_format", FORMATS)
def test_hostile_text_drives_nothing(written: Written, hostile: Report, output_format: str) -> None:
    text = written(output_format, hostile)
    assert "HUP101" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)
    text.encode("utf-8")


@pytest.mark.parametrize("output_format", FORMATS)
def test_the_same_report_is_written_the_same(written: Written, usual: Report, output_format: str) -> None:
    assert written(output_format, usual) == written(output_format, usual)


@pytest.mark.parametrize("output_format", DOCUMENTS)
def test_documents_are_ascii(written: Written, usual: Report, hostile: Report, output_format: str) -> None:
    assert written(output_format, usual).isascii()
    assert written(output_format, hostile).isascii()


@pytest.mark.parametrize("output_format", ["json", "sarif", "gitlab", "rdjson"])
def test_json_documents_have_no_half_characters(written: Written, hostile: Report, output_format: str) -> None:
    text = json.dumps(json.loads(written(output_format, hostile)), ensure_ascii=False)
    assert not re.search("[\ud800-\udfff]", text)
    assert "caf\ufffd" in text or "caf%E9" in text


@pytest.mark.parametrize("output_format", ["junit", "checkstyle"])
def test_xml_documents_are_well_formed(written: Written, hostile: Report, output_format: str) -> None:
    document = ET.fromstring(written(output_format, hostile))  # noqa: S314 -- we wrote it
    texts = [value for element in document.iter() for value in (element.text or "", *element.attrib.values())]
    assert any("<b>&\"']]> ::error::x\\x0a##vso" in text for text in texts), "what XML can hold is all there"
    assert not any("\ufffe" in text for text in texts)


@pytest.mark.parametrize("output_format", FORMATS)
def test_nothing_found_is_a_whole_document(written: Written, web: object, output_format: str) -> None:
    text = written(output_format, Report(files=3))
    if output_format in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(text)
    elif output_format in ("junit", "checkstyle"):
        ET.fromstring(text)  # noqa: S314 -- we wrote it
    else:
        assert "HUP" not in text


@pytest.mark.parametrize("output_format", ["full", "concise", "grouped", "github", "azure"])
def test_quiet_leaves_out_the_summary_and_nothing_else(written: Written, usual: Report, output_format: str) -> None:
    last = "Found 2 errors and 1 warning in 3 of 412 files (1 file not fully analysed: HUP900; 2 suppressed).\n"
    assert written(output_format, usual) == written(output_format, usual, quiet=True) + last


@pytest.mark.parametrize("output_format", ["concise", "grouped"])
def test_colour_only_colours(written: Written, usual: Report, output_format: str) -> None:
    colored = written(output_format, usual, color=True)
    assert "\x1b[1;31merror" in colored
    assert "\x1b[1;33mwarning" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == written(output_format, usual)


TEXT = st.text(st.characters(codec=None), max_size=60) | st.text(alphabet="[]()\\\\\n\r:;,%#`<&>'\"", max_size=20)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(text=TEXT, path=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30))
def test_no_text_breaks_a_format(written: Written, usual: Report, text: str, path: str) -> None:
    first = usual.diagnostics[0]
    found = replace(first, message=text, suggestion=text, scope=text, path=path)
    made = Report(files=1, diagnostics=[found], sources={path: usual.source("src/Chat.tsx")})
    for output_format in FORMATS:
        shown = written(output_format, made)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", shown)
        if output_format in ("json", "sarif", "gitlab", "rdjson"):
            json.loads(shown)
        elif output_format in ("junit", "checkstyle"):
            ET.fromstring(shown)  # noqa: S314 -- we wrote it
        elif output_format in ("github", "azure"):
            assert len(shown.splitlines()) == 2
        elif output_format in ("concise", "jsonl"):
            assert len(shown.splitlines()) == 2 - (output_format == "jsonl")
