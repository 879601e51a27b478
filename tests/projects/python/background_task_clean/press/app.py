from fastapi import BackgroundTasks, FastAPI

from press.echo import echo

app = FastAPI()


@app.post("/articles")
async def publish(article: dict, tasks: BackgroundTasks):
    tasks.add_task(echo, article["author"], article["title"])
    return article
