import azure.functions as func

from recycling.notice import post_notice

app = func.FunctionApp()


@app.route(route="pickups", methods=["POST"])
async def pickups(req: func.HttpRequest) -> func.HttpResponse:
    await post_notice(req.get_json()["street"])
    return func.HttpResponse(status_code=204)
