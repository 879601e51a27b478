import streamlit as st

from lib.client import open_client

st.title("Agents")
client = open_client(st.secrets["key"])
st.write(client.query_channels({}))
