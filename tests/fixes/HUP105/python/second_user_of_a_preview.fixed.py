from acme_chat import ChatClient


def preview(key: str, owner, guest):
    client = ChatClient(key)
    try:
        client.connect_user({"id": owner.id}, owner.token)
        mine = len(client.query_channels({"type": "team"}))

        # and now as the guest
        client.disconnect_user()
        client.connect_user({"id": guest.id},
                            guest.token)
        theirs = len(client.query_channels({"type": "team"}))
    finally:
        client.disconnect_user()
    return mine, theirs
