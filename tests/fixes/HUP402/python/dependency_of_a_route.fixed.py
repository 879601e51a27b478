from __future__ import annotations

from functools import cache

from fastapi import Depends, FastAPI
from getstream import Stream

app = FastAPI()


@cache
def get_stream() -> Stream:
    """One for the process."""
    return Stream.from_env()


@app.get("/token/{user_id}")
def token(user_id: str, stream: Stream = Depends(get_stream)) -> dict[str, str]:
    return {"token": stream.create_token(user_id)}
