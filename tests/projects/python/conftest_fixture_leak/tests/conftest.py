import pytest_asyncio
from getstream.video import rtc


@pytest_asyncio.fixture
async def seat(call):
    seat = await rtc.join(call, "tester")
    await seat.connect()  # expect: HUP101
    return seat
