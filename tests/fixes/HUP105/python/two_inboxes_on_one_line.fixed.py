from acme_chat import ChatClient


def compare(key, one, two):
    box = ChatClient(key)
    try:
        box.connect_user({"id": one[0]}, one[1]); a = len(box.query_channels({})); box.disconnect_user(); box = ChatClient(key)
        box.connect_user({"id": two[0]}, two[1]); b = len(box.query_channels({}))
    finally:
        box.disconnect_user()
    return a - b
