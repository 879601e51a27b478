from django.conf import settings
from django.http import JsonResponse
from getstream import Stream

stream = Stream(settings.STREAM_KEY, settings.STREAM_SECRET)  # by the service


def token(request):
	# for the studio
	return JsonResponse({"token": stream.create_token(str(request.user.pk))})
