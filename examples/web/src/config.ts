export const API_KEY = import.meta.env.VITE_STREAM_KEY as string;

/** A chat token for a signed-in user, from Harbour's own API. */
export async function fetchToken(userId: string): Promise<string> {
  const response = await fetch(`/api/token?user=${encodeURIComponent(userId)}`);
  if (!response.ok) throw new Error(`no token for ${userId}: ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}
