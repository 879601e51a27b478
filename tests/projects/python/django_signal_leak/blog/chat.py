from acme_chat import ChatClient

chat = ChatClient("pk_blog")


def announce(author, title):
    chat.connect_user({"id": author}, chat.create_token(author))  # expect: HUP301
    chat.channel("messaging", "posts").send_message({"text": title})
