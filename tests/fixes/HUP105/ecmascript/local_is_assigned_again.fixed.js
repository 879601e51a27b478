import { StreamChat } from 'stream-chat';

export async function compare(first, second, show) {
  let chat = new StreamChat('k7x2');
  try {
    await chat.connectUser({ id: first.id }, first.token);
    show((await chat.queryChannels({})).length);
    await chat.disconnectUser();
    chat = new StreamChat('k7x2');
    await chat.connectUser({ id: second.id }, second.token);
    show((await chat.queryChannels({})).length);
  } finally {
    await chat.disconnectUser();
  }
}
