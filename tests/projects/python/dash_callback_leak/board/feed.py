from acme_chat import ChatClient

chat = ChatClient("pk_board")


def listen(room):
    chat.connect_user({"id": "board"}, chat.create_token("board"))  # expect: HUP204
    return len(chat.query_channels({"id": room}))
