import streamlit as st
from stream_chat import StreamChat


@st.cache_resource
def get_chat() -> StreamChat:
    return StreamChat("key", "secret")


st.title("Reported users")
reason = st.selectbox("Reason", ["spam", "abuse"])
found = get_chat().query_message_flags({"user_id": reason})
st.write(len(found["flags"]), "flags")
