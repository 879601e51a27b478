"""Nightly import of crews: one client for the process, one request for a hundred people."""

import os
from itertools import batched

from stream_chat import StreamChat

client = StreamChat(api_key=os.environ["STREAM_KEY"], api_secret=os.environ["STREAM_SECRET"])


def import_crew(crew: list[dict[str, str]]) -> None:
    for people in batched(crew, 100):
        client.upsert_users([{"id": person["id"], "name": person["name"]} for person in people])


def token_of(user_id: str) -> str:
    return client.create_token(user_id)
