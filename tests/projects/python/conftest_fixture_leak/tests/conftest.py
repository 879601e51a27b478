import pytest_asyncio
from getstream.video import rtc


@pytest_asyncio.fixture
async def seat(call):
    seat = await rtc.join(call, "tester")
    await seat.connect()  # missing: HUP101 a fixture that returns it hands it to tests, which may close it
    return seat
