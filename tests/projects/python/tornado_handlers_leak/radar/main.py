from tornado.web import Application

from radar.handlers import TrackHandler

application = Application([(r"/track", TrackHandler)])
