import { open } from 'node:fs/promises'
import { MongoClient } from 'mongodb'

export const members = async (uri) => {
	await using db = await MongoClient.connect(uri) /* at once */
	const active = { left: null }
	return await db.db().collection('members').countDocuments(active)
}

export async function list(path, uri) {
	await using file = await open(path, 'a')
	await using db = new MongoClient(uri)
	await db.connect()
	for await (const member of db.db().collection('members').find()) await file.write(`${member.name}\n`)
}
