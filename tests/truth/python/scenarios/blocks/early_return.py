from acme_chat import ChatClient


def post_score(key: str, referee: str, score: str | None) -> bool:
    chat = ChatClient(key)
    chat.connect_user({"id": referee}, chat.create_token(referee))  # expect: HUP102
    if score is None:
        return False
    try:
        chat.channel("livestream", "match").send_message({"text": score})
    finally:
        chat.disconnect_user()
    return True
