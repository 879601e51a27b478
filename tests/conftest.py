"""What holds for all tests."""

import contextlib

with contextlib.suppress(ModuleNotFoundError):  # the tests of the built packages have an environment without it
    from hypothesis import HealthCheck, settings

    settings.register_profile("any machine", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("any machine")  # how long an example takes says something about the machine, nothing of us
