import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookies } from 'next/headers';

export type Session = { userId: string; name: string };

/** Who asks, from the signed cookie that Harbour's login sets; null for a stranger. */
export async function readSession(): Promise<Session | null> {
  const [body, signature] = (await cookies()).get('harbour-session')?.value.split('.') ?? [];
  if (!body || !signature) return null;
  const wanted = createHmac('sha256', process.env.SESSION_KEY!).update(body).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Session;
}
