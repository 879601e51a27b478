import type { APIRoute } from 'astro';
import { announce } from '../../lib/stage';

export const POST: APIRoute = async ({ request }) => {
  const { stage, text } = await request.json();
  await announce(stage, text);
  return new Response(null, { status: 204 });
};
