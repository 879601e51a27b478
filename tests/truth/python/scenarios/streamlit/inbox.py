import streamlit as st
from acme_chat import ChatClient


@st.cache_resource(on_release=lambda chat: chat.disconnect_user())
def chat_for(user_id: str) -> ChatClient:
    chat = ChatClient("pk_inbox")
    chat.connect_user({"id": user_id}, chat.create_token(user_id))
    return chat


st.title("Inbox")
name = st.selectbox("Inbox of", ["mira", "noel"])
chat_for(name).channel("messaging", "inbox").send_message({"text": "seen"})
st.write(f"Nothing new for {name}")
