from acme_chat import ChatClient

chat = ChatClient("pk_support")


def escalate(customer):
    chat.connect_user({"id": customer}, chat.create_token(customer))  # expect: HUP301
    chat.channel("messaging", "support").send_message({"text": "help"})
