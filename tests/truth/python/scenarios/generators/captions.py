from acme_chat import ChatClient


def captions(user_id: str, lines: list[str]):
    chat = ChatClient("pk_cinema")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))  # expect: HUP102
    for line in lines:
        chat.channel("livestream", "captions").send_message({"text": line})
        yield line
    chat.disconnect_user()


def first_caption(user_id: str, lines: list[str]) -> str | None:
    for line in captions(user_id, lines):
        return line
    return None


def all_captions(user_id: str, lines: list[str]) -> list[str]:
    return list(captions(user_id, lines))
