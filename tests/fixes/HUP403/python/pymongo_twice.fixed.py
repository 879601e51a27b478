from pymongo import MongoClient

from settings import URI

posts = MongoClient(URI)
users = posts  # as many connections again

async def author(post_id):
    post = posts.blog.posts.find_one({"_id": post_id})
    return users.blog.users.find_one({"_id": post["author"]})
