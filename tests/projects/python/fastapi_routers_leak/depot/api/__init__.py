from . import gates, health

routers = [gates.router, health.router]
