import streamlit as st

from chat_setup import client, token_for

pupil = st.query_params.get("pupil", "anonymous")
if "chat_connected" not in st.session_state:
    client.connect_user({"id": pupil}, token_for(pupil))
    st.session_state["chat_ready"] = client
