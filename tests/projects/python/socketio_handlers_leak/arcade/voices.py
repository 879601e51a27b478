from acme_chat import ChatClient

players = {}


def enter(sid, player):
    client = ChatClient("pk_arcade")
    client.connect_user({"id": player}, client.create_token(player))  # expect: HUP301
    players[sid] = client
