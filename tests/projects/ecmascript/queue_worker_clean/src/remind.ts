import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('invoices', process.env.STREAM_SECRET);

export async function remind(customer: string, invoice: string) {
  await chat.channel('messaging', customer).sendMessage({ text: `Invoice ${invoice} is due`, user_id: 'billing' });
}
