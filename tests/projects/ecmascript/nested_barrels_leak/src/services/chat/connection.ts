import { StreamChat } from 'stream-chat';

const stream = StreamChat.getInstance(process.env.EXPO_PUBLIC_KEY!);

async function connect(id: string, token: string) {
  await stream.connectUser({ id }, token); // expect: HUP101
}

function disconnect() {
  return stream.disconnectUser();
}

export { connect as openStream, disconnect as closeStream };
