import { greet } from './greet';

export default {
  async fetch(request: Request, env: { STREAM_KEY: string }) {
    const { guest, token } = await request.json<{ guest: string; token: string }>();
    await greet(env.STREAM_KEY, guest, token);
    return new Response('ok');
  },
};
