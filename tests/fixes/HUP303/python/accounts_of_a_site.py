from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from stream_chat import StreamChat

chat = StreamChat("key", "secret")


class Command(BaseCommand):
	def handle(self, *args, **options):
		for user in get_user_model().objects.all():
			user_id = str(user.pk)
			chat.connect_user({"id": user_id, "name": user.get_full_name()}, chat.create_token(user_id))
			chat.disconnect_user()
		self.stdout.write("done")
