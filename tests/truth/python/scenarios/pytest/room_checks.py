import pytest
from acme_chat import ChatClient


@pytest.fixture
def alice():
    client = ChatClient("pk_test")
    client.connect_user({"id": "alice"}, client.create_token("alice"))  # expect: HUP101
    return client


@pytest.mark.parametrize("text", ["hello", "hallo", "hej"])
def test_alice_may_write(alice, text):
    alice.channel("messaging", "kitchen").send_message({"text": text})
