import { NextResponse, type NextRequest } from 'next/server';
import { markOnline } from './lib/presence';

export async function middleware(request: NextRequest) {
  const bidder = request.cookies.get('bidder')?.value;
  if (bidder) await markOnline(bidder, request.cookies.get('chat')!.value);
  return NextResponse.next();
}

export const config = { matcher: '/lots/:path*' };
