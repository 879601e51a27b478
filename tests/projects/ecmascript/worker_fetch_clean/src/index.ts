import { greet } from './greet';

export default {
  async fetch(request: Request, env: { STREAM_KEY: string; STREAM_SECRET: string }) {
    const { guest } = await request.json<{ guest: string }>();
    return Response.json({ token: greet(env.STREAM_KEY, env.STREAM_SECRET, guest) });
  },
};
