from acme_chat import ChatClient
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Posts an announcement as the house."

    def add_arguments(self, parser):
        parser.add_argument("text")

    def handle(self, *args, text, **options):
        chat = ChatClient("pk_house")
        chat.connect_user({"id": "house"}, chat.create_token("house"))  # expect: HUP301
        chat.channel("messaging", "stairs").send_message({"text": text})
        chat.disconnect_user()
        self.stdout.write("posted")
