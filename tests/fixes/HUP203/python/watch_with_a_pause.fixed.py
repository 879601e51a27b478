import time

from acme_chat import ChatClient


def watch(key, token, report):
	chat = ChatClient(key)
	while True:
		chat.connect_user({"id": "watcher"}, token)
		try:
			for room in chat.query_channels({}): report(room.id, room.count_unread())
		finally:
			chat.disconnect_user()

		# a minute later
		time.sleep(60)
