import streamlit as st
from stream_chat import StreamChat


@st.cache_resource
def get_chat() -> StreamChat:
	"""The client of the page."""
	return StreamChat(st.secrets["key"], st.secrets["secret"])


st.table(get_chat().query_message_flags({})["flags"])
