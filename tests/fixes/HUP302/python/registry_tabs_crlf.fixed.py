from stream_chat import StreamChat


class Registry:
	"""Signs members up."""

	def sign_up(self, key, secret, member):
		client = StreamChat(key, secret)
		client.upsert_users([{"id": member.id}])
