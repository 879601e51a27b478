import { MongoClient } from 'mongodb';

export async function shelves(uri: string) {
  const client = new MongoClient(uri);
  await client.connect();
  try {
    return await client.db().listCollections().toArray();
  } finally {
    await client.close();
  }
}
