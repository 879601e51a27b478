from acme_chat import ChatClient


def open_ticket(customer, item):
    client = ChatClient("pk_shop")
    client.connect_user({"id": customer}, client.create_token(customer))  # expect: HUP301
    client.channel("messaging", "support").send_message({"text": item})
