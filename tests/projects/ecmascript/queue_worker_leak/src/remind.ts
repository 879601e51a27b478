import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('invoices');

export async function remind(customer: string, token: string, invoice: string) {
  await chat.connectUser({ id: customer }, token); // expect: HUP301
  await chat.channel('messaging', customer).sendMessage({ text: `Invoice ${invoice} is due` });
}
