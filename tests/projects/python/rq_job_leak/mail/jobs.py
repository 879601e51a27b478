from acme_chat import ChatClient

chat = ChatClient("pk_mail")


def remind(tenant, text):
    chat.connect_user({"id": tenant}, chat.create_token(tenant))  # expect: HUP301
    chat.channel("messaging", tenant).send_message({"text": text})
