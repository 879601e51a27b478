import asyncio

import streamlit as st
from video_setup import background_loop, call_by_id
from getstream.video import rtc

call_id = st.text_input("Call")
if call_id:
	joining = rtc.join(call_by_id(call_id), "observer")
	observer = asyncio.run_coroutine_threadsafe(joining, background_loop).result()
	asyncio.run_coroutine_threadsafe(observer.connect(), background_loop).result()
	try:
		# people, not devices
		st.metric("People", len(observer.participants))
		st.markdown("""
* one
* two
""")
	finally:
		asyncio.run_coroutine_threadsafe(observer.leave(), background_loop).result()
