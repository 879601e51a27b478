from dataclasses import dataclass

try:
    from dubbing._native import stretch
except ImportError:
    from dubbing._sync import stretch

try:
    from ._studio_native import Studio
except ImportError:
    from ._studio import Studio


@dataclass
class Voice:
    user_id: str
    factor: int = 1


async def dub(call, voice, samples):
    studio = Studio(voice)
    await studio.enter(call)
    await studio.room.tracks.write(stretch(samples, voice.factor))
    await studio.exit()
