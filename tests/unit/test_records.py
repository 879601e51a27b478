"""The dataclasses of hangup behave as those of the standard library do, from the first object on."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property
from typing import Any

import pytest

from hangup import records


@records.dataclass(frozen=True, slots=True, order=True)
class Place:
    line: int
    column: int = 1


@records.dataclass(frozen=True, kw_only=True)
class Named:
    name: str
    tags: tuple[str, ...] = ()
    seen: list[str] = records.field(default_factory=list[str], compare=False)

    @cached_property
    def length(self) -> int:
        return len(self.name)


@records.dataclass(slots=True)
class Counter:
    count: int = 0
    found: list[int] = records.field(default_factory=list[int])
    doubled: int = records.field(init=False, default=0)
    data: bytes = records.field(default=b"", repr=False)

    def __post_init__(self) -> None:
        self.doubled = 2 * self.count


@records.dataclass(frozen=True)
class Base:
    first: int


@records.dataclass(frozen=True)
class Derived(Base):
    second: int = 2


@records.dataclass(frozen=True, eq=False)
class Self:
    name: str


@records.dataclass(frozen=True, slots=True)
class Told:
    name: str

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return "told"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Standard:
    line: int
    column: int = 1


def test_objects_are_made_by_place_by_name_and_by_default() -> None:
    assert Place(3) == Place(line=3, column=1) == Place(3, 1)
    assert Named(name="a") == Named(name="a", tags=(), seen=["not", "compared"])
    assert (Derived(1).first, Derived(1).second) == (1, 2)
    assert Counter(4).doubled == 8


def test_the_first_objects_of_a_class_are_made_like_all_others() -> None:
    """So many are made before ``__init__`` is compiled."""
    places = [Place(3) if number % 2 else Place(column=1, line=3) for number in range(12)]
    assert set(places) == {Place(3, 1)}
    assert [Counter(number).doubled for number in range(12)] == [number * 2 for number in range(12)]


def test_a_default_that_is_made_is_made_for_each_object() -> None:
    one, other = Counter(), Counter()
    one.found.append(1)
    assert other.found == []


@pytest.mark.parametrize(
    ("made", "given", "named"),
    [(Place, (), {}), (Place, (1, 2, 3), {}), (Place, (1,), {"lines": 2}), (Named, ("a",), {})],
)
def test_wrong_arguments_are_refused_by_the_first_object_and_by_later_ones(made: Any, given: Any, named: Any) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match="__init__"):
            made(*given, **named)


def test_a_frozen_object_cannot_be_changed() -> None:
    place: Any = Place(1)
    derived: Any = Derived(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.line = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.line
    with pytest.raises(dataclasses.FrozenInstanceError):
        derived.first = 3
    assert place == Place(1)


def test_what_compares_equal_has_one_hash() -> None:
    assert hash(Place(1, 2)) == hash(Place(1, 2))
    assert len({Place(1, 2), Place(1, 2), Place(2, 1)}) == 2
    assert hash(Told("a")) == 7


def test_what_can_be_changed_has_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Counter())


def test_objects_of_two_classes_are_never_equal() -> None:
    place: object = Place(1)
    assert Base(1) != Derived(1)
    assert place != Standard(1)
    assert Self("a") != Self("a")


def test_order_is_that_of_the_fields() -> None:
    assert sorted([Place(2, 1), Place(1, 9), Place(1, 2)]) == [Place(1, 2), Place(1, 9), Place(2, 1)]
    place: Any = Place(1)
    with pytest.raises(TypeError, match="not supported between"):
        sorted([place, Standard(1)])


def test_an_object_is_written_down_as_by_the_standard_library() -> None:
    assert repr(Place(1)) == repr(Standard(1)).replace("Standard", "Place")
    assert repr(Counter(1, [2], b"x")) == "Counter(count=1, found=[2], doubled=2)"
    assert repr(Told("a")) == "told"


def test_the_tools_of_the_standard_library_know_the_classes() -> None:
    assert [item.name for item in dataclasses.fields(Derived)] == ["first", "second"]
    assert dataclasses.is_dataclass(Place)
    assert dataclasses.replace(Place(1), column=5) == Place(1, 5)
    assert dataclasses.asdict(Place(1)) == {"line": 1, "column": 1}
    match Place(4, 5):
        case Place(line, column):
            assert (line, column) == (4, 5)


def test_slots_leave_no_room_for_other_attributes() -> None:
    assert not hasattr(Place(1), "__dict__")
    counter: Any = Counter()
    with pytest.raises(AttributeError, match="other"):
        counter.other = 1


def test_a_property_is_kept_in_a_frozen_object_without_slots() -> None:
    assert Named(name="abc").length == 3


@pytest.mark.parametrize("record", [Place(1, 2), Named(name="a", tags=("b",)), Counter(2, [1]), Derived(1, 5)])
def test_an_object_survives_copies_and_pickles(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301
    assert copy.copy(record) == record
    assert copy.deepcopy(record) == record
