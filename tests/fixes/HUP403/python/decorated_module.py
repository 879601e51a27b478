from functools import lru_cache

from getstream import AsyncStream

KEY, SECRET = "b7", "s3cret"
feeds = AsyncStream(api_key=KEY, api_secret=SECRET)
video = AsyncStream(
    api_key=KEY, api_secret=SECRET
)  # for the calls


@lru_cache
def call_of(room: str): return video.video.call("default", room)


async def follow(user: str):
    return await feeds.follow(source=f"timeline:{user}", target="user:desk")
