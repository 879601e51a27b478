from django.http import JsonResponse
from django.views import View
from getstream import Stream


class TokenView(View):
    def get(self, request):
        with Stream.from_env() as client:
            token = client.create_token(str(request.user.pk))
        return JsonResponse({"token": token})
