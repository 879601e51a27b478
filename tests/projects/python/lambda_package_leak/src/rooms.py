from acme_chat import ChatClient

chat = ChatClient("pk_rooms")


def greet(guest):
    chat.connect_user({"id": guest}, chat.create_token(guest))  # expect: HUP301
    chat.channel("messaging", "lobby").send_message({"text": f"welcome {guest}"})
