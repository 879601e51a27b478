import streamlit as st
from getstream import Stream


@st.cache_resource
def get_client(tenant) -> Stream:
    return Stream(
        st.secrets[tenant]["key"],
        st.secrets[tenant]["secret"],  # never shown
    )


def main() -> None:
    tenant = st.text_input("Tenant")
    if tenant:
        client = get_client(tenant)
        st.code(client.create_token(tenant))


main()
