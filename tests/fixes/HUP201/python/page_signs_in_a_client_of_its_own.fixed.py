import streamlit as st
from acme_chat import ChatClient

from chat_setup import API_KEY, token_for


def inbox(user_id: str):
    chat = ChatClient(API_KEY)
    chat.connect_user({"id": user_id}, token_for(user_id))
    try:
        rooms = chat.query_channels({"type": "messaging"})
        return [{"room": room.id, "unread": room.count_unread()} for room in rooms]
    finally:
        chat.disconnect_user()


name = st.selectbox("Show inbox of", ["mira", "noel"])
st.dataframe(inbox(name))
