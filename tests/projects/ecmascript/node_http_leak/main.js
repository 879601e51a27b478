import { createServer } from 'node:http';
import { report } from './report.js';

createServer(async (req, res) => {
  await report(req.url);
  res.end('ok');
}).listen(9000);
