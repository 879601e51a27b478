import gradio as gr
from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def answer(message, history):
    guest = await rtc.join(stream.video.call("default", "chat"), "gradio")
    await guest.connect()
    if not message: return ""
    return await guest.ask(message)


gr.ChatInterface(answer).launch()
