import streamlit as st
from acme_chat import ChatClient

st.title("Beehive log")
if "client" not in st.session_state:
    client = ChatClient("pk_bees")
    client.connect_user({"id": "keeper"}, client.create_token("keeper"))  # expect: HUP201
    st.session_state.chat_client = client

hive = st.selectbox("Hive", ["north", "south"])
st.session_state.chat_client.channel("messaging", hive).send_message({"text": "checked"})
