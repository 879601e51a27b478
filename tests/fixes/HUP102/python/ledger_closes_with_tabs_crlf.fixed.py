import pika


def enter(amount):
	wire = pika.BlockingConnection(pika.ConnectionParameters("ledger"))
	try:
		desk = wire.channel()
		desk.queue_declare(queue="entries")
		desk.basic_publish(exchange="", routing_key="entries", body=str(amount))
	finally:
		wire.close()
	return amount
