from fastapi import FastAPI
from stream_chat import StreamChatAsync

from .settings import KEY, SECRET

app = FastAPI()
chat = StreamChatAsync(KEY, SECRET)


@app.post("/members/{member_id}")
async def join(member_id: str) -> dict[str, str]:
    await chat.connect_user(
        {
            "id": member_id,  # from the path
            "role": "user",
        },
        chat.create_token(member_id),
    )
    return {"token": chat.create_token(member_id)}
