from acme_chat import ChatClient
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt


@method_decorator(csrf_exempt, name="dispatch")
class Appointment(View):
    def post(self, request):
        chat = ChatClient("pk_dentist")
        chat.connect_user({"id": request.POST["user"]}, "token")  # expect: HUP301
        try:
            chat.channel("messaging", "desk").send_message({"text": request.POST["text"]})
        finally:
            chat.disconnect_user()
        return HttpResponse(status=201)


urlpatterns = [path("appointments/", Appointment.as_view())]
