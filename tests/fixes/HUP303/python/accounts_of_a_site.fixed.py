from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from stream_chat import StreamChat

chat = StreamChat("key", "secret")


class Command(BaseCommand):
	def handle(self, *args, **options):
		chat.upsert_users([{"id": str(user.pk), "name": user.get_full_name()} for user in get_user_model().objects.all()])
		self.stdout.write("done")
