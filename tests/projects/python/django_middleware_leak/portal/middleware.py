from portal.presence import appear


class Presence:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            appear(request.user.username)
        return self.get_response(request)
