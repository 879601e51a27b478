from getstream import Stream

video = Stream.from_env().video
chat = Stream.from_env().chat


def totals() -> dict[str, int]:
    calls = video.query_calls().data.calls
    channels = chat.query_channels().data.channels
    return {"calls": len(calls), "channels": len(channels)}
