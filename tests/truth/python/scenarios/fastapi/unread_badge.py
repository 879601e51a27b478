from fastapi import FastAPI
from stream_chat import StreamChatAsync

app = FastAPI()


@app.post("/badge/{user_id}")
async def badge(user_id: str) -> dict[str, int]:
    chat = StreamChatAsync(api_key="key", api_secret="secret")  # expect: HUP402
    found = await chat.query_channels({"members": {"$in": [user_id]}})
    return {"channels": len(found["channels"])}
