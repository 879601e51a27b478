from acme_chat import ChatClient


def remind(chat: ChatClient, me: str, token: str, \
           due: list[str]) -> int:
    chat.connect_user({"id": me}, token)

    try:  # may be cut off
        # nothing to say
        if not due: return 0

        first = due[0]
        chat.channel("messaging", first).send_message({"text": \
            "It is time."})
    finally:
        chat.disconnect_user()
    return len(due)
