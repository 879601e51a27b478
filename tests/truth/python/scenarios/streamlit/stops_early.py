import streamlit as st
from acme_chat import ChatClient

member = st.selectbox("Member", ["olga", "nobody"])

chat = ChatClient("pk_library")
chat.connect_user({"id": member}, chat.create_token(member))  # expect: HUP201
if member == "nobody":
    st.warning("Choose a member first")
    st.stop()
chat.channel("team", "loans").send_message({"text": f"loans of {member}"})
chat.disconnect_user()
