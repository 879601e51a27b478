from acme_chat import ChatClient

chat = ChatClient("pk_press")


def echo(author, title):
    chat.connect_user({"id": author}, chat.create_token(author))  # expect: HUP301
    chat.channel("messaging", "news").send_message({"text": title})
