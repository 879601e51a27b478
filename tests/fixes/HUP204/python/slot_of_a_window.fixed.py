from chat_vendor import ChatClient
from PySide6.QtWidgets import QPushButton, QWidget


class Login(QWidget):
	def __init__(self) -> None:
		super().__init__()
		self.button = QPushButton("Sign in", self)
		self.button.clicked.connect(self.sign_in)

	def sign_in(self) -> None:
		chat = ChatClient("key")
		chat.connect_user({"id": "mira"}, chat.dev_token("mira"))
		try:
			# the name as the service has it
			self.setWindowTitle(chat.user_id)
		finally:
			chat.disconnect_user()
