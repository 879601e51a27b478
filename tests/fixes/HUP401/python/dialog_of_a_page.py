import streamlit as st
from getstream import Stream


@st.dialog("Ban a member")
def ban(member: str) -> None:
    if st.button("Ban"): stream = Stream.from_env(); stream.moderation.ban(member)


for row in st.session_state.get("members", []):
    if st.button(row): ban(row)
