from stream_chat import StreamChat

server = StreamChat(api_key="k", api_secret="s")


def welcome(member_id: str) -> None:
    server.connect_user({"id": "greeter"}, server.create_token("greeter"))
    server.channel("messaging", f"welcome-{member_id}").send_message({"text": "Good to see you."}, "greeter")
