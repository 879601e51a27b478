import pytest
from acme_chat import ChatClient


@pytest.fixture
def alice():
    client = ChatClient("pk_test")
    client.connect_user({"id": "alice"}, client.create_token("alice"))  # missing: HUP101 what a fixture returns may be closed by a finalizer, or by the test that takes it
    return client


@pytest.mark.parametrize("text", ["hello", "hallo", "hej"])
def test_alice_may_write(alice, text):
    alice.channel("messaging", "kitchen").send_message({"text": text})
