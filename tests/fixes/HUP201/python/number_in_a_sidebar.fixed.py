import asyncio

import streamlit as st
from getstream.video import rtc
from video_setup import call_by_id


async def people(name: str) -> list[str]:
    """Names, in order."""
    eye = await rtc.join(call_by_id(name), "eye")
    async with eye:
        if not (found := eye.participants):
            return []
        return sorted(person.name for person in found)


with st.sidebar:
    st.write(asyncio.run(people(st.text_input("Call"))))
