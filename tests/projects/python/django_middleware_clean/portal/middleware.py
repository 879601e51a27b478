from portal.presence import server


class Presence:
    def __init__(self, get_response):
        self.get_response = get_response
        self.chat = server()

    def __call__(self, request):
        if request.user.is_authenticated:
            self.chat.update_user_partial({"id": request.user.username, "set": {"seen": True}})
        return self.get_response(request)
