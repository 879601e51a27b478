from getstream import Stream

_sync = Stream.from_env()
tokens = _sync.as_async()
calls = _sync.as_async()


async def invite(call_id: str, guest: str) -> str:
    await calls.video.call("default", call_id).update_call_members([{"user_id": guest}])
    return tokens.create_token(guest)
