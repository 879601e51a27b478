import { Pool } from 'pg';

const settings = { connectionString: process.env.DATABASE_URL, max: 10 };
// for the pages
const reader = new Pool(settings);
// for the desk
const writer = new Pool(settings); /* as many again */

export async function lend(book, reader_) {
  const { rows } = await reader.query('select left from shelf where book = $1', [book]);
  if (rows[0].left) await writer.query('insert into loans values ($1, $2)', [book, reader_]);
}
