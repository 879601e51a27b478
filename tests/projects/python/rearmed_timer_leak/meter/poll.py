import threading

from meter.link import send


def poll():
    send("reading")
    threading.Timer(60, poll).start()
