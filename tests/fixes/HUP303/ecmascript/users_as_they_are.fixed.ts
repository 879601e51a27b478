import { StreamChat, type UserResponse } from 'stream-chat';

const chat = new StreamChat(process.env.KEY!, process.env.SECRET!);

export async function importUsers(users: UserResponse[]): Promise<void> {
  await chat.upsertUsers(users);
  for (const user of users) {
    console.log(user.id);
  }
}

await importUsers([]);
