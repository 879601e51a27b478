import asyncio

import streamlit as st
from getstream.video import rtc
from video_setup import call_by_id


async def look(name):
    eye = await rtc.join(call_by_id(name), "eye")
    async with eye:
        return len(eye.participants)


st.metric("People", asyncio.run(look(st.text_input("Call"))))
