import { Pool } from 'pg';

const main = new Pool({ connectionString: process.env.DATABASE_URL });
const audit = new Pool({ connectionString: process.env.DATABASE_URL });

export const read = (id) => main.query('select * from pages where id = $1', [id]);
export const note = (id) => audit.query('insert into visits values ($1)', [id]);

process.once('SIGTERM', async () => {
  await main.end();
  await audit.end();
});
