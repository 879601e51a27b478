import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('relay', process.env.STREAM_SECRET);

export async function greet(user) {
  await chat.upsertUser({ id: user });
  return chat.createToken(user);
}
