"""The baseline's file: what is written is read again, and whatever else stands there is refused in words."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hangup.baseline import Baseline, BaselineError, load
from hangup.matching import Trace
from hangup.model import Confidence

TEXT = st.text(st.characters(exclude_characters="\0"), max_size=20)
TRACES = st.lists(st.builds(Trace, TEXT, st.sampled_from(["HUP101", "X1"]), TEXT, TEXT, st.sampled_from(Confidence)))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["version", "findings", "path", "code", "anchor", "context", "confidence"]), inner
        )
    ),
    max_leaves=12,
)
WHATEVER = settings(suppress_health_check=list(HealthCheck))


@given(TRACES)
@WHATEVER
def test_what_is_written_is_read(tmp_path: Path, traces: list[Trace]) -> None:
    written = Baseline(str(tmp_path / "known.json"), tuple(sorted(traces)))
    written.write()
    assert load(written.file) == written
    assert len(Path(written.file).read_bytes().splitlines()) == (len(traces) + 5 if traces else 4)


def _is_read_or_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        load(str(path))
    except BaselineError as error:
        assert str(error).startswith(f"{path}: ")  # noqa: PT017  (it need not be raised)


@given(st.binary())
@WHATEVER
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    _is_read_or_refused(tmp_path / "known.json", data)


@given(JSON)
@WHATEVER
def test_any_json_is_read_or_refused(tmp_path: Path, value: object) -> None:
    _is_read_or_refused(tmp_path / "known.json", json.dumps(value).encode())
    _is_read_or_refused(tmp_path / "known.json", json.dumps({"version": 1, "findings": value}).encode())
