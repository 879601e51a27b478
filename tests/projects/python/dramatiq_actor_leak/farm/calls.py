from getstream import Stream

stream = Stream.from_env()


def call_of(field):
    return stream.video.call("default", field)
