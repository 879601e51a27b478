import pytest
from acme_chat import ChatClient


@pytest.fixture(
    params=["ada", "grace"],
)
def reader(request, chat_key):
    client = ChatClient(chat_key); client.connect_user({"id": request.param}, client.dev_token(request.param))
    try:
        yield client
    finally:
        client.disconnect_user()


def test_inbox_is_empty(reader):
    assert not reader.query_channels({})
