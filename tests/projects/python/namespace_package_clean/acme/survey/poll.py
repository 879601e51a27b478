from acme.voice.links import close_link, open_link


async def poll(calls, question):
    answers = []
    for call in calls:
        link = await open_link(call, "pollster")
        try:
            answers.append(await link.ask(question))
        finally:
            await close_link(link)
    return answers
