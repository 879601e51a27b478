"""Every fixture says what is to be found in it, and that is what is found; its program is well-formed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from hangup.assembly import toolbox
from hangup.catalogue.loader import load_builtin
from hangup.catalogue.packages import NAMING
from hangup.config import Settings
from hangup.engine import check_source
from hangup.frontends import is_supported, lower
from hangup.ir.verify import verify
from hangup.model import SourceFile, open_source
from hangup.testing import check_file, read_markers, share

ROOT = Path(__file__).parent / "fixtures"
LANGUAGES = ("python", "ecmascript")
FAMILIES = ("1", "2", "3", "4", "5")
AT_LEAST = 12
"""Marked leaks, and clean files, in each family and language."""
PREVIEW = "preview"
"""The folder of SDKs that are off by default: by language, ``leak`` and ``clean``."""
KNOWN_FAULTS = 0.05
"""The share of markers that may say ``missing`` or ``spurious``."""
SECONDS = 30
SETTINGS = Settings(preview=True)
"""With the SDKs that are off by default, which have fixtures too."""
NO_CODE = {".json", ".toml", ".md"}
"""Files that make a fixture a project."""

FILES = sorted(path for path in ROOT.rglob("*") if path.is_file())
SOURCES = [path for path in FILES if is_supported(path.name)]


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _language(path: Path) -> Path:
    """The folder that stands for the language: a fixture is seen under its path from there."""
    return next(parent for parent in path.parents if parent.name in LANGUAGES)


def _source(path: Path) -> SourceFile:
    return open_source(path.relative_to(_language(path)).as_posix(), path.read_bytes())


@pytest.fixture
def time_limit() -> Iterator[None]:
    """A test that hangs is interrupted, and so named, where the platform can."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"not done after {SECONDS} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("time_limit")
@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_findings_are_the_marked_ones(path: Path) -> None:
    problems = check_file(path, _language(path), toolbox(SETTINGS), SETTINGS)
    assert not problems, "\n".join([_id(path), *problems])


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_program_is_well_formed(path: Path) -> None:
    source = _source(path)
    assert verify(lower(source), len(source.data)) == []


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_markers_fit_their_folder(path: Path) -> None:
    parts = path.relative_to(ROOT).parts
    folder = parts[2] if parts[0] == PREVIEW else parts[0]
    markers, problems = read_markers(_source(path))
    assert problems == []
    leaks = {code for marker in markers if marker.kind != "spurious" for code in marker.codes}
    if folder == "clean":
        assert not leaks, "a clean file marks a leak"
    elif folder == "leak":
        assert leaks, "a leak marks none"
    else:
        assert folder in leaks, f"a file of {folder} marks none"


def test_marked_codes_exist() -> None:
    marked = {code for path in SOURCES for marker in read_markers(_source(path))[0] for code in marker.codes}
    assert marked <= set(toolbox(SETTINGS).registry.codes)


def test_no_fixture_is_left_out() -> None:
    left_out = [_id(path) for path in FILES if path not in SOURCES and path.suffix not in NO_CODE]
    assert left_out == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_there_are_enough_fixtures(family: str, language: str) -> None:
    codes = [folder for folder in ROOT.glob(f"HUP{family}*") if (folder / language).is_dir()]
    if not codes:
        assert (family, language) == ("5", "python"), "only the session family may be without fixtures in a language"
        return
    leaks = [
        code
        for path in SOURCES
        if any(path.is_relative_to(folder / language) for folder in codes)
        for marker in read_markers(_source(path))[0]
        for code in marker.codes
        if marker.kind in ("expect", "missing") and code.startswith(f"HUP{family}")
    ]
    clean = [path for path in SOURCES if path.is_relative_to(ROOT / "clean" / language / f"{family}xx")]
    assert len(leaks) >= AT_LEAST
    assert len(clean) >= AT_LEAST


@pytest.mark.parametrize("language", [folder.name for folder in sorted((ROOT / PREVIEW).glob("*"))])
def test_each_sdk_that_is_off_by_default_has_a_leak_and_a_clean_twin(language: str) -> None:
    found: set[str] = set()
    for path in SOURCES:
        if path.is_relative_to(ROOT / PREVIEW / language / "leak"):
            report = check_source(_source(path), toolbox(SETTINGS), SETTINGS)
            found |= {diagnostic.resource for diagnostic in report.diagnostics}
    clean = [path.read_text("utf-8") for path in SOURCES if path.is_relative_to(ROOT / PREVIEW / language / "clean")]
    registry = NAMING[language].registry
    for sdk in load_builtin().sdks:
        packages = [package.removeprefix(registry) for package in sdk.packages if package.startswith(registry)]
        if sdk.preview and packages:
            assert sdk.id in found, f"{sdk.id} has no leak in {PREVIEW}/{language}/leak"
            assert any(package in text for package in packages for text in clean), f"{sdk.id} has no clean file"


def test_few_faults_are_known() -> None:
    markers = [marker for path in SOURCES for marker in read_markers(_source(path))[0]]
    assert markers
    assert share(markers, "missing", "spurious") < KNOWN_FAULTS
