import streamlit as st
from acme_chat import ChatClient

st.title("Garden diary")
if "chat" not in st.session_state:
    chat = ChatClient("pk_garden")
    chat.connect_user({"id": "gardener"}, chat.create_token("gardener"))  # missing: HUP101 a session that ends tells the script nothing, and its connection stays
    st.session_state["chat"] = chat

entry = st.selectbox("Today", ["weeded", "watered"])
st.session_state["chat"].channel("messaging", "diary").send_message({"text": entry})
