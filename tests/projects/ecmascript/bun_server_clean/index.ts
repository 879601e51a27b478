import { announce } from './tannoy';

const server = Bun.serve({
  async fetch(request) {
    return new Response(await announce(await request.text()));
  },
});

console.log(`platform on ${server.port}`);
