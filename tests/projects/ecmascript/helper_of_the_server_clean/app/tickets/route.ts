import { ticketFor } from '../../lib/desk';

export async function POST(request: Request) {
  const { guest } = await request.json();
  return Response.json({ ticket: ticketFor(guest) });
}
