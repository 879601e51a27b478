import type { StreamChat } from 'stream-chat';

export async function loadHistory(chat: StreamChat, patientId: string) {
  const [channel] = await chat.queryChannels({ members: { $in: [patientId] } });
  const { messages } = await channel.query({ messages: { limit: 50 } });
  return messages;
}
