from stream_chat import StreamChat


def support_client(username):
    client = StreamChat(api_key="key", api_secret="secret")  # expect: HUP402
    client.connect_user({"id": username}, client.create_token(username))  # expect: HUP302
    return client
