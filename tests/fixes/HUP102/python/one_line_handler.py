from acme_chat import ChatClient


def rename(key, user, token, names):
    chat = ChatClient(key)
    chat.connect_user({"id": user}, token)
    try:
        for room, name in names.items(): chat.channel("team", room).update({"name": name})
    except ConnectionError: chat.disconnect_user()
    else:
        chat.disconnect_user()
