from acme_chat import ChatClient


class Presence:
    """Kept by the desktop shell for as long as the program runs."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._client: ChatClient | None = None

    def login(self, user_id: str) -> None:
        self._client = ChatClient(self._key)
        self._client.connect_user({"id": user_id}, self._client.create_token(user_id))  # expect: HUP105

    def logout(self) -> None:
        if self._client is not None:
            self._client.disconnect_user()
            self._client = None
