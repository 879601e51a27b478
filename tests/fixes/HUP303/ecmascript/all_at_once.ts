import { StreamChat } from 'stream-chat';

const staff = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);

type Row = { uid: number; nick: string };

export async function importStaff(rows: Row[], tokenOf: (id: string) => Promise<string>): Promise<void> {
  // all of them
  await Promise.all(
    rows.map(async (row: Row) => {
      await staff.connectUser({ id: String(row.uid), name: row.nick as string }, await tokenOf(String(row.uid)));
      await staff.disconnectUser(); // next, please
    }),
  ); // done
  console.log(rows.length);
}
