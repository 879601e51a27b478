from acme.voice.links import open_link


async def poll(calls, question):
    answers = []
    for call in calls:
        link = await open_link(call, "pollster")
        answers.append(await link.ask(question))
    return answers
