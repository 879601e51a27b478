MIDDLEWARE = ["portal.middleware.Presence"]
