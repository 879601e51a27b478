import streamlit as st
from stream_chat import StreamChat


@st.cache_resource
def open_client(key):
    return StreamChat(api_key=key, api_secret=st.secrets["secret"])
