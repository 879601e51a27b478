from stream_chat import StreamChatAsync

chat = StreamChatAsync("key", "secret")


async def sync(users):
    await chat.upsert_users(users)
