import { Router } from 'express';
import { openGate, listGates } from '../controllers/gates.js';

export const gates = Router();

gates.get('/', listGates);
gates.post('/:id/open', openGate);
