import pika


def enter(amount):
	wire = pika.BlockingConnection(pika.ConnectionParameters("ledger"))
	desk = wire.channel(); desk.queue_declare(queue="entries")
	desk.basic_publish(exchange="", routing_key="entries", body=str(amount))
	wire.close()
	return amount
