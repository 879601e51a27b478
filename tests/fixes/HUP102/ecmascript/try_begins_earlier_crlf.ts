import { StreamChat } from 'stream-chat';
import { draft } from './draft';

export async function send(author: { id: string }, token: string) {
  const chat = new StreamChat('k7x2');
  await chat.connectUser(author, token);
  const text = await draft(author.id);
  // from here on somebody may see it
  try {
    await chat.channel('messaging', 'team').sendMessage({ text });
  } finally {
    await chat.disconnectUser();
  }
}
