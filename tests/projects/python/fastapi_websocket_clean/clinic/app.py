from fastapi import FastAPI, WebSocket, WebSocketDisconnect

from clinic.rounds import join_round

app = FastAPI()


@app.websocket("/rounds/{ward}")
async def rounds(socket: WebSocket, ward: str, doctor: str):
    await socket.accept()
    line = await join_round(ward, doctor)
    try:
        while True:
            line.send(await socket.receive_json())
    except WebSocketDisconnect:
        pass
    finally:
        await line.leave()
