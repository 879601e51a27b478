import process from 'node:process';
import { StreamChat } from 'stream-chat';

const rows = [{ id: 'u1' }, { id: 'u2' }, { id: 'u3' }];

export async function importAll() {
  await Promise.all(
    rows.map(async (row) => {
      const chat = new StreamChat(process.env.STREAM_KEY!); // expect: HUP402
      await chat.connectUser({ id: row.id }, chat.devToken(row.id)); // expect: HUP303
    }),
  );
}

importAll();
