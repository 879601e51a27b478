import chainlit as cl
from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


@cl.on_chat_resume
async def resume(thread: dict) -> None:
    session = await rtc.join(stream.video.call("default", thread["id"]), "assistant")
    await session.connect()
    cl.user_session.set("session", session)
