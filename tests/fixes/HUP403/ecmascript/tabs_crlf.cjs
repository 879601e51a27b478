const { MongoClient } = require('mongodb')

const posts = new MongoClient(process.env.MONGO_URL)
const authors = new MongoClient(process.env.MONGO_URL)

exports.posts = () => posts.db().collection('posts').find().toArray()
exports.authors = () => {
	return authors.db().collection('authors').find().toArray()
}
