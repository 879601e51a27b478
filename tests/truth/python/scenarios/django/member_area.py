from acme_chat import ChatClient
from django.http import HttpResponse
from django.urls import path


class ChatMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.chat = ChatClient("pk_club")
        request.chat.connect_user({"id": request.POST["user"]}, "token")  # expect: HUP301
        return self.get_response(request)


def area(request):
    request.chat.channel("team", "members").send_message({"text": request.POST["text"]})
    return HttpResponse("welcome")


urlpatterns = [path("area/", area)]
