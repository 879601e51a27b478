import logging

from stream_chat import StreamChat


def deliver(letters):
    sent = 0
    post = StreamChat(api_key="post", api_secret="office")  # the same each time
    for letter in letters:
        try:
            post.upsert_user({"id": letter["to"]})
        except ValueError: logging.warning("no such street")
        else:
            sent += 1
    return sent
