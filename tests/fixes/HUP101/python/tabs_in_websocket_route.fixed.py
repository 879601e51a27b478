from fastapi import FastAPI, WebSocket

app = FastAPI()


class Seats:
	def __init__(self) -> None:
		self.taken: dict[str, WebSocket] = {}

	async def connect_user(self, socket: WebSocket, seat: str) -> None:
		await socket.accept()
		self.taken[seat] = socket

	async def disconnect_user(self, seat: str) -> None:
		self.taken.pop(seat, None)


seats = Seats()


@app.websocket("/seats/{seat}")
async def sit(socket: WebSocket, seat: str) -> None:
	await seats.connect_user(socket, seat=seat)

	try:
		# until the browser goes
		async for text in socket.iter_text():
			if text == "\t":
				continue
			await socket.send_text(
				f"{seat}: {text}",
			)
	finally:
		await seats.disconnect_user(seat)
