from acme_chat import ChatClient


class Shell:
    chat: ChatClient | None = None

    def login(self, user, token):
        if self.chat is not None:
            self.chat.disconnect_user()
        self.chat = ChatClient("key")
        self.chat.connect_user({"id": user}, token)

    def relogin(self, user, token):
        if self.chat is not None:
            self.chat.channel("team", "log").send_message({"text": user})
            self.login(user, token)

    def logout(self):
        if self.chat is not None:
            self.chat.disconnect_user()
            self.chat = None
