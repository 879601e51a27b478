from arq.connections import RedisSettings

from nightly.tasks import digest


class WorkerSettings:
    functions = [digest]
    redis_settings = RedisSettings(host="cache")
