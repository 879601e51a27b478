"""The harbour master's page: listen to the call of a berth."""

import asyncio

import streamlit as st
from getstream.video import rtc

from video import call_of, loop

st.title("Berths")
berth = st.selectbox("Berth", ["north", "south", "dry dock"])

joining = rtc.join(call_of(berth), "harbour-master")
listener = asyncio.run_coroutine_threadsafe(joining, loop).result()
asyncio.run_coroutine_threadsafe(listener.connect(), loop).result()

st.success(f"Listening to the {berth} berth")
