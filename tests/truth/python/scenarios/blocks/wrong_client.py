from acme_chat import ChatClient


def forward(sender: str, receiver: str, text: str) -> None:
    outbox = ChatClient("pk_post")
    inbox = ChatClient("pk_post")
    outbox.connect_user({"id": sender}, outbox.create_token(sender))  # expect: HUP103
    try:
        outbox.channel("messaging", receiver).send_message({"text": text})
    finally:
        inbox.disconnect_user()
