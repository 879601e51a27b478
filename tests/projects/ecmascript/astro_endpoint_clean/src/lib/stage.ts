import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('festival', import.meta.env.STREAM_SECRET);

export async function announce(stage: string, text: string) {
  await chat.channel('livestream', stage).sendMessage({ text, user_id: stage });
}
