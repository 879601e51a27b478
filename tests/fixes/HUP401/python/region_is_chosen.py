import streamlit as st
from getstream import Stream

with st.sidebar:
    region = st.selectbox("Region", ["eu", "us"])
    client = Stream(api_key=st.secrets[f"{region}_key"], api_secret=st.secrets[f"{region}_secret"])  # by region

st.write(client.video.list_call_types().data)
