from stream_chat import StreamChat


def build(key, secret): return Desk(key, secret)


class Desk:
    """Talks to people."""

    def __init__(self, key, secret):
        self.chat = StreamChat(key, secret); self.bans = self.chat

    @property
    def name(self): return "desk"

    def ban(self, who):
        self.chat.delete_user(who)
        self.bans.ban_user(who)
