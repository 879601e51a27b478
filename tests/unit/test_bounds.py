"""The last bounds: work is stopped once it takes more time or memory than it may, and not before."""

from __future__ import annotations

import pytest

from hangup.bounds import GROWN, Bounds, OutOfBounds, resident

OFTEN = 5000


class Machine:
    """A machine whose clock and memory stand where a test puts them."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.held = 0
        self.free = 0
        self.bounds = Bounds(lambda: self.seconds, lambda: self.held, self.give_back)
        self.bounds.seconds, self.bounds.megabytes = 10, 50

    def give_back(self) -> None:
        self.held, self.free = self.held - self.free, 0


@pytest.fixture
def machine() -> Machine:
    return Machine()


def check_often(bounds: Bounds) -> None:
    for _ in range(OFTEN):
        bounds.check()


def test_work_within_the_bounds_goes_on(machine: Machine) -> None:
    with machine.bounds.work():
        machine.seconds += 10
        machine.held = 50 * 1024 * 1024
        check_often(machine.bounds)
        machine.bounds.check_now()
    assert machine.bounds.stops == 0


def test_work_that_takes_longer_is_stopped_and_the_limit_is_named(machine: Machine) -> None:
    with machine.bounds.work():
        machine.seconds += 10.5
        with pytest.raises(OutOfBounds, match=r"longer than the limit of 10 seconds; exclude .* raise --time-limit$"):
            check_often(machine.bounds)
        with pytest.raises(OutOfBounds):
            machine.bounds.check_now()
    assert machine.bounds.stops == 2


def test_work_that_holds_more_is_stopped_and_the_limit_is_named(machine: Machine) -> None:
    with machine.bounds.work():
        machine.held = 50 * 1024 * 1024 + 1
        with pytest.raises(OutOfBounds, match=r"more memory than the limit of 50 MB; exclude .* raise --memory-limit$"):
            check_often(machine.bounds)


def test_memory_that_is_free_is_given_back_before_work_is_stopped(machine: Machine) -> None:
    with machine.bounds.work():
        machine.held, machine.free = 90 * 1024 * 1024, 45 * 1024 * 1024
        machine.bounds.check_now()
        assert machine.free == 0
        machine.held = 90 * 1024 * 1024
        with pytest.raises(OutOfBounds):
            machine.bounds.check_now()


@pytest.mark.parametrize(("grown", "left"), [(GROWN + 1, 0), (GROWN, 1000)])
def test_what_much_work_has_left_free_is_given_back(machine: Machine, grown: int, left: int) -> None:
    with machine.bounds.work():
        machine.held, machine.free = grown, 1000
    assert machine.free == left


def test_each_work_has_the_whole_time(machine: Machine) -> None:
    for _ in range(3):
        with machine.bounds.work():
            machine.seconds += 9
            machine.bounds.check_now()


def test_work_inside_of_other_work_is_a_part_of_it(machine: Machine) -> None:
    with machine.bounds.work():
        for _ in range(2):
            with machine.bounds.work():
                machine.seconds += 6
        with pytest.raises(OutOfBounds):
            machine.bounds.check_now()


def test_nothing_is_stopped_outside_of_work(machine: Machine) -> None:
    with machine.bounds.work():
        machine.bounds.check_now()
    machine.seconds += 1000
    machine.held = 1 << 40
    check_often(machine.bounds)
    machine.bounds.check_now()


def test_zero_is_no_bound(machine: Machine) -> None:
    with machine.bounds.of(0, 0), machine.bounds.work():
        machine.seconds += 1e9
        machine.held = 1 << 50
        machine.bounds.check_now()
    assert (machine.bounds.seconds, machine.bounds.megabytes) == (10, 50)


def test_what_this_process_holds_is_known() -> None:
    before = resident()
    kept = bytearray(b"x") * (64 * 1024 * 1024)
    assert resident() - before > 32 * 1024 * 1024
    assert len(kept)
