from acme_chat import ChatClient


def compare(first: str, second: str, text: str) -> None:
    client = ChatClient("pk_compare")
    try:
        client.connect_user({"id": first}, client.create_token(first))
        client.channel("team", "notes").send_message({"text": text})
        client.disconnect_user()
        client.connect_user({"id": second}, client.create_token(second))
        client.channel("team", "notes").send_message({"text": text})
    finally:
        client.disconnect_user()
