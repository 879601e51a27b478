from acme_chat import ChatClient


def preview(owner: str, guest: str, text: str) -> None:
    client = ChatClient("pk_preview")
    try:
        client.connect_user({"id": owner}, client.create_token(owner))
        client.channel("team", "draft").send_message({"text": text})
        client.connect_user({"id": guest}, client.create_token(guest))  # expect: HUP105
        client.channel("team", "draft").send_message({"text": text})
    finally:
        client.disconnect_user()
