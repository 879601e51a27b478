import solara
from chat_vendor import ChatClient

client = ChatClient("key")
user = solara.reactive("mira")


@solara.component
def Page():
    def log_in():
        client.connect_user(
            {"id": user.value},
            client.dev_token(user.value),
        )  # as whoever is chosen

    solara.use_effect(log_in, [user.value])
    solara.InputText("User", value=user)
