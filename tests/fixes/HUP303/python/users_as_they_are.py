from stream_chat import StreamChatAsync

chat = StreamChatAsync("key", "secret")


async def sync(users):
    for user in users:
        await chat.connect_user(user, chat.create_token(user["id"]))
        await chat.disconnect_user()
