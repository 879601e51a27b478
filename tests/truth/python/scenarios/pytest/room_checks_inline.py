import pytest
from acme_chat import ChatClient


@pytest.mark.parametrize("text", ["hello", "", "hej"])
def test_carla_may_write(text):
    client = ChatClient("pk_test")
    client.connect_user({"id": "carla"}, client.create_token("carla"))  # missing: HUP102 a test that fails ends with its process, which closes it
    client.channel("messaging", "attic").send_message({"text": text})
    client.disconnect_user()
