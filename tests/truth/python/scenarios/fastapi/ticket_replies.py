from acme_chat import ChatClient
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

router = APIRouter(prefix="/tickets")


class Reply(BaseModel):
    agent: str
    text: str


@router.post("/{ticket}/replies")
def reply(ticket: int, body: Reply) -> dict[str, str]:
    chat = ChatClient("pk_support")
    chat.connect_user({"id": body.agent}, chat.create_token(body.agent))  # expect: HUP301
    try:
        chat.channel("support", f"ticket-{ticket}").send_message({"text": body.text})
    finally:
        chat.disconnect_user()
    return {"agent": body.agent}


app = FastAPI()
app.include_router(router)
