from apscheduler.schedulers.asyncio import AsyncIOScheduler

from beehive.weigh import weigh

scheduler = AsyncIOScheduler()
scheduler.add_job(weigh, "interval", minutes=10)
scheduler.start()
