import { expect, it } from 'vitest';
import { tenant } from './clients';

it('books a viewing', async () => {
  const ada = await tenant('ada');
  const channel = ada.channel('messaging', 'flat-7');
  await channel.watch();
  expect(channel.state.messages).toHaveLength(0);
});
