import streamlit as st
from acme_chat import ChatClient


def main() -> None:
    st.set_page_config(page_title="Rota")
    cook = st.sidebar.selectbox("Cook", ["ida", "jens"])
    chat = ChatClient("pk_kitchen")
    chat.connect_user({"id": cook}, chat.create_token(cook))  # expect: HUP201
    st.write(f"{cook} cooks on Monday")


if __name__ == "__main__":
    main()
