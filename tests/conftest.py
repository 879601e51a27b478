"""What holds for all tests."""

from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # how long an example takes says something about the machine, nothing about us
