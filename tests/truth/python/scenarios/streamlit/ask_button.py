import streamlit as st
from acme_chat import ChatClient


def ask() -> None:
    chat = ChatClient("pk_help")
    chat.connect_user({"id": "visitor"}, chat.create_token("visitor"))  # expect: HUP204
    chat.channel("support", "desk").send_message({"text": "somebody at the desk?"})
    st.session_state.asked = st.session_state.get("asked", 0) + 1


st.button("Ask", on_click=ask)
st.write("asked", st.session_state.get("asked", 0))
