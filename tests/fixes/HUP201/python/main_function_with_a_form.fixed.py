import streamlit as st
from acme_chat import ChatClient


def main():
    with st.form("login"):
        who = st.text_input("Who")
        sent = st.form_submit_button("Go")
    if sent:
        chat = ChatClient(st.secrets["key"])
        chat.connect_user({"id": who}, st.secrets[who])
        try:
            match chat.query_channels({}):
                case []:
                    st.write("nothing new")
                case [first, *_]:
                    st.write(first.id)
        finally:
            chat.disconnect_user()


if __name__ == "__main__":
    main()
