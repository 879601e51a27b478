from getstream import Stream
from streamlit import cache_resource, selectbox, write


@cache_resource
def get_stream():
    return Stream.from_env()


stream = get_stream()
kind = selectbox("Type", ["default", "livestream"])
write(stream.video.query_calls(filter_conditions={"type": kind}).data)
