import type { NextApiRequest, NextApiResponse } from 'next';
import { tokenFor } from '../../lib/unread';

export default function handler(req: NextApiRequest, res: NextApiResponse) {
  res.json({ token: tokenFor(String(req.cookies.patient)) });
}
