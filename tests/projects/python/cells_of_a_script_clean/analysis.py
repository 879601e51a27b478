# %%
from getstream import Stream

from helpers import tap

stream = Stream.from_env()

# %%
line = await tap(stream.video.call("default", "lab"))

# %%
print(line.participants)

# %%
await line.leave()
