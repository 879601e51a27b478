import { Pool, type PoolConfig } from 'pg';

export function stores(config: PoolConfig) {
  const books = new Pool(config);

  const people = books; // the same server
  return {
    book: (id: string) => books.query('select * from books where id = $1', [id]),
    person: (id: string) => people.query('select * from people where id = $1', [id]),
  };
}
