from django.conf import settings
from stream_chat import StreamChat

client = StreamChat(settings.STREAM_KEY, settings.STREAM_SECRET)


def open_ticket(customer, item):
    client.channel("messaging", "support").send_message({"text": item}, customer)
