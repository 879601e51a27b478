import pytest
from acme_chat import ChatClient


@pytest.fixture
def bruno():
    client = ChatClient("pk_test")
    client.connect_user({"id": "bruno"}, client.create_token("bruno"))
    yield client
    client.disconnect_user()


@pytest.mark.parametrize("text", ["hello", "", "hej"])
def test_bruno_may_write(bruno, text):
    bruno.channel("messaging", "cellar").send_message({"text": text})
