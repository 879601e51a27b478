from PySide6.QtWidgets import QMainWindow, QPushButton

from till.session import open_session


class Till(QMainWindow):
    def __init__(self):
        super().__init__()
        button = QPushButton("Open", self)
        button.clicked.connect(self.open)

    def open(self):
        self.session = open_session("cashier")
