"""A layered dictionary behaves as a plain one, through any sequence of changes and copies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hangup.flow.domain.layers import Layers

KEYS = st.integers(0, 5)
BASES = st.dictionaries(KEYS, st.integers(0, 3))
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("set"), KEYS, st.integers(0, 3)),
        st.tuples(st.just("discard"), KEYS, st.just(0)),
        st.tuples(st.just("delete"), KEYS, st.just(0)),
        st.tuples(st.just("copy"), st.just(0), st.just(0)),
        st.tuples(st.just("lay"), st.just(0), st.just(0)),
    )
)


def _changed(layers: Layers[int, int], plain: dict[int, int], changes: list[tuple[str, int, int]]) -> Layers[int, int]:
    """Make the same changes to both."""
    for change, key, value in changes:
        if change == "set":
            layers[key] = value
            plain[key] = value
        elif change == "discard" or (change == "delete" and key in plain):
            layers.discard(key) if change == "discard" else layers.__delitem__(key)
            plain.pop(key, None)
        elif change == "delete":
            with pytest.raises(KeyError):
                del layers[key]
        elif change == "copy":
            layers = layers.copy()
        else:
            layers = layers.laid()
    return layers


@given(BASES, CHANGES)
def test_same_as_a_dictionary(base: dict[int, int], changes: list[tuple[str, int, int]]) -> None:
    plain = dict(base)
    layers = _changed(Layers(dict(base)), plain, changes)
    assert dict(layers.items()) == plain
    assert set(layers) == set(plain)
    assert sorted(layers.values()) == sorted(plain.values())
    for key in range(6):
        assert (key in layers) == (key in plain)
        assert layers.get(key) == plain.get(key)
        assert layers.get(key, -1) == plain.get(key, -1)
        if key in plain:
            assert layers[key] == plain[key]
        else:
            with pytest.raises(KeyError):
                layers[key]


@given(BASES, CHANGES, CHANGES)
def test_a_copy_goes_its_own_way(
    base: dict[int, int], before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]
) -> None:
    plain = dict(base)
    first = _changed(Layers(dict(base)), plain, before)
    kept = dict(plain)
    _changed(first.copy(), dict(plain), after)
    assert dict(first.items()) == kept


@given(BASES, CHANGES, CHANGES)
def test_what_differs_is_told(
    base: dict[int, int], mine: list[tuple[str, int, int]], theirs: list[tuple[str, int, int]]
) -> None:
    """Every entry of the other one that is not the same here is among those that may differ, and is told as it is."""
    shared = Layers(dict(base))
    first, second = (_changed(shared.copy(), dict(base), changes) for changes in (mine, theirs))
    told = dict(first.differing(second))
    assert told.items() <= dict(second.items()).items()
    assert all(told.get(key) == held for key, held in second.items() if first.get(key) != held)
