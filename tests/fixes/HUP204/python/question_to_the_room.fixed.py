import gradio as gr
from getstream import Stream
from getstream.video import rtc

stream = Stream.from_env()


async def answer(message, history):
    async with await rtc.join(stream.video.call("default", "chat"), "gradio") as guest:
        if not message: return ""
        return await guest.ask(message)


gr.ChatInterface(answer).launch()
