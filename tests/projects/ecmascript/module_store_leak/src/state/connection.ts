import { StreamChat } from 'stream-chat';

type Listener = () => void;

let client: StreamChat | undefined;
const listeners = new Set<Listener>();

export const subscribe = (listener: Listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export async function connect(id: string, token: string) {
  client = new StreamChat('skating'); // expect: HUP402
  await client.connectUser({ id }, token); // expect: HUP105
  listeners.forEach((listener) => listener());
}

export async function disconnect() {
  await client?.disconnectUser();
  client = undefined;
}

export const snapshot = () => client;
