import { StreamChat, type UserResponse } from 'stream-chat';

const chat = new StreamChat(process.env.KEY!, process.env.SECRET!);

export async function importUsers(users: UserResponse[]): Promise<void> {
  for (const user of users) {
    await chat.connectUser(user as UserResponse, chat.createToken(user.id));
    await chat.disconnectUser();
    console.log(user.id);
  }
}

await importUsers([]);
