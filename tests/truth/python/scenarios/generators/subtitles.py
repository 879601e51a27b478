from acme_chat import ChatClient


def subtitles(user_id: str, lines: list[str]):
    chat = ChatClient("pk_opera")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))
    try:
        for line in lines:
            chat.channel("livestream", "subtitles").send_message({"text": line})
            yield line
    finally:
        chat.disconnect_user()


def first_caption(user_id: str, lines: list[str]) -> str | None:
    for line in subtitles(user_id, lines):
        return line
    return None


def all_captions(user_id: str, lines: list[str]) -> list[str]:
    return list(subtitles(user_id, lines))
