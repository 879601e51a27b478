import pytest
from acme_chat import ChatClient


@pytest.mark.parametrize("text", ["hello", "", "hej"])
def test_carla_may_write(text):
    client = ChatClient("pk_test")
    client.connect_user({"id": "carla"}, client.create_token("carla"))
    client.channel("messaging", "attic").send_message({"text": text})
    client.disconnect_user()
