from getstream.video import rtc


async def swap(left_call, right_call, copy):
	left = await rtc.join(left_call, "swap")
	right = await rtc.join(right_call, "swap")
	try:
		await left.connect()
		await right.connect()
		await copy(left.audio, right.audio)
	finally:
		try:
			# both of them
			await left.leave()  # first
		finally:
			await right.leave()  # last
