import chainlit as cl

from kitchen import call_kitchen


@cl.on_chat_start
async def start():
    cl.user_session.set("kitchen", await call_kitchen(cl.user_session.get("id")))


@cl.on_message
async def answer(message: cl.Message):
    await cl.user_session.get("kitchen").say(message.content)
