from arq.connections import RedisSettings

from nightly.tasks import begin, digest, finish


class WorkerSettings:
    functions = [digest]
    on_startup = begin
    on_shutdown = finish
    redis_settings = RedisSettings(host="cache")
