from acme_chat import ChatClient


class Desk:
    """One clerk at a desk."""

    def __init__(self, key, clerk, token):
        self.chat = ChatClient(key)
        self.chat.connect_user({"id": clerk}, token)

        try:
            # only open desks
            desk = self.chat.channel("team", "desk")
            if desk.disabled: raise ValueError("closed")
            self.desk = desk
        except BaseException:
            self.chat.disconnect_user()
            raise

    def close(self):
        self.chat.disconnect_user()
