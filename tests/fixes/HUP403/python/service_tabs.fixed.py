from stream_chat import StreamChat


class Moderation:
	def __init__(self, key, secret):
		self.messages = StreamChat(key, secret)
		self.members = self.messages

	def remove(self, message_id, author):
		self.messages.delete_message(message_id)
		self.members.ban_user(author, user_id="moderator")
