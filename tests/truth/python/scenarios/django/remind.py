from acme_chat import ChatClient
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Reminds everybody of the bins."

    def add_arguments(self, parser):
        parser.add_argument("text")

    def handle(self, *args, text, **options):
        chat = ChatClient("pk_house")
        chat.connect_user({"id": "janitor"}, chat.create_token("janitor"))  # expect: HUP301
        try:
            chat.channel("messaging", "bins").send_message({"text": text})
        except Exception as error:
            raise CommandError(str(error)) from error
        finally:
            chat.disconnect_user()
