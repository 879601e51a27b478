import streamlit as st
from getstream import Stream


def main() -> None:
    tenant = st.text_input("Tenant")
    if tenant:
        client = Stream(
            st.secrets[tenant]["key"],
            st.secrets[tenant]["secret"],  # never shown
        )
        st.code(client.create_token(tenant))


main()
