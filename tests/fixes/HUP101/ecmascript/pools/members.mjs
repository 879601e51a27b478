import { open } from 'node:fs/promises'
import { MongoClient } from 'mongodb'

export const members = async (uri) => {
	const db = await MongoClient.connect(uri) /* at once */
	const active = { left: null }
	return db.db().collection('members').countDocuments(active)
}

export async function list(path, uri) {
	await using file = await open(path, 'a')
	const db = new MongoClient(uri)
	await db.connect()
	for await (const member of db.db().collection('members').find()) await file.write(`${member.name}\n`)
}
