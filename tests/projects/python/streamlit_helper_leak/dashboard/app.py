import streamlit as st

from lib.client import open_client

st.title("Agents")
client = open_client(st.secrets["key"], st.session_state.get("user", "guest"))
st.write(client.query_channels({}))
