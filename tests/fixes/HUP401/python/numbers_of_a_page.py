"""Statistics."""

import streamlit as st
from getstream import Stream

st.title("Calls")
client = Stream(
    api_key=st.secrets["KEY"],
    api_secret=st.secrets["SECRET"],
)

kind = st.selectbox("Type", ["default", "livestream"])
st.metric("Calls", len(client.video.query_calls(filter_conditions={"type": kind}).data.calls))
