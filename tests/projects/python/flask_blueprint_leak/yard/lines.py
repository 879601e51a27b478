from acme_chat import ChatClient

chat = ChatClient("pk_yard")


def shout(member, text):
    chat.connect_user({"id": member}, chat.create_token(member))  # expect: HUP301
    chat.channel("messaging", "yard").send_message({"text": text})
