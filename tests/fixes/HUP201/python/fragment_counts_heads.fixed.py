import asyncio

import streamlit as st
from getstream import Stream
from getstream.video import rtc


@st.cache_resource
def backend() -> Stream:
    return Stream.from_env()


async def heads(call_id: str) -> int:
    async with await rtc.join(backend().video.call("default", call_id), "probe") as probe:
        return len(probe.participants_state.get_participants())


@st.fragment(run_every=5)
def presence() -> None:
    st.metric("In the room", asyncio.run(heads(st.query_params["call"])))


presence()
