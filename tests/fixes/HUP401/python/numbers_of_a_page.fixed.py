"""Statistics."""

import streamlit as st
from getstream import Stream

st.title("Calls")


@st.cache_resource
def get_client() -> Stream:
    return Stream(
        api_key=st.secrets["KEY"],
        api_secret=st.secrets["SECRET"],
    )


client = get_client()

kind = st.selectbox("Type", ["default", "livestream"])
st.metric("Calls", len(client.video.query_calls(filter_conditions={"type": kind}).data.calls))
