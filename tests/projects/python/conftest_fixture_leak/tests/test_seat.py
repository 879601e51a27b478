import pytest

from .helpers import second_seat


@pytest.mark.asyncio
async def test_both_are_seated(seat, call):
    other = await second_seat(call)
    assert seat.user_id != other.user_id
