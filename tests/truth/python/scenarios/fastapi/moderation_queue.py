from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from stream_chat import StreamChatAsync


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with StreamChatAsync(api_key="key", api_secret="secret") as chat:
        app.state.chat = chat
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/flags/{user_id}")
async def flags(request: Request, user_id: str) -> dict[str, int]:
    found = await request.app.state.chat.query_message_flags({"user_id": user_id})
    return {"flags": len(found["flags"])}
