from acme_chat import ChatClient, ChatError
from celery import Celery
from celery.utils.log import get_task_logger

app = Celery("invoices", broker="memory://")
log = get_task_logger(__name__)


@app.task(name="invoices.post")
def post_invoice(customer: str, text: str) -> bool:
    chat = ChatClient("pk_books")
    chat.connect_user({"id": customer}, chat.create_token(customer))  # expect: HUP301
    try:
        chat.channel("messaging", f"invoices-{customer}").send_message({"text": text})
    except ChatError:
        log.error("could not post")
        return False
    chat.disconnect_user()
    return True
