import { StreamChat } from 'npm:stream-chat@9';

const club = new StreamChat(Deno.env.get('DIVE_KEY')!, Deno.env.get('DIVE_SECRET')!);

export function passFor(diver: string): string {
  return club.createToken(diver);
}
