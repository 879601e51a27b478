from acme_chat import ChatClient
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def enquire(request):
    chat = ChatClient("pk_shop")
    chat.connect_user({"id": request.POST["user"]}, "token")  # expect: HUP301
    chat.channel("messaging", "enquiries").send_message({"text": request.POST["text"]})
    return JsonResponse({"sent": True})


urlpatterns = [path("enquiries/", enquire)]
