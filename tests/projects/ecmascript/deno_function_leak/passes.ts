import { StreamChat } from 'npm:stream-chat@9';

export function passFor(diver: string): string {
  const club = new StreamChat(Deno.env.get('DIVE_KEY')!, Deno.env.get('DIVE_SECRET')!); // expect: HUP402
  return club.createToken(diver);
}
