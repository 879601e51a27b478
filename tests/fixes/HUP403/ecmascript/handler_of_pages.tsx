import { Pool } from 'pg';

const main = new Pool({ connectionString: process.env.DATABASE_URL! });
const audit = new Pool({ connectionString: process.env.DATABASE_URL! });

export default async function Page({ id }: { id: string }) {
  const found = await main.query<{ title: string }>('select title from pages where id = $1', [id]);
  await audit.query('insert into visits values ($1)', [id]);
  return <h1>{found.rows[0]?.title}</h1>;
}
