from acme_chat import ChatClient
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Note(BaseModel):
    author: str
    text: str


@app.post("/orders/{order_id}/notes")
def add_note(order_id: int, note: Note) -> dict[str, int]:
    chat = ChatClient("pk_orders")
    chat.connect_user({"id": note.author}, chat.create_token(note.author))  # expect: HUP301
    chat.channel("messaging", f"order-{order_id}").send_message({"text": note.text})
    return {"order": order_id}
