"""Where descriptions come from: what a configuration adds, replaces and extends, and what is on only when asked for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from hangup.catalogue.loader import Catalogue, CatalogueError, load_builtin
from hangup.catalogue.sources import Folder, Sources, Tables, builtin_folder
from hangup.catalogue.words import CatalogueMissing

BUILTIN = """
[[sdk]]
id = "radio"
packages = ["npm:radio"]
docs = ["https://example.com/radio"]
limits = { dev = 3, prod = 50 }
[[sdk.resource]]
name = "receiver"
types = ["RadioSet"]
create = [{ call = "new RadioSet" }]
acquire = [{ call = "$r.tuneIn", mode = "promise" }]
release = [{ call = "$r.switchOff", mode = "promise" }]
aliases = { listenIn = "tuneIn" }
race = "await-acquire"

[[sdk]]
id = "telegraph"
packages = ["npm:telegraph"]
preview = true
[[sdk.resource]]
name = "wire"
create = [{ call = "new MorseWire" }]
acquire = [{ call = "$r.openWire" }]
release = [{ call = "$r.cutWire" }]
"""
FRAMEWORK = """
[[framework]]
id = "stage"
language = "ecmascript"
packages = ["npm:stage"]
[[framework.call]]
names = ["onEnter"]
role = "mount"
callback = 0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    for kind, text in (("sdks", BUILTIN), ("frameworks", FRAMEWORK)):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "all.toml").write_text(text, encoding="utf-8")
    return Folder(str(tmp_path))


def own(text: str) -> tuple[Tables, ...]:
    content = tomllib.loads(text)
    return (Tables("pyproject.toml", "tool.hangup", content.get("sdk", ()), content.get("framework", ())),)


def catalogue(folder: Folder, text: str = "") -> Catalogue:
    return Sources((folder,), own(text)).catalogue()


def error(folder: Folder, text: str) -> str:
    sources = Sources((folder,), own(text))
    with pytest.raises(CatalogueError) as caught:
        sources.catalogue()
    with pytest.raises(CatalogueError) as early:
        sources.words()
    assert str(early.value) == str(caught.value), "a wrong table is refused before any file is read"
    return str(caught.value)


# ---------------------------------------------------------------- adding


PAGER = """
[[sdk]]
id = "pager"
packages = ["npm:pager"]
[[sdk.resource]]
name = "line"
create = [{ call = "new PagerLine" }]
acquire = [{ call = "$r.pageIn" }]
release = [{ call = "$r.pageOut" }]
"""


def test_what_a_configuration_adds_is_asked_first(folder: Folder) -> None:
    assert [sdk.id for sdk in catalogue(folder, PAGER).sdks] == ["pager", "radio"]


def test_words_of_the_configuration_make_files_candidates(folder: Folder) -> None:
    assert Sources((folder,)).words() == {b"RadioSet", b"tuneIn", b"listenIn"}
    assert Sources((folder,), own(PAGER)).words() == {b"RadioSet", b"tuneIn", b"listenIn", b"PagerLine", b"pageIn"}


def test_an_addition_does_not_change_what_others_see(folder: Folder) -> None:
    before = catalogue(folder)
    catalogue(folder, PAGER)
    assert catalogue(folder) == before


# ---------------------------------------------------------------- replacing and extending


def test_a_description_with_a_known_id_replaces_the_known_one(folder: Folder) -> None:
    replaced = catalogue(folder, PAGER.replace('"pager"', '"radio"'))
    (sdk,) = replaced.sdks
    assert (sdk.packages, [resource.name for resource in sdk.resource]) == (["npm:pager"], ["line"])
    assert sdk.docs == []


def test_an_extension_adds_to_lists_and_tables_and_changes_only_what_it_says(folder: Folder) -> None:
    text = """
    [[sdk]]
    id = "radio"
    extend = true
    packages = ["npm:@house/radio"]
    limits = { prod = 10 }
    [[sdk.resource]]
    name = "receiver"
    helpers = [{ call = "useReceiver", kind = "hook" }]
    aliases = { hear = "tuneIn" }
    again = "throw"
    [[sdk.resource]]
    name = "antenna"
    create = [{ call = "new Antenna", connects = "always" }]
    release = [{ call = "$r.fold" }]
    """
    (sdk,) = catalogue(folder, text).sdks
    assert sdk.packages == ["npm:radio", "npm:@house/radio"]
    assert sdk.docs == ["https://example.com/radio"]
    assert (sdk.limits.dev, sdk.limits.prod) == (3, 10)
    receiver, antenna = sdk.resource
    assert receiver.aliases == {"listenIn": "tuneIn", "hear": "tuneIn"}
    assert [helper.call for helper in receiver.helpers] == ["useReceiver"]
    assert [acquire.call for acquire in receiver.acquire] == ["$r.tuneIn"]
    assert (receiver.again, receiver.race) == ("throw", "await-acquire")
    assert antenna.name == "antenna"
    assert not sdk.extend


def test_what_an_extension_repeats_is_there_once(folder: Folder) -> None:
    (sdk,) = catalogue(folder, '[[sdk]]\nid = "radio"\nextend = true\npackages = ["npm:radio"]').sdks
    assert sdk.packages == ["npm:radio"]


def test_a_framework_is_extended_as_well(folder: Folder) -> None:
    text = """
    [[framework]]
    id = "stage"
    language = "ecmascript"
    extend = true
    [[framework.call]]
    names = ["onLeave"]
    role = "unmount"
    callback = 0
    """
    (framework,) = catalogue(folder, text).frameworks
    assert [model.names for model in framework.call] == [["onEnter"], ["onLeave"]]
    assert framework.packages == ["npm:stage"]


def test_an_everyday_word_in_an_extension_counts_beside_the_package_it_extends(folder: Folder) -> None:
    text = '[[sdk]]\nid = "radio"\nextend = true\nresource = [{ name = "receiver", acquire = [{ call = "$r.join" }] }]'
    assert Sources((folder,), own(text)).words() == {b"RadioSet", b"tuneIn", b"listenIn", b"radio"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[sdk]]\nid = "radoi"\nextend = true',
            "pyproject.toml: tool.hangup.sdk[0].id: there is no \"radoi\" to extend; did you mean 'radio'?",
        ),
        (
            '[[framework]]\nid = "stage"\nlanguage = "python"\nextend = true',
            'pyproject.toml: tool.hangup.framework[0].language: "stage" is of the language ecmascript',
        ),
        (
            '[[sdk]]\nid = "radio"\nextend = true\nresource = [{ name = "receiver", aliases = { hear = "tuneInn" } }]',
            (
                'pyproject.toml: tool.hangup.sdk[0].resource[0].aliases.hear: "tuneInn" is not an acquire or release '
                "of this resource: switchOff, tuneIn; did you mean 'tuneIn'?"
            ),
        ),
        (
            PAGER + PAGER,
            'pyproject.toml: tool.hangup.sdk[1].id: "pager" is taken by pyproject.toml: tool.hangup.sdk[0]',
        ),
        (PAGER + "colour = 1", "pyproject.toml: tool.hangup.sdk[0].resource[0].colour: unknown key"),
        ('sdk = "pager"', "pyproject.toml: tool.hangup.sdk: must be a list, not a text"),
        ("sdk = [7]", "pyproject.toml: tool.hangup.sdk[0]: must be a table, not a whole number"),
    ],
)
def test_what_is_wrong_is_said_with_file_table_and_key(folder: Folder, text: str, message: str) -> None:
    assert error(folder, text) == message


def test_later_tables_build_on_earlier_ones(folder: Folder) -> None:
    more = '[[sdk]]\nid = "pager"\nextend = true\npackages = ["npm:beeper"]\n'
    more += 'resource = [{ name = "line", acquire = [{ call = "$r.beep" }] }]'
    sources = Sources((folder,), (*own(PAGER), *own(more)))
    assert sources.catalogue().sdks[0].packages == ["npm:pager", "npm:beeper"]
    assert {b"PagerLine", b"pager", b"beeper"} <= sources.words()


# ---------------------------------------------------------------- on when asked for


def test_previews_are_off(folder: Folder) -> None:
    assert [sdk.id for sdk in catalogue(folder).sdks] == ["radio"]
    assert b"openWire" not in Sources((folder,)).words()


@pytest.mark.parametrize("asked", [{"preview": True}, {"names": ("telegraph",)}])
def test_previews_can_be_switched_on(folder: Folder, asked: dict[str, object]) -> None:
    sources = Sources((folder,), **asked)  # type: ignore[arg-type]
    assert [sdk.id for sdk in sources.catalogue().sdks] == ["radio", "telegraph"]
    assert {b"openWire", b"MorseWire"} <= sources.words()


def test_a_name_nobody_knows_is_refused_with_the_nearest(folder: Folder) -> None:
    sources = Sources((folder,), (Tables("hangup.toml"),), names=("radio", "telegraf"))
    with pytest.raises(CatalogueError) as caught:
        sources.words()
    assert str(caught.value) == "hangup.toml: sdks: no SDK is called \"telegraf\"; did you mean 'telegraph'?"


# ---------------------------------------------------------------- folders


def test_a_later_folder_may_extend_an_earlier_one(folder: Folder, tmp_path_factory: pytest.TempPathFactory) -> None:
    later = Folder(str(tmp_path_factory.mktemp("later")), "acme")
    (later.path / "sdks").mkdir()
    (later.path / "sdks" / "more.toml").write_text(PAGER, encoding="utf-8")
    sources = Sources((folder, later))
    assert [sdk.id for sdk in sources.catalogue().sdks] == ["pager", "radio"]
    assert b"pageIn" in sources.words()


def test_what_is_wrong_in_a_folder_is_said_with_its_owner(
    folder: Folder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    later = Folder(str(tmp_path_factory.mktemp("later")), "acme")
    (later.path / "sdks").mkdir()
    (later.path / "sdks" / "more.toml").write_text('[[sdk]]\nid = "x"\nresource = ["line"]', encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        Sources((folder, later)).words()
    assert str(caught.value) == "acme: sdks/more.toml: sdk[0].resource[0]: must be a table, not a text"


def test_an_empty_folder_is_no_clean_run(tmp_path: Path) -> None:
    with pytest.raises(CatalogueMissing, match="the catalogue of SDKs is empty"):
        Sources((Folder(str(tmp_path)),)).words()
    with pytest.raises(CatalogueError, match="the catalogue is empty"):
        Sources((Folder(str(tmp_path)),)).catalogue()


def test_the_built_in_folder_is_the_one_of_the_rules() -> None:
    assert Sources((builtin_folder(),), preview=True).catalogue() == load_builtin()
