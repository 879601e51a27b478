import { NextResponse } from 'next/server';
import { sendAsUser } from '@/lib/chat-server';

export async function POST(request: Request) {
  const { customer, text } = await request.json();
  await sendAsUser(customer, text);
  return NextResponse.json({ ok: true });
}
