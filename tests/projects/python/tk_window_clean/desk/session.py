from acme_chat import ChatClient

client = ChatClient("pk_desk")
signed_in = False


def sign_in():
    global signed_in
    if not signed_in:
        client.connect_user({"id": "clerk"}, client.create_token("clerk"))
        signed_in = True


def sign_out():
    client.disconnect_user()
