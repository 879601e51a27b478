import functions_framework

from support import escalate


@functions_framework.http
def ticket(request):
    escalate(request.get_json()["customer"])
    return "ok"
