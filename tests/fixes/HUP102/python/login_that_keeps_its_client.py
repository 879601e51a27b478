from acme_chat import ChatClient


class Desk:
    def __init__(self, key):
        self.key = key
        self.chat = None

    def login(self, user, token):
        self.logout()
        chat = ChatClient(self.key)
        chat.connect_user({"id": user}, token)
        try:
            self.rooms = chat.query_channels({"members": [user]})
        except ConnectionError:
            chat.disconnect_user()
            raise
        self.chat = chat

    def logout(self):
        if self.chat is not None:
            self.chat.disconnect_user()
            self.chat = None
