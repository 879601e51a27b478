from acme_chat import ChatClient


def rename(key, user, token, names):
    chat = ChatClient(key)
    chat.connect_user({"id": user}, token)
    try:
        for room, name in names.items(): chat.channel("team", room).update({"name": name})
    except ConnectionError: pass
    finally:
        chat.disconnect_user()
