import streamlit as st
from getstream import Stream


@st.cache_resource
def get_stream():
    return Stream.from_env()


@st.dialog("Ban a member")
def ban(member: str) -> None:
    if st.button("Ban"): stream = get_stream(); stream.moderation.ban(member)


for row in st.session_state.get("members", []):
    if st.button(row): ban(row)
