from contextlib import ExitStack

from acme_chat import ChatClient


def report(key, user, token, lines):
	with ExitStack() as stack:
		chat = ChatClient(key)
		chat.connect_user({"id": user}, token)  # signs in
		stack.callback(chat.disconnect_user)

		# all lines
		for line in lines: chat.channel("team", "reports").send_message({"text": line})

		# at the end
