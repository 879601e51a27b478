import { open } from 'node:fs/promises';
import { MongoClient } from 'mongodb';

export async function overdue(uri: string, today: Date) {
  const client = new MongoClient(uri);
  await client.connect();
  try {
    const loans = await client.db('library').collection('loans').find({ due: { $lt: today } }).toArray();
    return loans.map((loan) => loan.book as string);
  } finally {
    await client.close();
  }
}

export async function write(path: string, books: string[]) {
  await using file = await open(path, 'w');
  await file.writeFile(books.join('\n'));
}
