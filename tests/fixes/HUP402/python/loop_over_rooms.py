from stream_chat import StreamChat

KEY, SECRET = "key", "secret"


def purge(rooms):
    purged = 0
    # all of them
    for room in rooms:
        client = StreamChat(
            KEY,
            SECRET,
        )
        client.channel("messaging", room).delete(); purged += 1
    return purged
