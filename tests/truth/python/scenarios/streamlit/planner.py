import streamlit as st
from acme_chat import ChatClient

st.title("Shift planner")
nurse = st.selectbox("Nurse", ["ana", "bert", "cleo"])

chat = ChatClient("pk_ward")
chat.connect_user({"id": nurse}, chat.create_token(nurse))  # expect: HUP201
chat.channel("team", "ward-3").send_message({"text": f"{nurse} looks at the plan"})
st.write("Early, late, night")
