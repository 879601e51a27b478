import { MongoClient } from 'mongodb'

const url = 'mongodb://localhost:27017'

const left = new MongoClient(url)
const right = left

export async function compare(name) {
  const [a, b] = await Promise.all([
    left.db('left').collection(name).countDocuments(),
    right.db('right').collection(name).countDocuments(),
  ])
  return a - b
}
