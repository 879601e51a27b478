from getstream import Stream
from streamlit import selectbox, write

stream = Stream.from_env()
kind = selectbox("Type", ["default", "livestream"])
write(stream.video.query_calls(filter_conditions={"type": kind}).data)
