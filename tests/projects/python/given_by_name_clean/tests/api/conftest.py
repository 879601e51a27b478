import pytest


@pytest.fixture
async def parting(visitor):
    yield visitor
    await visitor.leave()
