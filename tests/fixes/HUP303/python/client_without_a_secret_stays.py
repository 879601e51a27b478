from acme_chat import ChatClient


def import_members(client: ChatClient, rows, token_for) -> None:
    for row in rows:
        client.connect_user({"id": row["id"], "name": row["name"]}, token_for(row["id"]))
        client.disconnect_user()
