import express from 'express';
import { gates } from './routes/gates.js';

const app = express();
app.use('/gates', gates);
app.listen(8080);
