export async function session(request: Request) {
  return JSON.parse(request.headers.get('x-session') ?? '{}');
}
