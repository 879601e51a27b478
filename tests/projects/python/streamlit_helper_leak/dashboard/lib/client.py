from stream_chat import StreamChat


def open_client(key, user):
    client = StreamChat(api_key=key, api_secret="")  # expect: HUP401
    client.connect_user({"id": user}, "token")  # expect: HUP302
    return client
