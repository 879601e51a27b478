from acme_chat import ChatClient
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def greet(user_id: str) -> None:
    chat = ChatClient("pk_live")
    chat.connect_user({"id": "greeter"}, chat.create_token("greeter"))  # expect: HUP301
    chat.channel("messaging", f"welcome-{user_id}").send_message({"text": f"Hello {user_id}"})


@app.post("/users/{user_id}")
async def sign_up(user_id: str, later: BackgroundTasks) -> dict[str, str]:
    later.add_task(greet, user_id)
    return {"id": user_id}
