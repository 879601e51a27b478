import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StreamChat } from 'stream-chat';
import { tenant } from './clients';

let ada: StreamChat;

beforeEach(async () => {
  ada = await tenant('ada');
});

afterEach(async () => {
  await ada.disconnectUser();
});

it('books a viewing', async () => {
  const channel = ada.channel('messaging', 'flat-7');
  await channel.watch();
  expect(channel.state.messages).toHaveLength(0);
});
