import streamlit as st
from getstream import Stream


@st.cache_resource
def get_client(region) -> Stream:
    return Stream(api_key=st.secrets[f"{region}_key"], api_secret=st.secrets[f"{region}_secret"])


with st.sidebar:
    region = st.selectbox("Region", ["eu", "us"])
    client = get_client(region)  # by region

st.write(client.video.list_call_types().data)
