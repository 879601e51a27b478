from stream_chat import StreamChat

client = StreamChat(api_key="key", api_secret="secret")


def token_for(username):
    client.upsert_user({"id": username})
    return client.create_token(username)
