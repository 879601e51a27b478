from PySide6.QtWidgets import QMainWindow, QPushButton

from till.session import open_session


class Till(QMainWindow):
    def __init__(self):
        super().__init__()
        self.session = None
        button = QPushButton("Open", self)
        button.clicked.connect(self.open)

    def open(self):
        if self.session is None:
            self.session = open_session("cashier")

    def closeEvent(self, event):
        if self.session is not None:
            self.session.disconnect_user()
        event.accept()
