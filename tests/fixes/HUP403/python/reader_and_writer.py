from getstream import Stream

from .settings import STREAM_KEY, STREAM_SECRET

reader = Stream(api_key=STREAM_KEY, api_secret=STREAM_SECRET)
writer: Stream = Stream(api_key=STREAM_KEY, api_secret=STREAM_SECRET)  # writes titles


def rename_call(call_id: str, title: str) -> str:
    before = reader.video.call("default", call_id).get().data.call.custom.get("title", "")
    writer.video.call("default", call_id).update(custom={"title": title})
    return before
