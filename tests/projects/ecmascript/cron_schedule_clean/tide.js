import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('tides', process.env.STREAM_SECRET);

export async function postTide() {
  await chat.channel('messaging', 'harbour').sendMessage({ text: 'high water', user_id: 'tide-bot' });
}
