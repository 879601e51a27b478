import { NextResponse, type NextRequest } from 'next/server';
import { markOnline } from './lib/presence';

export async function middleware(request: NextRequest) {
  const bidder = request.cookies.get('bidder')?.value;
  if (bidder) await markOnline(bidder);
  return NextResponse.next();
}
