from redis import Redis
from rq import Queue

from mail.jobs import remind

queue = Queue(connection=Redis())
queue.enqueue(remind, "ada", "rent is due")
