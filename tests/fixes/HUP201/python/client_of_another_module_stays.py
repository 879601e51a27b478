import streamlit as st

from chat_setup import client, token_for

agent = st.text_input("Agent", value="robin")
client.connect_user({"id": agent, "name": agent.title()}, token_for(agent))

for channel in client.query_channels({"members": {"$in": [agent]}}):
    st.write(channel.id, channel.count_unread())
