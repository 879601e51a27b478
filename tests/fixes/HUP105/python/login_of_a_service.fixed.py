from acme_chat import ChatClient


class Shell:
	def __init__(self, key):
		self.key, self.chat = key, None

	def login(self, user, token):
		"""Sign in, whoever was there."""
		# a new client for each
		if self.chat is not None:
			self.chat.disconnect_user()
		self.chat = ChatClient(self.key)
		self.chat.connect_user({"id": user}, token)

	def switch(self, user, token):
		if self.chat is not None:
			self.chat.channel("team", "log").send_message({"text": user})
			self.login(user, token)

	def logout(self):
		if self.chat is not None:
			self.chat.disconnect_user()
			self.chat = None
