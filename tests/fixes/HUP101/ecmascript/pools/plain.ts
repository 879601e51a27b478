import { MongoClient } from 'mongodb';

export async function shelves(uri: string) {
  const client = new MongoClient(uri);
  await client.connect();
  return client.db().listCollections().toArray();
}
