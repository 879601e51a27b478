import pytest
from getstream.video import rtc


@pytest.fixture(scope="module", name="visitor")
async def make_visitor(lobby):
    session = await rtc.join(lobby, "visitor")
    await session.connect()
    return session


@pytest.fixture
async def guide(lobby):
    session = await rtc.join(lobby, "guide")
    await session.connect()
    return session


@pytest.fixture(scope="session")
async def watcher(lobby):
    session = await rtc.join(lobby, "watcher")
    await session.connect()
    return session
