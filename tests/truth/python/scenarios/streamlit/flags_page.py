import streamlit as st
from stream_chat import StreamChat


def get_chat() -> StreamChat:
    return StreamChat("key", "secret")  # expect: HUP401


st.title("Reported messages")
reason = st.selectbox("Reason", ["spam", "abuse"])
found = get_chat().query_message_flags({"user_id": reason})
st.write(len(found["flags"]), "flags")
