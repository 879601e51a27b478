import pg from 'pg'
const a = new pg.Pool({ host: 'db' }), port = 5432
const b = new pg.Pool({ host: 'db' })

export const all = () => a.query('select 1').then((r) => b.query('select $1', [r.rowCount + port]))
