import { open } from 'node:fs/promises';
import { MongoClient, type Document } from 'mongodb';

interface Loan extends Document {
  book: string;
  due: Date;
}

export async function overdue(uri: string, today: Date): Promise<string[]> {
  // one pool for one run
  const client = new MongoClient(uri); // not the one of the web server
  await client.connect();
  const loans = await client.db('library').collection<Loan>('loans').find({ due: { $lt: today } }).toArray();
  await client.close(); // done

  return loans.map((loan) => loan.book);
}

export async function write(path: string, books: string[]) {
  await using file = await open(path, 'w');
  await file.writeFile(books.join('\n'));
}
