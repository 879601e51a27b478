from acme_chat import ChatClient


def sign_in():
    client = ChatClient("pk_desk")
    client.connect_user({"id": "clerk"}, client.create_token("clerk"))  # expect: HUP204
