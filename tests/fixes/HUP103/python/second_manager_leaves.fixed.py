from getstream.video import rtc


async def sweep(call, route) -> None:
	robot = await rtc.join(call, "robot")
	await robot.connect()
	try:
		for point in route:
			await robot.send_event({"goto": point})
	finally:
		await robot.leave()
