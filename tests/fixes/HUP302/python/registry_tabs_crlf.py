from stream_chat import StreamChat


class Registry:
	"""Signs members up."""

	def sign_up(self, key, secret, member):
		client = StreamChat(key, secret)
		token = client.create_token(member.id)
		client.connect_user({"id": member.id}, token)
		if client:
			client.disconnect_user()
