from acme_chat import ChatClient


def send(text):
    client = ChatClient("pk_meter")
    client.connect_user({"id": "meter"}, client.create_token("meter"))
    try:
        client.channel("messaging", "meters").send_message({"text": text})
    finally:
        client.disconnect_user()
