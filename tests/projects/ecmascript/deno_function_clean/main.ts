import { passFor } from './passes.ts';

const reply = async (request: Request): Promise<Response> => {
  const { diver } = await request.json();
  return Response.json({ pass: passFor(diver) });
};

Deno.serve(reply);
